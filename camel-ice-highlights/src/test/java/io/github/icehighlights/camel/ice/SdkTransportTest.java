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
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import com.aliyun.tea.okhttp.ClientHelper;
import okhttp3.OkHttpClient;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.icehighlights.camel.ice.IceException.Kind;
import io.github.icehighlights.camel.model.JobType;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** The guards on the SDK's transport, each against a server that does the harm. */
@Timeout(30)
class SdkTransportTest {

    private static final String RUNNING = "{\"RequestId\":\"r\",\"JobId\":\"j\",\"State\":\"Executing\"}";
    private static final String RECEIPT = "{\"RequestId\":\"r\",\"JobId\":\"j\"}";
    private static final String TOKEN = "CanarySecurityToken0003";
    private static final Map<String, String> REPEATABLE = Map.of("InputConfig", "{}", "ClientToken", "t");

    private final IceStub ice = IceStub.json(200, RECEIPT);

    @AfterEach
    void close() throws IOException {
        ice.close();
    }

    @Test
    void aSelfSignedServerIsRefused(@TempDir Path folder) throws Exception {
        try (IceStub tls =
                new IceStub((request, exchange) -> exchange.json(200, RECEIPT), SelfSigned.serverSockets(folder))) {
            IceException e = submit(new SdkIceApi(Connections.to("https://" + tls.host(), null)));

            assertThat(e.getKind()).isEqualTo(Kind.NOT_SENT);
            assertThat(e).hasMessageContaining("TLS").hasMessageContaining("PKIX");
            assertThat(tls.requests).isEmpty();
        }
    }

