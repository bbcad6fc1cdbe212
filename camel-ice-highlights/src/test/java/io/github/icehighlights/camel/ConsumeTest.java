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
package io.github.icehighlights.camel;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import com.fasterxml.jackson.databind.JsonNode;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.github.icehighlights.camel.model.Clip;
import io.github.icehighlights.camel.model.Highlights;
import io.github.icehighlights.camel.model.JobState;
import io.github.icehighlights.camel.store.PendingState;
import io.github.icehighlights.localice.LocalIceExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ConsumeTest {

    private static final String SUBMIT = "ice-highlights:nba?operation=submitHighlightExtractionJob&media="
            + CamelOnIce.MEDIA + "&strategy.Count=2&strategy.ClipDuration=3";
    private static final String EXPORT =
            "&output.NeedExport=true&output.Bucket=media&output.ObjectKey=clips/{token}-{index}.mp4";

    @RegisterExtension
    static final LocalIceExtension ICE =
            LocalIceExtension.create(b -> b.instant().bucket("media")).withFreshJobs();

    private CamelOnIce camel;

    @BeforeEach
    void create() {
        camel = new CamelOnIce(ICE.ice());
    }

    @AfterEach
    void stop() {
        camel.close();
    }

    private void route(String options, org.apache.camel.Processor... processors) {
        camel.start(new RouteBuilder() {
            @Override
            public void configure() {
                var route = from("ice-highlights:nba" + options).routeId("results");
                for (var processor : processors) {
                    route.process(processor);
                }
                route.to("mock:results");
            }
        });
    }

    private static void acknowledged(CamelOnIce camel, int count) {
        Awaitility.await().atMost(10, TimeUnit.SECONDS).untilAsserted(() -> assertThat(
                        camel.component().store().count("nba"))
                .isEqualTo(Map.of(PendingState.ACKNOWLEDGED, (long) count)));
    }

    @Test
    void aFinishedJobReachesTheRouteAndIsAcknowledged() throws Exception {
        route("");
        MockEndpoint results = camel.mock("results");
        results.expectedMessageCount(1);

        Exchange submitted = camel.submit(SUBMIT + EXPORT);
        camel.satisfied(results);

        Exchange result = results.getExchanges().get(0);
        Highlights highlights = result.getMessage().getBody(Highlights.class);
        assertThat(highlights.jobId()).isEqualTo(submitted.getMessage().getHeader(IceHighlightsConstants.JOB_ID));
        assertThat(highlights.state()).isEqualTo(JobState.FINISHED);
        assertThat(highlights.clips()).isNotEmpty().allSatisfy(clip -> {
            assertThat(clip.bucket()).isEqualTo("media");
            assertThat(clip.out()).isGreaterThan(clip.in());
            assertThat(ICE.ice().s3().get(clip.bucket(), clip.key())).isNotEmpty();
        });
        assertThat(highlights.userData()).isNull();
        assertThat(result.getMessage().getHeaders())
                .containsEntry(IceHighlightsConstants.STATE, JobState.FINISHED)
                .containsEntry(
                        IceHighlightsConstants.CLIP_COUNT, highlights.clips().size())
                .containsEntry(IceHighlightsConstants.DELIVERY_COUNT, 1);
        acknowledged(camel, 1);
    }

    @Test
    void theResultConvertsToJsonAndMaps() throws Exception {
        route("");
        MockEndpoint results = camel.mock("results");
        results.expectedMessageCount(1);
        camel.submit(SUBMIT + "&userData={\"order\":\"七\"}");
        camel.satisfied(results);

        var message = results.getExchanges().get(0).getMessage();
        String json = message.getBody(String.class);
        assertThat(json).contains("\"state\":\"FINISHED\"").contains("七");
        assertThat(new String(message.getBody(byte[].class), StandardCharsets.UTF_8))
                .isEqualTo(json);
        assertThat(new String(message.getBody(InputStream.class).readAllBytes(), StandardCharsets.UTF_8))
                .isEqualTo(json);
        assertThat(message.getBody(Map.class)).containsEntry("channel", "nba");
        assertThat(message.getBody(JsonNode.class).path("clips").isArray()).isTrue();
    }

    @Test
    void aRouteThatFailsGetsTheJobAgain() throws Exception {
        var failures = new AtomicInteger(2);
        route("", exchange -> {
            if (failures.getAndDecrement() > 0) {
                throw new IllegalStateException("not yet");
            }
        });
        MockEndpoint results = camel.mock("results");
        results.expectedMessageCount(1);

        camel.submit(SUBMIT);
        camel.satisfied(results);

        assertThat(results.getExchanges().get(0).getMessage().getHeader(IceHighlightsConstants.DELIVERY_COUNT))
                .isEqualTo(3);
        acknowledged(camel, 1);
    }

    @Test
    void rollbackOnlyIsAFailureToo() throws Exception {
        var failures = new AtomicInteger(1);
        route("", exchange -> exchange.setRollbackOnly(failures.getAndDecrement() > 0));
        MockEndpoint results = camel.mock("results");
        results.expectedMessageCount(1);

        camel.submit(SUBMIT);
        camel.satisfied(results);

        assertThat(results.getExchanges().get(0).getMessage().getHeader(IceHighlightsConstants.DELIVERY_COUNT))
                .isEqualTo(2);
    }

    @Test
    void aJobThatFailsTooOftenIsParkedAndCanBeReplayed() throws Exception {
        var broken = new java.util.concurrent.atomic.AtomicBoolean(true);
        route("?maxDeliveries=2", exchange -> {
            if (broken.get()) {
                throw new IllegalStateException("broken");
            }
        });
        Exchange submitted = camel.submit(SUBMIT);
        Awaitility.await().atMost(10, TimeUnit.SECONDS).untilAsserted(() -> assertThat(camel.pending("nba"))
                .singleElement()
                .satisfies(job -> {
                    assertThat(job.state()).isEqualTo(PendingState.PARKED);
                    assertThat(job.deliveries()).isEqualTo(2);
                    assertThat(job.lastError()).contains("broken");
                }));

        broken.set(false);
        MockEndpoint results = camel.mock("results");
        results.expectedMessageCount(1);
        Object jobId = submitted.getMessage().getHeader(IceHighlightsConstants.JOB_ID);
        Exchange replay =
                camel.send("ice-highlights:nba?operation=replay", null, Map.of(IceHighlightsConstants.JOB_ID, jobId));

        assertThat(replay.getException()).isNull();
        camel.satisfied(results);
        acknowledged(camel, 1);
    }

    @Test
    void aFailedJobIsAnExchangeWithItsError() throws Exception {
        route("");
        MockEndpoint results = camel.mock("results");
        results.expectedMessageCount(1);
        ICE.ice().faults().failed("InvalidMaterial.NotFound", "no such material");

        camel.submit(SUBMIT);
        camel.satisfied(results);

        var message = results.getExchanges().get(0).getMessage();
        assertThat(message.getBody(Highlights.class).clips()).isEmpty();
        assertThat(message.getHeaders())
                .containsEntry(IceHighlightsConstants.STATE, JobState.FAILED)
                .containsEntry(IceHighlightsConstants.ERROR_CODE, "InvalidMaterial.NotFound")
                .containsEntry(IceHighlightsConstants.CLIP_COUNT, 0);
        acknowledged(camel, 1);
    }

    @Test
    void aFailedJobMayBeAnExceptionWhichNeverLoops() throws Exception {
        camel.start(new RouteBuilder() {
            @Override
            public void configure() {
                onException(IceJobFailedException.class).maximumRedeliveries(3).to("mock:failed");
                from("ice-highlights:nba?failedJobs=EXCEPTION").to("mock:results");
            }
        });
        MockEndpoint failed = camel.mock("failed");
        failed.expectedMessageCount(1);
        camel.mock("results").expectedMessageCount(0);
        ICE.ice().faults().failed("InvalidMaterial.NotFound", "no such material");

        camel.submit(SUBMIT);
        camel.satisfied(failed, camel.mock("results"));

        acknowledged(camel, 1);
    }

    @Test
    void aFailedJobsKeyMakesANewJob() throws Exception {
        route("");
        MockEndpoint results = camel.mock("results");
        results.expectedMessageCount(2);
        ICE.ice().faults().failed("InvalidMaterial.NotFound", "no such material");
        var key = Map.<String, Object>of(IceHighlightsConstants.IDEMPOTENCY_KEY, "k");

        camel.submit(SUBMIT, key);
        acknowledged(camel, 1);
        Exchange second = camel.submit(SUBMIT, key);

        assertThat(second.getMessage().getHeader(IceHighlightsConstants.DUPLICATE))
                .isEqualTo(false);
        camel.satisfied(results);
        assertThat(results.getExchanges().get(1).getMessage().getHeader(IceHighlightsConstants.STATE))
                .isEqualTo(JobState.FINISHED);
        assertThat(ICE.ice().created()).isEqualTo(2);
    }

    @Test
    void splitGivesAnExchangeAClipAndGoesOnAtTheOneThatFailed() throws Exception {
        List<String> seen = new CopyOnWriteArrayList<>();
        route("?split=CLIPS", exchange -> {
            int index = exchange.getMessage().getHeader(IceHighlightsConstants.CLIP_INDEX, int.class);
            int delivery = exchange.getMessage().getHeader(IceHighlightsConstants.DELIVERY_COUNT, int.class);
            seen.add(index + "/" + delivery);
            if (index == 1 && delivery == 1) {
                throw new IllegalStateException("once");
            }
        });
        MockEndpoint results = camel.mock("results");
        results.expectedMessageCount(2);

        camel.submit(SUBMIT + EXPORT);
        camel.satisfied(results);
        acknowledged(camel, 1);

        assertThat(seen).containsExactly("0/1", "1/1", "1/2");
        var message = results.getExchanges().get(1).getMessage();
        Clip clip = message.getBody(Clip.class);
        assertThat(clip.index()).isEqualTo(1);
        assertThat(message.getHeaders())
                .containsEntry(IceHighlightsConstants.CLIP_COUNT, 2)
                .containsEntry(IceHighlightsConstants.CLIP_KEY, clip.key())
                .containsEntry(IceHighlightsConstants.CLIP_BUCKET, "media");
    }

    @Test
    void splitOfAFailedJobIsOneExchange() throws Exception {
        route("?split=CLIPS");
        MockEndpoint results = camel.mock("results");
        results.expectedMessageCount(1);
        ICE.ice().faults().failed("InvalidMaterial.NotFound", "no such material");

        camel.submit(SUBMIT);
        camel.satisfied(results);

        var message = results.getExchanges().get(0).getMessage();
        assertThat(message.getBody()).isInstanceOf(Highlights.class);
        assertThat(message.getHeader(IceHighlightsConstants.CLIP_COUNT)).isEqualTo(0);
    }

    @Test
    void carriedHeadersComeBackAndSecretsDoNot() throws Exception {
        route("");
        MockEndpoint results = camel.mock("results");
        results.expectedMessageCount(1);

        camel.submit(
                SUBMIT + "&carryHeaders=CamelFileName,order*,Auth*",
                Map.of(
                        "CamelFileName",
                        "比赛.mp4",
                        "orderId",
                        42L,
                        "orderToken",
                        "t",
                        "Authorization",
                        "a",
                        "other",
                        "o"));
        camel.satisfied(results);

        assertThat(results.getExchanges().get(0).getMessage().getHeaders())
                .containsEntry("CamelFileName", "比赛.mp4")
                .containsEntry("orderId", 42L)
                .doesNotContainKeys("orderToken", "Authorization", "other");
    }

    @Test
    void asManyDeliveriesAtATimeAsAllowed() throws Exception {
        var running = new AtomicInteger();
        var most = new AtomicInteger();
        var open = new CountDownLatch(1);
        route("?concurrentDeliveries=3", exchange -> {
            most.accumulateAndGet(running.incrementAndGet(), Math::max);
            open.await(10, TimeUnit.SECONDS);
            running.decrementAndGet();
        });
        MockEndpoint results = camel.mock("results");
        results.expectedMessageCount(6);
        for (int i = 0; i < 6; i++) {
            camel.submit(SUBMIT);
        }
        Awaitility.await().atMost(10, TimeUnit.SECONDS).until(() -> running.get() == 3);
        open.countDown();
        camel.satisfied(results);

        assertThat(most).hasValue(3);
    }

    @Test
    void aSecondConsumerOfAChannelIsRefused() {
        assertThatThrownBy(() -> camel.start(new RouteBuilder() {
                    @Override
                    public void configure() {
                        from("ice-highlights:nba").to("mock:a");
                        from("ice-highlights:nba?split=CLIPS").to("mock:b");
                    }
                }))
                .hasMessageContaining("already has a consumer");
    }

    @Test
    void aSuspendedRouteTakesNothingAndGoesOnWhenResumed() throws Exception {
        route("");
        camel.context().getRouteController().suspendRoute("results");
        camel.mock("results").expectedMessageCount(0);
        camel.submit(SUBMIT);
        camel.mock("results").assertIsSatisfied(500);

        camel.mock("results").expectedMessageCount(1);
        camel.context().getRouteController().resumeRoute("results");
        camel.satisfied(camel.mock("results"));
    }

    @Test
    void aRestartedRouteGoesOn() throws Exception {
        route("");
        camel.context().getRouteController().stopRoute("results");
        camel.submit(SUBMIT);
        assertThat(camel.pending("nba")).hasSize(1);

        camel.mock("results").expectedMessageCount(1);
        camel.context().getRouteController().startRoute("results");
        camel.satisfied(camel.mock("results"));
        acknowledged(camel, 1);
    }

    @Test
    void aHandOverToSedaIsAcknowledgedWhenThatIsThrough() throws Exception {
        var open = new CountDownLatch(1);
        camel.start(new RouteBuilder() {
            @Override
            public void configure() {
                from("ice-highlights:nba").to("seda:later");
                from("seda:later")
                        .process(e -> open.await(10, TimeUnit.SECONDS))
                        .to("mock:results");
            }
        });
        camel.mock("results").expectedMessageCount(1);
        camel.submit(SUBMIT);
        Awaitility.await().atMost(10, TimeUnit.SECONDS).until(() -> camel.pending("nba").stream()
                .anyMatch(job -> job.deliveries() == 1));
        assertThat(camel.component().store().count("nba")).doesNotContainKey(PendingState.ACKNOWLEDGED);

        open.countDown();
        camel.satisfied(camel.mock("results"));
        acknowledged(camel, 1);
    }
}
