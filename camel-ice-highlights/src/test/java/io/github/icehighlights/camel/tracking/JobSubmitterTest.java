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
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

import org.junit.jupiter.api.Test;

import io.github.icehighlights.camel.ice.IceException;
import io.github.icehighlights.camel.model.JobState;
import io.github.icehighlights.camel.model.JobType;
import io.github.icehighlights.camel.store.PendingState;
import io.github.icehighlights.camel.tracking.ModelIce.Fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** Reserve, call, activate: and what happens when one of them does not work. */
class JobSubmitterTest {

    private static final JobType TOKEN = JobType.SPORTS_HIGHLIGHTS;
    private static final JobType NO_TOKEN = JobType.SCREEN_MEDIA_HIGHLIGHTS;

    private final TrackerBench bench = new TrackerBench();

    @Test
    void withoutReservationNothingIsSent() {
        bench.faults.failBefore("reserve", 1);

        CompletableFuture<Submitted> answer = bench.submit("k");
        bench.pass(Duration.ofMinutes(10));

        assertThat(failure(answer)).isInstanceOf(IllegalStateException.class);
        assertThat(bench.ice.calls("submit")).isEmpty();
    }

    @Test
    void aReservationWhoseCommitIsUnknownIsTheSameAtTheRetry() {
        bench.faults.failAfter("reserve", 1);
        assertThat(bench.submit("k")).isCompletedExceptionally();

        bench.pass(Duration.ofMinutes(3));
        CompletableFuture<Submitted> again = bench.submit("k");

        assertThat(again.join().jobId()).isEqualTo("job-1");
        assertThat(bench.ice.created()).isEqualTo(1);
        assertThat(bench.job("k").state()).isEqualTo(PendingState.ACTIVE);
    }

    @Test
    void aConnectionThatThisNodeDoesNotHaveReservesNothing() {
        var node = bench.time.node();
        var tracker = new JobTracker(
                bench.store,
                connection -> {
                    throw new IllegalStateException("no such connection");
                },
                node.workers(),
                TrackerBench.owner("other"));
        var answer =
                tracker.submitter().submit(TrackerBench.intent(TOKEN, "k", "f"), job -> Duration.ofSeconds(5), false);
        bench.time.runUntilIdle();

        assertThat(failure(answer)).hasMessageContaining("no such connection");
        assertThat(bench.memory.findByKey(TrackerBench.CHANNEL, "k")).isEmpty();
    }

    @Test
    void withATokenEverythingButANoIsTriedAgain() {
        bench.ice.onSubmit(Fault.THROTTLED, Fault.NOT_SENT, Fault.UNKNOWN_AFTER, Fault.UNKNOWN_BEFORE);

        CompletableFuture<Submitted> answer = bench.submit("k");
        bench.pass(Duration.ofMinutes(1));

        assertThat(answer.join().jobId()).isEqualTo("job-1");
        assertThat(bench.ice.calls("submit")).hasSize(5);
        assertThat(bench.ice.created()).isEqualTo(1);
    }

    @Test
    void withoutATokenOnlyWhatWasNotCarriedOutIsTriedAgain() {
        bench.ice.onSubmit(Fault.THROTTLED, Fault.NOT_SENT, Fault.UNKNOWN_BEFORE);

        CompletableFuture<Submitted> answer = bench.submit(NO_TOKEN, "k", false);
        bench.pass(Duration.ofSeconds(30));

        IceException e = (IceException) failure(answer);
        assertThat(e.isOutcomeUnknown()).isTrue();
        assertThat(bench.ice.calls("submit")).hasSize(3);
        assertThat(bench.job("k").state()).isEqualTo(PendingState.RESERVED);
    }

    /** Such a call may go out on a connection that the server has just closed. */
    @Test
    void onlyAFirstCallSaysThatAnotherWillFollow() {
        bench.ice.onSubmit(Fault.UNKNOWN_BEFORE, Fault.UNKNOWN_BEFORE);
        bench.submit("k");
        bench.pass(Duration.ofMinutes(1));
        assertThat(bench.ice.promises()).containsExactly(true, false, false);

        bench.submit(NO_TOKEN, "l", false);
        assertThat(bench.ice.promises()).endsWith(false).hasSize(4);
    }

    @Test
    void nobodyPromisesARepetitionThatTheTokenOrTheTimeDoNotAllow() {
        bench.start(TrackerBench.forgetful("node-2"));
        bench.submit("k");

        assertThat(bench.ice.promises()).containsExactly(false);
    }

