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

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/** Writes down what happens in a simulation, and what should not have happened. */
final class Chronicle {

    /** Something that must not be. */
    record Violation(Invariant invariant, String what) {}

    private final Supplier<Instant> now;
    private final boolean told;
    private final List<String> story = new ArrayList<>();
    private final Map<Incident, Integer> counts = new EnumMap<>(Incident.class);
    private final Set<Violation> violations = new LinkedHashSet<>();

    /**
     * @param told whether the story is written down too, which takes more time than what happens in it
     */
    Chronicle(Supplier<Instant> now, boolean told) {
        this.now = now;
        this.told = told;
    }

    void happened(Incident incident, Object... details) {
        counts.merge(incident, 1, Integer::sum);
        tell(incident, details);
    }

    void violated(Invariant invariant, String what) {
        violations.add(new Violation(invariant, what));
        tell(invariant, what);
    }

    List<String> story() {
        return story;
    }

    Map<Incident, Integer> counts() {
        return counts;
    }

    Set<Violation> violations() {
        return violations;
    }

    /** The invariants that did not hold. */
    Set<Invariant> broken() {
        Set<Invariant> broken = new TreeSet<>();
        violations.forEach(violation -> broken.add(violation.invariant()));
        return broken;
    }

    private void tell(Enum<?> what, Object... details) {
        if (told) {
            StringBuilder line =
                    new StringBuilder().append(now.get()).append(' ').append(what);
            for (Object detail : details) {
                line.append(' ').append(detail);
            }
            story.add(line.toString());
        }
    }
}
