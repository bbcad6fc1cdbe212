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
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.junit.jupiter.api.Test;

import io.github.icehighlights.camel.model.JobState;

import static org.assertj.core.api.Assertions.assertThat;

/** What submitting and healing may rely on. */
public interface ReservationStoreContract extends StoreContract {

    @Test
    default void aFreeKeyIsReservedUnderALeaseOfTheCaller() {
        Reservation intent = reservation(CHANNEL, "k");

        Reserved reserved = store().reserve(intent, OWNER, LEASE, false);

        assertThat(reserved).isInstanceOf(Reserved.Fresh.class);
        PendingJob job = reserved.job();
        assertThat(job.state()).isEqualTo(PendingState.RESERVED);
        assertThat(job.reservation()).isEqualTo(intent);
        assertThat(job.lease().owner()).isEqualTo(OWNER);
        assertThat(job.lease().until()).isAfter(job.times().reserved());
        assertThat(job.waiter()).isNull();
        assertThat(job.jobId()).isNull();
        assertThat(job.outcome()).isNull();
        assertThat(job.sendable()).isTrue();
        assertThat(job.lastError()).isNull();
        assertThat(job.tally()).isEqualTo(new PendingJob.Tally(0, 0, 0));
        assertThat(job.times().activated()).isNull();
        assertThat(job.times().ended()).isNull();
        assertThat(now(job).reservation()).isEqualTo(intent);
    }

    @Test
    default void aReservationCanSayThatItsOwnerWaits() {
        Reserved reserved = store().reserve(reservation(CHANNEL, "k"), OWNER, LEASE, true);

        assertThat(reserved.job().waiter().owner()).isEqualTo(OWNER);
    }

    @Test
    default void aReservationWithoutOptionalPartsIsKept() {
        Reservation full = reservation(CHANNEL, "k");
        Reservation sparse = new Reservation(
                full.correlationId(),
                full.channel(),
                full.jobType(),
                full.key(),
                full.fingerprint(),
                full.clientToken(),
                java.util.Map.of(),
                full.connection(),
                null,
                null);

        assertThat(now(fresh(sparse)).reservation()).isEqualTo(sparse);
    }

    @Test
    default void whatNobodyBeganToSendMayBeSentByHealingOnce() {
        reserved("k");
        advance(LONGER_THAN_LEASE);

        PendingJob healer = store().claimExpiredReservations(OTHER, LEASE, 10).get(0);
        assertThat(healer.sendable()).isTrue();

        advance(LONGER_THAN_LEASE);
        PendingJob next = store().claimExpiredReservations(OWNER, LEASE, 10).get(0);
        assertThat(next.sendable()).as("the first did not send it").isTrue();
        store().sending(next, LEASE);

        advance(LONGER_THAN_LEASE);
        PendingJob last = store().claimExpiredReservations(OTHER, LEASE, 10).get(0);
        assertThat(last.sendable()).as("the one before may have sent it").isFalse();
    }

    @Test
    default void whatWasAboutToBeSentIsNotSentByHealing() {
        PendingJob held = reserved("k");

        assertThat(store().sending(held, LEASE)).isTrue();
        assertThat(store().sending(held, LEASE)).as("again, for a retry").isTrue();

        advance(LONGER_THAN_LEASE);
        assertThat(store().claimExpiredReservations(OTHER, LEASE, 10).get(0).sendable())
                .isFalse();
    }

    @Test
    default void theLeaseOfWhatIsSentIsProlonged() {
        PendingJob held = reserved("k");
        advance(LEASE.dividedBy(2));

        assertThat(store().sending(held, LEASE)).isTrue();

        advance(LEASE.dividedBy(2).plusMillis(1));
        assertThat(store().claimExpiredReservations(OTHER, LEASE, 10)).isEmpty();
    }

    @Test
    default void whoHasLostTheLeaseMustNotSend() {
        PendingJob held = reserved("k");
        advance(LONGER_THAN_LEASE);
        store().claimExpiredReservations(OTHER, LEASE, 10);

        assertThat(store().sending(held, LEASE)).isFalse();
    }

