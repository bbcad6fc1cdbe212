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

import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;

import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.github.icehighlights.camel.model.Highlights;
import io.github.icehighlights.camel.model.JobState;
import io.github.icehighlights.localice.LocalIceExtension;
import io.github.icehighlights.localice.fault.CallbackFaultPlan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/** Events from a queue, with Alibaba's own client. */
@Tag("not-camel-4.14") // the queue's client and this Camel's JAXB exclude each other
@Tag("not-camel-4.22") // the queue's client and this Camel's JAXB exclude each other
class CallbackQueueTest {

    private static final String QUEUE = "ice-callback-test";
    private static final Duration VISIBILITY = Duration.ofMillis(300);

    @RegisterExtension
    static final LocalIceExtension ICE =
            LocalIceExtension.create(b -> b.speed(2_000).bucket("media")).withFreshJobs();

    private CamelOnIce camel;
    private MockEndpoint results;

    @BeforeEach
    void prepare() {
        ICE.ice().queues().delete(QUEUE);
        ICE.ice().queues().create(QUEUE, VISIBILITY);
        camel = new CamelOnIce(ICE.ice());
        IceHighlightsConfiguration options = camel.component().getConfiguration();
        options.setFirstLook(2_000);
        options.setLookInterval(500);
        options.setSafetyFirstLook(8_000);
        options.setSafetyLookInterval(2_000);
        options.setCallbackQueue(QUEUE);
        options.setCallbackQueueEndpoint(ICE.ice().queueEndpoint());
        options.setCallbackQueueMaxReceives(3);
    }

    @AfterEach
    void stop() {
        camel.close();
    }

    private void start() {
        camel.start(new RouteBuilder() {
            @Override
            public void configure() {
                from("ice-highlights:nba?concurrentDeliveries=4")
                        .routeId("results")
                        .to("mock:results");
            }
        });
        results = camel.mock("results");
    }

    private Object submit() {
        return camel.submit("ice-highlights:nba?operation=submitHighlightExtractionJob&media=" + CamelOnIce.MEDIA)
                .getMessage()
                .getHeader(IceHighlightsConstants.JOB_ID);
    }

    private int left() {
        return ICE.ice().queues().messages(QUEUE).size();
    }

    private void awaitEmpty() {
        await().atMost(Duration.ofSeconds(30)).until(() -> left() == 0);
    }

    private void deliveredOnce(int jobs) throws InterruptedException {
        results.expectedMinimumMessageCount(jobs);
        List<Object> submitted = new ArrayList<>();
        for (int i = 0; i < jobs; i++) {
            submitted.add(submit());
        }
        camel.satisfied(results);
        // what comes twice, late or once more may bring a job a second time
        await().atMost(Duration.ofSeconds(30)).until(() -> submitted.stream()
                .allMatch(id -> ICE.ice().callbacks().areThrough(id.toString())));
        awaitEmpty();
        await().during(VISIBILITY).until(() -> left() == 0);
        assertThat(results.getExchanges())
                .extracting(exchange -> exchange.getMessage().getBody(Highlights.class))
                .allMatch(highlights -> highlights.state() == JobState.FINISHED)
                .allMatch(highlights -> highlights.userData() == null)
                .extracting(highlights -> (Object) highlights.jobId())
                .containsExactlyInAnyOrderElementsOf(submitted);
    }

    @Test
    void aJobCostsOneCallAndLeavesNothingInTheQueue() throws InterruptedException {
        start();

        deliveredOnce(20);

        awaitEmpty();
        double calls = ICE.ice().requests("GetSmartHandleJob") / 20.0;
        System.out.printf("Get calls per job with a queue: %.2f%n", calls);
        assertThat(calls).isLessThanOrEqualTo(1.1);
    }

    static Stream<Consumer<CallbackFaultPlan>> faults() {
        return Stream.of(
                CallbackFaultPlan::lost,
                plan -> plan.late(Duration.ofSeconds(3)),
                CallbackFaultPlan::early,
                CallbackFaultPlan::doubled,
                CallbackFaultPlan::reordered,
                CallbackFaultPlan::forged,
                CallbackFaultPlan::huge,
                CallbackFaultPlan::notJson);
    }

