/*
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     http://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */
package io.github.icehighlights.camel.ice;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;

import javax.net.ssl.SSLException;

import io.github.icehighlights.camel.ice.IceException.Kind;

/**
 * Turns what went wrong into an {@link IceException}. The SDK's exceptions are never passed on, not even as causes:
 * {@code TeaUnretryableException#getLastRequest()} holds the signature and the security token.
 */
final class IceErrors {

    private static final int BODY_LENGTH = 200;
    private static final int MESSAGE_LENGTH = 500;

    private IceErrors() {}

    /** ICE, or something in front of it, answered with something other than success. */
    static IceException of(Answer answer, boolean submit) {
        Kind kind = ErrorKinds.of(answer.status(), answer.code(), submit);
        if (answer.code() == null) {
            return foreign(answer, kind);
        }
        String code = answer.redactor().clean(answer.code(), 100);
        String said = answer.redactor().clean(answer.message(), MESSAGE_LENGTH);
        String message = answer.action() + ": " + code + (said == null ? "" : ": " + said) + where(answer);
        return new IceException(kind, answer.action(), code, message, answer.requestId(), answer.status(), null);
    }

    /** A success that does not hold what it must hold: nobody can tell what was done. */
    static IceException unreadable(Answer answer, String what) {
        String message = answer.action() + ": " + what + excerpt(answer) + where(answer);
        return new IceException(
                Kind.UNKNOWN, answer.action(), null, message, answer.requestId(), answer.status(), null);
    }

    static IceException notFound(Answer answer, String what) {
        return new IceException(
                Kind.NOT_FOUND,
                answer.action(),
                null,
                answer.action() + ": " + what + where(answer),
                answer.requestId(),
                answer.status(),
                null);
    }

    private static IceException foreign(Answer answer, Kind kind) {
        String what = answer.status() >= 300 && answer.status() < 400
                ? "a redirect, which ICE does not use, and which was not followed"
                : "an answer that is not ICE's";
        return new IceException(
                kind,
                answer.action(),
                null,
                answer.action() + ": " + what + excerpt(answer) + where(answer),
                answer.requestId(),
                answer.status(),
                null);
    }

    private static String excerpt(Answer answer) {
        String excerpt = answer.redactor().clean(answer.body(), BODY_LENGTH);
        return excerpt.isEmpty() ? ": empty" : ": " + excerpt;
    }

    private static String where(Answer answer) {
        String id = answer.requestId();
        return " (HTTP " + answer.status() + (id == null ? "" : ", request id " + id) + ")";
    }

    /** No keys to sign with; nothing was sent. */
    static IceException noCredentials(String action, Exception e, Redactor redactor) {
        String message = action + ": no credentials for Alibaba Cloud. Set accessKey and secretKey, or a credentials "
                + "client, or give the default provider chain something to find (environment, profile, RAM role): "
                + redactor.clean(String.valueOf(e.getMessage()), MESSAGE_LENGTH);
        return new IceException(Kind.FORBIDDEN, action, null, message, null, 0, null);
    }

    /** The call ended without a whole answer. */
    static IceException noAnswer(String action, Exception e, SendWatch watch, Redactor redactor) {
        Throwable root = failure(e);
        boolean sent = watch.isSending() || (!watch.isEntered() && root instanceof IOException && !isConnecting(root));
        String detail =
                root.getClass().getSimpleName() + ": " + redactor.clean(String.valueOf(root.getMessage()), BODY_LENGTH);
        String what;
        if (sent) {
            what = "no whole answer; ICE may have carried the request out";
        } else if (root instanceof SSLException) {
            what = "not sent, as no trusted TLS connection came about";
        } else {
            what = "not sent";
        }
        return new IceException(
                sent ? Kind.UNKNOWN : Kind.NOT_SENT,
                action,
                null,
                action + ": " + what + ": " + detail,
                null,
                0,
                sanitized(root, detail));
    }

    private static boolean isConnecting(Throwable root) {
        return root instanceof ConnectException
                || root instanceof UnknownHostException
                || root instanceof NoRouteToHostException;
    }

    /** The I/O failure within the SDK's wrappings, or else what lies innermost. */
    private static Throwable failure(Throwable e) {
        Throwable root = e;
        for (int depth = 0; !(root instanceof IOException) && root.getCause() != null && depth < 20; depth++) {
            root = root.getCause();
        }
        return root;
    }

    /** A stand-in with the name, the cleaned message and the trace, but without what hangs on the original. */
    private static Throwable sanitized(Throwable root, String detail) {
        IOException copy = new IOException(detail);
        copy.setStackTrace(root.getStackTrace());
        return copy;
    }
}
