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
package io.github.icehighlights.camel.store;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.github.icehighlights.camel.model.JobState;

import static org.assertj.core.api.Assertions.assertThat;

/** What waiting within an exchange may rely on. */
public interface WaiterStoreContract extends StoreContract {

    @Test
    default void aWaitedForJobIsKeptFromItsChannel() {
        PendingJob job = active("k");

        assertThat(store().attach(job.correlationId(), OWNER, LEASE)).isTrue();

        assertThat(now(job).waiter().owner()).isEqualTo(OWNER);
        assertThat(store().claimDue(CHANNEL, OWNER, LEASE, 10)).isEmpty();
        assertThat(store().claimWaited(OTHER, LEASE, 10)).isEmpty();
        List<PendingJob> claimed = store().claimWaited(OWNER, LEASE, 10);
        assertThat(claimed).extracting(PendingJob::jobId).containsExactly("job-k");
        assertThat(claimed.get(0).waiter().owner()).isEqualTo(OWNER);
    }

    @Test
    default void whoSaidAtReservingThatItWaitsAttachesToItsOwnJob() {
        PendingJob held =
                store().reserve(reservation(CHANNEL, "k"), OWNER, LEASE, true).job();
        store().activate(held.correlationId(), "job", null, Duration.ZERO);
        assertThat(store().claimDue(CHANNEL, OWNER, LEASE, 10))
                .as("before it attaches")
                .isEmpty();

        assertThat(store().attach(held.correlationId(), OWNER, LEASE)).isTrue();

        assertThat(store().claimWaited(OWNER, LEASE, 10)).hasSize(1);
    }

    @Test
    default void aWaitedForJobIsClaimedOnAnyChannelWhenItIsDue() {
        for (String channel : List.of("a", "b")) {
            PendingJob held = store().reserve(reservation(channel, "k"), OWNER, LEASE, true)
                    .job();
            store().activate(held.correlationId(), "job-" + channel, null, Duration.ofSeconds(10));
        }
        assertThat(store().claimWaited(OWNER, LEASE, 10)).isEmpty();
        advance(Duration.ofSeconds(11));

        assertThat(store().claimWaited(OWNER, LEASE, 1)).hasSize(1);
        assertThat(store().claimWaited(OWNER, LEASE, 10)).hasSize(1);
        assertThat(store().claimWaited(OWNER, LEASE, 10)).isEmpty();
    }

    @Test
    default void aSecondWaiterIsRefused() {
        PendingJob job = active("k");
        store().attach(job.correlationId(), OWNER, LEASE);

        assertThat(store().attach(job.correlationId(), OTHER, LEASE)).isFalse();

        advance(LONGER_THAN_LEASE);
        assertThat(store().attach(job.correlationId(), OTHER, LEASE))
                .as("a dead waiter gives way")
                .isTrue();
    }

    @Test
    default void aReservedJobCanBeWaitedFor() {
        PendingJob held = reserved("k");

        assertThat(store().attach(held.correlationId(), OWNER, LEASE)).isTrue();
        store().activate(held.correlationId(), "job", null, Duration.ZERO);

        assertThat(store().claimWaited(OWNER, LEASE, 10)).hasSize(1);
    }

    @Test
    default void whatHasEndedOrIsUncertainIsNotWaitedFor() {
        PendingJob acknowledged = delivering("a");
        store().acknowledge(acknowledged);
        PendingJob parked = delivering("p");
        store().park(parked, "ten times");
        PendingJob uncertain = reserved("u");
        store().uncertain(uncertain, "who knows");
        PendingJob refused = reserved("r");
        store().refuse(refused, "no");

        for (PendingJob job : List.of(acknowledged, parked, uncertain, refused)) {
            assertThat(store().attach(job.correlationId(), OWNER, LEASE)).isFalse();
        }
        assertThat(store().attach("unknown", OWNER, LEASE)).isFalse();
    }

    @Test
    default void aJobInDeliveryIsNotWaitedFor() {
        PendingJob held = delivering("k");

        assertThat(store().attach(held.correlationId(), OTHER, LEASE)).isFalse();

        store().release(held, Duration.ofSeconds(10), "route failed");
        assertThat(store().attach(held.correlationId(), OTHER, LEASE)).isTrue();
    }

