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
import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.github.icehighlights.camel.model.JobState;
import io.github.icehighlights.camel.model.JobType;

import static org.assertj.core.api.Assertions.assertThat;

/** What looking and delivering may rely on. */
public interface DeliveryStoreContract extends StoreContract {

    Duration DELAY = Duration.ofSeconds(10);
    Duration LONGER_THAN_DELAY = Duration.ofSeconds(11);

    @Test
    default void aClaimTakesWhatIsDueOnItsChannel() {
        active("k");
        active("other", "o");

        List<PendingJob> claimed = store().claimDue(CHANNEL, OWNER, LEASE, 10);

        assertThat(claimed).extracting(PendingJob::jobId).containsExactly("job-k");
        assertThat(claimed.get(0).lease().owner()).isEqualTo(OWNER);
        assertThat(claimed.get(0).waiter()).isNull();
    }

    @Test
    default void aClaimTakesTheLongestDueFirstAndNoMoreThanAskedFor() {
        for (int i = 0; i < 5; i++) {
            active("k" + i);
            advance(Duration.ofSeconds(1));
        }

        assertThat(store().claimDue(CHANNEL, OWNER, LEASE, 2))
                .extracting(PendingJob::jobId)
                .containsExactly("job-k0", "job-k1");
        assertThat(store().claimDue(CHANNEL, OWNER, LEASE, 0)).isEmpty();
        assertThat(store().claimDue(CHANNEL, OWNER, LEASE, 10)).hasSize(3);
    }

    @Test
    default void nobodyTakesAHeldJobBeforeItsLeaseEnds() {
        PendingJob held = claimed("k");

        assertThat(store().claimDue(CHANNEL, OTHER, LEASE, 10)).isEmpty();
        assertThat(store().claimDue(CHANNEL, OWNER, LEASE, 10)).isEmpty();
        advance(LONGER_THAN_LEASE);

        PendingJob other = claim(OTHER);
        assertThat(other.version()).isGreaterThan(held.version());
    }

    @Test
    default void whoLostTheLeaseChangesNothing() {
        PendingJob stale = delivering("k");
        advance(LONGER_THAN_LEASE);
        PendingJob held = claim(OTHER);

        assertThat(store().renew(stale, LEASE)).isFalse();
        assertThat(store().reschedule(stale, DELAY, null)).isFalse();
        assertThat(store().beginDelivery(stale, JobEnd.of(JobState.FINISHED), LEASE))
                .isFalse();
        assertThat(store().clipDelivered(stale, 3)).isFalse();
        assertThat(store().release(stale, DELAY, null)).isFalse();
        assertThat(store().handBack(stale)).isFalse();
        assertThat(store().acknowledge(stale)).isFalse();
        assertThat(store().park(stale, "late")).isFalse();

        PendingJob now = now(held);
        assertThat(now.lease()).isEqualTo(held.lease());
        assertThat(now.state()).isEqualTo(PendingState.ACTIVE);
        assertThat(now.tally()).isEqualTo(held.tally());
        assertThat(store().renew(held, LEASE)).isTrue();
    }

    @Test
    default void aNodeThatClaimsAgainFencesOffItsOwnOldClaim() {
        PendingJob stale = delivering("k");
        advance(LONGER_THAN_LEASE);
        PendingJob held = claim(OWNER);

        assertThat(store().acknowledge(stale)).isFalse();
        assertThat(store().renew(held, LEASE)).isTrue();
    }

    @Test
    default void aRenewedLeaseKeepsOthersAway() {
        PendingJob held = claimed("k");
        advance(LEASE.dividedBy(2));
        assertThat(store().renew(held, LEASE)).isTrue();
        advance(LEASE.dividedBy(2).plusSeconds(1));

        assertThat(store().claimDue(CHANNEL, OTHER, LEASE, 10)).isEmpty();
    }

