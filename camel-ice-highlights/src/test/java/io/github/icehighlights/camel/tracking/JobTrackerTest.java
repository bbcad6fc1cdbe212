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
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.icehighlights.camel.model.JobState;
import io.github.icehighlights.camel.model.JobType;
import io.github.icehighlights.camel.store.PendingState;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** From the submission to the acknowledgement. */
class JobTrackerTest {

    private final TrackerBench bench = new TrackerBench();

    @AfterEach
    void nothingWasThrownAway() {
        assertThat(bench.time.uncaught()).isEmpty();
    }

    @Test
    void aJobIsSubmittedLookedAtDeliveredAndAcknowledged() {
        TestReceiver receiver = bench.open(new TestReceiver(TrackerBench.CHANNEL));

        Submitted submitted = bench.submit("k").join();
        assertThat(submitted.jobId()).isEqualTo("job-1");
        assertThat(submitted.duplicate()).isFalse();
        assertThat(bench.job("k").state()).isEqualTo(PendingState.ACTIVE);
        bench.pass(Duration.ofMinutes(1));

        assertThat(receiver.states()).containsExactly(JobState.FINISHED);
        assertThat(receiver.last().count()).isEqualTo(1);
        assertThat(receiver.last().highlights().jobId()).isEqualTo("job-1");
        assertThat(bench.job("k").state()).isEqualTo(PendingState.ACKNOWLEDGED);
        assertThat(bench.ice.created()).isEqualTo(1);
    }

    @Test
    void anUnfinishedJobIsLookedAtAgainAfterItsInterval() {
        bench.ice.jobs(Duration.ofMinutes(5), JobState.FINISHED);
        TestReceiver receiver = bench.open(new TestReceiver(TrackerBench.CHANNEL));
        bench.submit("k").join();

        bench.pass(Duration.ofMinutes(4));

        assertThat(receiver.deliveries()).isEmpty();
        List<Instant> looks =
                bench.ice.calls("report").stream().map(ModelIce.Call::at).toList();
        assertThat(looks).hasSizeBetween(21, 27);
        for (int i = 1; i < looks.size(); i++) {
            assertThat(Duration.between(looks.get(i - 1), looks.get(i)))
                    .isBetween(Duration.ofSeconds(9), Duration.ofMillis(11_100));
        }
    }

    @Test
    void aFailedJobIsDeliveredLikeAnyOther() {
        bench.ice.jobs(Duration.ofSeconds(10), JobState.FAILED);
        TestReceiver receiver = bench.open(new TestReceiver(TrackerBench.CHANNEL));
        bench.submit("k");

        bench.pass(Duration.ofMinutes(1));

        assertThat(receiver.states()).containsExactly(JobState.FAILED);
        assertThat(bench.job("k").state()).isEqualTo(PendingState.ACKNOWLEDGED);
    }

    @Test
    void aJobThatIceDoesNotKnowYetIsYoung() {
        bench.ice.invisible(Duration.ofSeconds(90));
        TestReceiver receiver = bench.open(new TestReceiver(TrackerBench.CHANNEL));
        bench.submit("k");

        bench.pass(Duration.ofMinutes(3));

        assertThat(receiver.states()).containsExactly(JobState.FINISHED);
    }

    @Test
    void aJobThatIceNoLongerKnowsIsLost() {
        TestReceiver receiver = bench.open(new TestReceiver(TrackerBench.CHANNEL));
        bench.submit("k");
        bench.ice.delete(JobType.SPORTS_HIGHLIGHTS, "job-1");

        bench.pass(Duration.ofSeconds(119));
        assertThat(receiver.deliveries()).isEmpty();
        bench.pass(Duration.ofSeconds(30));

        assertThat(receiver.states()).containsExactly(JobState.LOST);
        assertThat(bench.job("k").state()).isEqualTo(PendingState.ACKNOWLEDGED);
    }

