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
package io.github.icehighlights.localice;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.github.icehighlights.localice.callback.Attempt;
import io.github.icehighlights.localice.callback.Reply;

import static io.github.icehighlights.localice.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

/** Callbacks to a real HTTP server. */
class HttpCallbackTest {

    private static final String INPUT = "{\"MediaArray\":[{\"MediaId\":\"one\"}]}";
    private static final String KEY = "Secret1";
    private static final Duration GAP = Duration.ofMillis(50);

    private Receiver receiver;

    @BeforeEach
    void open() throws Exception {
        receiver = new Receiver();
    }

    @AfterEach
    void close() {
        receiver.close();
    }

    @Test
    void tellsTheAddressThatTheJobNames() throws Exception {
        String url = receiver.url("/cb?token=a%2Bb&x=1");
        try (LocalIce ice = quick().callbackAuthKey(KEY).start()) {
            Instant begin = Instant.now();
            String id = submit(ice, userData(url));
            await().until(() -> receiver.received().size() == 1);
            Receiver.Received callback = receiver.received().get(0);
            assertThat(callback.method()).isEqualTo("POST");
            assertThat(callback.path()).isEqualTo("/cb?token=a%2Bb&x=1");
            assertThat(callback.headers().getFirst("Content-Type")).startsWith("application/json");
            assertThat(callback.isSigned(url, KEY)).isTrue();
            assertThat(Long.parseLong(callback.headers().getFirst("X-ICE-TIMESTAMP")))
                    .isBetween(begin.getEpochSecond(), Instant.now().getEpochSecond());
            assertThat(callback.json().path("EventType").asText()).isEqualTo("SmartJobComplete");
            assertThat(callback.json().path("UserId").isIntegralNumber()).isTrue();
            assertThat(Instant.parse(callback.json().path("EventTime").asText()))
                    .isBefore(Instant.now());
            assertThat(callback.messageBody().path("JobId").asText()).isEqualTo(id);
            assertThat(callback.messageBody().path("Status").asText()).isEqualTo("Fail");
            assertThat(callback.messageBody().path("UserData").asText()).isEqualTo(userData(url));
            await().until(() -> ice.callbacks().attempts(id).size() == 1);
            Attempt attempt = ice.callbacks().attempts(id).get(0);
            assertThat(attempt.isSuccess()).isTrue();
            assertThat(attempt.status()).isEqualTo(200);
            assertThat(attempt.address()).isEqualTo(url);
        }
    }

    @Test
    void signsWithTheDocumentedDigest() throws Exception {
        // the address and the time of the documented example, whose key keeps to no rule
        assertThat(digest("https://www.example.com/your/callback|1519375990|test123"))
                .isEqualTo("c72b60894140fa98920f1279219b7ed4");
        try (LocalIce ice = quick().callbackAuthKey(KEY).start()) {
            Map<String, String> headers = ice.callbacks().signature("https://www.example.com/your/callback");
            String signed = "https://www.example.com/your/callback|" + headers.get("X-ICE-TIMESTAMP") + "|" + KEY;
            assertThat(headers).containsEntry("X-ICE-SIGNATURE", digest(signed));
        }
    }

    @Test
    void leavesTheSignatureOut() throws Exception {
        try (LocalIce without = quick().start();
                LocalIce accountOnly =
                        quick().callbackAuthKey(KEY).signNotifyAddresses(false).start()) {
            submit(without, userData(receiver.url("/without")));
            submit(accountOnly, userData(receiver.url("/account-only")));
            await().until(() -> receiver.received().size() == 2);
            assertThat(receiver.received()).allSatisfy(callback -> assertThat(callback.headers())
                    .doesNotContainKeys("X-ice-signature", "X-ice-timestamp"));
        }
    }

    @Test
    void triesThreeTimesUntilItIsExactly200() throws Exception {
        try (LocalIce ice = quick().start()) {
            receiver.answering(204, 500, 200);
            String third = submit(ice, userData(receiver.url("/a")));
            await().until(() -> receiver.about(third).size() == 3);
            await().until(() -> statuses(ice, third).equals(List.of(204, 500, 200)));
            List<Attempt> attempts = ice.callbacks().attempts(third);
            assertThat(attempts).extracting(Attempt::number).containsExactly(1, 2, 3);
            assertThat(attempts).extracting(Attempt::isSuccess).containsExactly(false, false, true);
            assertThat(Duration.between(attempts.get(0).at(), attempts.get(2).at()))
                    .isGreaterThanOrEqualTo(GAP.multipliedBy(2));

            receiver.answering(302, 404, 202, 200);
            String dropped = submit(ice, userData(receiver.url("/a")));
            await().until(() -> statuses(ice, dropped).equals(List.of(302, 404, 202)));
            String next = submit(ice, userData(receiver.url("/a")));
            await().until(() -> statuses(ice, next).equals(List.of(200)));
            assertThat(receiver.about(dropped)).hasSize(3);
        }
    }

    @Test
    void givesUpOnAReceiverThatStallsOrIsNotThere() throws Exception {
        receiver.stalling();
        try (LocalIce ice = LocalIce.builder()
                .instant()
                .callbackPace(Duration.ofMillis(200), GAP)
                .start()) {
            String stalled = submit(ice, userData(receiver.url("/a")));
            String nowhere = submit(ice, userData("http://127.0.0.1:1/"));
            String broken = submit(ice, userData("http://a b/"));
            for (String id : List.of(stalled, nowhere, broken)) {
                await().untilAsserted(() -> assertThat(statuses(ice, id)).containsExactly(0, 0, 0));
            }
            assertThat(ice.callbacks().attempts(stalled)).allSatisfy(attempt -> {
                assertThat(attempt.reply().error()).contains("HttpTimeoutException");
                assertThat(attempt.reply().took()).isGreaterThanOrEqualTo(Duration.ofMillis(200));
            });
        }
    }

