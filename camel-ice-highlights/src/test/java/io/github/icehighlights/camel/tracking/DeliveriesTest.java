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
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.github.icehighlights.camel.store.PendingState;

import static org.assertj.core.api.Assertions.assertThat;

/** From a finished job to its acknowledgement. */
class DeliveriesTest {

    private final TrackerBench bench = new TrackerBench();
    private final List<Instant> times = new ArrayList<>();

    @AfterEach
    void nothingWasThrownAway() {
        assertThat(bench.time.uncaught()).isEmpty();
    }

    @Test
    void aFailedDeliveryIsRepeatedLaterAndLaterAndThenParked() {
        TestReceiver receiver = bench.open(new TestReceiver(TrackerBench.CHANNEL, policy(4, Duration.ofSeconds(5))));
        receiver.route(delivery -> {
            times.add(bench.time.now());
            delivery.failed(new IllegalStateException("route"));
        });
        bench.submit("k");

        bench.pass(Duration.ofMinutes(5));

        assertThat(receiver.deliveries()).extracting(Delivery::count).containsExactly(1, 2, 3, 4);
        for (int i = 1; i < times.size(); i++) {
            long seconds = 5L << (i - 1);
            assertThat(Duration.between(times.get(i - 1), times.get(i)).toMillis())
                    .isBetween(seconds * 900, seconds * 1_100 + 50);
        }
        assertThat(bench.job("k").state()).isEqualTo(PendingState.PARKED);
        assertThat(bench.job("k").lastError()).contains("route");

        receiver.route(Delivery::acknowledged);
        bench.tracker.desk().replay(TrackerBench.CHANNEL, null, "job-1");
        bench.pass(Duration.ofSeconds(1));
        assertThat(receiver.last().count()).isEqualTo(1);
        assertThat(bench.job("k").state()).isEqualTo(PendingState.ACKNOWLEDGED);
    }

    @Test
    void whatARouteSaysAfterItsNodeHasStoppedIsWrittenDownAllTheSame() {
        TestReceiver receiver = bench.open(new TestReceiver(TrackerBench.CHANNEL, policy(4, Duration.ofSeconds(5))));
        receiver.holding();
        bench.submit("k");
        bench.pass(Duration.ofMinutes(1));
        bench.tracker.stop();
        bench.node.shutDown();

        receiver.last().failed(new IllegalStateException("interrupted"));

        assertThat(bench.job("k").lease())
                .as("another node need not wait for its end")
                .isNull();
        assertThat(bench.job("k").lastError()).contains("interrupted");
    }

    @Test
    void aClipThatIsThroughAfterItsNodeHasStoppedIsWrittenDownAndTheRestHandedBack() {
        TestReceiver receiver = bench.open(new TestReceiver(TrackerBench.CHANNEL).holding());
        bench.submit("k");
        bench.pass(Duration.ofMinutes(1));
        bench.tracker.stop();
        bench.node.shutDown();

        Delivery delivery = receiver.last();
        delivery.clipsDelivered(1, delivery::handBack, () -> {});

        assertThat(bench.job("k").lease()).isNull();
        assertThat(bench.job("k").tally().clipsDelivered()).isEqualTo(1);
    }

    @Test
    void aRollbackHasNoCause() {
        TestReceiver receiver = bench.open(new TestReceiver(TrackerBench.CHANNEL).holding());
        bench.submit("k");
        bench.pass(Duration.ofMinutes(1));

        receiver.last().failed(null);
        bench.time.runUntilIdle();

        assertThat(bench.job("k").lastError()).contains("rolled back");
    }

    @Test
    void onlyTheFirstWordCounts() {
        TestReceiver receiver = bench.open(new TestReceiver(TrackerBench.CHANNEL).route(delivery -> {
            delivery.acknowledged();
            delivery.failed(new IllegalStateException("late"));
            delivery.handBack();
        }));
        bench.submit("k");
        bench.pass(Duration.ofMinutes(5));

        assertThat(receiver.deliveries()).hasSize(1);
        assertThat(bench.job("k").state()).isEqualTo(PendingState.ACKNOWLEDGED);
    }

    @Test
    void anAcknowledgementIsRepeatedUntilTheStoreTakesIt() {
        TestReceiver receiver = bench.open(new TestReceiver(TrackerBench.CHANNEL));
        bench.submit("k");
        bench.faults.failBefore("acknowledge", 4);
        bench.pass(Duration.ofMinutes(2));

        assertThat(receiver.deliveries()).hasSize(1);
        assertThat(bench.job("k").state()).isEqualTo(PendingState.ACKNOWLEDGED);
    }

    @Test
    void anAcknowledgementWhoseCommitIsUnknownFreesThePlace() {
        TestReceiver receiver = bench.open(new TestReceiver(TrackerBench.CHANNEL));
        bench.faults.failAfter("acknowledge", 1);
        bench.submit("a");
        bench.submit("b");
        bench.pass(Duration.ofMinutes(2));

        assertThat(receiver.deliveries()).hasSize(2);
        assertThat(bench.job("b").state()).isEqualTo(PendingState.ACKNOWLEDGED);
    }

