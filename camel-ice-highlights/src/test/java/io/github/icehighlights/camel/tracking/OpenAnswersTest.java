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
import java.util.EnumSet;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;

import io.github.icehighlights.camel.store.PendingState;

import static org.assertj.core.api.Assertions.assertThat;

/** Whoever asks the tracker gets an answer, and be it that there is none any more. */
class OpenAnswersTest {

    private final TrackerBench bench = new TrackerBench();

    @Test
    void whatWaitsForAWorkerEndsWithTheTracker() {
        CompletableFuture<?> list = bench.tracker.desk().list(TrackerBench.CHANNEL, EnumSet.allOf(PendingState.class));
        CompletableFuture<?> heard = bench.tracker.hints().accept(new Hint("c", null));
        assertThat(list).isNotDone();
        assertThat(heard).isNotDone();

        bench.tracker.stop();

        assertThat(list).isCompletedExceptionally();
        assertThat(heard).isCompletedExceptionally();
        assertThat(bench.tracker.desk().list(TrackerBench.CHANNEL, EnumSet.allOf(PendingState.class)))
                .as("and later ones")
                .isCompletedExceptionally();
        bench.pass(Duration.ofSeconds(1));
    }
}