    @Test
    default void theSameSubmissionIsPresent() {
        PendingJob first = reserved("k");

        Reserved second = store().reserve(reservation(CHANNEL, "k"), OTHER, LEASE, true);

        assertThat(second).isInstanceOf(Reserved.Present.class);
        assertThat(second.job().correlationId()).isEqualTo(first.correlationId());
        assertThat(second.job().waiter()).isNull();
        assertThat(now(first).lease().owner()).isEqualTo(OWNER);
    }

    @Test
    default void aSubmissionStandsForOthersInEveryStateButRefused() {
        PendingJob uncertain = reserved("uncertain");
        store().uncertain(uncertain, "who knows");
        PendingJob acknowledged = delivering("acknowledged");
        store().acknowledge(acknowledged);
        PendingJob parked = delivering("parked");
        store().park(parked, "too often");
        active("active");

        for (String key : List.of("uncertain", "acknowledged", "parked", "active")) {
            assertThat(store().reserve(reservation(CHANNEL, key), OTHER, LEASE, false))
                    .as(key)
                    .isInstanceOf(Reserved.Present.class);
        }
    }

    @Test
    default void theSameKeyOnAnotherChannelIsFree() {
        reserved("k");

        assertThat(store().reserve(reservation("other", "k"), OWNER, LEASE, false))
                .isInstanceOf(Reserved.Fresh.class);
    }

    @Test
    default void theSameKeyWithAnotherRequestIsAMismatch() {
        PendingJob first = reserved("k");

        Reserved second = store().reserve(reservation(CHANNEL, "k", "another", null), OWNER, LEASE, false);

        assertThat(second).isInstanceOf(Reserved.Mismatch.class);
        assertThat(second.job().correlationId()).isEqualTo(first.correlationId());
    }

    @Test
    default void aJobThatEndedBadlyStandsForNobody() {
        for (JobState outcome : List.of(JobState.FAILED, JobState.EXPIRED, JobState.LOST)) {
            String key = outcome.name();
            PendingJob held = claimed(key);
            store().beginDelivery(held, JobEnd.of(outcome), LEASE);

            Reserved again = store().reserve(reservation(CHANNEL, key), OWNER, LEASE, false);
            assertThat(again).isInstanceOf(Reserved.Ended.class);

            String before = again.job().correlationId();
            Reserved next = store().reserve(reservation(CHANNEL, key, "fingerprint", before), OWNER, LEASE, false);
            assertThat(next).isInstanceOf(Reserved.Fresh.class);
            assertThat(store().findByKey(CHANNEL, key).orElseThrow().correlationId())
                    .isEqualTo(next.job().correlationId());
            assertThat(store().find(before)).as("the ended one stays").isPresent();
            store().acknowledge(held);
        }
    }

    @Test
    default void aKeyOfABadlyEndedJobIsFollowedOnce() {
        PendingJob held = claimed("k");
        store().beginDelivery(held, JobEnd.of(JobState.FAILED), LEASE);
        Reservation next = reservation(CHANNEL, "k", "fingerprint", held.correlationId());
        fresh(next);

        assertThat(store().reserve(next, OTHER, LEASE, false)).isInstanceOf(Reserved.Present.class);
    }

    @Test
    default void aRecordIsNeverOverwrittenByAnotherWithItsId() {
        PendingJob failed = claimed("k");
        store().beginDelivery(failed, JobEnd.of(JobState.FAILED), LEASE);
        store().park(failed, "too often");
        PendingJob next = fresh(reservation(CHANNEL, "k", "fingerprint", failed.correlationId()));
        store().refuse(next, "no");
        advance(Duration.ofDays(1));
        store().purge(Duration.ofHours(1), 10);

        Reserved again = store().reserve(reservation(CHANNEL, "k"), OWNER, LEASE, false);

        assertThat(again).isInstanceOf(Reserved.Ended.class);
        assertThat(now(failed).state()).isEqualTo(PendingState.PARKED);
    }

    @Test
    default void theTokenOfAFailedJobIsNotUsedAgainWhenItsSuccessorWasRefused() {
        PendingJob failed = claimed("k");
        store().beginDelivery(failed, JobEnd.of(JobState.FAILED), LEASE);
        store().acknowledge(failed);
        Reservation successor = reservation(CHANNEL, "k", "fingerprint", failed.correlationId());
        store().refuse(fresh(successor), "no");

        Reserved again = store().reserve(reservation(CHANNEL, "k"), OWNER, LEASE, false);

        assertThat(again).isInstanceOf(Reserved.Ended.class);
        assertThat(again.job().correlationId()).isEqualTo(failed.correlationId());
        assertThat(now(failed).state()).isEqualTo(PendingState.ACKNOWLEDGED);
        assertThat(fresh(successor).correlationId()).isEqualTo(successor.correlationId());
    }

