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
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

import io.github.icehighlights.localice.LocalIce;

/** local-ice in a JVM of its own. Jobs go on when they are released. */
final class LocalIceProcess implements AutoCloseable {

    static final String MEDIA = "oss://media/match.mp4";

    private static final String RELEASE = "release";
    private static final String CREATED = "created";

    private final Process process;
    private final BufferedReader answers;
    private final BufferedWriter commands;
    private final String endpoint;

    private LocalIceProcess(Process process) throws IOException {
        this.process = process;
        this.answers = Fork.reader(process);
        this.commands = new BufferedWriter(new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8));
        this.endpoint = answers.readLine();
        if (endpoint == null) {
            throw new IOException("local-ice did not start");
        }
    }

    static LocalIceProcess start() throws IOException {
        return new LocalIceProcess(
                new Fork(LocalIceProcess.class, List.of("-Xmx1g"), List.of(), Duration.ZERO).start());
    }

    String endpoint() {
        return endpoint;
    }

    /** Lets all jobs end. */
    void release() throws IOException {
        ask(RELEASE);
    }

    /** How many jobs were made. */
    int created() throws IOException {
        return Integer.parseInt(ask(CREATED));
    }

    private String ask(String command) throws IOException {
        commands.write(command + "\n");
        commands.flush();
        return answers.readLine();
    }

    @Override
    public void close() {
        process.destroy();
    }

    public static void main(String[] arguments) throws IOException {
        try (LocalIce ice = LocalIce.builder()
                        .credentials("ak", "sk")
                        .instant()
                        .bucket("media")
                        .start();
                var commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            ice.s3().put("media", "match.mp4", LocalIce.sampleVideo());
            ice.holdAll(true);
            say(ice.endpoint());
            for (String command = commands.readLine(); command != null; command = commands.readLine()) {
                if (command.equals(RELEASE)) {
                    ice.holdAll(false);
                }
                say(Integer.toString(ice.created()));
            }
        }
    }

    private static void say(String answer) {
        System.out.println(answer);
        System.out.flush();
    }
}