    /** The SDK's cache of clients does not tell trusting ones from others. */
    @Test
    void aSelfSignedServerIsRefusedAlsoWhereOtherCodeTrustsIt(@TempDir Path folder) throws Exception {
        try (IceStub tls =
                new IceStub((request, exchange) -> exchange.json(200, RECEIPT), SelfSigned.serverSockets(folder))) {
            SdkIceApi api = new SdkIceApi(Connections.to("https://" + tls.host(), null));
            submit(api);
            OkHttpClient trusting = SelfSigned.trusting(folder);
            ClientHelper.clients.replaceAll((key, client) -> key.contains(":" + tls.port()) ? trusting : client);

            assertThat(submit(api).getKind()).isEqualTo(Kind.NOT_SENT);
            assertThat(tls.requests).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void aRedirectIsNotFollowedAndTheTokenStaysHere(int status) throws Exception {
        try (IceStub other = IceStub.json(200, RECEIPT)) {
            ice.handler((request, exchange) -> exchange.send(
                    status,
                    "text/html",
                    "<a href=there>",
                    "Location: http://localhost:" + other.port() + "/?x=" + TOKEN));
            SdkIceApi api = new SdkIceApi(Connections.to("http://" + ice.host(), TOKEN));

            IceException submit = submit(api);
            IceException look =
                    catchThrowableOfType(IceException.class, () -> api.report(JobType.HIGHLIGHT_EXTRACTION, "j"));
            IceException list =
                    catchThrowableOfType(IceException.class, () -> api.list(JobType.HIGHLIGHT_EXTRACTION, null));

            assertThat(submit.getKind()).isEqualTo(Kind.UNKNOWN);
            assertThat(submit.getHttpStatus()).isEqualTo(status);
            assertThat(submit).hasMessageContaining("redirect").hasMessageNotContaining(TOKEN);
            assertThat(look.getHttpStatus()).isEqualTo(status);
            assertThat(list.getHttpStatus()).isEqualTo(status);
            assertThat(ice.requests).hasSize(3);
            assertThat(ice.requests)
                    .allSatisfy(each -> assertThat(each.headers()).containsEntry("x-acs-security-token", TOKEN));
            assertThat(other.connections).hasValue(0);
        }
    }

    @Test
    void aProxysErrorPageKeepsItsStatus() {
        ice.handler((request, exchange) -> exchange.send(503, "text/html", "<html><h1>503 Sorry</h1>\r\n</html>"));

        IceException e = submit(Connections.api(ice));

        assertThat(e.getHttpStatus()).isEqualTo(503);
        assertThat(e.getKind()).isEqualTo(Kind.UNKNOWN);
        assertThat(e)
                .hasMessage("SubmitHighlightExtractionJob: an answer that is not ICE's: "
                        + "<html><h1>503 Sorry</h1> </html> (HTTP 503)");
    }

    /** OkHttp does so by itself, whatever its settings, and the second time without the body. */
    @Test
    void aServerThatAsksForAnImmediateRetryGetsNone() {
        ice.handler((request, exchange) ->
                exchange.send(503, "application/json", "{\"Code\":\"ServiceUnavailable\"}", "Retry-After: 0"));

        assertThat(submit(Connections.api(ice)).getHttpStatus()).isEqualTo(503);
        assertThat(ice.requests).hasSize(1);
    }

    /** ICE would carry out twice what has no token, so nothing may be unknown that need not be. */
    @ParameterizedTest
    @EnumSource
    void aSubmitWithoutTokenReusesNoConnection(JobType type) throws Exception {
        SdkIceApi api = Connections.api(ice);
        for (int i = 1; i <= 5; i++) {
            api.submit(type, Map.of("InputConfig", "{}"));
            assertThat(ice.last().connection()).isEqualTo(i);
            // a server that drops what is idle meanwhile: the submit does not notice
            ice.dropConnections();
        }
        assertThat(ice.requests).hasSize(5);
    }

    @Test
    void aMashupIsNoSubmissionWithToken() {
        SdkIceApi api = Connections.api(ice);
        for (int i = 1; i <= 3; i++) {
            api.submit(JobType.SCREEN_MEDIA_HIGHLIGHTS, REPEATABLE, true);
            assertThat(ice.last().connection()).isEqualTo(i);
        }
    }

    @Test
    void submitsWithTokenShareAConnectionInABurstAndOnlyThen() {
        SdkIceApi api = Connections.api(ice);
        for (int i = 0; i < 50; i++) {
            api.submit(i % 2 == 0 ? JobType.HIGHLIGHT_EXTRACTION : JobType.SPORTS_HIGHLIGHTS, REPEATABLE, true);
        }
        assertThat(ice.connections).hasValueLessThan(10);

        // looks keep theirs for ten seconds
        Awaitility.await().atMost(5, TimeUnit.SECONDS).until(() -> ice.open() == 0);
        int connections = ice.connections.get();
        api.submit(JobType.HIGHLIGHT_EXTRACTION, REPEATABLE, true);
        assertThat(ice.last().connection()).isEqualTo(connections + 1);
    }

    @Test
    void aStaleConnectionLeavesASubmitWithTokenToBeRepeated() throws Exception {
        SdkIceApi api = Connections.api(ice);
        IceException e;
        do {
            api.submit(JobType.HIGHLIGHT_EXTRACTION, REPEATABLE, true);
            ice.dropConnections();
            ice.requests.clear();
            // where the machine has slept for a second, the connection is not kept any more
            e = catchThrowableOfType(
                    IceException.class, () -> api.submit(JobType.HIGHLIGHT_EXTRACTION, REPEATABLE, true));
        } while (e == null);

        assertThat(e.getKind()).isEqualTo(Kind.UNKNOWN);
        assertThat(e.isRetryable()).isTrue();
        assertThat(ice.requests).isEmpty();
        int connections = ice.connections.get();
        assertThat(api.submit(JobType.HIGHLIGHT_EXTRACTION, REPEATABLE, true).jobId())
                .isEqualTo("j");
        assertThat(ice.last().connection()).isEqualTo(connections + 1);
    }

    @Test
    void aSubmitDoesNotTakeTheConnectionOfALook() {
        SdkIceApi api = Connections.api(ice);
        ice.handler((request, exchange) -> exchange.json(200, request.action().startsWith("Get") ? RUNNING : RECEIPT));
        api.report(JobType.HIGHLIGHT_EXTRACTION, "j");
        api.submit(JobType.HIGHLIGHT_EXTRACTION, REPEATABLE, true);
        assertThat(ice.last().connection()).isEqualTo(2);
        api.submit(JobType.SCREEN_MEDIA_HIGHLIGHTS, REPEATABLE, true);
        assertThat(ice.last().connection()).isEqualTo(3);
    }

    @Test
    void looksShareAConnection() {
        ice.handler((request, exchange) -> exchange.json(200, RUNNING));
        SdkIceApi api = Connections.api(ice);
        for (int i = 0; i < 5; i++) {
            api.report(JobType.HIGHLIGHT_EXTRACTION, "j");
        }
        assertThat(ice.connections).hasValue(1);
    }

    /** The server closed the idle connection: OkHttp of old sent the request again by itself, without its body. */
    @Test
    void aStaleConnectionDoesNotSendARequestTwice() throws Exception {
        ice.handler((request, exchange) -> exchange.json(200, RUNNING));
        SdkIceApi api = Connections.api(ice);
        api.report(JobType.HIGHLIGHT_EXTRACTION, "j");
        ice.dropConnections();

        IceException e = catchThrowableOfType(IceException.class, () -> api.report(JobType.HIGHLIGHT_EXTRACTION, "j"));

        assertThat(e.getKind()).isEqualTo(Kind.UNKNOWN);
        assertThat(e.isRetryable()).isTrue();
        assertThat(ice.requests).hasSize(1);
        assertThat(ice.connections).hasValue(1);
        assertThat(api.report(JobType.HIGHLIGHT_EXTRACTION, "j").jobId()).isEqualTo("j");
        assertThat(ice.connections).hasValue(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"th-TH-u-ca-buddhist-nu-thai", "th-TH", "ar-EG-u-nu-arab", "ar-EG", "fa-IR-u-nu-arabext", "tr-TR"
            })
    void everyLocaleSignsTheSame(String tag) {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag(tag));
        try {
            Connections.api(ice).submit(JobType.HIGHLIGHT_EXTRACTION, Map.of("InputConfig", "{}"));
        } finally {
            Locale.setDefault(before);
        }
        assertThat(ice.last().headers().get("x-acs-date")).matches("20[2-4][0-9]-[01][0-9]-[0-3][0-9]T[0-9:]{8}Z");
        assertThat(Acs3.part(ice.last(), "Signature")).isEqualTo(Acs3.signature(ice.last(), Connections.SECRET));
    }

    /** What a stand-in for ICE must be able to read. */
    @Test
    void aRequestWithoutBodyIsChunkedAndEmpty() {
        ice.handler((request, exchange) -> exchange.json(200, RUNNING));

        Connections.api(ice).report(JobType.HIGHLIGHT_EXTRACTION, "j");

        assertThat(ice.last().headers())
                .containsEntry("transfer-encoding", "chunked")
                .containsEntry("x-acs-content-sha256", Acs3.sha256(new byte[0]))
                .doesNotContainKey("content-type");
        assertThat(ice.last().body()).isEmpty();
    }

    @Test
    void fiveHundredDeadlinesDoNotGrowTheHeap() {
        ice.handler((request, exchange) -> exchange.json(200, request.action().startsWith("Get") ? RUNNING : RECEIPT));
        int before = ClientHelper.clients.size();
        // what a caller can vary: the instance, and the moment by which it wants an answer, which no call takes
        for (int i = 0; i < 500; i++) {
            SdkIceApi api = Connections.api(ice);
            api.report(JobType.HIGHLIGHT_EXTRACTION, "j");
            if (i % 10 == 0) {
                api.submit(JobType.HIGHLIGHT_EXTRACTION, REPEATABLE, true);
                api.submit(JobType.SCREEN_MEDIA_HIGHLIGHTS, Map.of("InputConfig", "{}"));
            }
        }
        assertThat(ClientHelper.clients.size() - before)
                .as("a client for looks, one for submits with token, one for those without")
                .isEqualTo(3);
    }

    /** The SDK's cache is not atomic: of many first calls, some would get a client that is not guarded yet. */
    @Test
    void manyThreadsStartAtOnce() throws Exception {
        ice.handler((request, exchange) ->
                exchange.send(302, "text/html", "", "Location: http://localhost:" + ice.port() + "/followed"));
        int threads = 32;
        int rounds = 20;
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            for (int round = 0; round < rounds; round++) {
                // other time-outs: not in the cache yet
                SdkIceApi api = new SdkIceApi(new IceConnectionSettings(
                        null,
                        "http://" + ice.host(),
                        Connections.KEY,
                        Connections.SECRET,
                        TOKEN,
                        null,
                        null,
                        Duration.ofMillis(5_000 + round),
                        null));
                CyclicBarrier start = new CyclicBarrier(threads);
                Callable<IceException> call = () -> {
                    start.await();
                    return submit(api);
                };
                for (Future<IceException> result : pool.invokeAll(Collections.nCopies(threads, call))) {
                    assertThat(result.get().getHttpStatus()).isEqualTo(302);
                }
            }
        } finally {
            pool.shutdownNow();
        }
        assertThat(ice.requests).hasSize(threads * rounds);
        assertThat(ice.requests).noneSatisfy(each -> assertThat(each.target()).contains("followed"));
    }

    private static IceException submit(SdkIceApi api) {
        return catchThrowableOfType(
                IceException.class, () -> api.submit(JobType.HIGHLIGHT_EXTRACTION, Map.of("InputConfig", "{}")));
    }
}
