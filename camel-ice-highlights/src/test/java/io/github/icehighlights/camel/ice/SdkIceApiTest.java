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
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import com.aliyun.teaopenapi.models.Config;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.github.icehighlights.camel.ice.IceException.Kind;
import io.github.icehighlights.camel.model.JobState;
import io.github.icehighlights.camel.model.JobType;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What is asked of ICE, and how its answers to that are read. */
class SdkIceApiTest {

    private static final String RECEIPT =
            "{\"RequestId\":\"11111111-2222-3333-4444-555555555555\\n\",\"JobId\":\"0123456789abcdef0123456789abcdef\\n\"}";

    private final IceStub ice = IceStub.json(200, RECEIPT);

    @AfterEach
    void close() throws IOException {
        ice.close();
    }

    @ParameterizedTest
    @EnumSource(JobType.class)
    void submitPutsEachParameterWhereTheSdkPutsIt(JobType type) {
        Map<String, String> parameters = new HashMap<>();
        parameters.put("ClientToken", "tok");
        parameters.put("InputConfig", "{\"MediaArray\":[{\"MediaId\":\"x+y&z 中 *~\"}]}");
        parameters.put("EditingConfig", "{\"MediaConfig\":{\"Volume\":1}}");
        parameters.put("OutputConfig", "{\"a\":\"{index} 中\"}");
        parameters.put("UserData", "{\"k\":\"v+ %20*~\"}");
        parameters.put("Absent", null);

        Receipt receipt = Connections.api(ice).submit(type, parameters);

        assertThat(receipt)
                .isEqualTo(new Receipt("0123456789abcdef0123456789abcdef", "11111111-2222-3333-4444-555555555555"));
        IceStub.Request request = ice.last();
        assertThat(request.method()).isEqualTo("POST");
        assertThat(request.action()).isEqualTo(type.submitAction());
        assertThat(request.headers())
                .containsEntry("x-acs-version", "2020-11-09")
                .containsEntry("host", ice.host());
        assertThat(request.query())
                .containsOnly(
                        Map.entry("ClientToken", "tok"),
                        Map.entry("OutputConfig", parameters.get("OutputConfig")),
                        Map.entry("UserData", parameters.get("UserData")));
        assertThat(request.form())
                .containsOnly(
                        Map.entry("InputConfig", parameters.get("InputConfig")),
                        Map.entry("EditingConfig", parameters.get("EditingConfig")));
        assertThat(ice.requests).hasSize(1);
    }

    @Test
    void theSignatureIsAcs3AndRight() {
        Connections.api(ice)
                .submit(
                        JobType.HIGHLIGHT_EXTRACTION,
                        Map.of("InputConfig", "{\"a\":\"b c\"}", "OutputConfig", "{\"x\":\"*~+ 中\"}", "UserData", ""));

        IceStub.Request request = ice.last();
        assertThat(request.headers().get("authorization"))
                .startsWith("ACS3-HMAC-SHA256 Credential=" + Connections.KEY + ",");
        assertThat(Acs3.part(request, "SignedHeaders").split(";"))
                .contains("host", "x-acs-action", "x-acs-content-sha256", "x-acs-date", "x-acs-signature-nonce");
        assertThat(request.headers().get("x-acs-content-sha256")).isEqualTo(Acs3.sha256(request.body()));
        assertThat(Acs3.part(request, "Signature")).isEqualTo(Acs3.signature(request, Connections.SECRET));
        assertThat(request.target()).doesNotContain(Connections.KEY).doesNotContain("Signature");
    }