    @Test
    void anErrorWhileRecordingKeepsNoPlace() {
        TestReceiver receiver = bench.open(new TestReceiver(TrackerBench.CHANNEL));
        bench.faults.error("acknowledge", 1);
        bench.submit("a");
        bench.submit("b");
        bench.pass(Duration.ofMinutes(2));

        assertThat(receiver.deliveries()).hasSize(2);
        assertThat(bench.job("a").state()).isEqualTo(PendingState.ACKNOWLEDGED);
    }

    @Test
    void theLeaseIsRenewedUpToMaxProcessingTimeAndNotBeyond() {
        TestReceiver receiver = bench.open(new TestReceiver(TrackerBench.CHANNEL).holding());
        bench.submit("k");
        bench.pass(Duration.ofMinutes(1));
        bench.start(TrackerBench.owner("node-2"));
        TestReceiver other = bench.open(new TestReceiver(TrackerBench.CHANNEL));

        bench.pass(Duration.ofMinutes(29));
        assertThat(other.deliveries()).isEmpty();
        bench.pass(Duration.ofMinutes(1));

        assertThat(other.deliveries()).hasSize(1);
        receiver.last().acknowledged();
        bench.time.runUntilIdle();
        assertThat(bench.job("k").state()).isEqualTo(PendingState.ACKNOWLEDGED);
    }

    @Test
    void aRenewalThatFailsOnceLosesNothing() {
        bench.open(new TestReceiver(TrackerBench.CHANNEL).holding());
        bench.submit("k");
        bench.pass(Duration.ofMinutes(1));
        bench.start(TrackerBench.owner("node-2"));
        TestReceiver other = bench.open(new TestReceiver(TrackerBench.CHANNEL));
        bench.faults.failBefore("renew", 1);

        bench.pass(Duration.ofMinutes(5));

        assertThat(other.deliveries()).isEmpty();
    }

    @Test
    void whatIsHandedBackIsDeliveredAgainAtOnceAndDoesNotCount() {
        TestReceiver receiver = bench.open(new TestReceiver(TrackerBench.CHANNEL).route(Delivery::handBack));
        bench.submit("k");
        bench.pass(Duration.ofSeconds(29));
        while (receiver.deliveries().isEmpty()) {
            bench.pass(Duration.ofMillis(200));
        }
        for (int i = 0; i < 10 && receiver.deliveries().size() < 10; i++) {
            bench.pass(Duration.ofMillis(200));
        }
        bench.tracker.close(receiver);
        bench.pass(Duration.ofSeconds(1));

        assertThat(receiver.deliveries()).hasSizeGreaterThanOrEqualTo(10);
        assertThat(receiver.deliveries()).extracting(Delivery::count).containsOnly(1);
        assertThat(bench.job("k").state()).isEqualTo(PendingState.ACTIVE);
    }

    @Test
    void deliveredClipsForgiveEarlierFailures() {
        TestReceiver receiver = bench.open(new TestReceiver(TrackerBench.CHANNEL, policy(2, Duration.ofSeconds(5))));
        receiver.route(delivery -> delivery.failed(new IllegalStateException("first clip")));
        bench.submit("k");
        while (receiver.deliveries().isEmpty()) {
            bench.pass(Duration.ofMillis(200));
        }

        receiver.route(delivery -> delivery.clipsDelivered(
                delivery.clipsDelivered() + 1,
                () -> delivery.failed(new IllegalStateException("next clip")),
                () -> {}));
        bench.pass(Duration.ofMinutes(2));

        assertThat(bench.job("k").state())
                .as("each delivery brings a clip through")
                .isEqualTo(PendingState.ACTIVE);
        assertThat(receiver.deliveries()).hasSizeGreaterThan(4);
        assertThat(receiver.last().clipsDelivered())
                .isEqualTo(receiver.deliveries().size() - 2);
    }

    @Test
    void anEndlessDelayDoesNotOverflow() {
        Duration endless = Duration.ofMillis(Long.MAX_VALUE);
        TestReceiver receiver = bench.open(new TestReceiver(TrackerBench.CHANNEL, policy(3, endless)));
        receiver.route(delivery -> delivery.failed(new IllegalStateException("route")));
        bench.submit("a");
        bench.submit("b");
        bench.pass(Duration.ofMinutes(2));

        assertThat(receiver.deliveries()).as("the place is free again").hasSize(2);
        assertThat(bench.job("a").lease()).isNull();
    }

    private static Policies policy(int max, Duration redeliveryDelay) {
        return new Policies(TestReceiver.LOOK, new DeliveryPolicy(1, max, redeliveryDelay, Duration.ofMinutes(30)));
    }
}