    @Test
    default void aRescheduledJobIsDueAfterItsDelayForEverybody() {
        PendingJob held = claimed("k");

        assertThat(store().reschedule(held, DELAY, "throttled")).isTrue();

        PendingJob now = now(held);
        assertThat(now.lease()).isNull();
        assertThat(now.lastError()).isEqualTo("throttled");
        assertThat(now.tally().looks()).isEqualTo(1);
        assertThat(now.tally().deliveries()).isZero();
        assertThat(store().claimDue(CHANNEL, OTHER, LEASE, 10)).isEmpty();
        advance(LONGER_THAN_DELAY);
        assertThat(claim(OTHER).correlationId()).isEqualTo(held.correlationId());
    }

    @Test
    default void aRescheduleWithoutErrorForgetsTheLastOne() {
        PendingJob held = claimed("k");
        store().reschedule(held, Duration.ZERO, "throttled");
        store().reschedule(claim(OWNER), DELAY, null);

        assertThat(now(held).lastError()).isNull();
    }

    @Test
    default void aJobThatIsWokenDuringALookIsDueAtOnceWhenTheLookEnds() {
        PendingJob held = claimed("k");

        assertThat(store().wake("job-k")).isTrue();
        assertThat(store().claimDue(CHANNEL, OTHER, LEASE, 10)).as("still held").isEmpty();
        assertThat(store().reschedule(held, DELAY, null)).isTrue();

        PendingJob again = claim(OTHER);
        store().reschedule(again, DELAY, null);
        assertThat(store().claimDue(CHANNEL, OTHER, LEASE, 10))
                .as("a wake counts once")
                .isEmpty();
    }

    @Test
    default void aWakeOnALeaseThatHasEndedIsNotLost() {
        PendingJob held = claimed("k");
        advance(LONGER_THAN_LEASE);

        assertThat(store().wake("job-k")).isTrue();
        store().reschedule(held, DELAY, null);

        assertThat(claim(OTHER).correlationId()).isEqualTo(held.correlationId());
    }

    @Test
    default void aSleepingJobIsWokenByItsJobIdOrItsCorrelationId() {
        PendingJob held = claimed("k");
        store().reschedule(held, DELAY, null);
        assertThat(store().wake("job-k")).isTrue();
        PendingJob again = claim(OWNER);
        store().reschedule(again, DELAY, null);
        assertThat(store().wake(held.correlationId())).isTrue();

        assertThat(store().claimDue(CHANNEL, OWNER, LEASE, 10)).hasSize(1);
    }

    @Test
    default void onlyActiveJobsAreWoken() {
        PendingJob reserved = reserved("k");
        store().acknowledge(delivering("done"));

        assertThat(store().wake(reserved.correlationId())).isFalse();
        assertThat(store().wake("job-done")).isFalse();
        assertThat(store().wake("nobody")).isFalse();
    }

    @Test
    default void hastenedJobsAreDueAtOnceAndNobodyHasToldOfThem() {
        PendingJob k = active("k");
        PendingJob l = active("l");
        active("m");
        PendingJob reserved = reserved("n");
        advance(Duration.ofMinutes(1));
        store().claimDue(CHANNEL, OWNER, LEASE, 10)
                .forEach(held -> store().reschedule(held, Duration.ofHours(1), null));

        store().hasten(List.of("job-of-nobody", reserved.correlationId(), k.correlationId(), l.correlationId()));

        List<PendingJob> due = store().claimDue(CHANNEL, OWNER, LEASE, 10);
        assertThat(due).extracting(job -> job.reservation().key()).containsExactlyInAnyOrder("k", "l");
        assertThat(due).allSatisfy(job -> assertThat(job.times().woken()).isNull());
    }

    @Test
    default void whatIsHastenedWhileSomebodyHoldsItIsDueWhenItIsGivenBack() {
        active("k");
        PendingJob held = claim(OWNER);

        store().hasten(List.of(held.correlationId()));
        store().reschedule(held, Duration.ofHours(1), null);

        assertThat(store().claimDue(CHANNEL, OWNER, LEASE, 10)).hasSize(1);
    }

