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

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.LongFunction;
import java.util.stream.LongStream;

/** Many simulations, as many at the same time as there are processors. */
record Seeds(List<Failure> failures, Map<Incident, Integer> incidents) {

    /** A seed in which an invariant was broken. */
    record Failure(long seed, String why) {}

    private record Outcome(long seed, Chronicle chronicle) {}

    static Seeds run(long number, LongFunction<Simulation> simulation) {
        List<Outcome> outcomes = LongStream.range(0, number)
                .parallel()
                .mapToObj(seed -> new Outcome(seed, chronicle(seed, simulation)))
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

    /** The first seed in which an invariant was broken. */
    static OptionalLong first(long number, LongFunction<Simulation> simulation, Invariant broken) {
        return LongStream.range(0, number)
                .filter(seed -> chronicle(seed, simulation).broken().contains(broken))
                .findFirst();
    }

    private static Chronicle chronicle(long seed, LongFunction<Simulation> simulation) {
        return simulation.apply(seed).run().chronicle;
    }
}