    @Test
    void aJobThatIceCannotBeAskedForDoesNotExpire() {
        TestReceiver receiver = bench.open(new TestReceiver(TrackerBench.CHANNEL));
        bench.submit("k");
        bench.ice.chaos(() -> ModelIce.Fault.UNKNOWN_BEFORE);
        bench.pass(Duration.ofHours(30));
        assertThat(receiver.deliveries()).isEmpty();

        bench.ice.repair();
        bench.pass(Duration.ofMinutes(5));

        assertThat(receiver.states()).containsExactly(JobState.FINISHED);
    }

    @Test
    void aJobThatNeverEndsExpires() {
        bench.ice.jobs(Duration.ofDays(100), JobState.FINISHED);
        TestReceiver receiver = bench.open(new TestReceiver(TrackerBench.CHANNEL));
        bench.submit("k");

        bench.pass(Duration.ofHours(23));
        assertThat(receiver.deliveries()).isEmpty();
        bench.pass(Duration.ofMinutes(62));

        assertThat(receiver.states()).containsExactly(JobState.EXPIRED);
    }

    @Test
    void somebodyElsesJobIsNotDelivered() {
        TestReceiver receiver = bench.open(new TestReceiver(TrackerBench.CHANNEL));
        bench.submit("k");
        bench.ice.userData("job-1", TrackerBench.userData("somebodyelse00000001"));

        bench.pass(Duration.ofMinutes(1));

        assertThat(receiver.deliveries()).isEmpty();
        assertThat(bench.job("k").state()).isEqualTo(PendingState.PARKED);
        assertThat(bench.job("k").lastError()).contains("somebodyelse00000001");
    }

    @Test
    void aJobWithoutConsumerStaysWhereItIs() {
        bench.submit("k");
        bench.pass(Duration.ofHours(1));

        assertThat(bench.ice.calls("report")).isEmpty();
        TestReceiver receiver = bench.open(new TestReceiver(TrackerBench.CHANNEL));
        bench.pass(Duration.ofSeconds(2));

        assertThat(receiver.deliveries()).hasSize(1);
    }

    @Test
    void aSecondConsumerOfAChannelIsRefused() {
        TestReceiver first = bench.open(new TestReceiver(TrackerBench.CHANNEL));
        TestReceiver second = new TestReceiver(TrackerBench.CHANNEL);

        assertThatThrownBy(() -> bench.open(second))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(TrackerBench.CHANNEL);
        bench.tracker.close(second);
        assertThatThrownBy(() -> bench.open(second)).isInstanceOf(IllegalStateException.class);

        bench.tracker.close(first);
        bench.open(second);
    }

    @Test
    void neverMoreDeliveriesThanPlaces() {
        var policy = new DeliveryPolicy(3, 3, Duration.ofSeconds(5), Duration.ofMinutes(30));
        TestReceiver receiver =
                bench.open(new TestReceiver(TrackerBench.CHANNEL, new Policies(TestReceiver.LOOK, policy)).holding());
        for (int i = 0; i < 10; i++) {
            bench.submit("k" + i);
        }

        bench.pass(Duration.ofMinutes(5));
        assertThat(receiver.deliveries()).hasSize(3);
        receiver.deliveries().get(1).acknowledged();
        receiver.deliveries().get(1).acknowledged();
        bench.pass(Duration.ofSeconds(5));
        assertThat(receiver.deliveries()).hasSize(4);
        receiver.last().failed(new IllegalStateException("route"));
        bench.pass(Duration.ofSeconds(1));
        assertThat(receiver.deliveries()).hasSize(5);
    }

    @Test
    void aSuspendedConsumerThatResumesHasNoMorePlacesThanBefore() {
        TestReceiver receiver = bench.open(new TestReceiver(TrackerBench.CHANNEL).holding());
        bench.submit("a");
        bench.submit("b");
        bench.pass(Duration.ofMinutes(1));
        assertThat(receiver.deliveries()).hasSize(1);

        bench.tracker.close(receiver);
        bench.tracker.open(receiver);
        bench.pass(Duration.ofMinutes(1));

        assertThat(receiver.deliveries()).hasSize(1);
        receiver.last().acknowledged();
        bench.pass(Duration.ofMinutes(1));
        assertThat(receiver.deliveries()).hasSize(2);
    }

