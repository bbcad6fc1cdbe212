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
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.awaitility.Awaitility;
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
import io.github.icehighlights.localice.callback.Attempt;
import io.github.icehighlights.localice.callback.Reply;
import io.github.icehighlights.localice.fault.CallbackFaultPlan;

import static org.assertj.core.api.Assertions.assertThat;

/** Callbacks of ICE over real HTTP, and everything that can go wrong with them: each job comes once, and only ICE's word. */
@Tag("not-camel-4.22") // camel-jetty does not resolve at 4.22.0
class CallbackFaultsTest {

    private static final String KEY = "Key-of-2026";
    private static final int JOBS = 6;
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final Duration ICES_PATIENCE = Duration.ofSeconds(3);

    @RegisterExtension
    static final LocalIceExtension ICE = LocalIceExtension.create(b -> b.speed(2_000)
                    .bucket("media")
                    .callbackAuthKey(KEY)
                    // longer than ICE waits, so that an answer that is too late is seen
                    .callbackPace(PATIENCE, Duration.ofMillis(200)))
            .withFreshJobs();

    private CamelOnIce camel;
    private String address;
    private MockEndpoint results;

    @BeforeEach
    void start() {
        camel = new CamelOnIce(ICE.ice());
        address = "http://127.0.0.1:" + HttpServerUnderTest.JETTY.in(camel.context()) + "/ice/callback";
        // as in earnest: a thousand jobs that end at once are not asked for at once
        camel.component().setMaxCallsPerSecond(200);
        IceHighlightsConfiguration options = camel.component().getConfiguration();
        options.setFirstLook(2_000);
        options.setLookInterval(500);
        options.setSafetyFirstLook(8_000);
        options.setSafetyLookInterval(2_000);
        options.setCallbackPath("/ice/callback");
        options.setCallbackUrl(address);
        options.setCallbackAuthKey(KEY);
        camel.start(new RouteBuilder() {
            @Override
            public void configure() {
                from("ice-highlights:nba?concurrentDeliveries=4").to("mock:results");
            }
        });
        results = camel.mock("results");
    }

    @AfterEach
    void stop() {
        camel.close();
    }

    private List<Object> submit(int jobs) {
        List<Object> ids = new ArrayList<>();
        for (int i = 0; i < jobs; i++) {
            ids.add(camel.submit("ice-highlights:nba?operation=submitHighlightExtractionJob&userData=RAW({\"n\":" + i
                            + "})&media=" + CamelOnIce.MEDIA)
                    .getMessage()
                    .getHeader(IceHighlightsConstants.JOB_ID));
        }
        return ids;
    }

    private static Consumer<CallbackFaultPlan> fault(Consumer<CallbackFaultPlan> fault) {
        return fault;
    }

    static Stream<Consumer<CallbackFaultPlan>> faults() {
        return Stream.of(
                fault(CallbackFaultPlan::lost),
                fault(plan -> plan.late(Duration.ofSeconds(3))),
                fault(CallbackFaultPlan::early),
                fault(CallbackFaultPlan::doubled),
                fault(CallbackFaultPlan::reordered),
                fault(CallbackFaultPlan::forged),
                fault(plan -> plan.replayed(Duration.ofMinutes(10))),
                fault(CallbackFaultPlan::unsigned),
                fault(CallbackFaultPlan::huge),
                fault(CallbackFaultPlan::deflated),
                fault(CallbackFaultPlan::notJson));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void everyJobComesOnceWhateverHappensToItsCallback(Consumer<CallbackFaultPlan> fault) throws InterruptedException {
        for (int i = 0; i < JOBS; i++) {
            fault.accept(ICE.ice().faults().callback());
        }
        deliveredOnce(JOBS);
    }

    @Test
    void everyJobComesOnceInAMixOfAll() throws InterruptedException {
        List<Consumer<CallbackFaultPlan>> all = faults().toList();
        Random random = new Random(42);
        for (int i = 0; i < 40; i++) {
            all.get(random.nextInt(all.size())).accept(ICE.ice().faults().callback());
        }
        deliveredOnce(30);
    }

    private void deliveredOnce(int jobs) throws InterruptedException {
        results.expectedMinimumMessageCount(jobs);
        List<Object> submitted = submit(jobs);
        camel.satisfied(results);
        awaitAllCallbacks(submitted);

        List<Object> delivered = new ArrayList<>();
        Set<String> userData = new HashSet<>();
        for (Exchange exchange : results.getExchanges()) {
            Highlights highlights = exchange.getMessage().getBody(Highlights.class);
            delivered.add(highlights.jobId());
            userData.add(highlights.userData());
            assertThat(highlights.state()).isEqualTo(JobState.FINISHED);
            assertThat(highlights.toString() + exchange.getMessage().getHeaders())
                    .doesNotContain("forged", "foreign", KEY)
                    .doesNotContainPattern("ice-hint=[0-9a-z]+\\.[0-9A-Za-z_-]{22}");
        }
        assertThat(delivered).containsExactlyInAnyOrderElementsOf(submitted);
        assertThat(userData).hasSize(jobs).allMatch(data -> data.matches("\\{\"n\":\\d+}"));
    }

    /** What comes twice, late or once more may bring a job a second time. */
    private void awaitAllCallbacks(List<Object> jobIds) {
        Awaitility.await().atMost(30, TimeUnit.SECONDS).until(() -> jobIds.stream()
                .allMatch(id -> ICE.ice().callbacks().areThrough(id.toString())));
        int received = results.getReceivedCounter();
        Awaitility.await()
                .during(Duration.ofMillis(300))
                .atMost(10, TimeUnit.SECONDS)
                .until(() -> results.getReceivedCounter() == received);
    }

    @Test
    void callbacksCostOneCallAJob() throws InterruptedException {
        results.expectedMessageCount(30);
        submit(30);
        camel.satisfied(results);

        double calls = ICE.ice().requests("GetSmartHandleJob") / 30.0;
        System.out.printf("Get calls per job with callbacks: %.2f%n", calls);
        assertThat(calls).isLessThanOrEqualTo(1.1);
    }

    @Test
    void whenAllCallbacksAreLostEveryJobIsPolledFor() throws InterruptedException {
        for (int i = 0; i < 12; i++) {
            ICE.ice().faults().callback().lost();
        }
        results.expectedMessageCount(3);
        submit(3);
        camel.satisfied(results);
        assertThat(camel.component().tracker().notices()).hasSize(1);

        results.reset();
        results.expectedMessageCount(9);
        long begun = System.nanoTime();
        submit(9);
        camel.satisfied(results);

        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(8));
        System.out.printf(
                "Get calls per job with all callbacks lost: %.2f%n", ICE.ice().requests("GetSmartHandleJob") / 12.0);
    }

