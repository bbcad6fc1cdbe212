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

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** One submission, of which the server takes note at once. */
final class Submitting implements Scenario {

    static final String MEMORY = "memory";
    static final String H2 = "h2";
    static final String POSTGRESQL = "postgresql";
    static final String SDK = "sdk";
    static final String SDK_FRESH = "sdkFresh";

    private static final String CPU = "cpu";
    private static final String ALLOCATED = "allocated";
    private static final String P50 = "p50";
    private static final String P99 = "p99";

    @Override
    public Chapter chapter() {
        return new Chapter(
                "submitting",
                "One submission",
                """
                A route submits a highlight extraction, one after the other; an HTTP server in a JVM of its own answers at once. Beside it stands the
                same call, with the same parameters, made with the SDK alone, in the versions that the component brings: once as it is
                (connections are kept), once with a fresh connection for each call. The component keeps a connection for a second: a
                submission with a client token can be repeated where the server has closed it. Mashups, which have none, get a fresh
                one each. JMH: sampling mode, one caller; CPU time is that of the whole JVM, system
                time included, allocation that of all its threads. A fork a repetition, each with ten iterations of two seconds to warm up and
                five of two seconds measured.
                """,
                "",
                List.of(
                        new Subject(MEMORY, "component, memory"),
                        new Subject(H2, "component, H2 file"),
                        new Subject(POSTGRESQL, "component, PostgreSQL"),
                        new Subject(SDK, "SDK alone"),
                        new Subject(SDK_FRESH, "SDK alone, fresh connections")),
                List.of(
                        new Measure(CPU, "CPU", "µs"),
                        new Measure(ALLOCATED, "allocated", "bytes"),
                        new Measure(P50, "latency p50", "µs"),
                        new Measure(P99, "latency p99", "µs")),
                List.of(
                        Goal.atMost(
                                1.25,
                                "with the memory store at most 1.25 × the CPU of the SDK alone",
                                figures -> figures.ratio(MEMORY, SDK, CPU, 0),
                                "By the CPU profile seven tenths of the time of the component's threads are the SDK's call; a seventh is"
                                        + " merging and checking the request, its canonical form, key and tokens. A call changes"
                                        + " threads four times, so that none of the caller's waits: to a worker that reserves it, to one"
                                        + " that calls, to one that goes on with the exchange, and back to the caller, who waits for it"
                                        + " here. Each wakes a thread, and on a worker the SDK's call takes"
                                        + " a third to a half longer than on the caller's own thread. And there is more"
                                        + " code for the JVM to compile, which takes a part of the CPU time even after twenty seconds."
                                        + " At ten calls a second all of it is less than a hundredth of a"
                                        + " core."),
                        Goal.atMost(
                                1.25,
                                "the same beside the SDK alone with fresh connections",
                                figures -> figures.ratio(MEMORY, SDK_FRESH, CPU, 0),
                                "Merging, checking and the canonical form of the request, the changes of threads, and the store."),
                        Goal.atMost(
                                1.3,
                                "with the memory store at most 1.3 × the bytes that the SDK alone allocates",
                                figures -> figures.ratio(MEMORY, SDK, ALLOCATED, 0),
                                "By the allocation profile the SDK's own call is two thirds. Merging and checking the request is a tenth,"
                                        + " its canonical form with key, tokens and fingerprint a twelfth, and the"
                                        + " rest is Camel, the store and the guards around the transport. No single place stands out.")),
                List.of());
    }

    @Override
    public void measure(Laboratory laboratory) throws Exception {
        try (var server = IceServer.start();
                EmbeddedPostgres postgres = Postgres.start(laboratory.directory())) {
            for (int round = 1; round <= laboratory.choose(1, 2); round++) {
                for (Subject subject : chapter().subjects()) {
                    Map<String, String> environment = Map.of(
                            "bench.subject", subject.id(),
                            "bench.endpoint", server.endpoint(),
                            "bench.postgres", postgres.getJdbcUrl("postgres", "postgres"),
                            "bench.directory",
                                    laboratory
                                            .directory()
                                            .resolve("h2-" + round)
                                            .toString());
                    laboratory.record(subject.id(), 0, round, run(laboratory, environment));
                }
            }
        }
    }

    private static Map<String, Double> run(Laboratory laboratory, Map<String, String> properties) throws Exception {
        List<String> jvm = new ArrayList<>(List.of("-Xms512m", "-Xmx512m"));
        properties.forEach((name, value) -> jvm.add("-D" + name + "=" + value));
        int iterations = laboratory.choose(2, 5);
        var options = new OptionsBuilder()
                .include(SubmissionBenchmark.class.getName() + ".submit")
                .forks(1)
                .warmupIterations(2 * iterations)
                .warmupTime(TimeValue.seconds(laboratory.choose(1, 2)))
                .measurementIterations(iterations)
                .measurementTime(TimeValue.seconds(laboratory.choose(1, 2)))
                .addProfiler(GCProfiler.class)
                .addProfiler(CpuProfiler.class)
                .jvmArgsAppend(jvm.toArray(String[]::new))
                .verbosity(VerboseMode.SILENT)
                .shouldFailOnError(true)
                .build();
        RunResult result = new Runner(options).runSingle();
        var statistics = result.getPrimaryResult().getStatistics();
        Map<String, Double> values = new HashMap<>();
        values.put(P50, statistics.getPercentile(50));
        values.put(P99, statistics.getPercentile(99));
        values.put(CPU, secondary(result, CpuProfiler.NAME));
        values.put(ALLOCATED, secondary(result, "gc.alloc.rate.norm"));
        return values;
    }

    private static double secondary(RunResult result, String name) {
        return result.getSecondaryResults().entrySet().stream()
                .filter(entry -> entry.getKey().endsWith(name))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("JMH has no " + name))
                .getValue()
                .getScore();
    }
}