    @Test
    default void aRefusedSubmissionIsTakenOver() {
        PendingJob first = reserved("k");
        store().refuse(first, "InvalidParameter");

        Reserved second = store().reserve(reservation(CHANNEL, "k"), OTHER, LEASE, false);

        assertThat(second).isInstanceOf(Reserved.Fresh.class);
        PendingJob now = now(first);
        assertThat(now.state()).isEqualTo(PendingState.RESERVED);
        assertThat(now.lease().owner()).isEqualTo(OTHER);
        assertThat(now.lastError()).isNull();
        assertThat(now.reservation().request()).isNotEmpty();
        assertThat(store().refuse(first, "late")).as("by its old holder").isFalse();
    }

    @Test
    default void whoHeldARefusedSubmissionDoesNotHoldTheOneThatTakesItOver() {
        PendingJob first = reserved("k");
        store().refuse(first, "no");
        PendingJob second = reserved("k");

        assertThat(store().renew(first, LEASE)).isFalse();
        assertThat(store().uncertain(first, "late")).isFalse();
        assertThat(store().renew(second, LEASE)).isTrue();
    }

    @Test
    default void aRefusedSubmissionIsFollowedByAnotherRequestWithItsKey() {
        PendingJob first = reserved("k");
        store().refuse(first, "InvalidParameter");

        Reserved other = store().reserve(reservation(CHANNEL, "k", "another", null), OWNER, LEASE, false);
        assertThat(other).as("its token belongs to the refused request").isInstanceOf(Reserved.Ended.class);

        assertThat(store().reserve(reservation(CHANNEL, "k", "another", first.correlationId()), OWNER, LEASE, false))
                .isInstanceOf(Reserved.Fresh.class);
    }

