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
package io.github.icehighlights.benchmarks;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;

/**
 * A figure to reach.
 *
 * @param text   the figure, for readers
 * @param limit  the most or the least it may be
 * @param atMost whether the limit is an upper one
 * @param value  the figure, as it was measured; empty when it was not
 * @param reason why it is missed, when it is: found by profiling
 */
public record Goal(String text, double limit, boolean atMost, Function<Figures, OptionalDouble> value, String reason) {

    static Goal atMost(double limit, String text, Function<Figures, OptionalDouble> value, String reason) {
        return new Goal(text, limit, true, value, reason);
    }

    static Goal atLeast(double limit, String text, Function<Figures, OptionalDouble> value, String reason) {
        return new Goal(text, limit, false, value, reason);
    }

    /**
     * How it turned out.
     *
     * @param missedBy in percent of the limit; 0 when it is met
     */
    record Verdict(double value, double missedBy) {

        boolean isMet() {
            return missedBy == 0;
        }
    }

    Optional<Verdict> judge(Figures figures) {
        OptionalDouble measured = value.apply(figures);
        if (measured.isEmpty()) {
            return Optional.empty();
        }
        double found = measured.getAsDouble();
        double over = atMost ? found - limit : limit - found;
        return Optional.of(new Verdict(found, over <= 0 ? 0 : 100 * over / Math.max(limit, 1e-9)));
    }
}
