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

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * A program in a JVM of its own, with this one's class path. What it measures it reports with {@link #report}.
 *
 * @param program    a class with a main method
 * @param jvmOptions such as {@code -Xmx512m}
 * @param arguments  of the program
 * @param limit      after which it is ended
 */
record Fork(Class<?> program, List<String> jvmOptions, List<String> arguments, Duration limit) {

    private static final String MARK = "#measured ";

    /** Called in the fork: hands a number to the JVM that started it. */
    static void report(String measure, double value) {
        System.out.println(MARK + measure + " " + value);
        System.out.flush();
    }

    /** Runs it to its end; empty when it failed or took too long. */
    Map<String, Double> run() throws IOException, InterruptedException {
        Process process = start();
        CompletableFuture<Map<String, Double>> reading = CompletableFuture.supplyAsync(() -> read(process));
        boolean ended = process.waitFor(limit.toSeconds(), TimeUnit.SECONDS);
        if (!ended) {
            process.destroyForcibly().waitFor();
        }
        Map<String, Double> values = reading.join();
        return ended && process.exitValue() == 0 ? values : Map.of();
    }

    Process start() throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvmOptions);
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.add(program.getName());
        command.addAll(arguments);
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static Map<String, Double> read(Process process) {
        Map<String, Double> values = new LinkedHashMap<>();
        try (BufferedReader lines = reader(process)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith(MARK)) {
                    String[] words = line.substring(MARK.length()).split(" ");
                    values.put(words[0], Double.valueOf(words[1]));
                } else {
                    System.out.println("    " + line);
                }
            }
        } catch (IOException e) {
            // ended by force: what it reported counts for nothing anyway
            return Map.of();
        }
        return values;
    }

    static BufferedReader reader(Process process) {
        return new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }
}
