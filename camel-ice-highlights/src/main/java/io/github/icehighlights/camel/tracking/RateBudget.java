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
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.Executor;

import io.github.icehighlights.camel.store.Connection;

/**
 * Spreads calls over time: no connection makes more than its calls a second, after a burst of one second's worth. A call
 * that has to wait costs an entry in a queue, not a thread. Each executor has its own queue and they take turns, so that
 * a thousand submissions do not keep looks waiting. Thread-safe.
 */
final class RateBudget {

    private static final Duration BURST = Duration.ofSeconds(1);

    private final Clock clock;
    private final Timer timer;
    private final Duration gap;
    private final Map<Connection, Lane> lanes = new HashMap<>();

    RateBudget(Clock clock, Timer timer, double callsPerSecond) {
        this.clock = clock;
        this.timer = timer;
        this.gap = Duration.ofNanos((long) (1_000_000_000 / callsPerSecond));
    }

    /** Runs the call on the executor as soon as the budget has room for it. */
    void run(Connection connection, Executor executor, Runnable call) {
        lane(connection).add(executor, call);
    }

    /** ICE has throttled us: nothing more for a while, also of what waits already. */
    void pause(Connection connection, Duration length) {
        lane(connection).pause(length);
    }

    private synchronized Lane lane(Connection connection) {
        return lanes.computeIfAbsent(connection, c -> new Lane());
    }

    /** The calls of a connection. */
    private final class Lane {

        /** Whose turn it is first. */
        private final Map<Executor, Queue<Runnable>> waiting = new LinkedHashMap<>();

        private Instant nextFree = Instant.MIN;
        private boolean timed;

        synchronized void add(Executor executor, Runnable call) {
            waiting.computeIfAbsent(executor, e -> new ArrayDeque<>()).add(call);
            drain();
        }

        synchronized void pause(Duration length) {
            Instant until = clock.instant().plus(length).plus(BURST);
            nextFree = until.isAfter(nextFree) ? until : nextFree;
        }

        private synchronized void elapsed() {
            timed = false;
            drain();
        }

        private void drain() {
            while (!timed && !waiting.isEmpty()) {
                Instant now = clock.instant();
                Instant begin = nextFree.isAfter(now) ? nextFree : now;
                Duration ahead = Duration.between(now, begin).minus(BURST);
                if (ahead.isNegative() || ahead.isZero()) {
                    nextFree = begin.plus(gap);
                    runNext();
                } else {
                    timed = true;
                    timer.after(ahead, this::elapsed);
                }
            }
        }

        private void runNext() {
            Executor executor = waiting.keySet().iterator().next();
            Queue<Runnable> queue = waiting.remove(executor);
            Runnable call = queue.remove();
            if (!queue.isEmpty()) {
                waiting.put(executor, queue);
            }
            executor.execute(call);
        }
    }
}
