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

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import okhttp3.Headers;

/**
 * Sees, for the one call of this thread, how far it got: whether a connection came about and the request began to be
 * written. That is what separates "nothing was sent" from "nobody can tell"; the SDK's exceptions do not. A call of the
 * SDK stays on its caller's thread, so the watch does too.
 */
final class SendWatch implements AutoCloseable {

    private static final ThreadLocal<SendWatch> CURRENT = new ThreadLocal<>();
    private static final Pattern IN_AUTHORIZATION = Pattern.compile("(?:Credential|Signature)=([^,\\s]+)");

    private final List<Map<String, String>> others = new ArrayList<>();
    private Headers headers;
    private boolean sending;

    private SendWatch() {}

    static SendWatch start() {
        SendWatch watch = new SendWatch();
        CURRENT.set(watch);
        return watch;
    }

    /** The guarded transport has the call. */
    static void enter(Headers headers) {
        SendWatch watch = CURRENT.get();
        if (watch != null) {
            watch.headers = headers;
        }
    }

    /** A connection stands, and the next thing is the request's first byte. */
    static void sending() {
        SendWatch watch = CURRENT.get();
        if (watch != null) {
            watch.sending = true;
        }
    }

    /** Keeps a request's headers for what they hold of secrets. */
    void remember(Map<String, String> headers) {
        others.add(headers);
    }

    /** What the request's headers hold of secrets, so that they can be kept out of messages. */
    List<String> secrets() {
        List<String> secrets = new ArrayList<>();
        if (headers != null) {
            for (int i = 0; i < headers.size(); i++) {
                add(headers.name(i), headers.value(i), secrets);
            }
        }
        others.forEach(more -> more.forEach((name, value) -> add(name, value, secrets)));
        return secrets;
    }

    private static void add(String name, String value, List<String> secrets) {
        if (value == null) {
            return;
        }
        switch (name.toLowerCase(Locale.ROOT)) {
            case "authorization" -> {
                secrets.add(value);
                Matcher parts = IN_AUTHORIZATION.matcher(value);
                while (parts.find()) {
                    secrets.add(parts.group(1));
                }
            }
            case "x-acs-security-token",
                    "x-acs-accesskey-id",
                    "x-acs-bearer-token",
                    "x-acs-zero-trust-idtoken",
                    "proxy-authorization" -> secrets.add(value);
            default -> {
                // not secret
            }
        }
    }

    boolean isEntered() {
        return headers != null;
    }

    boolean isSending() {
        return sending;
    }

    @Override
    public void close() {
        CURRENT.remove();
    }
}
