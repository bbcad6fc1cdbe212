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

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Where a scenario is measured: says how often, starts JVMs, and keeps the numbers. */
final class Laboratory {

    private final String scenario;
    private final boolean quick;
    private final Path directory;
    private final PrintStream log;
    private final List<Sample> samples = new ArrayList<>();

    /** @param directory for files that a scenario needs while it runs */
    Laboratory(String scenario, boolean quick, Path directory, PrintStream log) {
        this.scenario = scenario;
        this.quick = quick;
        this.directory = directory;
        this.log = log;
    }

    boolean isQuick() {
        return quick;
    }

    Path directory() {
        return directory;
    }

    /** One value for the short run, another for the real one. */
    <T> T choose(T inQuickRun, T inFullRun) {
        return quick ? inQuickRun : inFullRun;
    }

    void record(String subject, String measure, long size, int round, double value) {
        samples.add(new Sample(scenario, subject, measure, size, round, value));
    }

    void record(String subject, long size, int round, Map<String, Double> values) {
        values.forEach((measure, value) -> record(subject, measure, size, round, value));
        log.printf("  %s %s, round %d: %s%n", subject, Numbers.size(size), round, values);
    }

    /** A JVM that measures and reports; a subject that does not come to its end has no numbers, and the run goes on. */
    void measure(Fork fork, String subject, long size, int round) throws IOException, InterruptedException {
        Map<String, Double> values = fork.run();
        if (values.isEmpty()) {
            log.printf("  %s %s, round %d: did not come to its end%n", subject, Numbers.size(size), round);
        } else {
            record(subject, size, round, values);
        }
    }

    List<Sample> samples() {
        return samples;
    }
}
