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

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executor;

import io.github.icehighlights.camel.store.Connection;

/**
 * Spreads calls over time: no connection makes more than its calls a second, after a burst of one second's worth. A call
 * that has to wait costs a timer, not a thread. Thread-safe.
 */
final class RateBudget {

    private static final Duration BURST = Duration.ofSeconds(1);

    private final Clock clock;
    private final Timer timer;
    private final Duration gap;
    private final Map<Connection, Instant> nextFree = new HashMap<>();

    RateBudget(Clock clock, Timer timer, double callsPerSecond) {
        this.clock = clock;
        this.timer = timer;
        this.gap = Duration.ofNanos((long) (1_000_000_000 / callsPerSecond));
    }

    /** Runs the call on the executor as soon as the budget has room for it. */
    void run(Connection connection, Executor executor, Runnable call) {
        Duration delay = book(connection);
        if (delay.isZero()) {
            executor.execute(call);
        } else {
            timer.after(delay, () -> executor.execute(call));
        }
    }

    /** ICE has throttled us: nothing more for a while. */
    synchronized void pause(Connection connection, Duration length) {
        Instant until = clock.instant().plus(length).plus(BURST);
        nextFree.merge(connection, until, (a, b) -> a.isAfter(b) ? a : b);
    }

    private synchronized Duration book(Connection connection) {
        Instant now = clock.instant();
        Instant free = nextFree.getOrDefault(connection, now);
        Instant begin = free.isAfter(now) ? free : now;
        nextFree.put(connection, begin.plus(gap));
        Duration ahead = Duration.between(now, begin).minus(BURST);
        return ahead.isNegative() ? Duration.ZERO : ahead;
    }
}