    @ParameterizedTest
    @MethodSource("faults")
    void everyJobComesOnceWhateverHappensToItsMessage(Consumer<CallbackFaultPlan> fault) throws InterruptedException {
        start();
        for (int i = 0; i < 5; i++) {
            fault.accept(ICE.ice().faults().callback());
        }

        deliveredOnce(5);

        awaitEmpty();
    }

    @Test
    void everyJobComesOnceInAMixOfAll() throws InterruptedException {
        start();
        List<Consumer<CallbackFaultPlan>> all = faults().toList();
        Random random = new Random(42);
        for (int i = 0; i < 30; i++) {
            all.get(random.nextInt(all.size())).accept(ICE.ice().faults().callback());
        }

        deliveredOnce(20);

        awaitEmpty();
    }

    @Test
    void whatIsNoEventAndWhatIsUnknownComesAFewTimesAndIsRemoved() {
        ICE.ice().queues().send(QUEUE, "no event");
        ICE.ice().queues().send(QUEUE, CallbackPost.event("of-somebody-else", "{}"));
        ICE.ice().queues().send(QUEUE, "{\"EventType\":\"FileUploadComplete\",\"MessageBody\":{}}");

        start();

        await().until(() -> left() == 2);
        awaitEmpty();
        assertThat(ICE.ice().requests("GetSmartHandleJob")).isZero();
    }

    @Test
    void aMessageMayBeBase64() throws InterruptedException {
        camel.component().getConfiguration().setJobCallback(false);
        start();
        results.expectedMessageCount(1);
        Object jobId = submit();
        String event = CallbackPost.event(jobId, "{}");

        ICE.ice().queues().send(QUEUE, Base64.getEncoder().encodeToString(event.getBytes()));

        camel.satisfied(results);
        awaitEmpty();
    }

    @Test
    void aQueueThatCannotBeReadIsTriedWithPausesAndHealthSaysSo() throws InterruptedException {
        ICE.ice().queues().delete(QUEUE);
        start();

        await().until(() -> !camel.component().notices().isEmpty());
        assertThat(camel.component().notices().get(0))
                .contains(QUEUE)
                .doesNotContain(ICE.ice().secretKey());

        ICE.ice().queues().create(QUEUE, VISIBILITY);
        await().atMost(Duration.ofSeconds(30))
                .until(() -> camel.component().notices().isEmpty());
        deliveredOnce(1);
    }

    @Test
    void itStopsWhileItWaitsForMessages() throws Exception {
        start();
        List<Duration> stops = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            camel.context().getRouteController().startRoute("results");
            awaitReading();
            long begun = System.nanoTime();
            camel.context().getRouteController().stopRoute("results");
            stops.add(Duration.ofNanos(System.nanoTime() - begun));
        }

        System.out.println("A route that waits for messages stops in " + stops);
        // a machine that stands still for a moment stretches one of them
        assertThat(stops).allMatch(stop -> stop.compareTo(Duration.ofSeconds(10)) < 0);
        Collections.sort(stops);
        assertThat(stops.get(1)).isLessThan(Duration.ofSeconds(1));
        await().atMost(Duration.ofSeconds(5)).until(() -> Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().contains("IceHighlightsQueue")));
    }

    /** It waits for an answer of the queue. */
    private static void awaitReading() {
        await().until(() -> Thread.getAllStackTraces().entrySet().stream()
                .filter(thread -> thread.getKey().getName().contains("IceHighlightsQueue"))
                .anyMatch(thread -> Stream.of(thread.getValue())
                        .anyMatch(frame -> frame.getMethodName().equals("batchPopMessage"))));
    }

    @Test
    void whoReadsAQueueSaysWhereItIs() {
        camel.component().getConfiguration().setCallbackQueueEndpoint(null);

        assertThatThrownBy(this::start).hasStackTraceContaining("callbackQueueEndpoint");
    }
}
