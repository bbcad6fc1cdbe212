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
package io.github.icehighlights.karaf;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

import static org.awaitility.Awaitility.await;

/**
 * An unpacked Karaf as it is shipped, but for its ports, a user to log in with, and where Maven artifacts come from: from
 * this build's repository only.
 */
final class Karaf implements AutoCloseable {

    private static final String USER = "karaf";

    private final Path home;
    private final Path javaHome;
    private final List<Integer> ports;
    private final Map<String, String> environment;
    private final Thread atExit = new Thread(this::kill, "karaf-kill");
    private Process process;
    private KarafBeans beans;

    private Karaf(Path home, Path javaHome, List<Integer> ports, Map<String, String> environment) {
        this.home = home;
        this.javaHome = javaHome;
        this.ports = ports;
        this.environment = environment;
    }

    /**
     * @param distribution the zip
     * @param home         where it goes; what is there is deleted
     * @param repository   a folder in the layout of a Maven repository
     * @param environment  variables that it has beside those of this process
     */
    static Karaf unpack(Path distribution, Path home, Path repository, Path javaHome, Map<String, String> environment)
            throws IOException {
        delete(home);
        unzip(distribution, home);
        Karaf karaf = new Karaf(home, javaHome, freePorts(4), environment);
        karaf.configure(repository);
        Runtime.getRuntime().addShutdownHook(karaf.atExit);
        return karaf;
    }

    private void configure(Path repository) throws IOException {
        Files.writeString(etc("org.ops4j.pax.url.mvn.cfg"), """
                org.ops4j.pax.url.mvn.localRepository = ${karaf.data}/repository
                org.ops4j.pax.url.mvn.defaultRepositories = \\
                    ${karaf.home.uri}${karaf.default.repository}@id=system.repository@snapshots, \\
                    %s@id=build@snapshots
                org.ops4j.pax.url.mvn.repositories =
                org.ops4j.pax.url.mvn.useFallbackRepositories = false
                """.formatted(repository.toUri()));
        Files.writeString(etc("users.properties"), """
                %1$s = %1$s,_g_:admingroup
                _g_\\:admingroup = group,admin,manager,viewer,systembundles,ssh
                """.formatted(USER));
        replace("org.apache.karaf.management.cfg", "rmiRegistryPort = 1099", "rmiRegistryPort = " + ports.get(0));
        replace("org.apache.karaf.management.cfg", "rmiServerPort = 44444", "rmiServerPort = " + ports.get(1));
        replace("org.apache.karaf.shell.cfg", "sshPort = 8101", "sshPort = " + ports.get(2));
        replace("org.apache.karaf.shell.cfg", "sshHost = 0.0.0.0", "sshHost = 127.0.0.1");
        for (String script : List.of("karaf", "client")) {
            if (!home.resolve("bin").resolve(script).toFile().setExecutable(true)) {
                throw new IOException("cannot make bin/" + script + " executable");
            }
        }
    }

    private void replace(String file, String from, String to) throws IOException {
        String text = Files.readString(etc(file));
        if (!text.contains(from)) {
            throw new IOException(file + " of this Karaf has no '" + from + "'");
        }
        Files.writeString(etc(file), text.replace(from, to));
    }

    /** Puts the features that stand in for those of Camel for Karaf where the container finds them first. */
    void standInForCamel(Path features) throws IOException {
        String[] name = features.getFileName().toString().split("-");
        Path folder = home.resolve("system/org/apache/camel/karaf/apache-camel").resolve(name[2]);
        Files.createDirectories(folder);
        Files.copy(features, folder.resolve(features.getFileName()));
    }

    /** A port that is left for the routes. */
    int callbackPort() {
        return ports.get(3);
    }

    Path home() {
        return home;
    }

    /** A file in etc. */
    Path etc(String name) {
        return home.resolve("etc").resolve(name);
    }

    /** Starts the container and waits until it can be asked. */
    void start() throws IOException {
        process = command("karaf", "server")
                .redirectOutput(ProcessBuilder.Redirect.appendTo(output().toFile()))
                .start();
        beans = await("Karaf is up")
                .atMost(2, TimeUnit.MINUTES)
                .pollInterval(100, TimeUnit.MILLISECONDS)
                .failFast("Karaf has ended: " + output(), () -> !process.isAlive())
                .ignoreExceptions()
                .until(() -> KarafBeans.connect(ports.get(0), ports.get(1), USER, USER), KarafBeans::isBooted);
    }

    KarafBeans beans() {
        return beans;
    }

    /** Types commands into the console, and returns what it answers. */
    String type(Path commands) throws IOException, InterruptedException {
        Process client = command(
                        "client",
                        "-h",
                        "127.0.0.1",
                        "-a",
                        "" + ports.get(2),
                        "-u",
                        USER,
                        "-p",
                        USER,
                        "-r",
                        "60",
                        "-d",
                        "1",
                        "-b")
                .redirectInput(commands.toFile())
                .start();
        String answer = new String(client.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        if (!client.waitFor(1, TimeUnit.MINUTES) || client.exitValue() != 0) {
            client.destroyForcibly();
            throw new IOException("bin/client failed: " + answer);
        }
        return answer;
    }

    private ProcessBuilder command(String script, String... arguments) {
        ProcessBuilder builder =
                new ProcessBuilder(home.resolve("bin").resolve(script).toString());
        builder.command().addAll(List.of(arguments));
        builder.environment().keySet().removeIf(name -> name.startsWith("KARAF") || name.startsWith("JAVA"));
        builder.environment().putAll(environment);
        builder.environment().put("JAVA_HOME", javaHome.toString());
        // the script gives its place to the JVM: what is ended here is the container itself
        builder.environment().put("KARAF_EXEC", "exec");
        return builder.redirectErrorStream(true);
    }

    /** Stops the container as an operator does. */
    void stop() throws Exception {
        beans.halt();
        beans.close();
        if (!process.waitFor(1, TimeUnit.MINUTES)) {
            throw new IOException("Karaf does not stop: " + output());
        }
    }

    /** Log and output, for the message of a failing test. */
    String log() {
        try {
            Path log = home.resolve("data/log/karaf.log");
            return (Files.exists(log) ? Files.readString(log, java.nio.charset.StandardCharsets.ISO_8859_1) : "")
                    + Files.readString(output(), java.nio.charset.StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path output() {
        return home.resolveSibling("karaf.out");
    }

    @Override
    public void close() {
        kill();
        Runtime.getRuntime().removeShutdownHook(atExit);
    }

    private void kill() {
        if (process != null) {
            process.destroyForcibly();
        }
    }

    private static List<Integer> freePorts(int count) throws IOException {
        ServerSocket[] sockets = new ServerSocket[count];
        try {
            for (int i = 0; i < count; i++) {
                sockets[i] = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
            }
            return Stream.of(sockets).map(ServerSocket::getLocalPort).toList();
        } finally {
            for (ServerSocket socket : sockets) {
                if (socket != null) {
                    socket.close();
                }
            }
        }
    }

    /** The zip without its outermost folder. */
    private static void unzip(Path zip, Path folder) throws IOException {
        try (InputStream in = Files.newInputStream(zip);
                ZipInputStream entries = new ZipInputStream(in)) {
            for (ZipEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
                Path inside = Path.of(entry.getName());
                if (!entry.isDirectory()) {
                    Path file = folder.resolve(inside.subpath(1, inside.getNameCount()));
                    Files.createDirectories(file.getParent());
                    Files.copy(entries, file);
                }
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
