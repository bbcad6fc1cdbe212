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
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.github.icehighlights.camel.model.JobState;
import io.github.icehighlights.camel.model.JobType;
import io.github.icehighlights.camel.store.PendingState;

import static org.assertj.core.api.Assertions.assertThat;

/** Whatever says that a job should be looked at. */
class HintsTest {

    private static final Hint JOB_1 = new Hint(null, "job-1");

    private final TrackerBench bench = new TrackerBench();
    private final TestReceiver receiver = bench.open(new TestReceiver(TrackerBench.CHANNEL));

    @AfterEach
    void nothingWasThrownAway() {
        assertThat(bench.time.uncaught()).isEmpty();
    }

    private CompletableFuture<Heard> hint(Hint hint) {
        CompletableFuture<Heard> heard = bench.tracker.hints().accept(hint);
        bench.time.runUntilIdle();
        return heard;
    }

    private int looks() {
        return bench.ice.calls("report").size();
    }

    private String correlationId(String key) {
        return bench.job(key).correlationId();
    }

    @Test
    void aJobIsLookedAtAtOnceByEitherName() {
        bench.ice.jobs(Duration.ofSeconds(1), JobState.FINISHED);
        bench.submit("a");
        bench.submit("b");
        bench.pass(Duration.ofSeconds(1));

        assertThat(hint(new Hint(correlationId("a"), "nonsense"))).isCompletedWithValue(Heard.DONE);
        bench.pass(Duration.ofMillis(50));
        assertThat(hint(new Hint("nonsense", "job-2", true))).isCompletedWithValue(Heard.DONE);
        bench.pass(Duration.ofMillis(50));

        assertThat(receiver.states()).containsExactly(JobState.FINISHED, JobState.FINISHED);
        assertThat(looks()).isEqualTo(2);
    }

    @Test
    void aFloodOfHintsCostsALookEveryTwoSeconds() {
        bench.ice.jobs(Duration.ofHours(1), JobState.FINISHED);
        bench.submit("k");
        bench.pass(Duration.ofMillis(5_100));
        int scheduled = looks();

        for (int i = 0; i < 1_000; i++) {
            hint(JOB_1);
            hint(new Hint(correlationId("k"), null));
            bench.pass(Duration.ofMillis(8));
        }

        assertThat(looks() - scheduled).isBetween(4, 6);
    }

    @Test
    void theLookComesAfterTheLastHint() {
        bench.ice.jobs(Duration.ofSeconds(1), JobState.FINISHED);
        bench.submit("k");
        hint(JOB_1);
        bench.pass(Duration.ofMillis(1_000));
        assertThat(receiver.deliveries()).isEmpty();

        hint(JOB_1);
        bench.pass(Duration.ofMillis(1_100));

        assertThat(receiver.deliveries()).hasSize(1);
    }

    @Test
    void aHintThatHasToWaitIsNotSaidToBeDone() {
        bench.ice.jobs(Duration.ofHours(1), JobState.FINISHED);
        bench.submit("k");
        assertThat(hint(JOB_1)).isCompletedWithValue(Heard.DONE);

        assertThat(hint(JOB_1)).isCompletedWithValue(Heard.NOTED);
        assertThat(hint(JOB_1)).isCompletedWithValue(Heard.NOTED);

        bench.pass(Duration.ofSeconds(5));
        assertThat(hint(JOB_1)).isCompletedWithValue(Heard.DONE);
    }

    @Test
    void whoVouchesForNothingNamesNoSecondJob() {
        bench.ice.jobs(Duration.ofHours(1), JobState.FINISHED);
        bench.submit("k");

        assertThat(hint(new Hint("c123456789x123456789", "job-1"))).isCompletedWithValue(Heard.REMEMBERED);
        bench.pass(Duration.ofSeconds(1));

        assertThat(looks()).isZero();
    }

    @Test
    void aRedeliveryIsNotHurried() {
        bench.ice.jobs(Duration.ofSeconds(1), JobState.FINISHED);
        receiver.route(delivery -> delivery.failed(new IllegalStateException("downstream is away")));
        bench.submit("k");
        bench.pass(Duration.ofSeconds(5));
        int before = receiver.deliveries().size();
        assertThat(before).isPositive();

        for (int i = 0; i < 20; i++) {
            hint(JOB_1);
            bench.pass(Duration.ofMillis(210));
        }

        assertThat(receiver.deliveries().size() - before)
                .as("its back-off goes on")
                .isLessThanOrEqualTo(1);
        assertThat(bench.job("k").state()).isEqualTo(PendingState.ACTIVE);
    }

