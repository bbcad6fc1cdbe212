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

/**
 * A call to ICE that brought no result. The message names the action, ICE's code and message, the HTTP status and the
 * request id. It never carries credentials, signatures or the request.
 */
public class IceException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String action;
    private final String code;
    private final String requestId;
    private final int httpStatus;
    private final Kind kind;

    /**
     * What the failure says about the request.
     */
    public enum Kind {
        /** ICE said no, and will say so again. Nothing was created. */
        REFUSED,
        /** ICE said "not now" (throttling). Nothing was created. */
        THROTTLED,
        /** No connection came about. Nothing was sent. */
        NOT_SENT,
        /** ICE does not know the job. */
        NOT_FOUND,
        /** The credentials or rights do not suffice (403, and 4xx about keys and signatures). Nothing was created. */
        FORBIDDEN,
        /** The answer was an error of the service, unreadable, or did not come. The request may have been carried out. */
        UNKNOWN
    }

    public IceException(
            Kind kind, String action, String code, String message, String requestId, int httpStatus, Throwable cause) {
        super(message, cause);
        this.kind = kind;
        this.action = action;
        this.code = code;
        this.requestId = requestId;
        this.httpStatus = httpStatus;
    }

    /** What the failure says about the request. */
    public Kind getKind() {
        return kind;
    }

    /** The ICE action that was called. */
    public String getAction() {
        return action;
    }

    /** ICE's error code, or null when the answer had none. */
    public String getCode() {
        return code;
    }

    /** ICE's request id, for Alibaba's support, or null. */
    public String getRequestId() {
        return requestId;
    }

    /** The HTTP status, or 0 when there was no answer. */
    public int getHttpStatus() {
        return httpStatus;
    }

    /** Whether the same call may succeed later. */
    public boolean isRetryable() {
        return kind == Kind.THROTTLED || kind == Kind.NOT_SENT || kind == Kind.UNKNOWN;
    }

    /** Whether nobody can tell if ICE carried the request out. */
    public boolean isOutcomeUnknown() {
        return kind == Kind.UNKNOWN;
    }

    /** Whether ICE does not know the job. */
    public boolean isNotFound() {
        return kind == Kind.NOT_FOUND;
    }
}
