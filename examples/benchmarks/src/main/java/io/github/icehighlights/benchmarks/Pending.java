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

import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;

/** Pending jobs in the memory store. */
final class Pending implements Scenario {

    static final String STORE = "store";
    static final String SCAN = "scan";

    static final String BYTES = "bytes";
    static final String CLAIM = "claim";
    static final String CLAIM_P99 = "claimP99";

    private static final long MILLION = 1_000_000;

    @Override
    public Chapter chapter() {
        return new Chapter(
                "pending",
                "Pending jobs in the memory store",
                """
                N submissions are reserved and activated (keys and ids as the component makes them, no carried headers), each due at a time
                of its own. Then, again and again, eight of them become due, are claimed, and are given back with their next look behind all
                others: a clock in hand, 20,000 times to warm up and 20,000 times measured, of which each repetition brings the median and the
                99th percentile. Beside it stands what keeps tasks in a `ConcurrentHashMap` and goes through all of them at every turn, as consumers of
                Camel do that poll tasks of their own; it keeps a job id, a channel and a time, and goes through up to 100 million entries.
                A JVM a number, with 512 MB of heap.
                """,
                "pending jobs",
                List.of(new Subject(STORE, "memory store"), new Subject(SCAN, "scan of a ConcurrentHashMap")),
                List.of(
                        new Measure(BYTES, "heap a job", "bytes"),
                        new Measure(CLAIM, "claim of 8 due jobs, p50", "µs"),
                        new Measure(CLAIM_P99, "claim of 8 due jobs, p99", "µs")),
                List.of(
                        Goal.atLeast(
                                MILLION,
                                "1,000,000 jobs in 512 MB of heap",
                                figures -> OptionalDouble.of(figures.largest(STORE, BYTES)),
                                ""),
                        Goal.atMost(
                                2,
                                "claiming takes less than twice as long with 1,000,000 jobs as with 1,000",
                                figures -> Figures.quotient(
                                        figures.median(STORE, CLAIM, MILLION), figures.median(STORE, CLAIM, 1_000)),
                                "")),
                List.of(
                        new Curve(CLAIM, "Microseconds to claim 8 due jobs, by pending jobs"),
                        new Curve(BYTES, "Bytes of heap a pending job")));
    }

    @Override
    public void measure(Laboratory laboratory) throws Exception {
        for (int round = 1; round <= laboratory.choose(1, 2); round++) {
            for (long size : List.of(1_000L, 10_000L, 100_000L, MILLION)) {
                for (Subject subject : chapter().subjects()) {
                    var fork = new Fork(
                            PendingProgram.class,
                            List.of("-Xmx512m", "-XX:+ExitOnOutOfMemoryError"),
                            List.of(subject.id(), Long.toString(size)),
                            Duration.ofMinutes(3));
                    laboratory.measure(fork, subject.id(), size, round);
                }
            }
        }
    }
}