    @Test
    void aHintThatIsAheadOfTheSubmissionsAnswerIsNotLost() {
        bench.ice.jobs(Duration.ZERO, JobState.FINISHED);
        bench.ice.beforeSubmit(() -> bench.tracker.hints().accept(JOB_1));

        bench.submit("k");
        bench.pass(Duration.ofMillis(50));

        assertThat(receiver.deliveries()).hasSize(1);
        assertThat(bench.tracker.hints().unknown()).isZero();
    }

    @Test
    void twoHintsThatAreAheadOfTheSubmissionsAnswerAreBothOfItsJob() {
        String correlationId = TrackerBench.correlationId(TrackerBench.CHANNEL, "k", null);
        bench.ice.jobs(Duration.ZERO, JobState.FINISHED);
        bench.ice.beforeSubmit(() -> {
            bench.tracker.hints().accept(new Hint(correlationId, "part-1", true));
            bench.tracker.hints().accept(new Hint(correlationId, "part-2", true));
        });

        bench.submit("k");
        bench.pass(Duration.ofMinutes(3));

        assertThat(receiver.deliveries()).hasSize(1);
        assertThat(bench.tracker.hints().unknown()).isZero();
    }

    @Test
    void aHintOfAnUnknownJobIsRememberedForAMinuteThenCounted() {
        bench.ice.jobs(Duration.ofHours(1), JobState.FINISHED);
        assertThat(hint(JOB_1)).isCompletedWithValue(Heard.REMEMBERED);
        bench.pass(Duration.ofSeconds(59));
        bench.submit("k");
        bench.pass(Duration.ofMillis(50));
        assertThat(looks()).isEqualTo(1);

        hint(new Hint("nobody", "nothing"));
        bench.pass(Duration.ofMinutes(3));
        assertThat(bench.tracker.hints().unknown()).isEqualTo(1);
    }

    @Test
    void aHintOfAJobThatAnotherNodeDeliversBeforeItIsFollowedUpIsNotUnknown() {
        JobTracker first = bench.tracker;
        JobTracker second = bench.start(TrackerBench.owner("node-2"));
        bench.ice.jobs(Duration.ZERO, JobState.FINISHED);
        bench.ice.beforeSubmit(() -> second.hints().accept(JOB_1));

        first.submitter()
                .submit(
                        TrackerBench.intent(JobType.SPORTS_HIGHLIGHTS, "k", "fingerprint"),
                        reservation -> Duration.ZERO,
                        false);
        bench.pass(Duration.ofSeconds(2));
        assertThat(bench.job("k").state()).isEqualTo(PendingState.ACKNOWLEDGED);
        bench.pass(Duration.ofMinutes(3));

        assertThat(second.hints().unknown()).isZero();
    }

    @Test
    void hintsOfUnknownJobsCostNoCallAndBoundedMemory() {
        for (int i = 0; i < UnknownHints.MOST + 50; i++) {
            bench.tracker.hints().accept(new Hint(null, "stranger-" + i));
            bench.time.runUntilIdle();
        }

        assertThat(bench.tracker.hints().unknown()).isEqualTo(50);
        assertThat(bench.ice.calls()).isEmpty();
    }

    @Test
    void aHintThatNamesNoJobIsNothing() {
        assertThat(hint(new Hint(null, null))).isCompletedWithValue(Heard.NO_JOB);
    }

    @Test
    void aHintOfAFinishedJobCostsNothing() {
        bench.submit("k");
        bench.pass(Duration.ofMinutes(1));
        assertThat(bench.job("k").state()).isEqualTo(PendingState.ACKNOWLEDGED);
        int looks = looks();

        assertThat(hint(JOB_1)).isCompletedWithValue(Heard.DONE);
        bench.pass(Duration.ofMinutes(1));

        assertThat(looks()).isEqualTo(looks);
    }

