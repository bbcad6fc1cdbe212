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

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

import io.github.icehighlights.localice.LocalIce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** One container, from its first start to its end: each test goes on where the one before it has left off. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class KarafTest {

    private static final Path BUILD = Path.of(System.getProperty("karaf.build"));
    private static final String COMPONENT = "io.github.icehighlights.camel-ice-highlights";

    @TempDir
    private static Path folders;

    private static LocalIce ice;
    private static Karaf karaf;

    @BeforeAll
    static void start() throws Exception {
        Optional<Path> java = Java17.home();
        if (java.isEmpty()) {
            String message = "Karaf 4.4 needs a JDK 17: none in JAVA17_HOME or /usr/lib/jvm, and this one is "
                    + Runtime.version();
            assertThat(Boolean.getBoolean("karaf.required")).as(message).isFalse();
            Assumptions.abort(message);
        }
        ice = LocalIce.builder().bucket("media").start();
        ice.s3().put("media", "match.mp4", LocalIce.sampleVideo());
        karaf = Karaf.unpack(
                BUILD.resolve("apache-karaf.zip"), BUILD.resolve("karaf"), BUILD.resolve("repository"), java.get());
        Files.writeString(karaf.etc("highlights.properties"), """
                inbox = %s
                outbox = %s
                camel.component.ice-highlights.endpoint = %s
                camel.component.ice-highlights.region = %s
                camel.component.ice-highlights.accessKey = %s
                camel.component.ice-highlights.secretKey = %s
                camel.component.ice-highlights.firstLook = 20
                camel.component.ice-highlights.lookInterval = 50
                """.formatted(
                        inbox(), outbox(), ice.endpoint(), ice.region(), ice.accessKey(), ice.secretKey()));
        long began = System.nanoTime();
        karaf.start();
        print("container up", began);
    }

    @AfterAll
    static void stop() {
        if (karaf != null) {
            karaf.close();
        }
        if (ice != null) {
            ice.close();
        }
    }

    @Test
    @Order(1)
    void theFeatureIsInstalledByTwoCommands() throws Exception {
        long began = System.nanoTime();
        karaf.type(Path.of(KarafTest.class.getResource("/install.karaf").toURI()));
        print("feature installed", began);

        assertThat(bundles(COMPONENT)).hasSize(1);
        assertThat(karaf.beans().bundles())
                .allSatisfy(bundle -> assertThat(bundle.state()).isIn("Active", "Resolved"));
        assertThat(karaf.beans().diagnosis(bundles(COMPONENT).get(0))).isNullOrEmpty();
    }

    @Test
    @Order(2)
    void aRouteGetsTheResultOfItsJob() throws Exception {
        long began = System.nanoTime();
        karaf.beans()
                .install("mvn:io.github.icehighlights/ice-highlights-karaf-java-dsl/"
                        + System.getProperty("project.version"));
        order("first");
        assertThat(result(1)).contains("\"FINISHED\"").contains("clips/");
        print("route installed, first result delivered", began);
    }

    private static void order(String name) throws Exception {
        Path hidden = Files.writeString(folders.resolve(name), "oss://media/match.mp4");
        Files.move(hidden, inbox().resolve(name + ".txt"));
    }

    /** The newest result, when there are so many. */
    private static String result(int count) throws Exception {
        try {
            await().atMost(60, TimeUnit.SECONDS).until(() -> results().size() >= count);
        } catch (Exception e) {
            throw new AssertionError(results() + " of " + count + "; " + karaf.log(), e);
        }
        assertThat(results()).hasSize(count);
        return Files.readString(results().get(count - 1));
    }

    private static List<Path> results() throws Exception {
        try (Stream<Path> files = Files.list(outbox())) {
            return files.filter(file -> file.toString().endsWith(".json")).toList();
        }
    }

    private static List<KarafBeans.Bundle> bundles(String symbolicName) throws Exception {
        return karaf.beans().bundles().stream()
                .filter(bundle -> symbolicName.equals(bundle.symbolicName()))
                .toList();
    }

    private static Path inbox() throws Exception {
        return Files.createDirectories(folders.resolve("inbox"));
    }

    private static Path outbox() throws Exception {
        return Files.createDirectories(folders.resolve("outbox"));
    }

    private static void print(String what, long began) {
        System.out.printf("Karaf: %s after %.1f s%n", what, (System.nanoTime() - began) / 1e9);
    }
}