    @Test
    void aReceiverThatThrowsHasFailedAndKeepsNoPlace() {
        TestReceiver receiver = bench.open(new TestReceiver(TrackerBench.CHANNEL).route(delivery -> {
            throw new IllegalStateException("no room");
        }));
        bench.submit("a");

        bench.pass(Duration.ofMinutes(5));

        assertThat(receiver.deliveries()).hasSize(3);
        assertThat(bench.job("a").state()).isEqualTo(PendingState.PARKED);
        assertThat(bench.job("a").lastError()).contains("no room");
    }

    @Test
    void anErrorInAReceiverDoesNotHoldTheJob() {
        TestReceiver receiver = bench.open(new TestReceiver(TrackerBench.CHANNEL).route(delivery -> {
            throw new NoClassDefFoundError("com/example/Codec");
        }));
        bench.submit("a");

        bench.pass(Duration.ofMinutes(5));

        assertThat(receiver.deliveries()).hasSize(3);
        assertThat(bench.job("a").state()).isEqualTo(PendingState.PARKED);
        bench.time.uncaught().clear();
    }

    @Test
    void aReceiverThatEndsADeliveryAndThenThrowsFreesItsPlaceOnce() {
        TestReceiver receiver = bench.open(new TestReceiver(TrackerBench.CHANNEL).route(delivery -> {
            delivery.acknowledged();
            throw new IllegalStateException("too late");
        }));
        bench.submit("a");
        bench.pass(Duration.ofMinutes(1));
        assertThat(bench.job("a").state()).isEqualTo(PendingState.ACKNOWLEDGED);

        receiver.holding();
        bench.submit("b");
        bench.submit("c");
        bench.pass(Duration.ofMinutes(5));
        assertThat(receiver.deliveries()).hasSize(2);
    }

    @Test
    void aClosingConsumerHandsBackWhatItHasNotBegun() {
        var slow = bench.start(TrackerBench.settings("slow", 0.05));
        TestReceiver receiver = new TestReceiver(TrackerBench.CHANNEL);
        bench.submit("a");
        bench.pass(Duration.ofSeconds(1));
        bench.tracker.desk().report(bench.job("a"));
        slow.open(receiver);
        bench.pass(Duration.ofSeconds(7));
        assertThat(bench.job("a").lease())
                .as("claimed, and waiting for its call")
                .isNotNull();

        slow.close(receiver);
        bench.pass(Duration.ofSeconds(50));

        assertThat(receiver.deliveries()).isEmpty();
        assertThat(bench.job("a").lease()).isNull();
        assertThat(bench.job("a").tally().deliveries()).isZero();
    }

    /** Its timer ends with it: what waited for its call would be held until the lease ends. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aStoppedTrackerHandsBackWhatWaitsForItsCall(boolean consumerIsClosedFirst) {
        var slow = bench.start(TrackerBench.settings("slow", 0.05));
        TestReceiver receiver = new TestReceiver(TrackerBench.CHANNEL);
        bench.submit("a");
        bench.pass(Duration.ofSeconds(1));
        bench.tracker.desk().report(bench.job("a"));
        slow.open(receiver);
        bench.pass(Duration.ofSeconds(7));
        assertThat(bench.job("a").lease())
                .as("claimed, and waiting for its call")
                .isNotNull();

        if (consumerIsClosedFirst) {
            slow.close(receiver);
        }
        slow.stop();
        bench.time.runUntilIdle();

        assertThat(bench.job("a").lease()).isNull();
        bench.pass(Duration.ofSeconds(50));
        assertThat(receiver.deliveries()).isEmpty();
        assertThat(bench.job("a").tally().deliveries()).isZero();
    }

    /** Camel first suspends a consumer, then stops it. */
    @Test
    void whatIsBeingClaimedWhileItsConsumerStopsIsHandedBack() {
        TestReceiver receiver = bench.open(new TestReceiver(TrackerBench.CHANNEL));
        bench.submit("k");
        bench.faults.meanwhile("claimDue", () -> stopWhenClaimed(receiver));
        bench.pass(Duration.ofMinutes(1));

        assertThat(bench.job("k").lease()).isNull();
        assertThat(receiver.deliveries()).isEmpty();
        assertThatThrownBy(() -> bench.node.execute(() -> {})).isInstanceOf(RejectedExecutionException.class);
    }