    @Test
    void anEventActivatesASubmissionWhoseSubmitterIsGone() {
        bench.ice.jobs(Duration.ofSeconds(1), JobState.FINISHED).listLag(Duration.ofHours(1));
        bench.faults.failBefore("activate", 1);
        bench.submit(JobType.SCREEN_MEDIA_HIGHLIGHTS, "k", false);
        bench.restart("node-2");
        bench.open(receiver);

        assertThat(hint(new Hint(correlationId("k"), "job-1"))).isCompletedWithValue(Heard.UNCONFIRMED);
        bench.pass(Duration.ofSeconds(6));

        assertThat(receiver.states()).containsExactly(JobState.FINISHED);
    }

    static Stream<Hint> hintsOfTheFirstJob() {
        String correlationId = TrackerBench.correlationId(TrackerBench.CHANNEL, "k", null);
        return Stream.of(
                new Hint(correlationId, "job-1", true),
                new Hint(correlationId, "job-1"),
                new Hint(correlationId, null),
                new Hint(null, "job-1", true));
    }

    @ParameterizedTest
    @MethodSource("hintsOfTheFirstJob")
    void aHintThatIsAheadOfTheSubmissionsAnswerAndComesToAnotherNodeIsNotLost(Hint early) {
        JobTracker first = bench.tracker;
        JobTracker second = bench.start(TrackerBench.owner("node-2"));
        bench.ice.jobs(Duration.ZERO, JobState.FINISHED);
        bench.ice.beforeSubmit(() -> second.hints().accept(early));

        first.submitter()
                .submit(
                        TrackerBench.intent(JobType.SPORTS_HIGHLIGHTS, "k", "fingerprint"),
                        reservation -> Duration.ofHours(1),
                        false);
        bench.time.runUntilIdle();
        bench.pass(Duration.ofSeconds(8));

        assertThat(receiver.states()).containsExactly(JobState.FINISHED);
        assertThat(looks()).isEqualTo(1);
    }

    /** Of which nobody can tell whether ICE has it, though ICE has. */
    private void uncertain() {
        bench.ice.jobs(Duration.ofSeconds(1), JobState.FINISHED).listLag(Duration.ofDays(1));
        bench.faults.failBefore("activate", 1);
        bench.submit(JobType.SCREEN_MEDIA_HIGHLIGHTS, "k", false);
        bench.restart("node-2");
        bench.open(receiver);
        bench.pass(Duration.ofMinutes(10));
        assertThat(bench.job("k").state()).isEqualTo(PendingState.UNCERTAIN);
    }

    @Test
    void aTokensHintActivatesAnUncertainSubmissionThatIceConfirms() {
        uncertain();

        assertThat(hint(new Hint(correlationId("k"), "job-1"))).isCompletedWithValue(Heard.UNCONFIRMED);
        bench.pass(Duration.ofSeconds(6));

        assertThat(receiver.states()).containsExactly(JobState.FINISHED);
    }

    @Test
    void itIsAskedForAgainWhileIceDoesNotAnswer() {
        uncertain();
        bench.ice.onReport(ModelIce.Fault.UNKNOWN_BEFORE, ModelIce.Fault.THROTTLED, ModelIce.Fault.NOT_FOUND);

        hint(new Hint(correlationId("k"), "job-1"));
        bench.pass(Duration.ofSeconds(80));

        assertThat(receiver.states()).containsExactly(JobState.FINISHED);
    }

    @Test
    void anEventThatNamesAnUncertainSubmissionByItsMarkOnlyCannotBeConfirmed() {
        uncertain();
        int looks = looks();

        assertThat(hint(new Hint(correlationId("k"), null, true))).isCompletedWithValue(Heard.UNCONFIRMED);
        bench.pass(Duration.ofMinutes(5));

        assertThat(bench.job("k").state()).isEqualTo(PendingState.UNCERTAIN);
        assertThat(looks()).isEqualTo(looks);
    }

    @Test
    void anEventThatLiesAboutASubmissionActivatesNothing() {
        bench.ice.jobs(Duration.ofSeconds(1), JobState.FINISHED);
        bench.submit("other");
        bench.faults.failBefore("activate", 1);
        bench.submit(JobType.SPORTS_HIGHLIGHTS, "k", false);
        bench.restart("node-2");
        int looks = looks();

        for (int i = 0; i < 100; i++) {
            hint(new Hint(correlationId("k"), "job-1"));
        }
        bench.pass(Duration.ofSeconds(6));

        assertThat(bench.job("k").state()).isEqualTo(PendingState.RESERVED);
        assertThat(looks() - looks).isLessThanOrEqualTo(4);
    }

