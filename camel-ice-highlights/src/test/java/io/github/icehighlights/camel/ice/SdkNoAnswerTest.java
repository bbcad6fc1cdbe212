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
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import io.github.icehighlights.camel.ice.IceException.Kind;
import io.github.icehighlights.camel.model.JobType;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** Calls that end without a whole answer: was anything sent, and how long does it take to know. */
@Timeout(30)
class SdkNoAnswerTest {

    private static final String RECEIPT = "{\"RequestId\":\"r\",\"JobId\":\"j\"}";
    private static final String TOKEN = "CanarySecurityToken0003";

    private final IceStub ice = IceStub.json(200, RECEIPT);

    @AfterEach
    void close() throws IOException {
        ice.close();
    }

    @Test
    void silenceIsBoundedByTheReadTimeout() {
        CountDownLatch never = new CountDownLatch(1);
        ice.handler((request, exchange) -> await(never, 20_000));
        SdkIceApi api = new SdkIceApi(new IceConnectionSettings(
                "cn-shanghai",
                "http://" + ice.host(),
                Connections.KEY,
                Connections.SECRET,
                null,
                null,
                Duration.ofSeconds(2),
                Duration.ofMillis(300),
                Duration.ofSeconds(20)));

        IceException e = submit(api);

        assertThat(e.getKind()).isEqualTo(Kind.UNKNOWN);
        assertThat(e).hasMessageContaining("SocketTimeoutException");
        assertThat(ice.requests).hasSize(1);
        never.countDown();
    }

    /** Older versions of tea keep the time-outs of the first call to a host for everything that comes later. */
    @Test
    void theFirstTimeOutForAHostIsNotEverybodys() {
        assertThat(Connections.api(ice).submit(JobType.HIGHLIGHT_EXTRACTION, Map.of("InputConfig", "{}")))
                .isNotNull();
        CountDownLatch never = new CountDownLatch(1);
        ice.handler((request, exchange) -> await(never, 20_000));
        SdkIceApi impatient = new SdkIceApi(new IceConnectionSettings(
                "cn-shanghai",
                "http://" + ice.host(),
                Connections.KEY,
                Connections.SECRET,
                null,
                null,
                Duration.ofSeconds(2),
                Duration.ofMillis(200),
                Duration.ofSeconds(20)));
        long start = System.nanoTime();

        IceException e = submit(impatient);

        never.countDown();
        assertThat(e.getKind()).isEqualTo(Kind.UNKNOWN);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
    }

    @Test
    void aSlowDripIsBoundedByTheCallTimeout() {
        CountDownLatch enough = new CountDownLatch(1);
        ice.handler((request, exchange) -> {
            exchange.raw("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 100000\r\n\r\n{");
            while (!await(enough, 50)) {
                exchange.raw(" ");
            }
        });
        SdkIceApi api = new SdkIceApi(new IceConnectionSettings(
                "cn-shanghai",
                "http://" + ice.host(),
                Connections.KEY,
                Connections.SECRET,
                null,
                null,
                Duration.ofSeconds(2),
                Duration.ofSeconds(20),
                Duration.ofMillis(700)));
        long start = System.nanoTime();

        IceException e = submit(api);

        enough.countDown();
        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .isBetween(Duration.ofMillis(600), Duration.ofSeconds(5));
        assertThat(e.getKind()).isEqualTo(Kind.UNKNOWN);
    }

    @Test
    void nothingListens() throws Exception {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            port = socket.getLocalPort();
        }
        IceException e = submit(new SdkIceApi(Connections.to("http://127.0.0.1:" + port, TOKEN)));

        assertThat(e.getKind()).isEqualTo(Kind.NOT_SENT);
        assertThat(e).hasMessageContaining("ConnectException").hasMessageNotContaining(TOKEN);
    }

    @Test
    void nobodyKnowsTheHost() {
        IceException e = submit(new SdkIceApi(Connections.to("http://ice.cn-shanghai.invalid", TOKEN)));

        assertThat(e.getKind()).isEqualTo(Kind.NOT_SENT);
        assertThat(e).hasMessageContaining("UnknownHostException");
    }

    /** The handshake is never answered: bytes went out, but none of the request. */
    @Test
    void aServerThatIsSilentInTheHandshake() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 10, InetAddress.getByName("127.0.0.1"))) {
            SdkIceApi api = new SdkIceApi(new IceConnectionSettings(
                    null,
                    "https://127.0.0.1:" + silent.getLocalPort(),
                    Connections.KEY,
                    Connections.SECRET,
                    null,
                    null,
                    Duration.ofMillis(400),
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(2)));

            assertThat(submit(api).getKind()).isEqualTo(Kind.NOT_SENT);
        }
    }

    @Test
    void aResetAfterTheRequest() {
        ice.handler((request, exchange) -> exchange.reset());

        assertThat(submit(Connections.api(ice)).getKind()).isEqualTo(Kind.UNKNOWN);
        assertThat(ice.requests).hasSize(1);
    }

    @Test
    void anAnswerThatBreaksOff() {
        ice.handler((request, exchange) -> {
            exchange.raw("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 500\r\n\r\n" + RECEIPT);
            exchange.breakOff();
        });

        assertThat(submit(Connections.api(ice)).getKind()).isEqualTo(Kind.UNKNOWN);
        assertThat(ice.requests).hasSize(1);
    }

    @Test
    void anEndlessAnswerIsNotReadIntoMemory() {
        ice.handler((request, exchange) -> {
            exchange.raw("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nConnection: close\r\n\r\n");
            String chunk = "x".repeat(1 << 16);
            for (long sent = 0; sent < 4 * GuardedTransport.MAX_ANSWER_BYTES; sent += chunk.length()) {
                exchange.raw(chunk);
            }
            exchange.breakOff();
        });

        IceException e = submit(Connections.api(ice));

        assertThat(e.getKind()).isEqualTo(Kind.UNKNOWN);
        assertThat(e).hasMessageContaining("longer than");
    }

    private static IceException submit(SdkIceApi api) {
        return catchThrowableOfType(
                IceException.class, () -> api.submit(JobType.HIGHLIGHT_EXTRACTION, Map.of("InputConfig", "{}")));
    }

    private static boolean await(CountDownLatch latch, long millis) {
        try {
            return latch.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }
}
