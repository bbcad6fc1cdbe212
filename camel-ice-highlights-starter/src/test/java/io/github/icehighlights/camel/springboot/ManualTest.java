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
package io.github.icehighlights.camel.springboot;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.io.FileSystemResource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What {@code docs/spring-boot.adoc} shows are files that other tests run with: {@code src/test/resources/examples}, and the
 * application in {@code src/it/boot}.
 */
class ManualTest {

    private static final Pattern YAML = Pattern.compile("(?s)\\[source,yaml]\n----\n(.*?)----\n");

    private static final Path APPLICATION = Path.of("src/it/boot");
    private static final String PAGE = read(Path.of("../docs/spring-boot.adoc"));

    static Stream<Path> examples() throws IOException {
        return Stream.concat(
                Files.list(Path.of("src/test/resources/examples")),
                Stream.of(APPLICATION.resolve("src/main/resources/application.yaml")));
    }

    @Test
    void thePageShowsTheFiles() throws IOException {
        List<String> shown = YAML.matcher(PAGE)
                .results()
                .map(MatchResult::group)
                .map(block -> YAML.matcher(block).replaceFirst("$1"))
                .toList();

        assertThat(shown)
                .containsExactlyInAnyOrderElementsOf(
                        examples().map(ManualTest::read).toList());
    }

    @Test
    void thePageShowsTheFilterChainThatIsTested() {
        assertThat(PAGE)
                .contains(tagged(
                        Path.of("src/test/java/io/github/icehighlights/camel/springboot/SecureApplication.java"),
                        "security"));
    }

    @Test
    void thePageShowsTheApplicationThatIsTested() {
        assertThat(PAGE).contains(read(APPLICATION.resolve("src/main/java/foreign/Application.java")));
    }

    @ParameterizedTest
    @CsvSource({"dependencies", "camel"})
    void thePageShowsItsDependencies(String tag) {
        assertThat(PAGE)
                .contains(tagged(APPLICATION.resolve("pom.xml"), tag)
                        .replaceAll("@project.version@", "0.1.0-SNAPSHOT")
                        .replaceAll("@it.camel.version@", "4.22.0"));
    }

    /** Its version is said by Camel's list, beside which it is shown. */
    @Test
    void thePageShowsTheDependencyOfCallbacks() {
        assertThat(PAGE)
                .contains(tagged(Path.of("pom.xml"), "callback").replaceAll("(?m)^ *<(version|scope)>.*\n", ""));
    }

    /** What stands between the lines with a tag's begin and end. */
    private static String tagged(Path file, String tag) {
        String source = read(file);
        return source.substring(
                        source.indexOf("\n", source.indexOf("tag::" + tag + "[]")) + 1,
                        source.lastIndexOf("\n", source.indexOf("end::" + tag + "[]")) + 1)
                .stripTrailing()
                .stripIndent();
    }

    /** Spring Boot says nothing about a property that nobody knows. */
    @ParameterizedTest
    @MethodSource("examples")
    void aFileSaysNothingUnknown(Path example) throws IOException {
        Set<String> known = MetadataParityTest.properties();

        for (var document : new YamlPropertySourceLoader().load("example", new FileSystemResource(example))) {
            for (String name : ((EnumerablePropertySource<?>) document).getPropertyNames()) {
                if (name.startsWith("camel.component.ice-highlights")) {
                    assertThat(known).anyMatch(property -> name.equals(property) || name.startsWith(property + "."));
                }
            }
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