    @Test
    default void aDeliveryDoesNotBeginWhenSomebodyWaitsSinceTheClaim() {
        PendingJob held = claimed("k");
        assertThat(store().attach(held.correlationId(), OTHER, LEASE)).isTrue();

        assertThat(store().beginDelivery(held, JobEnd.of(JobState.FINISHED), LEASE))
                .isFalse();

        assertThat(now(held).tally().deliveries()).isZero();
        assertThat(store().reschedule(held, Duration.ZERO, null)).isTrue();
        assertThat(store().claimWaited(OTHER, LEASE, 10)).hasSize(1);
    }

    @Test
    default void aDeliveryToAWaiterDoesNotBeginWhenAnotherOneWaitsSinceTheClaim() {
        PendingJob job = active("k");
        store().attach(job.correlationId(), OWNER, LEASE);
        PendingJob held = store().claimWaited(OWNER, LEASE, 10).get(0);
        store().detach(job.correlationId(), OWNER);
        store().attach(job.correlationId(), OTHER, LEASE);

        assertThat(store().beginDelivery(held, JobEnd.of(JobState.FINISHED), LEASE))
                .isFalse();
    }

    @Test
    default void theWaitersDeliveryBegins() {
        PendingJob job = active("k");
        store().attach(job.correlationId(), OWNER, LEASE);
        PendingJob held = store().claimWaited(OWNER, LEASE, 10).get(0);

        assertThat(store().beginDelivery(held, JobEnd.of(JobState.FINISHED), LEASE))
                .isTrue();
        assertThat(store().acknowledge(held)).isTrue();
    }

    @Test
    default void theWaitersFailureReleasesTheJobToItsChannel() {
        PendingJob job = active("k");
        store().attach(job.correlationId(), OWNER, LEASE);
        PendingJob held = store().claimWaited(OWNER, LEASE, 10).get(0);
        store().beginDelivery(held, JobEnd.of(JobState.FINISHED), LEASE);

        store().release(held, Duration.ZERO, "route failed");

        assertThat(store().claimDue(CHANNEL, OTHER, LEASE, 10)).hasSize(1);
    }

    @Test
    default void aJobThatItsWaiterHandsBackBelongsToItsChannel() {
        PendingJob job = active("k");
        store().attach(job.correlationId(), OWNER, LEASE);
        PendingJob held = store().claimWaited(OWNER, LEASE, 10).get(0);
        store().beginDelivery(held, JobEnd.of(JobState.FINISHED), LEASE);

        store().handBack(held);

        assertThat(store().claimDue(CHANNEL, OTHER, LEASE, 10)).hasSize(1);
    }

    @Test
    default void aLookWithoutResultLeavesTheWaiterInPlace() {
        PendingJob job = active("k");
        store().attach(job.correlationId(), OWNER, LEASE);
        PendingJob held = store().claimWaited(OWNER, LEASE, 10).get(0);

        store().reschedule(held, Duration.ZERO, null);

        assertThat(store().claimDue(CHANNEL, OWNER, LEASE, 10)).isEmpty();
        assertThat(store().claimWaited(OWNER, LEASE, 10)).hasSize(1);
    }

    @Test
    default void theJobOfADeadWaiterBelongsToItsChannel() {
        PendingJob job = active("k");
        store().attach(job.correlationId(), OWNER, LEASE);
        advance(LONGER_THAN_LEASE);

        PendingJob held = claim(OTHER);

        assertThat(held.waiter()).isNull();
        assertThat(store().beginDelivery(held, JobEnd.of(JobState.FINISHED), LEASE))
                .isTrue();
    }

    @Test
    default void renewedWaitersGoOnWaiting() {
        PendingJob mine = active("mine");
        PendingJob others = active("others");
        store().attach(mine.correlationId(), OWNER, LEASE);
        store().attach(others.correlationId(), OTHER, LEASE);
        advance(LEASE.dividedBy(2));

        store().renewWaiters(List.of(mine.correlationId(), others.correlationId(), "unknown"), OWNER, LEASE);
        store().renewWaiters(List.of(), OWNER, LEASE);
        advance(LEASE.dividedBy(2).plusSeconds(1));

        assertThat(store().claimDue(CHANNEL, OWNER, LEASE, 10))
                .extracting(PendingJob::jobId)
                .containsExactly("job-others");
    }

    @Test
    default void renewingAWaitDoesNotTakeTheJobFromItsHolder() {
        PendingJob job = active("k");
        store().attach(job.correlationId(), OWNER, LEASE);
        PendingJob held = store().claimWaited(OWNER, LEASE, 10).get(0);

        store().renewWaiters(List.of(job.correlationId()), OWNER, LEASE);

        assertThat(store().renew(held, LEASE)).isTrue();
    }