    @Test
    void aFloodOfForgedPostsCausesNoCallAndHoldsNothingUp() throws InterruptedException {
        byte[] forged = CallbackPost.event("forged-job", "{}").getBytes();
        var headers = Map.of("X-ICE-TIMESTAMP", "1", "X-ICE-SIGNATURE", "c72b60894140fa98920f1279219b7ed4");
        results.expectedMessageCount(10);
        List<CompletableFuture<Reply>> flood = new ArrayList<>();
        for (int i = 0; i < 5_000; i++) {
            flood.add(ICE.ice().callbacks().post(address, headers, forged));
        }
        submit(10);
        for (int i = 0; i < 5_000; i++) {
            flood.add(ICE.ice().callbacks().post(address, headers, forged));
        }
        camel.satisfied(results);

        long refused = flood.stream()
                .map(CompletableFuture::join)
                .filter(reply -> reply.status() == 401)
                .count();
        int calls = ICE.ice().requests("GetSmartHandleJob");
        System.out.printf("Of 10,000 forged posts %d were answered 401; Get calls for 10 jobs: %d%n", refused, calls);
        assertThat(refused).isGreaterThan(9_000);
        assertThat(calls).isLessThanOrEqualTo(15);
    }

    @Test
    void aFloodOfReplayedPostsCostsALookAJobInTwoSeconds() {
        ICE.ice().holdAll(true);
        List<Object> jobs = submit(5);
        Map<String, String> seen = ICE.ice().callbacks().signature(address);
        long begun = System.nanoTime();
        List<CompletableFuture<Reply>> flood = new ArrayList<>();
        for (int i = 0; i < 5_000; i++) {
            byte[] event = CallbackPost.event(jobs.get(i % jobs.size()), "{}").getBytes();
            flood.add(ICE.ice().callbacks().post(address, seen, event));
        }
        long accepted = flood.stream()
                .map(CompletableFuture::join)
                .filter(reply -> reply.status() == 200)
                .count();
        int calls = ICE.ice().requests("GetSmartHandleJob");
        double seconds = (System.nanoTime() - begun) / 1e9;

        System.out.printf(
                "Of 5,000 replayed posts %d were answered 200; in %.1f s %d Get calls for 5 jobs at work%n",
                accepted, seconds, calls);
        assertThat(accepted).isGreaterThan(4_500);
        // and one in lookInterval, as of each job that is announced and not over
        assertThat(calls).isBetween(5, (int) (jobs.size() * (2 + seconds / 2 + seconds / .5 * 1.3)));
    }

    @Test
    void aThousandJobsThatFinishAtOnceAreAllAnsweredInTime() throws InterruptedException {
        ICE.ice().holdAll(true);
        results.expectedMessageCount(1_000);
        IntStream.range(0, 1_000).parallel().forEach(i -> submit(1));
        ICE.ice().holdAll(false);

        MockEndpoint.assertIsSatisfied(120, TimeUnit.SECONDS, results);

        // the last answers may still be on their way when their jobs have been delivered
        Awaitility.await().atMost(60, TimeUnit.SECONDS).untilAsserted(() -> assertThat(firstAttempts())
                .hasSize(1_000));
        assertThat(firstAttempts()).allMatch(Attempt::isSuccess);
        long[] millis = firstAttempts().stream()
                .mapToLong(attempt -> attempt.reply().took().toMillis())
                .sorted()
                .toArray();
        long p99 = millis[millis.length * 99 / 100];
        System.out.printf(
                "1,000 callbacks answered with 200 at once: p50 %d ms, p99 %d ms, load %.1f%n",
                millis[millis.length / 2], p99, Machine.load());
        assertThat(p99).isLessThan((Machine.isBusy() ? PATIENCE : ICES_PATIENCE).toMillis());
    }

    private static List<Attempt> firstAttempts() {
        return ICE.ice().callbacks().attempts().stream()
                .filter(attempt -> attempt.number() == 1)
                .toList();
    }
}
