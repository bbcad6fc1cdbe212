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
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;

import io.github.icehighlights.camel.model.JobState;
import io.github.icehighlights.camel.model.JobType;

import static org.assertj.core.api.Assertions.assertThat;

/** What those who only ask may rely on. */
public interface JobQueriesContract extends StoreContract {

    @Test
    default void aSubmissionIsFoundByKeyJobAndCorrelationId() {
        PendingJob job = active("k");

        assertThat(store().findByKey(CHANNEL, "k")).contains(job);
        assertThat(store().findByJobId("job-k")).contains(job);
        assertThat(store().find(job.correlationId())).contains(job);
    }

    @Test
    default void whatIsNotThereIsNotFound() {
        active("k");

        assertThat(store().findByKey("other", "k")).isEmpty();
        assertThat(store().findByKey(CHANNEL, "other")).isEmpty();
        assertThat(store().findByJobId("other")).isEmpty();
        assertThat(store().find("other")).isEmpty();
    }

    @Test
    default void keysDifferInCase() {
        reserved("k");

        assertThat(store().findByKey(CHANNEL, "K")).isEmpty();
        assertThat(store().reserve(reservation(CHANNEL, "K"), OWNER, LEASE, false))
                .isInstanceOf(Reserved.Fresh.class);
    }

    @Test
    default void askingChangesNothing() {
        PendingJob job = active("k");

        store().findByKey(CHANNEL, "k");
        store().page(CHANNEL, EnumSet.allOf(PendingState.class), null, 10);
        store().count(CHANNEL);

        assertThat(now(job)).isEqualTo(job);
    }

    @Test
    default void pagesShowAChannelOldestFirst() {
        for (int i = 0; i < 5; i++) {
            active("k" + i);
            active("other", "o" + i);
        }
        Set<PendingState> all = EnumSet.allOf(PendingState.class);

        List<PendingJob> first = store().page(CHANNEL, all, null, 2);
        List<PendingJob> second = store().page(CHANNEL, all, first.get(1).correlationId(), 2);
        List<PendingJob> third = store().page(CHANNEL, all, second.get(1).correlationId(), 2);

        assertThat(first).extracting(PendingJob::jobId).containsExactly("job-k0", "job-k1");
        assertThat(second).extracting(PendingJob::jobId).containsExactly("job-k2", "job-k3");
        assertThat(third).extracting(PendingJob::jobId).containsExactly("job-k4");
        assertThat(store().page(CHANNEL, all, third.get(0).correlationId(), 2)).isEmpty();
    }

    @Test
    default void aPageShowsOnlyTheStatesAskedFor() {
        active("active");
        reserved("reserved");
        store().acknowledge(delivering("done"));

        assertThat(store().page(CHANNEL, EnumSet.of(PendingState.RESERVED), null, 10))
                .extracting(job -> job.reservation().key())
                .containsExactly("reserved");
        assertThat(store().page(CHANNEL, EnumSet.of(PendingState.PARKED), null, 10))
                .isEmpty();
    }

    @Test
    default void aChannelIsCountedByState() {
        active("k");
        active("l");
        store().refuse(reserved("r"), "no");
        active("other", "o");

        assertThat(store().count(CHANNEL)).isEqualTo(Map.of(PendingState.ACTIVE, 2L, PendingState.REFUSED, 1L));
        assertThat(store().count("nobody's")).isEmpty();
    }

    @Test
    default void howLongTheNewestJobsTookIsKept() {
        for (int i = 1; i <= 4; i++) {
            took("k" + i, Duration.ofMillis(1_500L * i));
        }
        store().beginDelivery(claimed("failed"), JobEnd.of(JobState.FAILED), LEASE);

        assertThat(durations(10))
                .containsExactly(
                        Duration.ofMillis(6_000),
                        Duration.ofMillis(4_500),
                        Duration.ofMillis(3_000),
                        Duration.ofMillis(1_500));
        assertThat(durations(2)).containsExactly(Duration.ofMillis(6_000), Duration.ofMillis(4_500));
        assertThat(store().durations(CHANNEL, JobType.HIGHLIGHT_EXTRACTION, 10)).isEmpty();
        assertThat(store().durations("other", JobType.SPORTS_HIGHLIGHTS, 10)).isEmpty();
    }

