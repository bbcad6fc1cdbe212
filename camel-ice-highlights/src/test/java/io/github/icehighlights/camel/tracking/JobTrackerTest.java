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

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.github.icehighlights.camel.model.JobState;
import io.github.icehighlights.camel.store.PendingState;

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
}