    @Test
    default void whenAHintCameStaysWithTheRecord() {
        PendingJob held = claimed("k");
        assertThat(held.times().woken()).isNull();
        store().reschedule(held, Duration.ofHours(1), null);
        store().wake("job-k");

        PendingJob woken = claim(OWNER);
        assertThat(woken.times().woken()).isNotNull().isEqualTo(woken.times().nextLook());
        store().reschedule(woken, DELAY, null);
        advance(LONGER_THAN_DELAY);

        PendingJob again = claim(OWNER);
        assertThat(again.times().woken())
                .isBetween(
                        again.times().nextLook().minus(DELAY.multipliedBy(2)),
                        again.times().nextLook().minus(DELAY));
    }

    @Test
    default void whatIsPlannedTooLateIsHastened() {
        PendingJob young = planned(reservation(CHANNEL, "young"), Duration.ofHours(1));
        advance(Duration.ofSeconds(30));
        planned(reservation("other", "o"), Duration.ofHours(1));
        planned(reservation(CHANNEL, "soon"), DELAY);
        PendingJob late = planned(reservation(CHANNEL, "late"), Duration.ofHours(1));
        advance(Duration.ofSeconds(5));

        assertThat(store().hasten(CHANNEL, JobType.HIGHLIGHT_EXTRACTION, Duration.ZERO, DELAY))
                .as("of another type")
                .isZero();
        assertThat(store().hasten(CHANNEL, JobType.SPORTS_HIGHLIGHTS, Duration.ofSeconds(20), DELAY))
                .as("old enough")
                .isEqualTo(1);
        assertThat(claim(OWNER).correlationId()).isEqualTo(young.correlationId());
        assertThat(store().hasten(CHANNEL, JobType.SPORTS_HIGHLIGHTS, Duration.ZERO, DELAY))
                .isEqualTo(1);
        PendingJob hastened = claim(OWNER);
        assertThat(hastened.correlationId()).isEqualTo(late.correlationId());
        assertThat(hastened.times().woken()).as("no hint came").isNull();
        assertThat(store().claimDue(CHANNEL, OWNER, LEASE, 10)).isEmpty();
        assertThat(store().claimDue("other", OWNER, LEASE, 10)).isEmpty();
    }

    @Test
    default void whatIsHeldOrWasOfferedIsNotHastened() {
        claimed("held");
        store().release(delivering("failed"), Duration.ofHours(1), "route failed");
        reserved("reserved");

        assertThat(store().hasten(CHANNEL, JobType.SPORTS_HIGHLIGHTS, Duration.ZERO, Duration.ZERO))
                .isZero();
    }

    private PendingJob planned(Reservation reservation, Duration firstLook) {
        PendingJob held = fresh(reservation);
        store().activate(held.correlationId(), "job-" + held.correlationId(), "request", firstLook);
        return now(held);
    }

    @Test
    default void aDeliveryIsCountedWhenItBegins() {
        PendingJob held = claimed("k");
        advance(LEASE.dividedBy(2));

        assertThat(store().beginDelivery(held, JobEnd.of(JobState.FAILED), LEASE))
                .isTrue();

        PendingJob now = now(held);
        assertThat(now.outcome()).isEqualTo(JobState.FAILED);
        assertThat(now.tally().deliveries()).isEqualTo(1);
        assertThat(now.tally().looks()).isEqualTo(1);
        advance(LEASE.dividedBy(2).plusSeconds(1));
        assertThat(store().claimDue(CHANNEL, OTHER, LEASE, 10))
                .as("the lease begins anew")
                .isEmpty();
        assertThat(store().acknowledge(held)).isTrue();
    }

    @Test
    default void aDeliveryThatACrashEndedIsCounted() {
        delivering("k");
        advance(LONGER_THAN_LEASE);

        assertThat(claim(OTHER).tally().deliveries()).isEqualTo(1);
    }

    @Test
    default void aReleasedJobIsDueAfterItsDelay() {
        PendingJob held = delivering("k");

        assertThat(store().release(held, DELAY, "route failed")).isTrue();

        PendingJob now = now(held);
        assertThat(now.lease()).isNull();
        assertThat(now.waiter()).isNull();
        assertThat(now.lastError()).isEqualTo("route failed");
        assertThat(now.tally().deliveries()).isEqualTo(1);
        assertThat(store().claimDue(CHANNEL, OTHER, LEASE, 10)).isEmpty();
        advance(LONGER_THAN_DELAY);
        assertThat(claim(OTHER).tally().deliveries()).isEqualTo(1);
    }

