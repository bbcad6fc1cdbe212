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
package io.github.icehighlights.camel;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.icehighlights.camel.ice.IceException;
import io.github.icehighlights.camel.model.JobState;
import io.github.icehighlights.camel.store.PendingState;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The manual tells what is there: its option and header tables are those of the catalog, its snippets those of files that
 * tests run, and its other tables name the tests that prove them. {@code -Dreference.write=true} brings it up to date.
 */
class ReferenceTest {

    private static final Set<String> ENDPOINT_ONLY = Set.of("channel", "exceptionHandler", "exchangePattern");
    private static final Pattern PROOF = Pattern.compile("(?m)^ifdef::proof\\[(\\w+)#(\\w+)]$");
    private static final Pattern TABLE = Pattern.compile("(?ms)^\\|===\n(.*?)^\\|===$");

    private final JsonNode catalog = catalog();

    static Stream<ManualPage> pages() {
        return ManualPage.all();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void aPageShowsWhatIsThere(ManualPage page) throws IOException {
        String refreshed = page.refreshed(this::made);
        if (Boolean.getBoolean("reference.write")) {
            Files.writeString(page.file(), refreshed);
            return;
        }
        assertThat(page.text())
                .as(page + " is stale; CONTRIBUTING.md says how to refresh it")
                .isEqualTo(refreshed);
    }

    @Test
    void noOptionAndNoHeaderIsLeftOut() {
        Set<String> shown = ManualPage.named("reference.adoc").regions().collect(Collectors.toCollection(TreeSet::new));

        assertThat(shown)
                .contains("table/component", "table/headers")
                .containsAll(entries("properties")
                        .map(entry -> "table/" + entry.group())
                        .toList());
    }

    @Test
    void everyOptionOfAnEndpointHasItsDefaultOnTheComponent() {
        assertThat(entries("properties").map(Entry::name).filter(name -> !ENDPOINT_ONLY.contains(name)))
                .isSubsetOf(entries("componentProperties").map(Entry::name).toList());
    }

    @ParameterizedTest
    @MethodSource("pages")
    void aPageNamesNoHeaderThatThereIsNot(ManualPage page) {
        List<String> headers = entries("headers").map(Entry::name).toList();

        Pattern.compile("(?:…|CamelIceHighlights)([A-Z]\\w+)")
                .matcher(page.text())
                .results()
                .map(name -> "CamelIceHighlights" + name.group(1))
                .forEach(name -> assertThat(headers).as(page.toString()).contains(name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"reference.adoc", "errors.adoc"})
    void everyRowNamesTheTestThatProvesIt(String name) {
        String page = ManualPage.named(name).byHand();

        TABLE.matcher(page).results().forEach(table -> {
            String[] rows = table.group(1).split("\n\n");
            assertThat(Arrays.asList(rows).subList(1, rows.length))
                    .allSatisfy(row -> assertThat(row).containsPattern(PROOF));
        });
        PROOF.matcher(page).results().forEach(proof -> assertThat(testClass(proof.group(1)))
                .as(proof.group())
                .anyMatch(source -> source.contains(" void " + proof.group(2) + "(")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "reference.adoc",
                "errors.adoc",
                "job-types.adoc",
                "usage.adoc",
                "reliability.adoc",
                "callbacks.adoc"
            })
    void everySnippetComesFromAFileThatTestsRun(String name) {
        assertThat(ManualPage.named(name).byHand())
                .doesNotContainPattern("\\[source,(java|xml|yaml|json|properties|sql)");
    }

    @Test
    void everyWayToFailIsTold() {
        List<String> ways = new ArrayList<>(List.of(
                "IceRequestException",
                "IdempotencyKeyException",
                "IceJobFailedException",
                "ExchangeTimedOutException"));
        Stream.of(IceException.Kind.values()).map(Enum::name).forEach(ways::add);
        Stream.of(JobState.values()).filter(JobState::isFailure).map(Enum::name).forEach(ways::add);
        ways.addAll(List.of(PendingState.PARKED.name(), PendingState.UNCERTAIN.name()));

        assertThat(ManualPage.named("errors.adoc").text()).contains(ways);
    }

    private static List<String> testClass(String name) {
        try (Stream<Path> files = Files.walk(ManualPage.testFile("java"))) {
            return files.filter(file -> file.endsWith(name + ".java"))
                    .map(ManualPage::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String made(String region) {
        String name = region.substring(region.indexOf('/') + 1);
        if (region.startsWith("example/")) {
            return example(name);
        }
        return switch (name) {
            case "component" ->
                optionTable(entries("componentProperties")
                        .filter(entry -> !catalog.path("properties").has(entry.name())));
            case "headers" -> headerTable();
            default ->
                optionTable(entries("properties").filter(entry -> entry.group().equals(name)));
        };
    }

    private String example(String name) {
        int tag = name.indexOf('#');
        String file = tag < 0 ? name : name.substring(0, tag);
        String language = file.substring(file.lastIndexOf('.') + 1);
        String whole = ManualPage.read(exampleFile(file, language))
                .replace(
                        "${project.version}",
                        catalog.path("component").path("version").asText());
        String text = tag < 0 ? whole : tagged(whole, name.substring(tag + 1));
        return "[source," + language + "]\n----\n" + text.strip() + "\n----\n";
    }

    /** Of this module's tests, or anywhere in the project when it says so. */
    private static Path exampleFile(String file, String language) {
        if (file.startsWith("project/")) {
            return ManualPage.projectFile(file.substring("project/".length()));
        }
        return ManualPage.testFile(
                (language.equals("java") ? "java/io/github/icehighlights/camel/" : "resources/examples/") + file);
    }

    private static String tagged(String source, String tag) {
        String begin = "// tag::" + tag + "[]\n";
        int from = source.indexOf(begin) + begin.length();
        return source.substring(from, source.lastIndexOf('\n', source.indexOf("// end::" + tag + "[]")))
                .stripIndent();
    }

    private String optionTable(Stream<Entry> options) {
        return table(
                "[cols=\"3,8,3,3\"]",
                "| Option | Description | Default | Type",
                options.map(option -> "| `" + option.name() + "`\n| " + description(option.json()) + "\n|"
                        + initial(option.json()) + "\n| " + type(option.json()) + "\n"));
    }

    private String headerTable() {
        return table(
                "[cols=\"4,7,3\"]",
                "| Header | Description | Type",
                entries("headers")
                        .map(header -> "| `" + header.name() + "`\n| " + description(header.json()) + "\n| "
                                + type(header.json()) + "\n"));
    }

    private static String table(String columns, String head, Stream<String> rows) {
        return columns + "\n|===\n" + head + "\n\n" + rows.collect(Collectors.joining("\n")) + "|===\n";
    }

    private static String description(JsonNode entry) {
        String required = entry.path("required").asBoolean() ? "*Required.* " : "";
        return required + entry.path("description").asText().replace("|", "\\|");
    }

    private static String initial(JsonNode option) {
        String value = option.path("defaultValue").asText();
        if (!option.path("type").asText().equals("duration")) {
            return value.isEmpty() ? "" : " `" + value + "`";
        }
        return " `" + value + "` (" + readable(Duration.ofMillis(Long.parseLong(value))) + ")";
    }

    private static String readable(Duration duration) {
        if (duration.equals(Duration.ofDays(duration.toDays()))) {
            return duration.toDays() + " d";
        }
        if (duration.equals(Duration.ofHours(duration.toHours()))) {
            return duration.toHours() + " h";
        }
        return duration.equals(Duration.ofMinutes(duration.toMinutes()))
                ? duration.toMinutes() + " min"
                : duration.toSeconds() + " s";
    }

    private static String type(JsonNode entry) {
        if (entry.has("enum")) {
            return StreamSupport.stream(entry.path("enum").spliterator(), false)
                    .map(value -> "`" + value.asText() + "`")
                    .collect(Collectors.joining(", "));
        }
        String type = entry.path("type").asText();
        String java = entry.path("javaType").asText().replaceAll("\\b[a-z]\\w*\\.", "");
        String autowired = entry.path("autowired").asBoolean() ? ", autowired" : "";
        return (type.isEmpty() || type.equals("object") || type.equals("string") ? "`" + java + "`" : type) + autowired;
    }

    /** An option or a header of the catalog. */
    private record Entry(String name, JsonNode json) {

        /** Camel puts what only experts need into groups of their own. */
        String group() {
            return json.path("group").asText().replace(" (advanced)", "-advanced");
        }
    }

    private Stream<Entry> entries(String section) {
        return catalog.path(section).properties().stream().map(field -> new Entry(field.getKey(), field.getValue()));
    }

    private static JsonNode catalog() {
        try (InputStream in = ReferenceTest.class.getResourceAsStream(
                "/META-INF/io/github/icehighlights/camel/ice-highlights.json")) {
            return new ObjectMapper().readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
