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
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.concurrent.RejectedExecutionException;
import java.util.random.RandomGenerator;

/**
 * A clock that stands still until a test moves it, and one queue for all that is to run. What could run at the same time
 * runs one after the other, in an order that follows from the seed alone.
 */
final class VirtualTime {

    private static final int MANY = 100_000;

    private final Random random;
    private final PriorityQueue<Task> later =
            new PriorityQueue<>(Comparator.comparing(Task::at).thenComparingLong(Task::sequence));
    private final List<Task> ready = new ArrayList<>();
    private final List<Throwable> uncaught = new ArrayList<>();
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private long sequence;

    VirtualTime(long seed) {
        random = new Random(seed);
    }

    /** Ends what a node is doing, as a crash would: thrown out of a call into the world outside. */
    static final class Crash extends Error {

        private static final long serialVersionUID = 1L;

        Crash() {
            super("crash", null, false, false);
        }
    }

    private static final class Task {

        private final Node node;
        private final Instant at;
        private final long sequence;
        private final Runnable work;
        private boolean cancelled;

        Task(Node node, Instant at, long sequence, Runnable work) {
            this.node = node;
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
    }

    /** A process: its timers and threads. A killed one runs nothing any more, a paused one nothing for a while. */
    final class Node {

        private final Duration skew;
        private boolean dead;
        private boolean paused;
        private boolean shutDown;

        Node(Duration skew) {
            this.skew = skew;
        }

        Workers workers() {
            return new Workers(
                    clock(skew),
                    this::after,
                    this::execute,
                    this::execute,
                    this::execute,
                    this::execute,
                    this::execute,
                    (RandomGenerator) random);
        }

        void kill() {
            dead = true;
            later.removeIf(task -> task.node == this);
            ready.removeIf(task -> task.node == this);
        }

        boolean isDead() {
            return dead;
        }

        void pause() {
            paused = true;
        }

        void resume() {
            paused = false;
        }

        /** What runs goes on; nothing new is taken, as by threads that are shut down in an orderly way. */
        void shutDown() {
            shutDown = true;
        }

        void execute(Runnable work) {
            if (shutDown) {
                throw new RejectedExecutionException("The node's threads are shut down");
            }
            if (!dead) {
                ready.add(new Task(this, now, sequence++, work));
            }
        }

        Timer.Cancellable after(Duration delay, Runnable work) {
            if (dead || shutDown) {
                return () -> {};
            }
            Task task = new Task(this, now.plus(delay.isNegative() ? Duration.ZERO : delay), sequence++, work);
            later.add(task);
            return () -> {
                task.cancelled = true;
                later.remove(task);
            };
        }
    }

    Node node() {
        return node(Duration.ZERO);
    }

    /** A node whose clock goes wrong by that much. */
    Node node(Duration skew) {
        return new Node(skew);
    }

    Random random() {
        return random;
    }

    Instant now() {
        return now;
    }

    Clock clock() {
        return clock(Duration.ZERO);
    }

    /** Runs all that can run without time passing. */
    void runUntilIdle() {
        for (int i = 0; i < MANY; i++) {
            collectDue();
            Task task = takeReady();
            if (task == null) {
                return;
            }
            run(task);
        }
        throw new AssertionError("Something goes on for ever without time passing");
    }

    /** Lets time pass, step by step, and runs what becomes due on the way. May be called from a task. */
    void advance(Duration duration) {
        Instant until = now.plus(duration);
        runUntilIdle();
        while (!later.isEmpty() && !later.peek().at().isAfter(until)) {
            now = later.peek().at().isAfter(now) ? later.peek().at() : now;
            runUntilIdle();
        }
        now = until.isAfter(now) ? until : now;
        runUntilIdle();
    }

    /** What tasks have thrown; on real threads it would be in the log only. */
    List<Throwable> uncaught() {
        return uncaught;
    }

    /** How many tasks wait for their time. */
    int timers() {
        return later.size();
    }

    private void collectDue() {
        while (!later.isEmpty() && !later.peek().at().isAfter(now)) {
            ready.add(later.poll());
        }
    }

    private Task takeReady() {
        ready.removeIf(task -> task.cancelled || task.node.dead);
        List<Task> runnable = ready.stream().filter(task -> !task.node.paused).toList();
        if (runnable.isEmpty()) {
            return null;
        }
        Task task = runnable.get(random.nextInt(runnable.size()));
        ready.remove(task);
        return task;
    }

    private void run(Task task) {
        try {
            task.work.run();
        } catch (Crash e) {
            task.node.kill();
        } catch (RuntimeException | Error e) {
            uncaught.add(e);
        }
    }

    private Clock clock(Duration skew) {
        return new Clock() {
            @Override
            public Instant instant() {
                return now.plus(skew);
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
