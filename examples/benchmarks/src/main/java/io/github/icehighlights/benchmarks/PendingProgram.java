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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.github.icehighlights.camel.store.JobStore;
import io.github.icehighlights.camel.store.MemoryJobStore;
import io.github.icehighlights.camel.store.PendingJob;

/** Fills a store, and claims what becomes due: {@code SUBJECT NUMBER}. */
final class PendingProgram {

    private static final int DUE_AT_ONCE = 8;
    private static final int TURNS = 20_000;
    private static final long MOST_ENTRIES = 100_000_000;
    private static final String CHANNEL = "matches";

    private PendingProgram() {}

    /** Jobs that become due one after the other, a millisecond apart. */
    private interface Subject {

        void add(int number, Instant due);

        /** Claims what is due. */
        int claim(int max);

        /** Gives back what was claimed last. */
        void giveBack(Duration delay);
    }

    public static void main(String[] arguments) {
        int number = Integer.parseInt(arguments[1]);
        var clock = new ClockInHand();
        long before = Heap.used();
        Subject subject = arguments[0].equals(Pending.STORE) ? new Store(clock) : new Scan(clock);
        for (int i = 0; i < number; i++) {
            subject.add(i, clock.instant().plusMillis(i));
        }
        Fork.report(Pending.BYTES, (Heap.used() - before) / (double) number);

        int turns = arguments[0].equals(Pending.STORE) ? TURNS : (int) Math.min(TURNS, MOST_ENTRIES / number);
        turns(subject, clock, number, turns);
        long[] nanos = turns(subject, clock, number, turns);
        Arrays.sort(nanos);
        Fork.report(Pending.CLAIM, nanos[turns / 2] / 1000.0);
        Fork.report(Pending.CLAIM_P99, nanos[(int) (turns * 0.99)] / 1000.0);
    }

    private static long[] turns(Subject subject, ClockInHand clock, int number, int turns) {
        long[] nanos = new long[turns];
        for (int i = 0; i < turns; i++) {
            clock.advance(Duration.ofMillis(DUE_AT_ONCE));
            long begin = System.nanoTime();
            int claimed = subject.claim(DUE_AT_ONCE);
            nanos[i] = System.nanoTime() - begin;
            if (claimed == 0) {
                throw new IllegalStateException("Nothing was due at turn " + i);
            }
            subject.giveBack(Duration.ofMillis(number));
        }
        return nanos;
    }

    private static final class Store implements Subject {

        private final ClockInHand clock;
        private final JobStore store;
        private List<PendingJob> claimed;

        Store(ClockInHand clock) {
            this.clock = clock;
            this.store = new MemoryJobStore(clock);
        }

        @Override
        public void add(int number, Instant due) {
            var reservation = Reservations.numbered(CHANNEL, number);
            store.reserve(reservation, "node", Duration.ofMinutes(1), false);
            store.activate(
                    reservation.correlationId(),
                    Reservations.jobId(number),
                    Reservations.requestId(number),
                    Duration.between(clock.instant(), due));
        }

        @Override
        public int claim(int max) {
            claimed = store.claimDue(CHANNEL, "node", Duration.ofMinutes(1), max);
            return claimed.size();
        }

        @Override
        public void giveBack(Duration delay) {
            claimed.forEach(job -> store.reschedule(job, delay, null));
        }
    }

    /** What is written where the number of tasks is thought to be small. */
    private static final class Scan implements Subject {

        private record Task(String jobId, String channel, Instant due) {}

        private final ClockInHand clock;
        private final Map<String, Task> tasks = new ConcurrentHashMap<>();
        private final List<Task> claimed = new ArrayList<>();

        Scan(ClockInHand clock) {
            this.clock = clock;
        }

        @Override
        public void add(int number, Instant due) {
            String jobId = Reservations.jobId(number);
            tasks.put(jobId, new Task(jobId, CHANNEL, due));
        }

        @Override
        public int claim(int max) {
            claimed.clear();
            Instant now = clock.instant();
            for (Task task : tasks.values()) {
                if (!task.due().isAfter(now) && claimed.size() < max) {
                    claimed.add(task);
                }
            }
            return claimed.size();
        }

        @Override
        public void giveBack(Duration delay) {
            Instant due = clock.instant().plus(delay);
            claimed.forEach(task -> tasks.put(task.jobId(), new Task(task.jobId(), CHANNEL, due)));
        }
    }

    private static final class ClockInHand extends Clock {

        private Instant now = Instant.parse("2026-01-01T00:00:00Z");

        void advance(Duration duration) {
            now = now.plus(duration);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }
    }
}
