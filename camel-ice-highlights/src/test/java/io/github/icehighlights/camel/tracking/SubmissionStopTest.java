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
import java.util.concurrent.atomic.AtomicBoolean;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.github.icehighlights.camel.ice.IceException;
import io.github.icehighlights.camel.model.JobType;

import static org.assertj.core.api.Assertions.assertThat;

/** No exchange is left behind when its node stops. */
class SubmissionStopTest {

    private final TrackerBench bench = new TrackerBench();

    @AfterEach
    void nothingWasThrownAway() {
        assertThat(bench.time.uncaught()).isEmpty();
    }

    @Test
    void aSubmissionThatIsPutOffWhileTheTrackerStopsEnds() {
        var node = bench.time.node();
        var stopping = new AtomicBoolean();
        var tracker = new JobTracker[1];
        Workers workers = node.workers();
        Timer timer = (delay, task) -> {
            if (stopping.get()) {
                // the node stops on another thread, just now, and its timer ends
                tracker[0].stop();
                return () -> {};
            }
            return workers.timer().after(delay, task);
        };
        tracker[0] = new JobTracker(
                bench.store,
                connection -> bench.ice,
                new Workers(
                        workers.clock(),
                        timer,
                        workers.submitting(),
                        workers.looking(),
                        workers.renewing(),
                        workers.hinting(),
                        workers.continuing(),
                        workers.random()),
                TrackerBench.owner("stopping"));
        bench.ice.onSubmit(ModelIce.Fault.THROTTLED);
        var answer = tracker[0]
                .submitter()
                .submit(TrackerBench.intent(JobType.SPORTS_HIGHLIGHTS, "k", "f"), job -> Duration.ofSeconds(5), false);
        bench.ice.beforeSubmit(() -> stopping.set(true));
        bench.time.runUntilIdle();

        assertThat(answer).isCompletedExceptionally();
        assertThat(answer)
                .failsWithin(Duration.ZERO)
                .withThrowableThat()
                .havingCause()
                .isInstanceOf(IceException.class);
    }
}
