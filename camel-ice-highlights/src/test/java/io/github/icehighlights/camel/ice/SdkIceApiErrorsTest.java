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
import java.util.Map;

import com.aliyun.credentials.exception.CredentialException;
import com.aliyun.credentials.models.CredentialModel;
import com.aliyun.credentials.provider.AlibabaCloudCredentialsProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.icehighlights.camel.ice.IceException.Kind;
import io.github.icehighlights.camel.model.JobType;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** Answers that are no results. */
class SdkIceApiErrorsTest {

    private final IceStub ice = IceStub.json(200, "{}");

    @AfterEach
    void close() throws IOException {
        ice.close();
    }

    @Test
    void anErrorOfIceIsToldInItsWords() {
        ice.handler(
                (request, exchange) -> exchange.json(
                        400,
                        "{\"RequestId\":\"R-1\\n\",\"HostId\":\"ice.cn-shanghai.aliyuncs.com\",\"Code\":\"InvalidParameter\","
                                + "\"Message\":\"The parameter\\r\\n\\u001b[31m MediaArray is not valid.\",\"Recommend\":\"https://x\"}"));

        IceException e = submit();

        assertThat(e)
                .hasMessage(
                        "SubmitHighlightExtractionJob: InvalidParameter: The parameter [31m MediaArray is not valid."
                                + " (HTTP 400, request id R-1)")
                .hasNoCause();
        assertThat(e.getKind()).isEqualTo(Kind.REFUSED);
        assertThat(e.getAction()).isEqualTo("SubmitHighlightExtractionJob");
        assertThat(e.getCode()).isEqualTo("InvalidParameter");
        assertThat(e.getRequestId()).isEqualTo("R-1");
        assertThat(e.getHttpStatus()).isEqualTo(400);
        assertThat(e.isRetryable()).isFalse();
    }

    @Test
    void throttlingMayBeTriedAgain() {
        ice.handler((request, exchange) ->
                exchange.json(400, "{\"RequestId\":\"r\",\"Code\":\"Throttling.User\",\"Message\":\"flow control\"}"));

        IceException e = submit();

        assertThat(e.getKind()).isEqualTo(Kind.THROTTLED);
        assertThat(e.isRetryable()).isTrue();
        assertThat(e.isOutcomeUnknown()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"RequestId\":\"r\"}",
                "{\"RequestId\":\"r\",\"JobId\":\" \\n\"}",
                "{\"RequestId\":\"r\",\"JobId\":null}",
                "{\"RequestId\":\"r\",\"JobId\":{}}",
                "{\"RequestId\":\"r\",\"JobId\":\"j\",\"Code\":\"InternalError\"}",
                "{\"RequestId\":\"r\",\"Code\":\"InvalidParameter\",\"Message\":\"no\"}",
                "<html>fine</html>",
                "",
                "[1,2]",
                "null",
                "\"JobId\"",
                "1e999999999",
                "{\"JobId\":\"j\"",
                "{\"JobId\":\"j\"} and more",
                "{\"JobId\":\"j\",\"x\":'y'}"
            })
    void aSuccessThatIsNoReceiptLeavesTheOutcomeUnknown(String body) {
        ice.handler((request, exchange) -> exchange.json(200, body));

        IceException e = submit();

        assertThat(e.getKind()).isEqualTo(Kind.UNKNOWN);
        assertThat(e.isOutcomeUnknown()).isTrue();
        assertThat(e.getHttpStatus()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"RequestId\":\"r\",\"JobId\":\"j\",\"Code\":\"\",\"n\":1e999999999,\"m\":123456789012345678901234567890}",
                "{\"RequestId\":\"r\",\"JobId\":\"j\",\"Code\":\"Success\"}",
                "\uFEFF{\"RequestId\":\"r\", // comment\n\"JobId\":\"j\\n\",}\n"
            })
    void oddReceiptsAreReceipts(String body) {
        ice.handler((request, exchange) -> exchange.json(200, body));

        assertThat(Connections.api(ice).submit(JobType.SPORTS_HIGHLIGHTS, Map.of("InputConfig", "{}")))
                .isEqualTo(new Receipt("j", "r"));
    }

    @Test
    void depthIsBounded() {
        ice.handler((request, exchange) -> exchange.json(200, "{\"JobId\":" + "[".repeat(100_000)));

        assertThat(submit().getKind()).isEqualTo(Kind.UNKNOWN);
    }

