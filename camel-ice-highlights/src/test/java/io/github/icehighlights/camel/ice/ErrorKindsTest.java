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

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.github.icehighlights.camel.ice.IceException.Kind;

import static org.assertj.core.api.Assertions.assertThat;

class ErrorKindsTest {

    @ParameterizedTest(name = "{0} {1}: {2} for a submit, {3} otherwise")
    @CsvSource(nullValues = "-", textBlock = """
            400, Throttling,                        THROTTLED, THROTTLED
            400, Throttling.User,                   THROTTLED, THROTTLED
            503, throttling.api,                    THROTTLED, THROTTLED
            200, Throttling.User,                   THROTTLED, THROTTLED
            403, RequestsTooFrequent,               THROTTLED, THROTTLED
            429, -,                                 THROTTLED, THROTTLED
            429, Whatever,                          THROTTLED, THROTTLED
            404, JobNotFound,                       REFUSED,   NOT_FOUND
            400, ResourceNotFound,                  REFUSED,   NOT_FOUND
            404, ProjectNotFound,                   REFUSED,   NOT_FOUND
            404, InvalidMaterial.NotFound,          REFUSED,   NOT_FOUND
            200, JobNotFound,                       UNKNOWN,   NOT_FOUND
            404, Whatever,                          REFUSED,   NOT_FOUND
            404, InvalidAction.NotFound,            REFUSED,   REFUSED
            404, InvalidAccessKeyId.NotFound,       FORBIDDEN, FORBIDDEN
            403, Whatever,                          FORBIDDEN, FORBIDDEN
            401, Whatever,                          FORBIDDEN, FORBIDDEN
            400, Forbidden.RAM,                     FORBIDDEN, FORBIDDEN
            403, Forbidden.SubscriptionRequired,    FORBIDDEN, FORBIDDEN
            400, NoPermission,                      FORBIDDEN, FORBIDDEN
            400, InvalidAccessKeyId.Inactive,       FORBIDDEN, FORBIDDEN
            400, SignatureDoesNotMatch,             FORBIDDEN, FORBIDDEN
            400, InvalidTimeStamp.Expired,          FORBIDDEN, FORBIDDEN
            403, OperationDenied.Suspended,         FORBIDDEN, FORBIDDEN
            400, InvalidSecurityToken.Expired,      FORBIDDEN, FORBIDDEN
            400, SignatureNonceUsed,                UNKNOWN,   UNKNOWN
            403, IdempotentProcessing,              UNKNOWN,   UNKNOWN
            400, IdempotentParameterMismatch,       REFUSED,   REFUSED
            400, InvalidParameter.ResourceContentBad, REFUSED, REFUSED
            400, MissingParameter,                  REFUSED,   REFUSED
            500, InternalError,                     UNKNOWN,   UNKNOWN
            503, ServiceUnAvailable,                UNKNOWN,   UNKNOWN
            500, InvalidParameter,                  UNKNOWN,   UNKNOWN
            200, InvalidParameter,                  UNKNOWN,   UNKNOWN
            200, Forbidden,                         UNKNOWN,   UNKNOWN
            400, -,                                 UNKNOWN,   UNKNOWN
            403, -,                                 UNKNOWN,   UNKNOWN
            404, -,                                 UNKNOWN,   UNKNOWN
            302, -,                                 UNKNOWN,   UNKNOWN
            502, -,                                 UNKNOWN,   UNKNOWN
            413, -,                                 REFUSED,   REFUSED
            414, -,                                 REFUSED,   REFUSED
            """)
    void kinds(int status, String code, Kind submit, Kind otherwise) {
        assertThat(ErrorKinds.of(status, code, true)).isEqualTo(submit);
        assertThat(ErrorKinds.of(status, code, false)).isEqualTo(otherwise);
    }
}