    @Test
    default void aDetachedJobBelongsToItsChannel() {
        PendingJob job = active("k");
        store().attach(job.correlationId(), OWNER, LEASE);

        store().detach(job.correlationId(), OTHER);
        assertThat(store().claimDue(CHANNEL, OWNER, LEASE, 10))
                .as("somebody else's wait")
                .isEmpty();
        store().detach(job.correlationId(), OWNER);
        store().detach(job.correlationId(), OWNER);
        store().detach("unknown", OWNER);

        assertThat(store().claimWaited(OWNER, LEASE, 10)).isEmpty();
        assertThat(store().claimDue(CHANNEL, OTHER, LEASE, 10)).hasSize(1);
    }

    @Test
    default void renewingTellsWhichWaitsWereLost() {
        PendingJob ended = delivering("ended");
        store().acknowledge(ended);
        PendingJob mine = active("mine");
        PendingJob others = active("others");
        store().attach(mine.correlationId(), OWNER, LEASE);
        store().attach(others.correlationId(), OTHER, LEASE);

        List<String> ids = List.of("unknown", mine.correlationId(), others.correlationId(), ended.correlationId());
        assertThat(store().renewWaiters(ids, OWNER, LEASE))
                .containsExactly("unknown", others.correlationId(), ended.correlationId());
        assertThat(store().renewWaiters(List.of(mine.correlationId()), OWNER, LEASE))
                .isEmpty();
    }

    @Test
    default void manyWaitsAreRenewedAtOnce() {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 1_200; i++) {
            ids.add("unknown-" + i);
        }
        PendingJob job = active("k");
        store().attach(job.correlationId(), OWNER, LEASE);
        ids.add(700, job.correlationId());

        assertThat(store().renewWaiters(ids, OWNER, LEASE)).hasSize(1_200).doesNotContain(job.correlationId());
    }

    @Test
    default void anEndedJobHasNoWaiter() {
        PendingJob job = active("k");
        store().attach(job.correlationId(), OWNER, LEASE);
        PendingJob held = store().claimWaited(OWNER, LEASE, 10).get(0);
        store().beginDelivery(held, JobEnd.of(JobState.FINISHED), LEASE);

        store().acknowledge(held);

        assertThat(now(job).waiter()).isNull();
        assertThat(store().claimWaited(OWNER, LEASE, 10)).isEmpty();
    }

    @Test
    default void aWaitersLeaseThatHasEndedDelaysNoDelivery() {
        PendingJob held = claimed("k");
        store().attach(held.correlationId(), OTHER, LEASE);
        store().renew(held, LEASE.multipliedBy(3));
        advance(LONGER_THAN_LEASE);

        assertThat(store().beginDelivery(held, JobEnd.of(JobState.FINISHED), LEASE))
                .isTrue();
    }

    @Test
    default void aJobWhoseDeliveryACrashEndedCanBeWaitedFor() {
        PendingJob held = delivering("k");
        advance(LONGER_THAN_LEASE);

        assertThat(store().attach(held.correlationId(), OTHER, LEASE)).isTrue();

        assertThat(store().claimWaited(OTHER, LEASE, 10)).hasSize(1);
    }

    @Test
    default void aWaitedForJobIsHeldByOneClaimAtATime() {
        PendingJob job = active("k");
        store().attach(job.correlationId(), OWNER, LEASE.multipliedBy(3));

        PendingJob held = store().claimWaited(OWNER, LEASE, 10).get(0);
        assertThat(store().claimWaited(OWNER, LEASE, 10)).isEmpty();
        advance(LONGER_THAN_LEASE);

        assertThat(store().claimWaited(OWNER, LEASE, 10).get(0).version()).isGreaterThan(held.version());
        assertThat(store().acknowledge(held)).isFalse();
    }

    @Test
    default void healingEndsTheWaitOfADeadSubmitter() {
        PendingJob held =
                store().reserve(reservation(CHANNEL, "k"), OWNER, LEASE, true).job();
        advance(LONGER_THAN_LEASE);

        PendingJob healed = store().claimExpiredReservations(OTHER, LEASE, 10).get(0);

        assertThat(healed.waiter()).isNull();
        assertThat(now(held).waiter()).isNull();
    }
}
