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

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import java.util.zip.Deflater;

/**
 * Starts nodes: JVMs with the class path of this one, made to start fast. The first one that stops in peace leaves an archive
 * of its loaded classes, with which the others start in half the time.
 */
final class NodeLauncher {

    private static final List<String> FLAGS = List.of(
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-XX:-UsePerfData",
            "-Xmx256m",
            "-Dlogback.configurationFile=crash-node-logback.xml");

    private final Path archive;
    private final String classPath;
    private boolean recording;

    /** @param folder for what nodes share */
    NodeLauncher(Path folder) throws IOException {
        this.archive = folder.resolve("classes.jsa");
        List<String> jars = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            Path path = Path.of(entry);
            // an archive takes classes from jars only
            jars.add(Files.isDirectory(path) ? jar(path, folder.resolve(jars.size() + ".jar")) : entry);
        }
        this.classPath = String.join(File.pathSeparator, jars);
    }

    private static String jar(Path folder, Path jar) throws IOException {
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file);
                Stream<Path> entries = Files.walk(folder)) {
            out.setLevel(Deflater.NO_COMPRESSION);
            for (Path entry : entries.filter(Files::isRegularFile).toList()) {
                out.putNextEntry(
                        new JarEntry(folder.relativize(entry).toString().replace(File.separatorChar, '/')));
                Files.copy(entry, out);
            }
        }
        return jar.toString();
    }

    NodeProcess start(NodeSettings settings, Path logs) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(FLAGS);
        command.add(sharing());
        command.add("-cp");
        command.add(classPath);
        command.add(CrashNode.class.getName());
        command.addAll(settings.arguments());
        File log = logs.resolve(settings.name() + ".log").toFile();
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.to(log))
                .start();
        return new NodeProcess(settings, process, log.toPath());
    }

    /** Whether there is an archive already. */
    synchronized boolean isTrained() {
        return recording;
    }

    private synchronized String sharing() {
        if (recording) {
            return "-XX:SharedArchiveFile=" + archive;
        }
        recording = true;
        return "-XX:ArchiveClassesAtExit=" + archive;
    }
}
