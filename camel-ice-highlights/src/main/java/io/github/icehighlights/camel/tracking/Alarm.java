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
import java.util.NavigableSet;
import java.util.TreeSet;

/**
 * Rings when something may be due. Any number of times can be set; those that lie close together ring once, so that many
 * pending jobs cost few entries. Thread-safe.
 */
final class Alarm {

    private static final long GRAIN_MILLIS = 20;

    /** Beyond that nobody waits; a sum with more would overflow. */
    private static final Duration LONGEST = Duration.ofDays(36_500);

    private final Clock clock;
    private final Timer timer;
    private final Runnable ring;
    private final NavigableSet<Long> times = new TreeSet<>();
    private Timer.Cancellable next;
    private boolean stopped;

    Alarm(Clock clock, Timer timer, Runnable ring) {
        this.clock = clock;
        this.timer = timer;
        this.ring = ring;
    }

    synchronized void in(Duration delay) {
        Duration bounded = delay.compareTo(LONGEST) > 0 ? LONGEST : delay;
        // rounded up: a ring a fraction of a millisecond too early would find nothing due
        long time = clock.instant()
                .plus(bounded.isNegative() ? Duration.ZERO : bounded)
                .plusNanos(999_999)
                .toEpochMilli();
        long grain = (time + GRAIN_MILLIS - 1) / GRAIN_MILLIS * GRAIN_MILLIS;
        if (!stopped && times.add(grain) && times.first() == grain) {
            arm();
        }
    }

    synchronized void stop() {
        stopped = true;
        times.clear();
        arm();
    }

    private void arm() {
        if (next != null) {
            next.cancel();
            next = null;
        }
        if (!times.isEmpty()) {
            Instant first = Instant.ofEpochMilli(times.first());
            next = timer.after(Duration.between(clock.instant(), first), this::elapsed);
        }
    }

    private void elapsed() {
        synchronized (this) {
            times.headSet(clock.millis(), true).clear();
            arm();
        }
        ring.run();
    }
}
