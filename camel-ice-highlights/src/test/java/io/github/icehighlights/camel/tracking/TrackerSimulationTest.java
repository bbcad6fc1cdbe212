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

import java.util.function.LongConsumer;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whole lives of jobs under trouble, each decided by its seed. {@code -Dsimulation.seed=42} repeats one, with what
 * happened in it.
 */
class TrackerSimulationTest {

    private static final int SEEDS = Integer.getInteger("simulation.seeds", 500);
    private static final Logger LOG = (Logger) LoggerFactory.getLogger(JobTracker.class.getPackageName());

    @BeforeAll
    static void beQuiet() {
        LOG.setLevel(Level.OFF);
    }

    @AfterAll
    static void beAsBefore() {
        LOG.setLevel(null);
    }

    @Test
    void nothingIsLostAndNothingPaidTwice() {
        each(SEEDS, seed -> run(seed, Simulation.Trouble.HEAVY));
    }

    @Test
    void withoutCrashesEachJobIsDeliveredOnce() {
        each(SEEDS / 4, seed -> assertThat(run(seed, Simulation.Trouble.LIGHT).isExactlyOnce())
                .as("seed " + seed)
                .isTrue());
    }

    @Test
    void aSeedAlwaysTellsTheSameStory() {
        assertThat(run(7, Simulation.Trouble.HEAVY).log).isEqualTo(run(7, Simulation.Trouble.HEAVY).log);
    }

    private static void each(int seeds, LongConsumer run) {
        Long one = Long.getLong("simulation.seed");
        for (long seed = one == null ? 0 : one; seed < (one == null ? seeds : one + 1); seed++) {
            run.accept(seed);
        }
    }

    private static Simulation run(long seed, Simulation.Trouble trouble) {
        Simulation simulation = new Simulation(seed, trouble);
        simulation.run();
        assertThat(simulation.violations())
                .as(() -> "seed " + seed
                        + (Long.getLong("simulation.seed") == null ? "" : "\n" + String.join("\n", simulation.log)))
                .isEmpty();
        return simulation;
    }
}