    @Test
    void whatIsHealedIsNotPromisedToBeRepeated() {
        Fault[] faults = new Fault[12];
        Arrays.fill(faults, Fault.UNKNOWN_BEFORE);
        bench.ice.onSubmit(faults);
        CompletableFuture<Submitted> answer = bench.submit("k");
        bench.pass(Duration.ofMinutes(1));
        assertThat(answer).isCompletedExceptionally();
        int calls = bench.ice.promises().size();
        bench.pass(Duration.ofMinutes(4));

        assertThat(bench.ice.promises()).hasSizeGreaterThan(calls);
        assertThat(bench.ice.promises().subList(1, bench.ice.promises().size())).containsOnly(false);
    }

    @Test
    void aDefiniteNoEndsTheRecordBeforeTheExchangeFails() {
        bench.ice.onSubmit(Fault.REFUSED);
        List<PendingState> seen = new ArrayList<>();

        bench.tracker
                .submitter()
                .submit(TrackerBench.intent(TOKEN, "k", "f"), job -> Duration.ofSeconds(5), false)
                .whenComplete((submitted, error) -> seen.add(bench.job("k").state()));
        bench.time.runUntilIdle();

        assertThat(seen).containsExactly(PendingState.REFUSED);
        assertThat(bench.ice.calls("submit")).hasSize(1);
    }

    @Test
    void aNoAfterAnUnknownAnswerIsNotARefusal() {
        bench.ice.onSubmit(Fault.UNKNOWN_AFTER, Fault.REFUSED, Fault.REFUSED, Fault.REFUSED);

        CompletableFuture<Submitted> answer = bench.submit("k");
        bench.pass(Duration.ofSeconds(10));

        assertThat(((IceException) failure(answer)).isOutcomeUnknown()).isTrue();
        assertThat(bench.job("k").state()).isNotEqualTo(PendingState.REFUSED);
        bench.pass(Duration.ofMinutes(5));
        assertThat(bench.job("k").state()).as("healed").isEqualTo(PendingState.ACTIVE);
        assertThat(bench.ice.created()).isEqualTo(1);
    }

    @Test
    void retriesEndWithTheirTimeOut() {
        for (int i = 0; i < 100; i++) {
            bench.ice.onSubmit(Fault.THROTTLED);
        }
        CompletableFuture<Submitted> answer = bench.submit("k");
        bench.pass(Duration.ofSeconds(65));

        assertThat(((IceException) failure(answer)).isOutcomeUnknown()).isFalse();
        assertThat(bench.job("k").state()).isEqualTo(PendingState.REFUSED);
    }

    @Test
    void aLeaseThatTheStoreWasTooSlowToProlongIsNoneToSendUnder() {
        VirtualTime.Node slow = bench.node;
        bench.faults.meanwhile("sending", () -> bench.standStill(slow, Duration.ofMinutes(5)));
        CompletableFuture<Submitted> answer = bench.submit(NO_TOKEN, "k", false);

        bench.pass(Duration.ofMinutes(1));

        assertThat(bench.job("k").state()).isEqualTo(PendingState.REFUSED);
        assertThat(bench.ice.calls("submit")).isEmpty();
        assertThat(failure(answer)).hasMessageContaining("too slow");
    }

    @Test
    void aStoreThatIsSlowOnceKeepsNothingFromBeingSent() {
        bench.ice.onSubmit(Fault.THROTTLED);
        VirtualTime.Node slow = bench.node;
        bench.faults.meanwhile("sending", () -> bench.standStill(slow, Duration.ofSeconds(40)));

        CompletableFuture<Submitted> answer = bench.submit(NO_TOKEN, "k", false);
        bench.pass(Duration.ofMinutes(1));

        assertThat(answer.join().jobId()).isEqualTo("job-1");
        assertThat(bench.ice.created()).isEqualTo(1);
    }

    @Test
    void anUnexpectedExceptionWhileCallingIsAnUnknownOutcome() {
        var node = bench.time.node();
        var broken = new JobTracker(
                bench.store,
                connection -> new BrokenIce(bench.ice, new NullPointerException("answer")),
                node.workers(),
                TrackerBench.owner("other"));
        var answer =
                broken.submitter().submit(TrackerBench.intent(NO_TOKEN, "k", "f"), job -> Duration.ofSeconds(5), false);
        bench.pass(Duration.ofSeconds(20));

        assertThat(((IceException) failure(answer)).isOutcomeUnknown()).isTrue();
        assertThat(bench.ice.created()).isEqualTo(1);
    }

    @Test
    void anErrorReachesTheExchange() {
        bench.faults.error("reserve", 1);

        assertThat(failure(bench.submit("k"))).isInstanceOf(StackOverflowError.class);
    }