    @Test
    default void aJobThatIsHandedBackWasNotDelivered() {
        PendingJob held = delivering("k");

        assertThat(store().handBack(held)).isTrue();

        PendingJob again = claim(OTHER);
        assertThat(again.tally().deliveries()).isZero();
        assertThat(again.lastError()).isNull();
        assertThat(store().beginDelivery(again, JobEnd.of(JobState.FINISHED), LEASE))
                .isTrue();
    }

    @Test
    default void handingBackAJobThatWasOnlyClaimedTakesNoDeliveryBack() {
        PendingJob held = delivering("k");
        store().release(held, Duration.ZERO, "route failed");
        PendingJob again = claim(OWNER);

        assertThat(store().handBack(again)).isTrue();

        assertThat(claim(OTHER).tally().deliveries()).isEqualTo(1);
    }

    @Test
    default void deliveredClipsAreRememberedAndForgiveEarlierFailures() {
        PendingJob held = delivering("k");
        store().release(held, Duration.ZERO, "route failed");
        PendingJob again = claim(OWNER);
        store().beginDelivery(again, JobEnd.of(JobState.FINISHED), LEASE);

        assertThat(store().clipDelivered(again, 2)).isTrue();
        store().release(again, Duration.ZERO, "route failed");

        PendingJob third = claim(OTHER);
        assertThat(third.tally().clipsDelivered()).isEqualTo(2);
        assertThat(third.tally().deliveries()).isEqualTo(1);
    }

    @Test
    default void anAcknowledgedJobHasEnded() {
        PendingJob held = delivering("k");

        assertThat(store().acknowledge(held)).isTrue();

        PendingJob now = now(held);
        assertThat(now.state()).isEqualTo(PendingState.ACKNOWLEDGED);
        assertThat(now.times().ended()).isNotNull();
        assertThat(now.lease()).isNull();
        assertThat(now.lastError()).isNull();
        assertThat(store().acknowledge(held)).isFalse();
        advance(LONGER_THAN_LEASE);
        assertThat(store().claimDue(CHANNEL, OWNER, LEASE, 10)).isEmpty();
    }

    @Test
    default void aParkedJobIsOutOfDeliveryAndKept() {
        PendingJob held = delivering("k");

        assertThat(store().park(held, "ten times")).isTrue();

        PendingJob now = now(held);
        assertThat(now.state()).isEqualTo(PendingState.PARKED);
        assertThat(now.lastError()).isEqualTo("ten times");
        assertThat(now.times().ended()).isNotNull();
        advance(Duration.ofDays(30));
        assertThat(store().claimDue(CHANNEL, OWNER, LEASE, 10)).isEmpty();
        assertThat(store().purge(Duration.ZERO, 10)).isZero();
        assertThat(store().find(held.correlationId())).isPresent();
    }

    @Test
    default void aReplayedJobIsDueAtOnceWithANewCount() {
        PendingJob held = delivering("k");
        store().park(held, "ten times");

        assertThat(store().replay(held.correlationId())).isTrue();

        PendingJob again = claim(OTHER);
        assertThat(again.state()).isEqualTo(PendingState.ACTIVE);
        assertThat(again.tally().deliveries()).isZero();
        assertThat(again.times().ended()).isNull();
        assertThat(again.sendable()).isFalse();
        assertThat(store().acknowledge(held)).as("by its old holder").isFalse();
    }

    @Test
    default void aReplayedUncertainSubmissionIsToBeSentAgainOnce() {
        PendingJob held = reserved("k");
        store().sending(held, LEASE);
        store().uncertain(held, "who knows");

        assertThat(store().replay(held.correlationId())).isTrue();

        PendingJob healer = store().claimExpiredReservations(OTHER, LEASE, 10).get(0);
        assertThat(healer.state()).isEqualTo(PendingState.RESERVED);
        assertThat(healer.sendable()).isTrue();
        assertThat(healer.reservation().request()).isEqualTo(held.reservation().request());

        store().sending(healer, LEASE);

        advance(LONGER_THAN_LEASE);
        PendingJob next = store().claimExpiredReservations(OWNER, LEASE, 10).get(0);
        assertThat(next.sendable()).as("the first may have sent it").isFalse();
    }