    @Test
    void aForeignPageIsCut() {
        ice.handler((request, exchange) -> exchange.send(403, "text/html", "<p>" + "blocked ".repeat(10_000)));

        IceException e = submit();

        assertThat(e.getKind())
                .as("a box on the way may have passed it on before")
                .isEqualTo(Kind.UNKNOWN);
        assertThat(e.getMessage()).hasSizeLessThan(320).contains("blocked").endsWith("... (HTTP 403)");
        assertThat(e.getCode()).isNull();
    }

    @Test
    void theRequestIdMayBeInAHeader() {
        ice.handler((request, exchange) -> exchange.send(502, "text/html", "", "x-acs-request-id: R-2"));

        assertThat(submit()).hasMessageContaining("empty (HTTP 502, request id R-2)");
    }

    @Test
    void aJobThatIceDoesNotKnow() {
        ice.handler((request, exchange) -> exchange.json(
                404, "{\"RequestId\":\"r\",\"Code\":\"JobNotFound\",\"Message\":\"The job does not exist.\"}"));
        SdkIceApi api = Connections.api(ice);

        assertThat(failure(() -> api.report(JobType.HIGHLIGHT_EXTRACTION, "j")).isNotFound())
                .isTrue();
        assertThat(failure(() -> api.delete(JobType.HIGHLIGHT_EXTRACTION, "j")).isNotFound())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"RequestId\":\"r\"}",
                "{\"RequestId\":\"r\",\"EditingBatchJob\":null}",
                "{\"RequestId\":\"r\",\"EditingBatchJob\":{}}",
                "{\"EditingBatchJob\":{\"SubJobList\":[]}}"
            })
    void anEmptyBatchJobIsNone(String body) {
        ice.handler((request, exchange) -> exchange.json(200, body));

        assertThat(failure(() -> Connections.api(ice).report(JobType.SPORTS_HIGHLIGHTS, "j"))
                        .isNotFound())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "[]",
                "<html>",
                "{\"JobId\":\"j\"}",
                "{\"State\":\"\",\"JobId\":\"j\",\"RequestId\":\"r\"}"
            })
    void anAnswerWithoutAJobIsNotTakenForAMissingJob(String body) {
        ice.handler((request, exchange) -> exchange.json(200, body));

        assertThat(failure(() -> Connections.api(ice).report(JobType.HIGHLIGHT_EXTRACTION, "j"))
                        .getKind())
                .isEqualTo(Kind.UNKNOWN);
    }

    @Test
    void credentialsThatCannotBeHad() {
        AlibabaCloudCredentialsProvider none = new AlibabaCloudCredentialsProvider() {
            @Override
            public CredentialModel getCredentials() {
                throw new CredentialException("Unable to load credentials from any of the providers in the chain");
            }

            @Override
            public String getProviderName() {
                return "none";
            }

            @Override
            public void close() {
                // nothing to close
            }
        };
        SdkIceApi api = new SdkIceApi(new IceConnectionSettings(
                null,
                "http://" + ice.host(),
                null,
                null,
                null,
                new com.aliyun.credentials.Client(none),
                null,
                null,
                null));

        IceException e = failure(() -> api.list(JobType.HIGHLIGHT_EXTRACTION, null));

        assertThat(e.getKind()).isEqualTo(Kind.FORBIDDEN);
        assertThat(e).hasMessageContaining("accessKey").hasMessageContaining("Unable to load credentials");
        assertThat(ice.connections).hasValue(0);
    }

    @Test
    void aClientWithoutCredentials() throws Exception {
        SdkIceApi api = new SdkIceApi(new com.aliyun.ice20201109.Client(new com.aliyun.teaopenapi.models.Config()
                .setEndpoint(ice.host())
                .setProtocol("HTTP")));

        assertThat(failure(() -> api.list(JobType.HIGHLIGHT_EXTRACTION, null)).getKind())
                .isEqualTo(Kind.FORBIDDEN);
        assertThat(ice.connections).hasValue(0);
    }

    private IceException submit() {
        return failure(() -> Connections.api(ice).submit(JobType.HIGHLIGHT_EXTRACTION, Map.of("InputConfig", "{}")));
    }

    private static IceException failure(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        return catchThrowableOfType(IceException.class, call);
    }
}
