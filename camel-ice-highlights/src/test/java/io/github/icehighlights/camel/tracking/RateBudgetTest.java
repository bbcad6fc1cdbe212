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
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;

import org.junit.jupiter.api.Test;

import io.github.icehighlights.camel.store.Connection;

import static org.assertj.core.api.Assertions.assertThat;

class RateBudgetTest {

    private final VirtualTime time = new VirtualTime(1);
    private final VirtualTime.Node node = time.node();
    private final RateBudget budget =
            new RateBudget(time.clock(), node.workers().timer(), 10);
    private final List<Instant> calls = new ArrayList<>();
    private final Executor executor = node::execute;

    @Test
    void afterABurstCallsAreSpread() {
        call(100);
        time.runUntilIdle();
        assertThat(calls).hasSizeBetween(10, 11);

        time.advance(Duration.ofSeconds(1));
        assertThat(calls).hasSizeBetween(20, 21);
        time.advance(Duration.ofSeconds(9));
        assertThat(calls).hasSize(100);
    }

    @Test
    void aPauseHoldsWhatWaitsAlready() {
        call(100);
        time.runUntilIdle();
        int before = calls.size();

        budget.pause(TrackerBench.CONNECTION, Duration.ofSeconds(5));
        time.advance(Duration.ofMillis(4_900));
        assertThat(calls).hasSizeLessThanOrEqualTo(before + 1);
        time.advance(Duration.ofSeconds(20));
        assertThat(calls).hasSize(100);
        assertThat(time.uncaught()).isEmpty();
    }

    @Test
    void connectionsDoNotShare() {
        budget.pause(new Connection("other", "r", "e"), Duration.ofDays(1));
        call(1);
        time.runUntilIdle();

        assertThat(calls).hasSize(1);
    }

    @Test
    void executorsTakeTurns() {
        call(1_000);
        List<Instant> looks = new ArrayList<>();
        Executor other = command -> node.execute(command);
        budget.run(TrackerBench.CONNECTION, other, () -> looks.add(time.now()));

        time.advance(Duration.ofSeconds(1));

        assertThat(looks).hasSize(1);
    }

    @Test
    void waitingCostsOneTimer() {
        call(1_000);
        time.runUntilIdle();

        assertThat(time.timers()).isEqualTo(1);
    }

    private void call(int times) {
        for (int i = 0; i < times; i++) {
            budget.run(TrackerBench.CONNECTION, executor, () -> calls.add(time.now()));
        }
    }
}
