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
import java.util.Collection;
import java.util.List;

/** How long the newest jobs of one kind took. Immutable. */
final class LearnedDurations {

    /** From so many on they say something of the next one. */
    static final int ENOUGH = 20;

    static final LearnedDurations NONE = of(List.of());

    /** In milliseconds, shortest first. */
    private final long[] sorted;

    private LearnedDurations(long[] sorted) {
        this.sorted = sorted;
    }

    static LearnedDurations of(Collection<Duration> durations) {
        return new LearnedDurations(
                durations.stream().mapToLong(Duration::toMillis).sorted().toArray());
    }

    boolean areEnough() {
        return sorted.length >= ENOUGH;
    }

    /** What that part of them did not exceed, in milliseconds; for values between 0 and 1, of one duration at least. */
    double quantile(double part) {
        double place = part * (sorted.length - 1);
        int below = (int) place;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }

    /** The standard deviation of their logarithms, by their middle half: a few that are far out change nothing. */
    double spread() {
        double middleHalf = Math.log(Math.max(1, quantile(.75))) - Math.log(Math.max(1, quantile(.25)));
        return middleHalf / 1.349;
    }
}
