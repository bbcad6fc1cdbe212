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

/** Exchanges that wait for their jobs. */
final class Waiting implements Scenario {

    static final String COMPONENT = "component";
    static final String HELD = "held";
    static final String LOOP = "loop";
    static final String BEAN = "bean";

    static final String THREADS = "threads";
    static final String HEAP = "heap";

    private static final List<String> PEERS = List.of(LOOP, BEAN);

    @Override
    public Chapter chapter() {
        return new Chapter(
                "waiting",
                "Exchanges that wait for their job",
                """
                N exchanges submit a job and wait for it, in one Camel context. `waitForCompletion=true` stands beside what is written without
                the component: a route with `loopDoWhile` and `delay`, and a bean that asks and sleeps. The jobs do not end, and the next look is
                an hour away: what is seen is waiting and nothing else. Threads and heap (after garbage collection) are those with N waiting
                exchanges less those of the same context before, when 200 exchanges had come and gone. The exchange itself costs what it
                costs when a processor holds it and does nothing else. ICE answers in memory. A JVM a number, 1 GB of heap; the peers are
                not asked for more than 10,000: they need a thread for each (`delay` lets its thread go for 1,000 exchanges, then its
                queue is full and it sleeps on the caller's).
                """,
                "exchanges",
                List.of(
                        new Subject(COMPONENT, "waitForCompletion"),
                        new Subject(HELD, "the exchange alone"),
                        new Subject(LOOP, "loopDoWhile + delay"),
                        new Subject(BEAN, "blocking bean")),
                List.of(
                        new Measure(THREADS, "threads more than idle", ""),
                        new Measure(HEAP, "heap an exchange", "bytes")),
                List.of(
                        Goal.atMost(
                                8,
                                "at most 8 threads more than idle, for any number of exchanges",
                                figures -> figures.most(COMPONENT, THREADS),
                                ""),
                        Goal.atMost(
                                2048,
                                "at most 2 KB a waiting exchange beyond the exchange itself (at the largest number)",
                                figures -> {
                                    long size = figures.largest(COMPONENT, HEAP);
                                    return Figures.difference(
                                            figures.median(COMPONENT, HEAP, size), figures.median(HELD, HEAP, size));
                                },
                                "")),
                List.of(
                        new Curve(THREADS, "Threads more than idle, by waiting exchanges"),
                        new Curve(HEAP, "Bytes of heap a waiting exchange")));
    }

    @Override
    public void measure(Laboratory laboratory) throws Exception {
        List<Long> sizes = laboratory.choose(List.of(100L, 1_000L, 10_000L), List.of(100L, 1_000L, 10_000L, 100_000L));
        long mostOfPeers = laboratory.choose(1_000L, 10_000L);
        for (int round = 1; round <= laboratory.choose(1, 2); round++) {
            for (long size : sizes) {
                for (Subject subject : chapter().subjects()) {
                    if (size <= mostOfPeers || !PEERS.contains(subject.id())) {
                        var fork = new Fork(
                                WaitingProgram.class,
                                List.of("-Xmx1g"),
                                List.of(subject.id(), Long.toString(size)),
                                Duration.ofMinutes(3));
                        laboratory.measure(fork, subject.id(), size, round);
                    }
                }
            }
        }
    }
}