    @Test
    default void ofManyWhoReserveAKeyAtOnceOneIsFirst() throws Exception {
        int threads = 16;
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            for (int round = 0; round < 20; round++) {
                Reservation intent = reservation(CHANNEL, "k" + round);
                CountDownLatch begin = new CountDownLatch(1);
                List<Future<Reserved>> answers = new ArrayList<>();
                for (int i = 0; i < threads; i++) {
                    String owner = "node-" + i;
                    answers.add(pool.submit(() -> {
                        begin.await();
                        return store().reserve(intent, owner, LEASE, false);
                    }));
                }
                begin.countDown();
                int fresh = 0;
                for (Future<Reserved> answer : answers) {
                    if (answer.get() instanceof Reserved.Fresh) {
                        fresh++;
                    } else {
                        assertThat(answer.get()).isInstanceOf(Reserved.Present.class);
                    }
                }
                assertThat(fresh).isEqualTo(1);
            }
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    default void aRenewedReservationIsNotHealed() {
        PendingJob held = reserved("k");
        advance(LEASE.dividedBy(2));

        assertThat(store().renew(held, LEASE)).isTrue();
        advance(LEASE.dividedBy(2).plusSeconds(1));

        assertThat(store().claimExpiredReservations(OTHER, LEASE, 10)).isEmpty();
        assertThat(store().renew(held, LEASE)).as("more than once").isTrue();
    }

    @Test
    default void aLostLeaseIsNotRenewed() {
        PendingJob held = reserved("k");
        advance(LONGER_THAN_LEASE);
        store().claimExpiredReservations(OTHER, LEASE, 10);

        assertThat(store().renew(held, LEASE)).isFalse();
        assertThat(store().refuse(held, "no")).isFalse();
        assertThat(store().uncertain(held, "?")).isFalse();
        assertThat(store().abandon(held, Duration.ZERO, "?")).isFalse();
        assertThat(now(held).lease().owner()).isEqualTo(OTHER);
    }

    @Test
    default void theSameNodeLosesItsLeaseToItself() {
        PendingJob held = reserved("k");
        advance(LONGER_THAN_LEASE);
        PendingJob again = store().claimExpiredReservations(OWNER, LEASE, 10).get(0);

        assertThat(again.version()).isGreaterThan(held.version());
        assertThat(store().renew(held, LEASE)).isFalse();
        assertThat(store().renew(again, LEASE)).isTrue();
    }

    @Test
    default void activationRecordsTheJobAndDeletesTheRequest() {
        PendingJob held = reserved("k");

        assertThat(store().activate(held.correlationId(), "job", "request", Duration.ofSeconds(5)))
                .isTrue();

        PendingJob now = now(held);
        assertThat(now.state()).isEqualTo(PendingState.ACTIVE);
        assertThat(now.jobId()).isEqualTo("job");
        assertThat(now.requestId()).isEqualTo("request");
        assertThat(now.times().activated()).isNotNull();
        assertThat(now.times().nextLook()).isAfter(now.times().activated());
        assertThat(now.reservation().request()).isEmpty();
        assertThat(now.reservation().carriedHeaders()).isNotNull();
        assertThat(now.version()).isGreaterThan(held.version());
    }

    @Test
    default void activationFreesTheLease() {
        PendingJob held = reserved("k");
        store().activate(held.correlationId(), "job", null, Duration.ZERO);

        assertThat(now(held).lease()).isNull();
        assertThat(store().claimDue(CHANNEL, OTHER, LEASE, 10)).hasSize(1);
    }

    @Test
    default void afterActivationTheHolderOfTheReservationHoldsNothing() {
        PendingJob held = reserved("k");
        advance(LONGER_THAN_LEASE);
        PendingJob healer = store().claimExpiredReservations(OTHER, LEASE, 10).get(0);
        store().activate(held.correlationId(), "job", null, Duration.ZERO);

        assertThat(store().uncertain(healer, "not in the list")).isFalse();
        assertThat(store().refuse(healer, "no")).isFalse();
        assertThat(store().abandon(healer, Duration.ZERO, "later")).isFalse();
        assertThat(store().renew(healer, LEASE)).isFalse();
        assertThat(now(held).state()).isEqualTo(PendingState.ACTIVE);
    }

    @Test
    default void theFirstLookIsDueAfterItsDelay() {
        PendingJob held = reserved("k");
        store().activate(held.correlationId(), "job", null, Duration.ofSeconds(10));

        assertThat(store().claimDue(CHANNEL, OWNER, LEASE, 10)).isEmpty();
        advance(Duration.ofSeconds(11));
        assertThat(store().claimDue(CHANNEL, OWNER, LEASE, 10)).hasSize(1);
    }

    @Test
    default void activationCanBeRepeatedAndIsRefusedForAnotherJob() {
        PendingJob held = claimed("k");

        assertThat(store().activate(held.correlationId(), "job-k", "again", Duration.ZERO))
                .isTrue();
        assertThat(store().activate(held.correlationId(), "another", null, Duration.ZERO))
                .isFalse();
        assertThat(store().activate("unknown", "job", null, Duration.ZERO)).isFalse();

        assertThat(now(held).jobId()).isEqualTo("job-k");
        assertThat(store().renew(held, LEASE))
                .as("a repetition changes nothing")
                .isTrue();
        store().acknowledge(held);
        assertThat(store().activate(held.correlationId(), "job-k", null, Duration.ZERO))
                .isTrue();
        assertThat(now(held).state()).isEqualTo(PendingState.ACKNOWLEDGED);
    }

    @Test
    default void whoeverLearnsOfTheJobActivatesIt() {
        PendingJob lost = reserved("lost");
        advance(LONGER_THAN_LEASE);
        store().claimExpiredReservations(OTHER, LEASE, 10);
        PendingJob uncertain = reserved("uncertain");
        store().uncertain(uncertain, "who knows");

        assertThat(store().activate(lost.correlationId(), "job-1", null, Duration.ZERO))
                .isTrue();
        assertThat(store().activate(uncertain.correlationId(), "job-2", null, Duration.ZERO))
                .isTrue();
        assertThat(now(uncertain).state()).isEqualTo(PendingState.ACTIVE);
        assertThat(now(uncertain).lastError()).isNull();
    }

    @Test
    default void aRefusedSubmissionIsNotActivated() {
        PendingJob held = reserved("k");
        store().refuse(held, "no");

        assertThat(store().activate(held.correlationId(), "job", null, Duration.ZERO))
                .isFalse();
    }

    @Test
    default void aRefusalEndsTheRecordAndDeletesTheRequest() {
        PendingJob held = reserved("k");

        assertThat(store().refuse(held, "InvalidParameter")).isTrue();

        PendingJob now = now(held);
        assertThat(now.state()).isEqualTo(PendingState.REFUSED);
        assertThat(now.lastError()).isEqualTo("InvalidParameter");
        assertThat(now.times().ended()).isNotNull();
        assertThat(now.lease()).isNull();
        assertThat(now.reservation().request()).isEmpty();
        advance(LONGER_THAN_LEASE);
        assertThat(store().claimExpiredReservations(OWNER, LEASE, 10)).isEmpty();
    }

    @Test
    default void anUncertainSubmissionIsKeptWithItsRequestAndItsReason() {
        PendingJob held = reserved("k");

        assertThat(store().uncertain(held, "not in the list")).isTrue();

        PendingJob now = now(held);
        assertThat(now.state()).isEqualTo(PendingState.UNCERTAIN);
        assertThat(now.lastError()).isEqualTo("not in the list");
        assertThat(now.reservation().request()).isEqualTo(held.reservation().request());
        advance(LONGER_THAN_LEASE);
        assertThat(store().claimExpiredReservations(OWNER, LEASE, 10)).isEmpty();
        assertThat(store().renew(held, LEASE)).isFalse();
    }

    @Test
    default void anAbandonedReservationIsHealedAfterItsDelay() {
        PendingJob held = reserved("k");

        assertThat(store().abandon(held, Duration.ofSeconds(10), "time-out")).isTrue();

        assertThat(now(held).lastError()).isEqualTo("time-out");
        assertThat(store().renew(held, LEASE)).isFalse();
        assertThat(store().claimExpiredReservations(OTHER, LEASE, 10)).isEmpty();
        advance(Duration.ofSeconds(11));
        assertThat(store().claimExpiredReservations(OTHER, LEASE, 10)).hasSize(1);
    }

    @Test
    default void aReservationThatIsAbandonedAtOnceIsHealedAtOnce() {
        store().abandon(reserved("k"), Duration.ZERO, "time-out");

        assertThat(store().claimExpiredReservations(OTHER, LEASE, 10)).hasSize(1);
    }

    @Test
    default void onlyReservationsWhoseLeaseHasEndedAreHealed() {
        reserved("k");
        active("active");
        assertThat(store().claimExpiredReservations(OTHER, LEASE, 10)).isEmpty();

        advance(LONGER_THAN_LEASE);
        reserved("young");

        List<PendingJob> claimed = store().claimExpiredReservations(OTHER, LEASE, 10);
        assertThat(claimed).extracting(job -> job.reservation().key()).containsExactly("k");
        assertThat(claimed.get(0).lease().owner()).isEqualTo(OTHER);
        assertThat(claimed.get(0).reservation().request()).isNotEmpty();
        assertThat(store().claimExpiredReservations(OWNER, LEASE, 10)).isEmpty();
    }

    @Test
    default void noMoreReservationsAreClaimedThanAskedFor() {
        for (int i = 0; i < 5; i++) {
            reserved("k" + i);
        }
        advance(LONGER_THAN_LEASE);

        assertThat(store().claimExpiredReservations(OTHER, LEASE, 3)).hasSize(3);
        assertThat(store().claimExpiredReservations(OTHER, LEASE, 3)).hasSize(2);
    }

    @Test
    default void activationForgetsTheLastError() {
        PendingJob held = reserved("k");
        store().abandon(held, Duration.ZERO, "time-out");

        store().activate(held.correlationId(), "job", null, Duration.ZERO);

        assertThat(now(held).lastError()).isNull();
    }

    @Test
    default void anUncertainSubmissionThatIceHasIsActivated() {
        PendingJob held = reserved("k");
        store().uncertain(held, "who knows");

        assertThat(store().activate(held.correlationId(), "job", null, Duration.ZERO))
                .isTrue();

        assertThat(claim(OWNER).jobId()).isEqualTo("job");
    }

    @Test
    default void aLeaseThatHasEndedCanBeRenewedUntilSomebodyTakesIt() {
        PendingJob held = reserved("k");
        advance(LONGER_THAN_LEASE);

        assertThat(store().renew(held, LEASE)).isTrue();

        assertThat(store().claimExpiredReservations(OTHER, LEASE, 10)).isEmpty();
    }
}