    /** The stand-in's arithmetic against a request whose signature was computed elsewhere. */
    @Test
    void theStandInSignsAsAlibabaDoes() {
        Map<String, String> headers = Map.of(
                "content-type", "application/x-www-form-urlencoded",
                "host", "127.0.0.1:33187",
                "x-acs-action", "SubmitHighlightExtractionJob",
                "x-acs-content-sha256", "51099d72fc38c053455ccf815015542a1ff5c41d4fb3711066cba66cd8c626bf",
                "x-acs-date", "2026-11-20T08:26:15Z",
                "x-acs-signature-nonce", "5442d79a18f37cdce9473e9d6f021d4c",
                "x-acs-version", "2020-11-09");
        byte[] body = "InputConfig=%7B%22MediaArray%22%3A%5B%7B%22MediaId%22%3A%22x%2By%26z%22%7D%5D%7D".getBytes();

        assertThat(Acs3.signature(
                        "POST",
                        Map.of("ClientToken", "tok", "OutputConfig", "{\"a\":\"{index} 中\"}"),
                        headers,
                        headers.keySet().stream().sorted().toList(),
                        body,
                        "SECRET"))
                .isEqualTo("7d6f297a07a6f76e3ca6f60d9ed548abdf5b97e83cb799464695fdc1d575be72");
    }

    @Test
    void theDateIsOurs() {
        Clock clock = Clock.fixed(Instant.parse("2026-11-20T08:26:15.987Z"), ZoneOffset.UTC);

        new SdkIceApi(Connections.to(ice), clock).submit(JobType.SPORTS_HIGHLIGHTS, Map.of("InputConfig", "{}"));

        assertThat(ice.last().headers()).containsEntry("x-acs-date", "2026-11-20T08:26:15Z");
    }

    @Test
    void temporaryKeysTravelInSignedHeadersOnly() {
        new SdkIceApi(Connections.to("http://" + ice.host(), "CanaryToken0003"))
                .submit(JobType.SPORTS_HIGHLIGHTS, Map.of("InputConfig", "{}"));

        IceStub.Request request = ice.last();
        assertThat(request.headers()).containsEntry("x-acs-security-token", "CanaryToken0003");
        assertThat(Acs3.part(request, "SignedHeaders")).contains("x-acs-security-token");
        assertThat(Acs3.part(request, "Signature")).isEqualTo(Acs3.signature(request, Connections.SECRET));
        assertThat(request.target()).doesNotContain("Canary");
    }

    @Test
    void reportsAreAskedByTheActionOfTheType() {
        ice.handler((request, exchange) -> exchange.json(
                200,
                request.action().equals("GetSmartHandleJob")
                        ? "{\"RequestId\":\"r\",\"JobId\":\"j\\n\",\"State\":\"Executing\",\"UserData\":\"{}\"}"
                        : "{\"RequestId\":\"r\",\"EditingBatchJob\":{\"JobId\":\"j\\n\",\"Status\":\"Init\"}}"));
        SdkIceApi api = Connections.api(ice);

        assertThat(api.report(JobType.HIGHLIGHT_EXTRACTION, "j").state()).isEqualTo(JobState.EXECUTING);
        assertThat(ice.last().method()).isEqualTo("POST");
        assertThat(ice.last().query()).containsOnly(Map.entry("JobId", "j"));
        assertThat(ice.last().body()).isEmpty();
        assertThat(api.report(JobType.SCREEN_MEDIA_HIGHLIGHTS, "j").state()).isEqualTo(JobState.CREATED);
        assertThat(api.report(JobType.SPORTS_HIGHLIGHTS, "j ").state()).isEqualTo(JobState.CREATED);
    }

    @Test
    void aReportAboutAnotherJobIsNotBelieved() {
        ice.handler((request, exchange) ->
                exchange.json(200, "{\"RequestId\":\"r\",\"JobId\":\"k\",\"State\":\"Finished\"}"));

        assertThatThrownBy(() -> Connections.api(ice).report(JobType.HIGHLIGHT_EXTRACTION, "j"))
                .isInstanceOfSatisfying(
                        IceException.class, e -> assertThat(e.getKind()).isEqualTo(Kind.UNKNOWN));
    }