    private void stopWhenClaimed(TestReceiver receiver) {
        if (bench.job("k").lease() == null) {
            bench.faults.meanwhile("claimDue", () -> stopWhenClaimed(receiver));
            return;
        }
        bench.tracker.close(receiver);
        bench.tracker.close(receiver);
        bench.tracker.stop();
        bench.node.shutDown();
    }

    @Test
    void aHintMakesAJobBeLookedAtAtOnce() {
        bench.ice.jobs(Duration.ofSeconds(7), JobState.FINISHED);
        TestReceiver receiver = bench.open(new TestReceiver(TrackerBench.CHANNEL));
        bench.submit("k");
        bench.pass(Duration.ofMillis(6_500));
        assertThat(bench.ice.calls("report")).hasSize(1);
        bench.pass(Duration.ofSeconds(1));

        bench.tracker.hints().accept(new Hint(null, "job-1"));
        bench.pass(Duration.ofMillis(100));

        assertThat(receiver.deliveries()).hasSize(1);
    }

    @Test
    void aStoppedTrackerLeavesEverythingToTheNextOne() {
        TestReceiver receiver = bench.open(new TestReceiver(TrackerBench.CHANNEL).holding());
        for (int i = 0; i < 5; i++) {
            bench.submit("k" + i);
        }
        bench.pass(Duration.ofMinutes(1));
        assertThat(receiver.deliveries()).hasSize(1);
        bench.tracker.stop();
        bench.pass(Duration.ofMinutes(1));
        assertThat(receiver.deliveries()).hasSize(1);

        receiver.last().acknowledged();
        bench.time.runUntilIdle();
        bench.restart("node-2");
        TestReceiver next = bench.open(new TestReceiver(TrackerBench.CHANNEL));
        bench.pass(Duration.ofMinutes(1));

        assertThat(next.deliveries()).hasSize(4);
        assertThat(bench.memory.count(TrackerBench.CHANNEL)).isEqualTo(Map.of(PendingState.ACKNOWLEDGED, 5L));
    }

    @Test
    void aStoppedTrackerSetsNoTimersAnyMore() {
        bench.open(new TestReceiver(TrackerBench.CHANNEL));
        bench.submit("k");
        bench.tracker.stop();

        bench.pass(Duration.ofMinutes(10));

        assertThat(bench.time.timers()).isZero();
    }

    @Test
    void aDeadNodesJobsGoToAnotherWhenTheLeaseEnds() {
        bench.open(new TestReceiver(TrackerBench.CHANNEL).holding());
        bench.submit("k");
        bench.pass(Duration.ofMinutes(1));

        bench.restart("node-2");
        TestReceiver next = bench.open(new TestReceiver(TrackerBench.CHANNEL));
        bench.pass(Duration.ofSeconds(20));
        assertThat(next.deliveries()).isEmpty();
        bench.pass(Duration.ofSeconds(45));

        assertThat(next.deliveries()).hasSize(1);
        assertThat(next.last().count()).isEqualTo(2);
    }

    @Test
    void aJobThatBringsNodesDownIsParked() {
        for (int i = 0; i < 3; i++) {
            bench.restart("node-" + i);
            bench.open(new TestReceiver(TrackerBench.CHANNEL).holding());
            if (i == 0) {
                bench.submit("k");
            }
            bench.pass(Duration.ofMinutes(2));
        }
        bench.restart("last");
        TestReceiver receiver = bench.open(new TestReceiver(TrackerBench.CHANNEL));
        bench.pass(Duration.ofMinutes(2));

        assertThat(receiver.deliveries()).isEmpty();
        assertThat(bench.job("k").state()).isEqualTo(PendingState.PARKED);
    }

