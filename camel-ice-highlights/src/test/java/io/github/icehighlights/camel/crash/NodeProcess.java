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
package io.github.icehighlights.camel.crash;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** The parent's side of a node. */
final class NodeProcess implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final NodeSettings settings;
    private final Process process;
    private final Path log;
    private final CountDownLatch ready = new CountDownLatch(1);
    private final BlockingQueue<String> traps = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();

    NodeProcess(NodeSettings settings, Process process, Path log) {
        this.settings = settings;
        this.process = process;
        this.log = log;
        var listener = new Thread(this::listen, "listens to " + settings.name());
        listener.setDaemon(true);
        listener.start();
    }

    private void listen() {
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            lines.lines().forEach(this::heard);
        } catch (UncheckedIOException | IOException e) {
            // killed
        }
    }

    private void heard(String line) {
        if (line.equals(CrashNode.READY)) {
            ready.countDown();
        } else if (line.startsWith(TrapWatch.AT)) {
            // may come first: routes run before all of them do
            traps.add(line.substring(TrapWatch.AT.length()));
        } else if (line.startsWith(CrashNode.PENDING)) {
            answers.add(line.substring(CrashNode.PENDING.length()));
        }
    }

    NodeSettings settings() {
        return settings;
    }

    /** Waits until its routes run. */
    void awaitReady() throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!ready.await(500, TimeUnit.MILLISECONDS)) {
            requireAlive();
            if (System.nanoTime() > end) {
                throw new IllegalStateException(settings.name() + " did not start in " + PATIENCE + "\n" + tail());
            }
        }
    }

    /** The correlation id with which it has come to its trap, or null when it has not within that time. */
    String awaitTrap(Duration patience) throws InterruptedException {
        String correlationId = traps.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
        if (correlationId == null) {
            requireAlive();
        }
        return correlationId;
    }

    /** Lets it run for a while. */
    void leave(Duration time) throws InterruptedException {
        process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
        requireAlive();
    }

    /** How many submissions are not at their end yet; -1 when the node cannot tell. */
    long pending() throws InterruptedException, IOException {
        order(CrashNode.COUNT);
        String answer = answers.poll(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        if (answer == null) {
            throw new IllegalStateException(settings.name() + " does not answer\n" + tail());
        }
        return Long.parseLong(answer);
    }

    /** SIGKILL. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
    }

    /** Stops it as an application is stopped. */
    void stop() throws InterruptedException, IOException {
        order(CrashNode.STOP);
        boolean ended = process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        if (!ended || process.exitValue() != 0) {
            String how = ended ? " ended with " + process.exitValue() : " did not stop in " + PATIENCE;
            throw new IllegalStateException(settings.name() + how + "\n" + tail());
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    List<String> log() throws IOException {
        return Files.readAllLines(log);
    }

    private void order(String order) throws IOException {
        process.getOutputStream().write((order + "\n").getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().flush();
    }

    private void requireAlive() {
        if (!process.isAlive()) {
            throw new NodeEndedException(
                    settings.name() + " has ended by itself with " + process.exitValue() + "\n" + tail());
        }
    }

    private String tail() {
        try {
            List<String> lines = Files.readAllLines(log);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - 40), lines.size()));
        } catch (IOException e) {
            return e.toString();
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    /** A node that nobody killed. */
    static final class NodeEndedException extends IllegalStateException {

        private static final long serialVersionUID = 1L;

        NodeEndedException(String message) {
            super(message);
        }
    }
}