    @Test
    void theExchangeGoesOnWhileTheStoreIsAway() {
        bench.faults.failBefore("activate");

        assertThat(bench.submit("k").join().jobId()).isEqualTo("job-1");
        assertThat(bench.job("k").state()).isEqualTo(PendingState.RESERVED);

        bench.faults.comeBack();
        bench.pass(Duration.ofSeconds(31));
        assertThat(bench.job("k").state()).isEqualTo(PendingState.ACTIVE);
        assertThat(bench.ice.calls("submit")).hasSize(1);
    }

    @Test
    void anActivationWhoseCommitIsUnknownIsRepeated() {
        bench.faults.failAfter("activate", 2);
        bench.open(new TestReceiver(TrackerBench.CHANNEL));

        bench.submit("k").join();
        bench.pass(Duration.ofMinutes(2));

        assertThat(bench.job("k").state()).isEqualTo(PendingState.ACKNOWLEDGED);
    }

    @Test
    void aRefusalThatCannotBeRecordedIsNotCalledOne() {
        bench.faults.failBefore("refuse");
        bench.ice.onSubmit(Fault.REFUSED);

        CompletableFuture<Submitted> answer = bench.submit("k");
        bench.pass(Duration.ofSeconds(1));

        assertThat(((IceException) failure(answer)).isOutcomeUnknown())
                .as("healing may still submit it")
                .isTrue();
    }

    @Test
    void theSecondCallerOfAKeyGetsTheFirstOnesJob() {
        bench.ice.onSubmit(Fault.THROTTLED);
        CompletableFuture<Submitted> first = bench.submit("k");
        CompletableFuture<Submitted> second = bench.submit("k");
        assertThat(first).isNotDone();
        assertThat(second).isNotDone();

        bench.pass(Duration.ofSeconds(10));

        assertThat(first.join().duplicate()).isFalse();
        assertThat(second.join().duplicate()).isTrue();
        assertThat(second.join().jobId()).isEqualTo("job-1");
        assertThat(bench.ice.created()).isEqualTo(1);
    }

    @Test
    void theSecondCallerGetsTheFirstOnesJobAlsoWhileTheStoreIsAway() {
        bench.ice.onSubmit(Fault.THROTTLED);
        bench.faults.failBefore("activate");
        CompletableFuture<Submitted> first = bench.submit("k");
        CompletableFuture<Submitted> second = bench.submit("k");

        bench.pass(Duration.ofSeconds(10));

        assertThat(first.join().jobId()).isEqualTo("job-1");
        assertThat(second.join().jobId()).isEqualTo("job-1");
        assertThat(second.join().duplicate()).isTrue();
    }

    @Test
    void theSecondCallerTakesOverWhenTheFirstIsRefused() {
        bench.ice.onSubmit(Fault.THROTTLED, Fault.REFUSED);
        CompletableFuture<Submitted> first = bench.submit("k");
        CompletableFuture<Submitted> second = bench.submit("k");

        bench.pass(Duration.ofSeconds(10));

        assertThat(first).isCompletedExceptionally();
        assertThat(second.join().duplicate()).isFalse();
        assertThat(second.join().jobId()).isEqualTo("job-1");
    }

    @Test
    void theSecondCallerOnAnotherNodeGetsTheFirstOnesJob() {
        bench.ice.onSubmit(Fault.THROTTLED);
        bench.submit("k");
        bench.start(TrackerBench.owner("node-2"));
        CompletableFuture<Submitted> second = bench.submit("k");
        assertThat(second).isNotDone();

        bench.pass(Duration.ofSeconds(10));

        assertThat(second.join().jobId()).isEqualTo("job-1");
        assertThat(second.join().duplicate()).isTrue();
        assertThat(bench.ice.created()).isEqualTo(1);
    }

    @Test
    void theSecondCallerDoesNotWaitForEver() {
        bench.ice.onSubmit(Fault.UNKNOWN_BEFORE);
        bench.submit(NO_TOKEN, "k", false);
        CompletableFuture<Submitted> second = bench.submit(NO_TOKEN, "k", false);

        bench.pass(Duration.ofSeconds(70));

        assertThat(second).isDone();
    }

    @Test
    void theSameKeyWithAnotherRequestIsAnError() {
        bench.submit("k");

        var answer = bench.tracker
                .submitter()
                .submit(TrackerBench.intent(TOKEN, "k", "another"), job -> Duration.ofSeconds(5), false);
        bench.time.runUntilIdle();

        assertThat(failure(answer)).isInstanceOf(IdempotencyKeyException.class);
        assertThat(bench.ice.calls("submit")).hasSize(1);
    }