    @Test
    void theStoreGoesAwayAndComesBack() {
        TestReceiver receiver = bench.open(new TestReceiver(TrackerBench.CHANNEL));
        bench.submit("k");
        bench.faults.goAway();
        bench.pass(Duration.ofMinutes(10));
        assertThat(bench.tracker.problems()).singleElement().asString().contains("store");
        assertThat(receiver.deliveries()).isEmpty();

        bench.faults.comeBack();
        bench.pass(Duration.ofMinutes(1));

        assertThat(receiver.deliveries()).hasSize(1);
        assertThat(bench.tracker.problems()).isEmpty();
    }

    @Test
    void anErrorInAClaimDoesNotEndClaiming() {
        TestReceiver receiver = bench.open(new TestReceiver(TrackerBench.CHANNEL));
        bench.submit("k");
        bench.faults.error("claimDue", 3);
        bench.faults.error("renewWaiters", 1);
        bench.faults.error("claimExpiredReservations", 1);
        bench.pass(Duration.ofMinutes(1));

        assertThat(receiver.deliveries()).hasSize(1);
        bench.time.uncaught().clear();
    }

    @Test
    void whatEndedLongAgoIsPurged() {
        bench.open(new TestReceiver(TrackerBench.CHANNEL));
        for (int i = 0; i < 450; i++) {
            bench.submit("k" + i);
        }
        bench.pass(Duration.ofMinutes(10));
        assertThat(bench.memory.count(TrackerBench.CHANNEL)).isEqualTo(Map.of(PendingState.ACKNOWLEDGED, 450L));

        bench.node.kill();
        bench.pass(Duration.ofDays(7));
        bench.start(TrackerBench.owner("node-2"));
        bench.pass(Duration.ofMinutes(2));

        assertThat(bench.memory.count(TrackerBench.CHANNEL)).isEmpty();
    }

    @Test
    void aListHasAllPagesInOrder() {
        for (int i = 0; i < 1_001; i++) {
            bench.submit("k" + i);
        }
        bench.pass(Duration.ofSeconds(15));

        var listed = bench.tracker.desk().list(TrackerBench.CHANNEL, Set.of(PendingState.ACTIVE));
        bench.time.runUntilIdle();

        assertThat(listed.join())
                .hasSize(1_001)
                .extracting(job -> job.reservation().key())
                .startsWith("k0", "k1")
                .endsWith("k1000")
                .doesNotHaveDuplicates();
    }

    /** As when the queue that it was handed over to has dropped it. */
    @Test
    void anExchangeThatWasHandedOverAndNeverEndsKeepsNoPlaceForEver() {
        TestReceiver receiver = bench.open(new TestReceiver(TrackerBench.CHANNEL).route(Delivery::handedOver));
        bench.submit("a");
        bench.submit("b");
        bench.pass(Duration.ofMinutes(20));
        assertThat(receiver.deliveries()).hasSize(1);

        bench.pass(Duration.ofMinutes(12));

        assertThat(receiver.deliveries()).hasSize(2);
    }

    @Test
    void anExchangeThatIsStillInItsRouteKeepsItsPlace() {
        TestReceiver receiver = bench.open(new TestReceiver(TrackerBench.CHANNEL).holding());
        bench.submit("a");
        bench.submit("b");
        bench.pass(Duration.ofMinutes(32));
        assertThat(receiver.deliveries()).hasSize(1);

        receiver.last().handedOver();
        bench.pass(Duration.ofMinutes(1));

        assertThat(receiver.deliveries()).hasSize(2);
    }

    @Test
    void aBusyChannelDoesNotStarveAnother() {
        TestReceiver busy = bench.open(new TestReceiver(TrackerBench.CHANNEL).holding());
        TestReceiver other = bench.open(new TestReceiver("other"));
        for (int i = 0; i < 50; i++) {
            bench.submit("k" + i);
        }
        bench.tracker
                .submitter()
                .submit(
                        s -> TrackerBench.reservation(JobType.SPORTS_HIGHLIGHTS, "other", "o", "f", s),
                        job -> Duration.ofSeconds(5),
                        false);
        bench.pass(Duration.ofMinutes(1));

        assertThat(busy.deliveries()).hasSize(1);
        assertThat(other.deliveries()).hasSize(1);
    }
}