    @Test
    default void onlyParkedAndUncertainRecordsAreReplayed() {
        PendingJob reserved = reserved("r");
        PendingJob active = active("a");
        PendingJob acknowledged = delivering("d");
        store().acknowledge(acknowledged);
        PendingJob refused = reserved("f");
        store().refuse(refused, "no");

        for (PendingJob job : List.of(reserved, active, acknowledged, refused)) {
            assertThat(store().replay(job.correlationId())).isFalse();
        }
        assertThat(store().replay("unknown")).isFalse();
    }

    @Test
    default void veryLongDelaysAreKept() {
        Instant before = active("k").times().nextLook();
        store().reschedule(claim(OWNER), Duration.ofDays(365_000), null);

        assertThat(store().find(CHANNEL + "-k").orElseThrow().times().nextLook())
                .isAfter(before);
        assertThat(store().claimDue(CHANNEL, OWNER, LEASE, 10)).isEmpty();
    }

    @Test
    default void whoGaveTheLeaseBackHoldsNothing() {
        PendingJob rescheduled = claimed("k");
        store().reschedule(rescheduled, DELAY, null);
        PendingJob released = delivering("l");
        store().release(released, DELAY, "route failed");
        PendingJob handedBack = delivering("m");
        store().handBack(handedBack);

        for (PendingJob job : List.of(rescheduled, released, handedBack)) {
            PendingJob before = now(job);
            assertThat(store().renew(job, LEASE)).isFalse();
            assertThat(store().acknowledge(job)).isFalse();
            assertThat(store().reschedule(job, Duration.ZERO, "late")).isFalse();
            assertThat(store().beginDelivery(job, JobEnd.of(JobState.FINISHED), LEASE))
                    .isFalse();
            assertThat(now(job)).isEqualTo(before);
        }
    }

    @Test
    default void handingBackAClaimAfterACrashTakesNoDeliveryBack() {
        delivering("k");
        advance(LONGER_THAN_LEASE);

        assertThat(store().handBack(claim(OTHER))).isTrue();

        assertThat(claim(OWNER).tally().deliveries()).isEqualTo(1);
    }

    @Test
    default void aClaimAnswersTheWakesBeforeIt() {
        claimed("k");
        store().wake("job-k");
        advance(LONGER_THAN_LEASE);

        store().reschedule(claim(OTHER), DELAY, null);

        assertThat(store().claimDue(CHANNEL, OWNER, LEASE, 10)).isEmpty();
    }

    @Test
    default void aWokenJobThatIsReleasedIsDueAtOnce() {
        PendingJob held = delivering("k");
        store().wake("job-k");

        store().release(held, DELAY, "route failed");

        assertThat(claim(OTHER).lastError()).isEqualTo("route failed");
    }

    @Test
    default void aClaimLeavesWhatItDoesNotChange() {
        PendingJob held = delivering("k");
        store().clipDelivered(held, 3);
        store().release(held, Duration.ZERO, "route failed");
        PendingJob before = now(held);

        PendingJob claimed = claim(OTHER);

        assertThat(claimed).isEqualTo(now(held));
        assertThat(claimed.reservation()).isEqualTo(before.reservation());
        assertThat(claimed.times()).isEqualTo(before.times());
        assertThat(claimed.tally()).isEqualTo(new PendingJob.Tally(1, 1, 3));
        assertThat(claimed.outcome()).isEqualTo(JobState.FINISHED);
        assertThat(claimed.lastError()).isEqualTo("route failed");
    }

    @Test
    default void whatIsDueAtTheSameTimeIsClaimedOnce() {
        for (int i = 0; i < 5; i++) {
            active("k" + i);
        }

        assertThat(store().claimDue(CHANNEL, OWNER, LEASE, 3)).hasSize(3);
        assertThat(store().claimDue(CHANNEL, OTHER, LEASE, 3)).hasSize(2);
        assertThat(store().claimDue(CHANNEL, OTHER, LEASE, 3)).isEmpty();
    }
}
