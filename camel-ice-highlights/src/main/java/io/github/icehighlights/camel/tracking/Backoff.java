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
import java.util.random.RandomGenerator;

/**
 * Growing delays: each try doubles the one before, up to a cap, with up to ten per cent of jitter.
 *
 * @param first delay after the first failure
 * @param cap   longest delay
 */
record Backoff(Duration first, Duration cap) {

    private static final Duration LONGEST = Duration.ofDays(36_500);

    Duration after(int failures, RandomGenerator random) {
        long longest = millis(cap);
        long millis = Math.min(millis(first), longest);
        for (int i = 1; i < failures && millis > 0 && millis < longest; i++) {
            millis = millis > longest / 2 ? longest : millis * 2;
        }
        return jitter(Duration.ofMillis(millis), random);
    }

    /** A user may write a delay that is meant to be endless. */
    private static long millis(Duration duration) {
        return duration.compareTo(LONGEST) < 0 ? duration.toMillis() : LONGEST.toMillis();
    }

    /** Spreads what would otherwise happen at the same time on all nodes. */
    static Duration jitter(Duration delay, RandomGenerator random) {
        long tenth = millis(delay) / 10;
        return tenth == 0 ? delay : delay.plusMillis(random.nextLong(-tenth, tenth + 1));
    }
}
