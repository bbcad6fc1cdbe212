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
package io.github.icehighlights.camel.tracking;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.github.icehighlights.camel.model.JobState;
import io.github.icehighlights.camel.model.JobType;
import io.github.icehighlights.camel.store.PendingState;
import io.github.icehighlights.camel.tracking.ModelIce.Fault;
import io.github.icehighlights.camel.tracking.Waits.End;

import static org.assertj.core.api.Assertions.assertThat;

/** Exchanges that wait for their jobs. */
class WaitsTest {

    private static final Duration LONG = Duration.ofHours(1);

    private final TrackerBench bench = new TrackerBench();
    private final TestReceiver receiver = bench.open(new TestReceiver(TrackerBench.CHANNEL));

    @AfterEach
    void nothingWasThrownAway() {
        assertThat(bench.time.uncaught()).isEmpty();
    }

    @Test
    void theExchangeThatWaitsIsTheDelivery() {
        CompletableFuture<End> end = submitAndWait("k", LONG);
        bench.pass(Duration.ofMinutes(1));

        Delivery delivery = arrived(end);
        assertThat(delivery.highlights().jobId()).isEqualTo("job-1");
        assertThat(receiver.deliveries()).isEmpty();
        delivery.acknowledged();
        bench.time.runUntilIdle();
        assertThat(bench.job("k").state()).isEqualTo(PendingState.ACKNOWLEDGED);
    }

    @Test
    void aLongWaitKeepsItsJob() {
        bench.ice.jobs(Duration.ofMinutes(30), JobState.FINISHED);
        CompletableFuture<End> end = submitAndWait("k", LONG);
        bench.pass(Duration.ofMinutes(31));

        arrived(end).acknowledged();
        assertThat(receiver.deliveries()).isEmpty();
    }

    @Test
    void aWaitThatTimesOutLeavesTheJobToItsChannel() {
        CompletableFuture<End> end = submitAndWait("k", Duration.ofSeconds(10));
        bench.pass(Duration.ofSeconds(11));
        assertThat(reason(end)).isEqualTo(End.Reason.TIMEOUT);

        bench.pass(Duration.ofMinutes(1));
        assertThat(receiver.deliveries()).hasSize(1);
    }

    @Test
    void aJobWhoseWaitHasNotBegunDoesNotGoRoundAndRound() {
        bench.ice.jobs(Duration.ofMinutes(30), JobState.FINISHED);
        submitAndWait("another", LONG);
        bench.submit(JobType.SPORTS_HIGHLIGHTS, "k", true);

        bench.pass(Duration.ofSeconds(25));

        assertThat(bench.job("k").tally().looks()).isBetween(1, 25);
    }

    @Test
    void aRedeliveryThatWaitsAgainAtOnceGetsTheJob() {
        for (int seed = 0; seed < 50; seed++) {
            TrackerBench seeded = new TrackerBench(seed);
            TestReceiver channel = seeded.open(new TestReceiver(TrackerBench.CHANNEL));
            Submitted submitted =
                    seeded.submit(JobType.SPORTS_HIGHLIGHTS, "k", true).join();
            String id = submitted.job().correlationId();
            CompletableFuture<End> again = seeded.tracker
                    .waits()
                    .begin(id, Set.of("r"), Duration.ofSeconds(10), TestReceiver.POLICIES)
                    .thenCompose(end -> seeded.tracker.waits().begin(id, Set.of("r"), LONG, TestReceiver.POLICIES));
            seeded.pass(Duration.ofMinutes(2));

            assertThat(again).as("seed " + seed).isCompleted();
            assertThat(again.join()).as("seed " + seed).isInstanceOf(End.Arrived.class);
            assertThat(channel.deliveries()).isEmpty();
        }
    }

    @Test
    void aStoppingRouteDetachesItsWaits() {
        CompletableFuture<End> first = submitAndWait("a", LONG);
        CompletableFuture<End> second = wait(bench.submit("b").join(), "other route", LONG);

        bench.tracker.waits().detachAll("route");
        bench.time.runUntilIdle();

        assertThat(reason(first)).isEqualTo(End.Reason.STOPPING);
        assertThat(second).isNotDone();
        bench.pass(Duration.ofMinutes(1));
        assertThat(receiver.deliveries()).hasSize(1);
        arrived(second);
    }

    @Test
    void aStoppedTrackerDetachesAllAndTakesNoMore() {
        List<CompletableFuture<End>> ends = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            ends.add(submitAndWait("k" + i, LONG));
        }
        Submitted late = bench.submit("late").join();
        bench.tracker.stop();
        CompletableFuture<End> tooLate = wait(late, "route", LONG);

