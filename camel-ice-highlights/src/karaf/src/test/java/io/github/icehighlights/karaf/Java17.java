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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** The JDK for Karaf 4.4, which starts on Java 17 only: later ones have no security manager. */
final class Java17 {

    private static final Path INSTALLED = Path.of("/usr/lib/jvm");

    private Java17() {}

    /** Home of the running one, of the one that JAVA17_HOME names, or of an installed one. */
    static Optional<Path> home() throws IOException {
        String named = System.getenv("JAVA17_HOME");
        try (Stream<Path> installed = Files.isDirectory(INSTALLED) ? Files.list(INSTALLED) : Stream.empty()) {
            return Stream.concat(
                            Stream.of(System.getProperty("java.home"), named)
                                    .filter(Objects::nonNull)
                                    .map(Path::of),
                            installed.sorted())
                    .filter(Java17::is17)
                    .findFirst();
        }
    }

    private static boolean is17(Path home) {
        try {
            return Files.isExecutable(home.resolve("bin/java"))
                    && Files.readAllLines(home.resolve("release")).stream()
                            .anyMatch(line -> line.startsWith("JAVA_VERSION=\"17"));
        } catch (IOException e) {
            return false;
        }
    }
}