    @Test
    void tellsWhenTheReportShowsTheEnd() throws Exception {
        ManualClock clock = new ManualClock();
        try (LocalIce ice = LocalIce.builder().clock(clock).speed(1).start()) {
            String id = submit(ice, userData(receiver.url("/a")));
            await().until(() -> ice.isWorkDone(id));
            clock.advance(Duration.ofSeconds(21));
            String other = submit(ice, userData(receiver.url("/b")));
            ice.finish(other);
            await().until(() -> receiver.about(other).size() == 1);
            assertThat(receiver.about(id)).isEmpty();
            clock.advance(Duration.ofSeconds(1));
            await().until(() -> receiver.about(id).size() == 1);
            assertThat(receiver.about(id).get(0).json().path("EventTime").asText())
                    .isEqualTo("2026-01-01T00:00:22Z");
        }
    }

    @Test
    void tellsOfEachKindOfJobAndOfHeldOnes() throws Exception {
        try (LocalIce ice = quick().bucket("media").extractionEvent("Other").start()) {
            ice.s3().put("media", "a.mp4", LocalIce.sampleVideo());
            ice.holdAll(true);
            String extraction = submit(ice, userData(receiver.url("/a")));
            String mashup = new IceCaller(ice)
                    .call(
                            IceCaller.SCREEN_MEDIA,
                            Map.of(
                                    "InputConfig", "{\"MediaArray\":[\"oss://media/a.mp4\"]}",
                                    "OutputConfig", "{\"MediaURL\":\"oss://media/o{index}.mp4\"}",
                                    "UserData", userData(receiver.url("/b"))))
                    .jobId();
            ice.fail(extraction, "JobFailed", "so");
            await().until(() -> receiver.received().size() == 1);
            ice.holdAll(false);
            await().until(() -> receiver.received().size() == 2);
            assertThat(receiver.about(extraction)
                            .get(0)
                            .json()
                            .path("EventType")
                            .asText())
                    .isEqualTo("Other");
            Receiver.Received batch = receiver.about(mashup).get(0);
            assertThat(batch.json().path("EventType").asText()).isEqualTo("BatchProduceMediaComplete");
            assertThat(batch.messageBody().path("Status").asText()).isEqualTo("Finished");
        }
    }

    @Test
    void tellsOfAHundredJobsThatEndAtOnce() throws Exception {
        try (LocalIce ice = LocalIce.builder().instant().start()) {
            ice.holdAll(true);
            for (int i = 0; i < 100; i++) {
                submit(ice, userData(receiver.url("/a")));
            }
            ice.holdAll(false);
            await().until(() -> ice.callbacks().attempts().stream()
                            .filter(Attempt::isSuccess)
                            .map(Attempt::jobId)
                            .distinct()
                            .count()
                    == 100);
        }
    }

    @Test
    void postsWhatATestLikes() throws Exception {
        try (LocalIce ice = LocalIce.builder().callbackAuthKey(KEY).start()) {
            ice.holdAll(true);
            String id = submit(ice, "{}");
            String url = receiver.url("/mine");
            byte[] body = ice.callbacks().event(id).getBytes(StandardCharsets.UTF_8);
            List<CompletableFuture<Reply>> replies = new ArrayList<>();
            for (int i = 0; i < 2000; i++) {
                replies.add(ice.callbacks().post(url, ice.callbacks().signature(url), body));
            }
            for (CompletableFuture<Reply> reply : replies) {
                assertThat(reply).succeedsWithin(Duration.ofSeconds(60));
                assertThat(reply.join().error()).isNull();
                assertThat(reply.join().status()).isEqualTo(200);
            }
            assertThat(receiver.received()).hasSize(2000);
            Receiver.Received callback = receiver.received().get(0);
            assertThat(callback.isSigned(url, KEY)).isTrue();
            assertThat(callback.messageBody().path("JobId").asText()).isEqualTo(id);
            assertThat(callback.messageBody().path("Status").asText()).isEqualTo("Finished");
            assertThat(ice.callbacks().attempts()).isEmpty();
        }
    }

    @Test
    void stopsAtOnceWhateverIsOnItsWay() throws Exception {
        receiver.stalling();
        Duration patient = Duration.ofMinutes(1);
        LocalIce ice =
                LocalIce.builder().instant().callbackPace(patient, patient).start();
        submit(ice, userData(receiver.url("/a")));
        submit(ice, userData("http://127.0.0.1:1/"));
        await().until(() -> receiver.received().size() == 1);
        long begin = System.nanoTime();
        ice.close();
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(20));
    }

    private static List<Integer> statuses(LocalIce ice, String jobId) {
        return ice.callbacks().attempts(jobId).stream().map(Attempt::status).toList();
    }

    private static String digest(String text) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static LocalIceBuilder quick() {
        return LocalIce.builder().instant().callbackPace(Duration.ofMillis(500), GAP);
    }

    private static String userData(String address) {
        return "{\"NotifyAddress\":\"" + address + "\",\"mine\":\"中\"}";
    }

    private static String submit(LocalIce ice, String userData) throws Exception {
        Map<String, String> parameters = new HashMap<>(Map.of("InputConfig", INPUT));
        parameters.put("UserData", userData);
        return new IceCaller(ice).call(IceCaller.SUBMIT, parameters).jobId();
    }
}
