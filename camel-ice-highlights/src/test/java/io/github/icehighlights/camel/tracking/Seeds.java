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

import java.lang.management.ManagementFactory;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.LongStream;

import com.sun.management.OperatingSystemMXBean;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Many simulations, as many at the same time as there are processors. {@code -Dsimulation.seed=42} repeats one of them and
 * tells its story; {@code -Dsimulation.seeds=100000} is for more of them.
 */
record Seeds(List<Failure> failures, Map<Incident, Integer> incidents) {

    private static final Long ONE = Long.getLong("simulation.seed");

    /** A seed in which an invariant was broken. */
    record Failure(long seed, String why) {}

    private record Outcome(long seed, Chronicle chronicle) {}

    /**
     * Nothing goes wrong in them but what is made to go wrong.
     *
     * @param test   the class that repeats a seed
     * @param number unless told otherwise
     * @return       what has happened in them; empty when one was repeated
     */
    static Map<Incident, Integer> assertSound(Class<?> test, int number, Setting setting) {
        if (ONE != null) {
            Chronicle chronicle = chronicle(ONE, setting.tellingItsStory());
            chronicle.story().forEach(System.out::println);
            assertThat(chronicle.violations()).isEmpty();
            return Map.of();
        }
        int many = Integer.getInteger("simulation.seeds", number);
        long begin = System.nanoTime();
        long cpuBegin = cpuNanos();
        Seeds seeds = run(many, setting);
        System.out.printf(
                "%s: %d simulations in %.1f s, %.1f s of processors: %s%n",
                test.getSimpleName(),
                many,
                (System.nanoTime() - begin) / 1e9,
                (cpuNanos() - cpuBegin) / 1e9,
                seeds.incidents());
        assertThat(seeds.failures())
                .as(() -> "to see what happens in the first of them: ./mvnw -pl camel-ice-highlights -am test -Dtest="
                        + test.getSimpleName() + " -Dsurefire.failIfNoSpecifiedTests=false -Dsimulation.seed="
                        + seeds.failures().get(0).seed())
                .isEmpty();
        return seeds.incidents();
    }

    /** The first seed in which an invariant was broken. */
    static OptionalLong first(long number, Setting setting, Invariant broken) {
        return LongStream.range(0, number)
                .filter(seed -> chronicle(seed, setting).broken().contains(broken))
                .findFirst();
    }

    static Chronicle chronicle(long seed, Setting setting) {
        return new Simulation(seed, setting).run().chronicle;
    }

    private static Seeds run(long number, Setting setting) {
        List<Outcome> outcomes = LongStream.range(0, number)
                .parallel()
                .mapToObj(seed -> new Outcome(seed, chronicle(seed, setting)))
                .toList();
        Map<Incident, Integer> incidents = new EnumMap<>(Incident.class);
        outcomes.forEach(outcome -> outcome.chronicle()
                .counts()
                .forEach((incident, count) -> incidents.merge(incident, count, Integer::sum)));
        List<Failure> failures = outcomes.stream()
                .filter(outcome -> !outcome.chronicle().violations().isEmpty())
                .map(outcome -> new Failure(
                        outcome.seed(), outcome.chronicle().violations().toString()))
                .toList();
        return new Seeds(failures, incidents);
    }

    private static long cpuNanos() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }
}
