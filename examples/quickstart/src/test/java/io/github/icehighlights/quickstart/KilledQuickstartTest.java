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
package io.github.icehighlights.quickstart;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** The quickstart as a process of its own, killed while a job is at work. */
class KilledQuickstartTest {

    private static final Pattern SUBMITTED = Pattern.compile("submitted   (.*), job");

    @TempDir
    Path folder;

    private final List<Process> processes = new ArrayList<>();

    @AfterEach
    void kill() {
        processes.forEach(Process::destroyForcibly);
    }

    @Test
    void startedAgainItFinishesTheJobThatWasAtWork() throws Exception {
        Process first = start();
        List<String> before = linesUntil("submitted   sports highlights", first);
        // the sports job is at work: neither its clips nor the mashup are there
        first.destroyForcibly();
        assertThat(first.waitFor(10, TimeUnit.SECONDS)).isTrue();

        Process second = start();
        List<String> after = linesUntil(null, second);

        assertThat(second.waitFor()).as(String.join("\n", after)).isZero();
        assertThat(after).anyMatch(line -> line.contains("going on"));
        List<String> submitted = new ArrayList<>(before);
        submitted.addAll(after);
        assertThat(submitted.stream()
                        .map(SUBMITTED::matcher)
                        .filter(line -> line.find())
                        .map(line -> line.group(1)))
                .containsExactly("highlight extraction", "sports highlights", "highlight mashup");
        assertThat(Files.readString(folder.resolve("target/highlights/index.html")))
                .contains("6 clips from 1 source");
    }

    private Process start() throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        Quickstart.class.getName())
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        processes.add(process);
        return process;
    }

    /** What it prints up to a line, or to its end. */
    private static List<String> linesUntil(String text, Process process) throws IOException {
        List<String> lines = new ArrayList<>();
        BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            lines.add(line);
            if (text != null && line.contains(text)) {
                return lines;
            }
        }
        assertThat(text).as("never printed:\n" + String.join("\n", lines)).isNull();
        return lines;
    }
}
