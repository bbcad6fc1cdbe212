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
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What Alibaba does not say or nobody has tried: {@code unconfirmed.csv} and the page made of it. */
class UnconfirmedTest {

    private static final String NONE = "-";
    private static final String HEAD = "| |What is not sure |Options and their defaults |How to find out";

    private final List<List<String>> points = Tables.read("unconfirmed.csv");
    private final JsonNode catalog = catalog();

    private static JsonNode catalog() {
        try (InputStream in = UnconfirmedTest.class.getResourceAsStream(
                "/META-INF/io/github/icehighlights/camel/ice-highlights.json")) {
            return new ObjectMapper().readTree(in);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static List<String> options(List<String> point) {
        return point.get(1).equals(NONE)
                ? List.of()
                : Arrays.asList(point.get(1).split(" "));
    }

    @Test
    void thereAreSixteen() {
        assertThat(points).hasSize(16);
        assertThat(points).filteredOn(point -> options(point).isEmpty()).hasSize(2);
    }

    @Test
    void eachOptionIsOne() {
        assertThat(points).flatMap(UnconfirmedTest::options).allSatisfy(option -> assertThat(
                        catalog.path("componentProperties").has(option))
                .as(option)
                .isTrue());
    }

    /** With the defaults of the catalog, so that they cannot differ. */
    @Test
    void thePageShowsTheseRows() throws IOException {
        List<String> expected = new ArrayList<>(List.of("|===", HEAD, ""));
        for (int i = 0; i < points.size(); i++) {
            List<String> point = points.get(i);
            expected.addAll(
                    List.of("|" + (i + 1), "|" + point.get(0), "|" + withDefaults(point), "|" + point.get(2), ""));
        }
        expected.set(expected.size() - 1, "|===");

        List<String> page = Files.readAllLines(Tables.root().resolve("docs/unconfirmed.adoc"));

        int begin = page.indexOf("|===");
        assertThat(begin).isNotNegative();
        assertThat(page.subList(begin, page.lastIndexOf("|===") + 1)).isEqualTo(expected);
    }

    private String withDefaults(List<String> point) {
        List<String> shown = new ArrayList<>();
        for (String option : options(point)) {
            JsonNode entry = catalog.path("componentProperties").path(option);
            String value = entry.path("defaultValue").asText("");
            String unit = entry.path("type").asText().equals("duration") ? " ms" : "";
            shown.add("`" + option + "`: " + (value.isEmpty() ? "not set" : "`" + value + "`" + unit));
        }
        return shown.isEmpty() ? "none needed" : String.join(", ", shown);
    }
}
