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

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whole lives of jobs under trouble, each decided by its seed. {@code -Dsimulation.seed=42} repeats one and tells its
 * story; {@code -Dsimulation.seeds=100000} runs more of them.
 */
@ExtendWith(QuietTracker.class)
class TrackerSimulationTest {

    private static final int SEEDS = Integer.getInteger("simulation.seeds", 10_000);
    private static final Long ONE = Long.getLong("simulation.seed");
    private static final String REPLAY = "./mvnw -pl camel-ice-highlights -am test -Dtest=TrackerSimulationTest"
            + " -Dsurefire.failIfNoSpecifiedTests=false -Dsimulation.seed=";

    @Test
    void nothingIsLostAndNothingPaidTwice() {
        if (ONE != null) {
            replay(ONE);
            return;
        }
        long begin = System.nanoTime();
        Seeds seeds = Seeds.run(SEEDS, seed -> new Simulation(seed, null, Defect.NONE, false));
        System.out.printf(
                "%d simulations in %.1f s: %s%n", SEEDS, (System.nanoTime() - begin) / 1e9, seeds.incidents());
        assertThat(seeds.failures())
                .as(() -> "to see what happens in the first of them: " + REPLAY
                        + seeds.failures().get(0).seed())
                .isEmpty();
        assertThat(seeds.incidents().keySet()).as("what has happened").containsExactly(Incident.values());
    }

    @Test
    void aSeedAlwaysTellsTheSameStory() {
        for (int seed = 0; seed < 100; seed++) {
            assertThat(told(seed).story())
                    .as("seed " + seed)
                    .isEqualTo(told(seed).story());
        }
    }

    private static void replay(long seed) {
        Chronicle chronicle = told(seed);
        chronicle.story().forEach(System.out::println);
        assertThat(chronicle.violations()).isEmpty();
    }

    private static Chronicle told(long seed) {
        return new Simulation(seed, null, Defect.NONE, true).run().chronicle;
    }
}
