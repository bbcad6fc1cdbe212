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

import java.util.List;
import java.util.Locale;

import io.github.icehighlights.camel.ice.IceException.Kind;

/**
 * What an HTTP status and ICE's code say about a request.
 *
 * <p>Codes are compared by prefix and without regard to case, as Alibaba's services differ in both. Where no code of
 * ICE's came with the status, a box on the way answered: it may have passed the request on before, so the outcome is
 * unknown, a 403 or 404 included. The exceptions are statuses by which the box itself says that it did not pass it on.
 * (Sources: IMS "common error codes", gateway documentation.)
 */
final class ErrorKinds {

    /** Too long a body, a URL, a header: refused by whoever read it first. */
    private static final List<Integer> TOO_LONG = List.of(413, 414, 431);

    private static final List<String> THROTTLED =
            List.of("throttling", "requeststoofrequent", "toomanyrequests", "flowcontrol", "ratelimit");

    /** The first copy of the same request may have been carried out, or is just being. */
    private static final List<String> UNKNOWN = List.of(
            "signaturenonceused",
            "internalerror",
            "serviceunavailable",
            "idempotentprocessing",
            "idempotentrequestprocessing",
            "requesttimeout",
            "timeout");

    private static final List<String> FORBIDDEN = List.of(
            "forbidden",
            "nopermission",
            "invalidaccesskey",
            "missingaccesskey",
            "inactiveaccesskey",
            "signaturedoesnotmatch",
            "incompletesignature",
            "missingsignature",
            "invalidtimestamp",
            "operationdenied",
            "invalidsecuritytoken",
            "missingsecuritytoken",
            "malformedsecuritytoken",
            "invalidcredentials",
            "unauthorized");

    /** They end in NotFound, but it is not the job that is not found. */
    private static final List<String> NOT_THE_JOB =
            List.of("invalidaction", "invalidversion", "invalidapi", "invalidproduct", "invalidendpoint", "endpoint");

    private ErrorKinds() {}

    static Kind of(int status, String code, boolean submit) {
        String name = code == null ? null : code.toLowerCase(Locale.ROOT);
        if (status == 429 || startsWith(name, THROTTLED)) {
            return Kind.THROTTLED;
        }
        if (name == null) {
            return TOO_LONG.contains(status) ? Kind.REFUSED : Kind.UNKNOWN;
        }
        if (status < 400) {
            // "success" with an error's code: said by no documented answer, so nothing is concluded for a submit
            return !submit && isNotFound(status, name) ? Kind.NOT_FOUND : Kind.UNKNOWN;
        }
        if (status >= 500 || startsWith(name, UNKNOWN)) {
            return Kind.UNKNOWN;
        }
        if (status == 401 || status == 403 || startsWith(name, FORBIDDEN)) {
            // before NotFound: an unknown access key is 404 InvalidAccessKeyId.NotFound
            return Kind.FORBIDDEN;
        }
        return !submit && isNotFound(status, name) ? Kind.NOT_FOUND : Kind.REFUSED;
    }

    private static boolean isNotFound(int status, String name) {
        return !startsWith(name, NOT_THE_JOB)
                && !startsWith(name, FORBIDDEN)
                && (status == 404
                        || name.endsWith("notfound")
                        || name.endsWith("notexist")
                        || name.endsWith("notexists"));
    }

    private static boolean startsWith(String name, List<String> prefixes) {
        return name != null && prefixes.stream().anyMatch(name::startsWith);
    }
}
