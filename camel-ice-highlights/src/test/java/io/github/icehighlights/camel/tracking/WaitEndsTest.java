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
import java.util.Set;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.github.icehighlights.camel.model.JobState;
import io.github.icehighlights.camel.model.JobType;
import io.github.icehighlights.camel.store.PendingState;

import static org.assertj.core.api.Assertions.assertThat;

/** Waiting for a job: every wait ends, whatever becomes of its job, its lease and its node. */
class WaitEndsTest {

    private static final Duration LONG = Duration.ofDays(1);

    private final TrackerBench bench = new TrackerBench();

    @AfterEach
    void nothingWasThrownAway() {
        assertThat(bench.time.uncaught()).isEmpty();
    }

    private CompletableFuture<Waits.End> wait(String key) {
        Submitted submitted = bench.submit(JobType.SPORTS_HIGHLIGHTS, key, true).join();
        var end = bench.tracker.waits().begin(submitted.job().correlationId(), Set.of(), LONG, TestReceiver.POLICIES);
        bench.time.runUntilIdle();
        return end;
    }

    @Test
    void aWaitWhoseJobIsParkedEnds() {
        CompletableFuture<Waits.End> end = wait("k");
        bench.ice.userData("job-1", TrackerBench.userData("somebodyelse00000001"));

        bench.pass(Duration.ofMinutes(2));

        assertThat(bench.job("k").state()).isEqualTo(PendingState.PARKED);
        assertThat(end).isCompletedWithValue(new Waits.End.Detached(Waits.End.Reason.TAKEN));
    }

    @Test
    void aWaitWhoseLeaseEndedDoesNotMissThatTheConsumerHasItsJob() {
        bench.ice.jobs(Duration.ofMinutes(5), JobState.FINISHED);
        TestReceiver receiver = bench.open(new TestReceiver(TrackerBench.CHANNEL));
        CompletableFuture<Waits.End> end = wait("k");
        bench.faults.failBefore("renewWaiters");
        bench.pass(Duration.ofMinutes(6));
        bench.faults.comeBack();
        assertThat(receiver.deliveries()).hasSize(1);

        bench.pass(Duration.ofMinutes(1));

        assertThat(end).isCompletedWithValue(new Waits.End.Detached(Waits.End.Reason.TAKEN));
    }

    @Test
    void aWaitWhoseLeaseEndedGoesOnWhileNobodyHasTheJob() {
        bench.ice.jobs(Duration.ofMinutes(5), JobState.FINISHED);
        bench.open(new TestReceiver(TrackerBench.CHANNEL));
        CompletableFuture<Waits.End> end = wait("k");
        bench.faults.failBefore("renewWaiters");
        bench.pass(Duration.ofMinutes(3));
        bench.faults.comeBack();

        bench.pass(Duration.ofMinutes(5));

        assertThat(end).isCompletedWithValueMatching(how -> how instanceof Waits.End.Arrived);
    }

    @Test
    void aQuestionThatWaitsForItsTurnWhileTheTrackerStopsEnds() {
        wait("k");
        var first = bench.tracker.desk().report(bench.job("k"));
        bench.time.runUntilIdle();
        assertThat(first).isCompleted();
        var questions = new ArrayList<CompletableFuture<?>>();
        for (int i = 0; i < 500; i++) {
            questions.add(bench.tracker.desk().report(bench.job("k")));
        }
        bench.time.runUntilIdle();
        assertThat(questions).anyMatch(question -> !question.isDone());

        bench.tracker.stop();
        bench.time.runUntilIdle();

        assertThat(questions).allMatch(CompletableFuture::isDone);
    }
}