    @Test
    default void theFirstDeliveryThatKnowsItSaysHowLongAJobTook() {
        PendingJob held = claimed("k");
        for (Duration took : new Duration[] {null, Duration.ofSeconds(60), Duration.ofSeconds(90), null}) {
            store().beginDelivery(held, new JobEnd(JobState.FINISHED, took), LEASE);
        }

        assertThat(durations(10)).containsExactly(Duration.ofSeconds(60));
    }

    @Test
    default void whatIsForgottenOrPurgedTeachesNothing() {
        took("a", Duration.ofSeconds(1));
        store().acknowledge(took("b", Duration.ofSeconds(2)));
        took("c", Duration.ofSeconds(3));
        assertThat(durations(10)).hasSize(3);

        store().forget(CHANNEL + "-a");
        advance(Duration.ofHours(2));
        store().purge(Duration.ofHours(1), 10);

        assertThat(durations(10)).containsExactly(Duration.ofSeconds(3));
    }

    private PendingJob took(String key, Duration took) {
        PendingJob held = claimed(key);
        assertThat(store().beginDelivery(held, new JobEnd(JobState.FINISHED, took), LEASE))
                .isTrue();
        return held;
    }

    private List<Duration> durations(int max) {
        return store().durations(CHANNEL, JobType.SPORTS_HIGHLIGHTS, max);
    }

    @Test
    default void whatEndedLongAgoIsPurgedInBatches() {
        for (int i = 0; i < 3; i++) {
            store().refuse(reserved("r" + i), "no");
        }
        store().acknowledge(delivering("old"));
        advance(Duration.ofHours(2));
        store().acknowledge(delivering("young"));
        PendingJob pending = active("pending");

        assertThat(store().purge(Duration.ofHours(1), 3)).isEqualTo(3);
        assertThat(store().purge(Duration.ofHours(1), 3)).isEqualTo(1);
        assertThat(store().purge(Duration.ofHours(1), 3)).isZero();

        assertThat(store().findByKey(CHANNEL, "old")).isEmpty();
        assertThat(store().findByJobId("job-old")).isEmpty();
        assertThat(store().findByKey(CHANNEL, "young")).isPresent();
        assertThat(now(pending)).isEqualTo(pending);
        assertThat(store().reserve(reservation(CHANNEL, "old"), OWNER, LEASE, false))
                .isInstanceOf(Reserved.Fresh.class);
    }

    @Test
    default void aForgottenRecordIsGoneWhereverItStood() {
        for (PendingJob job : List.of(delivering("d"), reserved("r"), active("a"))) {
            assertThat(store().forget(job.correlationId())).isTrue();
            assertThat(store().forget(job.correlationId())).isFalse();
            assertThat(store().find(job.correlationId())).isEmpty();
        }
        assertThat(store().count(CHANNEL)).isEmpty();
        assertThat(store().findByJobId("job-a")).isEmpty();
        advance(LONGER_THAN_LEASE);
        assertThat(store().claimExpiredReservations(OWNER, LEASE, 10)).isEmpty();
    }

    @Test
    default void whoHeldAForgottenRecordDoesNotHoldItsSuccessor() {
        PendingJob held = reserved("k");
        store().forget(held.correlationId());
        PendingJob next = reserved("k");

        assertThat(store().refuse(held, "late")).isFalse();
        assertThat(store().renew(held, LEASE)).isFalse();
        assertThat(store().renew(next, LEASE)).isTrue();
    }

    @Test
    default void aStoreHasAName() {
        assertThat(store().name()).isNotBlank();
    }

    @Test
    default void aPageAfterARecordThatIsGoneBeginsAnew() {
        active("k");

        assertThat(store().page(CHANNEL, EnumSet.allOf(PendingState.class), "gone", 10))
                .hasSize(1);
        assertThat(store().page(CHANNEL, EnumSet.noneOf(PendingState.class), null, 10))
                .isEmpty();
    }

    @Test
    default void anEndedSubmissionThatWasFollowedIsStillFoundByItsJob() {
        PendingJob held = claimed("k");
        store().beginDelivery(held, JobEnd.of(JobState.FAILED), LEASE);
        PendingJob next = fresh(reservation(CHANNEL, "k", "fingerprint", held.correlationId()));

        assertThat(store().findByJobId("job-k")).map(PendingJob::correlationId).contains(held.correlationId());
        assertThat(store().findByKey(CHANNEL, "k")).contains(next);
        assertThat(store().count(CHANNEL)).isEqualTo(Map.of(PendingState.ACTIVE, 1L, PendingState.RESERVED, 1L));
        store().forget(held.correlationId());
        assertThat(store().findByKey(CHANNEL, "k")).contains(next);
    }
}