    @Test
    void aFailedJobsKeyMakesANewJobWithANewToken() {
        bench.ice.jobs(Duration.ofSeconds(10), JobState.FAILED);
        bench.open(new TestReceiver(TrackerBench.CHANNEL));
        bench.submit("k");
        bench.pass(Duration.ofMinutes(1));

        Submitted again = bench.submit("k").join();

        assertThat(again.duplicate()).isFalse();
        assertThat(again.jobId()).isEqualTo("job-2");
    }

    @Test
    void whatIsParkedUncertainOrAcknowledgedAnswersForItsKey() {
        bench.ice.onSubmit(Fault.UNKNOWN_BEFORE);
        bench.submit(NO_TOKEN, "uncertain", false);
        bench.pass(Duration.ofMinutes(3));
        bench.open(new TestReceiver(TrackerBench.CHANNEL));
        bench.submit("acknowledged");
        bench.submit("parked");
        bench.ice.userData("job-2", "{}");
        bench.pass(Duration.ofMinutes(1));
        assertThat(bench.job("uncertain").state()).isEqualTo(PendingState.UNCERTAIN);
        assertThat(bench.job("parked").state()).isEqualTo(PendingState.PARKED);
        int calls = bench.ice.calls("submit").size();

        assertThat(bench.submit(NO_TOKEN, "uncertain", false).join().jobId()).isNull();
        assertThat(bench.submit("acknowledged").join().jobId()).isEqualTo("job-1");
        assertThat(bench.submit("parked").join().jobId()).isEqualTo("job-2");
        assertThat(bench.ice.calls("submit")).hasSize(calls);
    }

    @Test
    void submissionsThatWaitForTheirTurnKeepTheirLease() {
        bench.start(TrackerBench.settings("slow", 0.5));
        List<CompletableFuture<Submitted>> answers = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            answers.add(bench.submit(NO_TOKEN, "k" + i, false));
        }
        bench.pass(Duration.ofMinutes(10));

        assertThat(answers).allMatch(answer -> answer.isDone() && !answer.isCompletedExceptionally());
        assertThat(bench.ice.created()).isEqualTo(100);
        assertThat(bench.ice.calls("list")).as("healing").isEmpty();
    }

    @Test
    void whoWasPausedTooLongBeforeItsCallSendsNothing() {
        bench.start(TrackerBench.settings("slow", 0.1));
        bench.submit(NO_TOKEN, "before", false);
        CompletableFuture<Submitted> answer = bench.submit(NO_TOKEN, "k", false);
        bench.submit(NO_TOKEN, "l", false);
        VirtualTime.Node slow = bench.node;
        slow.pause();
        bench.start(TrackerBench.owner("healthy"));
        bench.pass(Duration.ofMinutes(10));
        assertThat(bench.job("l").state()).as("sent by the healthy one").isEqualTo(PendingState.ACTIVE);
        int sent = bench.ice.calls("submit").size();

        slow.resume();
        bench.pass(Duration.ofMinutes(10));

        assertThat(bench.ice.calls("submit")).hasSize(sent);
        assertThat(answer).isDone();
    }

    @Test
    void aTokenIsNotUsedLongerThanIceRemembersIt() {
        bench.ice.tokenWindow(Duration.ofSeconds(90)).onSubmit(Fault.UNKNOWN_AFTER);
        var settings = new TrackerSettings(
                "node-2",
                Duration.ofSeconds(60),
                Duration.ofSeconds(30),
                Duration.ofSeconds(90),
                Duration.ofSeconds(60),
                false,
                Duration.ofSeconds(90),
                Duration.ofSeconds(1),
                Duration.ofSeconds(30),
                Duration.ofDays(7),
                0.01,
                8);
        bench.start(settings);
        bench.submit("a");
        bench.submit("b");
        bench.submit("k");
        bench.pass(Duration.ofMinutes(30));

        assertThat(bench.ice.createdBySubmission().values()).containsOnly(1);
    }

    @Test
    void aStoppedTrackerLeavesNoExchangeWaiting() {
        for (int i = 0; i < 100; i++) {
            bench.ice.onSubmit(Fault.THROTTLED);
        }
        CompletableFuture<Submitted> first = bench.submit("k");
        CompletableFuture<Submitted> second = bench.submit("k");
        assertThat(first).isNotDone();

        bench.tracker.stop();
        bench.time.runUntilIdle();

        assertThat(first).isDone();
        assertThat(second).isDone();
        CompletableFuture<Submitted> late = bench.submit("late");
        bench.time.runUntilIdle();
        assertThat(late).isDone();
    }

    private static Throwable failure(CompletableFuture<?> answer) {
        assertThat(answer).isCompletedExceptionally();
        return catchThrowableOfType(CompletionException.class, answer::join).getCause();
    }
}
