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

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.Executor;

import io.github.icehighlights.camel.tracking.Timer;
import io.github.icehighlights.camel.tracking.Workers;

/** Hours in seconds: everything that is to happen, one after the other, on one thread. The same seed gives the same run. */
final class VirtualTime {

    /** To a thread and what is waited for there: nothing on a machine takes no time at all. */
    private static final Duration HOP = Duration.ofMillis(20);

    private final PriorityQueue<Task> later =
            new PriorityQueue<>(Comparator.comparing(Task::at).thenComparingLong(Task::sequence));
    private final Queue<Runnable> now = new ArrayDeque<>();
    private final Random random;
    private Instant time = Instant.parse("2026-01-01T00:00:00Z");
    private long sequence;

    VirtualTime(long seed) {
        random = new Random(seed);
    }

    private static final class Task {

        private final Instant at;
        private final long sequence;
        private Runnable work;

        Task(Instant at, long sequence, Runnable work) {
            this.at = at;
            this.sequence = sequence;
            this.work = work;
        }

        Instant at() {
            return at;
        }

        long sequence() {
            return sequence;
        }

        void run() {
            work.run();
        }

        /** Keeps its turn and does nothing in it: to search for it among the others takes longer. */
        void cancel() {
            work = () -> {};
        }
    }

    Random random() {
        return random;
    }

    Instant now() {
        return time;
    }

    Timer.Cancellable after(Duration delay, Runnable work) {
        Task task = new Task(time.plus(delay.isNegative() ? Duration.ZERO : delay), sequence++, work);
        later.add(task);
        return task::cancel;
    }

    /** Threads for a tracker, as many as it wants. */
    Workers workers() {
        Executor hop = task -> after(HOP, task);
        return new Workers(clock(), this::after, now::add, hop, now::add, now::add, now::add, random);
    }

    void advance(Duration duration) {
        Instant until = time.plus(duration);
        while (true) {
            for (Runnable work = now.poll(); work != null; work = now.poll()) {
                work.run();
            }
            if (later.isEmpty() || later.peek().at().isAfter(until)) {
                time = until;
                return;
            }
            Task next = later.poll();
            time = next.at();
            next.run();
        }
    }

    Clock clock() {
        return new Clock() {
            @Override
            public Instant instant() {
                return time;
            }

            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                throw new UnsupportedOperationException();
            }
        };
    }
}
