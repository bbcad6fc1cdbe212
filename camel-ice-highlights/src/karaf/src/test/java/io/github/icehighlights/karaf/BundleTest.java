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
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What is in the bundle, and that the plain jar knows nothing of it. */
class BundleTest {

    private static final Path PLAIN = Path.of(System.getProperty("component.jar"));
    private static final Path BUNDLE =
            Path.of(System.getProperty("component.jar").replaceFirst("\\.jar$", "-osgi.jar"));

    private static final Path QUEUE_CLIENT = Path.of(System.getProperty("queue.client.jar"));

    @Test
    void thePlainJarIsNoBundleAndEmbedsNothing() throws IOException {
        assertThat(headers(PLAIN).keySet())
                .extracting(Object::toString)
                .noneMatch(name ->
                        name.startsWith("Bundle-") || name.endsWith("-Package") || name.endsWith("-Capability"));
        assertThat(entries(PLAIN).keySet())
                .noneMatch(name -> name.endsWith(".jar"))
                .filteredOn(name -> name.endsWith(".class"))
                .allMatch(name -> name.startsWith("io/github/icehighlights/camel/"));
    }

    @Test
    void theBundleHoldsTheSameFiles() throws IOException {
        Map<String, Long> bundle = entries(BUNDLE);
        bundle.keySet().removeIf(name -> name.startsWith("sdk/"));

        assertThat(bundle).isEqualTo(entries(PLAIN));
    }

    @Test
    void theBundleEmbedsTheGuardedTreeAndNothingElse() throws IOException {
        List<String> tree = Files.readAllLines(Path.of(System.getProperty("component.tree"))).stream()
                .filter(line -> !line.startsWith("#"))
                .filter(jar -> !jar.matches("(camel|jackson|slf4j|jakarta)-.*|jakarta\\..*"))
                .toList();

        assertThat(entries(BUNDLE).keySet())
                .filteredOn(name -> name.startsWith("sdk/"))
                .extracting(name -> name.substring("sdk/".length()))
                .containsExactlyInAnyOrderElementsOf(tree);
        assertThat(headers(BUNDLE).getValue("Bundle-ClassPath").split(",")).hasSize(1 + tree.size());
    }

    @Test
    void onlyPublishedPackagesAreExported() throws IOException {
        String component = "io.github.icehighlights.camel";
        assertThat(packages(BUNDLE, "Export-Package"))
                .containsExactlyInAnyOrder(
                        component,
                        component + ".callback",
                        component + ".ice",
                        component + ".model",
                        component + ".request",
                        component + ".store",
                        component + ".tracking");
    }

    @Test
    void whatIsImportedIsCamelJacksonSlf4jJavaAndPerhapsH2AndQueues() throws IOException {
        assertThat(headers(BUNDLE).getValue("Import-Package"))
                .contains("org.apache.camel;version=\"[4.14,5)\"")
                .containsPattern("org\\.h2\\.jdbcx;version=\"[^\"]*\";resolution:=optional");
        assertThat(packages(BUNDLE, "Import-Package"))
                .allMatch(
                        name -> name.matches(
                                "(org\\.apache\\.camel|com\\.fasterxml\\.jackson|org\\.slf4j|javax?)(\\..*)?"
                                        + "|org\\.w3c\\.dom|org\\.xml\\.sax.*|sun\\.misc|org\\.h2\\.jdbcx|com\\.aliyun(cs|\\.mns)\\..*"));
    }

    @Test
    void theQueueClientsBundleExportsWhatTheComponentCallsAndNothingElse() throws IOException {
        assertThat(packages(QUEUE_CLIENT, "Export-Package"))
                .containsExactlyInAnyOrderElementsOf(packages(BUNDLE, "Import-Package").stream()
                        .filter(name -> name.startsWith("com.aliyun"))
                        .toList());
        assertThat(packages(QUEUE_CLIENT, "Import-Package"))
                .allMatch(
                        name -> name.matches("(javax?|org\\.slf4j|org\\.apache\\.commons\\.logging|org\\.osgi)(\\..*)?"
                                + "|org\\.(ietf\\.jgss|w3c\\.dom|xml\\.sax.*)|sun\\.misc|com\\.aliyun.*"));
        assertThat(entries(QUEUE_CLIENT).keySet())
                .noneMatch(name -> name.matches(".*/(slf4j|commons-logging|jaxb|bcprov).*"));
    }

    @ParameterizedTest
    @MethodSource("bundles")
    void noHeaderTellsOfTheMachineItWasBuiltOn(Path bundle) throws IOException {
        assertThat(headers(bundle).values())
                .extracting(Object::toString)
                .noneMatch(value -> value.contains(".m2/") || value.contains(System.getProperty("user.home") + "/"));
    }

    private static Stream<Path> bundles() {
        return Stream.of(BUNDLE, QUEUE_CLIENT);
    }

    private static Attributes headers(Path jar) throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            return file.getManifest().getMainAttributes();
        }
    }

    /** The names in a header, without attributes and directives. */
    private static Set<String> packages(Path jar, String header) throws IOException {
        String bare = headers(jar).getValue(header).replaceAll("\"[^\"]*\"", "");
        return Pattern.compile("([^,;]+)[^,]*")
                .matcher(bare)
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toSet());
    }

    /** Names and check sums of all files but those that every jar has of its own, and the build's index of classes. */
    private static Map<String, Long> entries(Path jar) throws IOException {
        try (JarFile file = new JarFile(jar.toFile());
                Stream<? extends ZipEntry> entries = file.stream()) {
            return entries.filter(entry -> !entry.isDirectory())
                    .filter(entry -> !entry.getName().equals(JarFile.MANIFEST_NAME))
                    .filter(entry -> !entry.getName().startsWith("META-INF/maven/"))
                    .filter(entry -> !entry.getName().equals("META-INF/jandex.idx"))
                    .collect(Collectors.toMap(ZipEntry::getName, ZipEntry::getCrc, (one, other) -> one, TreeMap::new));
        }
    }
}