    @Test
    void extractionJobsAreListedWithAGet() {
        ice.handler((request, exchange) -> exchange.json(
                200,
                "{\"RequestId\":\"r\",\"MaxResults\":\"100\",\"NextToken\":\"n1\",\"SmartJobList\":["
                        + "{\"JobId\":\"a\\n\",\"UserId\":1833220977560000,\"UserData\":\"{\\\"k\\\":1}\",\"JobState\":\"Finished\"},"
                        + "{\"JobId\":\"b\"},{\"Title\":\"no id\"}]}"));

        JobPage page = Connections.api(ice).list(JobType.HIGHLIGHT_EXTRACTION, null);

        assertThat(page.jobs())
                .isEqualTo(
                        List.of(new JobPage.ListedJob("a", "{\"k\":1}", null), new JobPage.ListedJob("b", null, null)));
        assertThat(page.nextToken()).isEqualTo("n1");
        assertThat(ice.last().method()).isEqualTo("GET");
        assertThat(ice.last().action()).isEqualTo("ListSmartJobs");
        assertThat(ice.last().query())
                .containsOnly(Map.entry("MaxResults", "100"), Map.entry("SortBy", "CreationTime:Desc"));
        assertThat(Acs3.part(ice.last(), "Signature")).isEqualTo(Acs3.signature(ice.last(), Connections.SECRET));
    }

    @Test
    void batchJobsAreListedPageByPage() {
        ice.handler(
                (request, exchange) -> exchange.json(
                        200,
                        "{\"RequestId\":\"r\",\"NextToken\":\"\",\"EditingBatchJobList\":[{\"JobId\":\"a\",\"UserData\":\"u\",\"CreateTime\":\"2026-01-02T03:04:05Z\"}]}"));

        JobPage page = Connections.api(ice).list(JobType.SPORTS_HIGHLIGHTS, "n1");

        assertThat(page)
                .isEqualTo(new JobPage(
                        List.of(new JobPage.ListedJob("a", "u", Instant.parse("2026-01-02T03:04:05Z"))), null));
        assertThat(ice.last().method()).isEqualTo("POST");
        assertThat(ice.last().action()).isEqualTo("ListBatchMediaProducingJobs");
        assertThat(ice.last().query()).containsEntry("NextToken", "n1").containsEntry("SortBy", "desc");
    }

    @Test
    void unfinishedJobsAreListedByTheirState() {
        ice.handler((request, exchange) -> exchange.json(
                200,
                "{\"RequestId\":\"r\",\"NextToken\":\"n1\",\"SmartJobList\":[{\"JobId\":\"a\",\"JobState\":\"Executing\"},"
                        + "{\"JobId\":\"b\",\"JobState\":\"Finished\"},{\"JobId\":\"c\"},"
                        + "{\"JobId\":\"d\",\"JobState\":\"Created\"}]}"));
        SdkIceApi api = Connections.api(ice);

        assertThat(api.list(JobType.HIGHLIGHT_EXTRACTION, JobState.EXECUTING, null))
                .as("what ICE does not say to be in that state is left out")
                .isEqualTo(new JobPage(List.of(new JobPage.ListedJob("a", null, null)), "n1"));
        assertThat(ice.last().query())
                .containsOnly(
                        Map.entry("MaxResults", "100"),
                        Map.entry("SortBy", "CreationTime:Desc"),
                        Map.entry("JobState", "Executing"));
        assertThat(api.list(JobType.HIGHLIGHT_EXTRACTION, JobState.CREATED, null)
                        .jobs())
                .containsExactly(new JobPage.ListedJob("d", null, null));
        assertThat(ice.last().query()).containsEntry("JobState", "Created");
    }

    @Test
    void unfinishedBatchesAreListedByTheirStatus() {
        ice.handler((request, exchange) -> exchange.json(
                200,
                "{\"RequestId\":\"r\",\"NextToken\":\"\",\"EditingBatchJobList\":[{\"JobId\":\"a\",\"Status\":\"Processing\"},"
                        + "{\"JobId\":\"b\",\"Status\":\"Init\"}]}"));
        SdkIceApi api = Connections.api(ice);

        assertThat(api.list(JobType.SPORTS_HIGHLIGHTS, JobState.EXECUTING, "n1").jobs())
                .containsExactly(new JobPage.ListedJob("a", null, null));
        assertThat(ice.last().query())
                .containsOnly(
                        Map.entry("MaxResults", "100"),
                        Map.entry("SortBy", "desc"),
                        Map.entry("NextToken", "n1"),
                        Map.entry("Status", "Processing"));
        assertThat(api.list(JobType.SCREEN_MEDIA_HIGHLIGHTS, JobState.CREATED, null)
                        .jobs())
                .containsExactly(new JobPage.ListedJob("b", null, null));
        assertThat(ice.last().query()).containsEntry("Status", "Init");
    }