        assertThat(ends).allSatisfy(end -> assertThat(reason(end)).isEqualTo(End.Reason.STOPPING));
        assertThat(reason(tooLate)).isEqualTo(End.Reason.STOPPING);
        assertThat(bench.memory.claimDue(TrackerBench.CHANNEL, "x", Duration.ofSeconds(1), 1))
                .isEmpty();
        bench.pass(Duration.ofMinutes(1));
        assertThat(bench.memory.claimDue(TrackerBench.CHANNEL, "x", Duration.ofSeconds(1), 1000))
                .hasSize(101);
    }

    @Test
    void oneReceiverAtATime() {
        Submitted submitted = bench.submit(JobType.SPORTS_HIGHLIGHTS, "k", true).join();
        CompletableFuture<End> first = wait(submitted, "route", LONG);
        assertThat(reason(wait(submitted, "route", LONG))).isEqualTo(End.Reason.TAKEN);

        bench.start(TrackerBench.owner("node-2"));
        assertThat(reason(wait(submitted, "route", LONG))).as("on another node").isEqualTo(End.Reason.TAKEN);
        assertThat(first).isNotDone();
        bench.pass(Duration.ofMinutes(1));
        arrived(first);
    }

    @Test
    void theWaitersFailureReleasesTheJobToTheChannel() {
        CompletableFuture<End> end = submitAndWait("k", LONG);
        bench.pass(Duration.ofMinutes(1));
        arrived(end).failed(new IllegalStateException("route"));
        bench.pass(Duration.ofSeconds(10));

        assertThat(receiver.deliveries()).hasSize(1);
        assertThat(receiver.last().count()).isEqualTo(2);
    }

    @Test
    void theWaitersDeathReleasesTheJobToTheChannel() {
        submitAndWait("k", LONG);
        bench.restart("node-2");
        TestReceiver other = bench.open(new TestReceiver(TrackerBench.CHANNEL));
        bench.pass(Duration.ofSeconds(50));
        assertThat(other.deliveries()).isEmpty();
        bench.pass(Duration.ofSeconds(30));

        assertThat(other.deliveries()).hasSize(1);
    }

    @Test
    void aHintReachesTheWaiterAtOnce() {
        CompletableFuture<End> end = submitAndWait("k", LONG);
        bench.pass(Duration.ofSeconds(31));
        bench.tracker.hints().accept(new Hint(null, "job-1"));
        bench.pass(Duration.ofMillis(100));

        arrived(end);
    }

    @Test
    void aStoreThatIsAwayEndsTheWaitOnly() {
        Submitted submitted = bench.submit("k").join();
        bench.faults.failBefore("attach", 1);
        assertThat(reason(wait(submitted, "route", LONG))).isEqualTo(End.Reason.TAKEN);
        bench.pass(Duration.ofMinutes(1));

        assertThat(receiver.deliveries()).hasSize(1);
    }

    @Test
    void anAbandonedWaitCostsNoCalls() {
        submitAndWait("other", LONG);
        bench.ice.onSubmit(Fault.UNKNOWN_AFTER, Fault.REFUSED);
        bench.submit(JobType.SPORTS_HIGHLIGHTS, "k", true);
        bench.pass(Duration.ofSeconds(45));

        assertThat(bench.ice.calls("report")).hasSizeLessThan(15);
        bench.pass(Duration.ofMinutes(2));
        assertThat(bench.job("k").state()).isEqualTo(PendingState.ACKNOWLEDGED);
    }

    private CompletableFuture<End> submitAndWait(String key, Duration timeout) {
        return wait(bench.submit(JobType.SPORTS_HIGHLIGHTS, key, true).join(), "route", timeout);
    }

    private CompletableFuture<End> wait(Submitted submitted, String group, Duration timeout) {
        CompletableFuture<End> end = bench.tracker
                .waits()
                .begin(submitted.job().correlationId(), Set.of(group), timeout, TestReceiver.POLICIES);
        bench.time.runUntilIdle();
        return end;
    }

    private static Delivery arrived(CompletableFuture<End> end) {
        assertThat(end).isCompleted();
        assertThat(end.join()).isInstanceOf(End.Arrived.class);
        return ((End.Arrived) end.join()).delivery();
    }

    private static End.Reason reason(CompletableFuture<End> end) {
        assertThat(end).isCompleted();
        assertThat(end.join()).isInstanceOf(End.Detached.class);
        return ((End.Detached) end.join()).reason();
    }
}