    /** A job that another program submitted. */
    private String foreignJob(String userData) {
        var parameters = userData == null ? Map.<String, String>of() : Map.of("UserData", userData);
        return bench.ice
                .jobs(Duration.ofSeconds(1), JobState.FINISHED)
                .submit(JobType.HIGHLIGHT_EXTRACTION, parameters)
                .jobId();
    }

    @Test
    void aForeignJobIsTakenInWhereThatIsWantedAndDeliveredOnce() {
        bench.tracker.adoption().open(TrackerBench.CHANNEL, TrackerBench.CONNECTION);
        String jobId = foreignJob("{\"theirs\":1}");

        for (int i = 0; i < 3; i++) {
            hint(new Hint(null, jobId, true));
            bench.pass(Duration.ofSeconds(8));
        }

        assertThat(receiver.states()).containsExactly(JobState.FINISHED);
        assertThat(receiver.last().highlights().jobId()).isEqualTo(jobId);
        assertThat(looks()).isEqualTo(2);
    }

    @Test
    void aForeignJobIsAskedForAgainWhileIceDoesNotAnswer() {
        bench.tracker.adoption().open(TrackerBench.CHANNEL, TrackerBench.CONNECTION);
        String jobId = foreignJob(null);
        bench.ice.onReport(ModelIce.Fault.UNKNOWN_BEFORE, ModelIce.Fault.THROTTLED);

        hint(new Hint(null, jobId, true));
        bench.pass(Duration.ofMinutes(1));

        assertThat(receiver.states()).containsExactly(JobState.FINISHED);
    }

    @Test
    void aForeignJobThatOnlySomebodyNamesOrThatHasAReceiverElsewhereIsNotTakenIn() {
        bench.tracker.adoption().open(TrackerBench.CHANNEL, TrackerBench.CONNECTION);
        String jobId = foreignJob(null);
        String elsewhere = foreignJob(TrackerBench.userData("c123456789x123456789"));

        hint(new Hint(null, jobId, false));
        hint(new Hint("c123456789x123456789", elsewhere, true));
        bench.pass(Duration.ofMinutes(1));
        assertThat(looks()).isZero();
        for (int i = 0; i < 3; i++) {
            hint(new Hint(null, elsewhere, true));
            bench.pass(Duration.ofMinutes(1));
        }

        assertThat(receiver.deliveries()).isEmpty();
        assertThat(looks()).as("asked for once").isEqualTo(1);
    }

    @Test
    void aCrashWhileAJobIsTakenInIsHealed() {
        bench.tracker.adoption().open(TrackerBench.CHANNEL, TrackerBench.CONNECTION);
        String jobId = foreignJob(null);
        bench.faults.failBefore("activate", 1);
        hint(new Hint(null, jobId, true));
        bench.pass(Duration.ofSeconds(6));
        assertThat(receiver.deliveries()).isEmpty();

        bench.pass(Duration.ofMinutes(3));

        assertThat(receiver.states()).containsExactly(JobState.FINISHED);
    }

    @Test
    void aFloodOfForeignJobsDoesNotHoldUpOurs() {
        bench.tracker.adoption().open(TrackerBench.CHANNEL, TrackerBench.CONNECTION);
        for (int i = 0; i < 2_000; i++) {
            bench.tracker.hints().accept(new Hint(null, "stranger-" + i, true));
        }
        bench.ice.jobs(Duration.ofSeconds(1), JobState.FINISHED);
        bench.submit("k");
        bench.pass(Duration.ofSeconds(8));

        assertThat(receiver.deliveries()).hasSize(1);
        assertThat(looks()).isLessThan(100);
    }

    @Test
    void aStoreThatIsAwayMakesTheHintFail() {
        bench.submit("k");
        bench.faults.goAway();

        assertThat(hint(JOB_1)).isCompletedExceptionally();

        bench.faults.comeBack();
        assertThat(hint(JOB_1)).isCompletedWithValue(Heard.DONE);
    }
}