    @Test
    void aTokenThatLeadsBackEndsTheList() {
        ice.handler((request, exchange) ->
                exchange.json(200, "{\"RequestId\":\"r\",\"NextToken\":\"n1\",\"SmartJobList\":null}"));

        assertThat(Connections.api(ice).list(JobType.HIGHLIGHT_EXTRACTION, "n1"))
                .isEqualTo(new JobPage(List.of(), null));
    }

    @Test
    void onlyOneExtractionJobIsDeletedAtATime() {
        SdkIceApi api = Connections.api(ice);

        api.delete(JobType.HIGHLIGHT_EXTRACTION, "j");

        assertThat(ice.last().action()).isEqualTo("DeleteSmartJob");
        assertThat(ice.last().query()).containsOnly(Map.entry("JobId", "j"));
        assertThatIllegalArgumentException().isThrownBy(() -> api.delete(JobType.HIGHLIGHT_EXTRACTION, "a,b"));
        assertThatThrownBy(() -> api.delete(JobType.SPORTS_HIGHLIGHTS, "j"))
                .isInstanceOfSatisfying(
                        IceException.class, e -> assertThat(e.getKind()).isEqualTo(Kind.REFUSED));
        assertThat(ice.requests).hasSize(1);
    }

    @Test
    void aReadyClientIsMadeToSignWithAcs3() throws Exception {
        Config config = new Config()
                .setAccessKeyId(Connections.KEY)
                .setAccessKeySecret(Connections.SECRET)
                .setSecurityToken("CanaryToken0003")
                .setEndpoint(ice.host())
                .setProtocol("HTTP");
        com.aliyun.ice20201109.Client client = new com.aliyun.ice20201109.Client(config);
        assertThat(client._signatureAlgorithm).as("why this is needed").isEqualTo("v2");

        new SdkIceApi(client).submit(JobType.SPORTS_HIGHLIGHTS, Map.of("InputConfig", "{}"));

        assertThat(ice.last().headers().get("authorization")).startsWith("ACS3-HMAC-SHA256 ");
        assertThat(ice.last().target()).isEqualTo("/");
    }

    /** Alibaba's default chain reads files and asks metadata services, which a starting route must not wait for. */
    @Test
    @SuppressWarnings("deprecation")
    void withoutKeysTheDefaultChainIsAskedAtTheFirstCall() {
        SdkIceApi api = new SdkIceApi(
                new IceConnectionSettings(null, "http://" + ice.host(), null, null, null, null, null, null, null));
        System.setProperty("alibabacloud.accessKeyId", "LTAIfromTheChain");
        System.setProperty("alibabacloud.accessKeySecret", Connections.SECRET);
        try {
            api.submit(JobType.SPORTS_HIGHLIGHTS, Map.of("InputConfig", "{}"));
        } finally {
            System.clearProperty("alibabacloud.accessKeyId");
            System.clearProperty("alibabacloud.accessKeySecret");
        }

        assertThat(Acs3.part(ice.last(), "Credential")).isEqualTo("LTAIfromTheChain");
    }

    @Test
    void aCredentialsClientIsAsked() {
        com.aliyun.credentials.Client credentials =
                new com.aliyun.credentials.Client(new com.aliyun.credentials.models.Config()
                        .setType("access_key")
                        .setAccessKeyId("LTAIfromTheClient")
                        .setAccessKeySecret(Connections.SECRET));

        new SdkIceApi(new IceConnectionSettings(
                        null, "http://" + ice.host(), null, null, null, credentials, null, null, null))
                .submit(JobType.SPORTS_HIGHLIGHTS, Map.of("InputConfig", "{}"));

        assertThat(Acs3.part(ice.last(), "Credential")).isEqualTo("LTAIfromTheClient");
    }
}
