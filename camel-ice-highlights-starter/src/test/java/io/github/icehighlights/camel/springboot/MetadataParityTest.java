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
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.convert.DurationStyle;

import io.github.icehighlights.camel.springboot.Catalog.Option;

import static org.assertj.core.api.Assertions.assertThat;

/** What an IDE offers in {@code application.yaml} is what the component's catalog says. */
class MetadataParityTest {

    /** Properties of the starter that are no options of the component. */
    private static final Set<String> STARTER_ONLY = Set.of(
            "camel.component.ice-highlights.enabled",
            "camel.component.ice-highlights.customizer.enabled",
            "camel.component.ice-highlights.initialize-schema");

    private static final Map<String, String> TYPES = Map.of(
            "boolean", "java.lang.Boolean",
            "integer", "java.lang.Integer",
            "number", "java.lang.Double",
            "string", "java.lang.String",
            "duration", "java.time.Duration");

    private static final JsonNode METADATA = metadata();

    static Stream<Option> options() {
        return Catalog.options().stream();
    }

    @Test
    void theOptionsAreTheSameSet() {
        assertThat(entries("properties").keySet())
                .containsAll(STARTER_ONLY)
                .filteredOn(name -> !STARTER_ONLY.contains(name))
                .containsExactlyInAnyOrderElementsOf(
                        options().map(Option::property).toList());
    }

    @ParameterizedTest
    @MethodSource("options")
    void anOptionHasTheSameTypeDefaultAndDescription(Option option) {
        JsonNode property = entries("properties").get(option.property());

        String javaType = option.javaType().replace(", ", ",").replaceFirst("^java.lang.Object$", "java.lang.String");
        assertThat(property.get("type").asText()).isEqualTo(TYPES.getOrDefault(option.type(), javaType));
        assertThat(property.path("description").asText()).isEqualTo(option.description());
        assertThat(value(option, property.get("defaultValue"))).isEqualTo(value(option, option.defaultValue()));
    }

    @Test
    void enumsAreHinted() {
        Map<String, JsonNode> hints = entries("hints");

        assertThat(options().filter(option -> option.type().equals("enum")))
                .isNotEmpty()
                .allSatisfy(option -> assertThat(
                                hints.get(option.property()).get("values").findValuesAsText("value"))
                        .isEqualTo(option.values()));
    }

    /** What the starter adds is told to an IDE as well as the options are. */
    @ParameterizedTest
    @CsvSource({
        "enabled, java.lang.Boolean, true, Whether the starter",
        "customizer.enabled, java.lang.Boolean, true, Whether the component",
        "initialize-schema, io.github.icehighlights.camel.springboot.InitializeSchema, embedded, When to make"
    })
    void aPropertyOfTheStarterAloneIsDescribed(String name, String type, String standard, String description) {
        JsonNode property = entries("properties").get("camel.component.ice-highlights." + name);

        assertThat(property.path("type").asText()).isEqualTo(type);
        assertThat(property.path("defaultValue").asText()).isEqualTo(standard);
        assertThat(property.path("description").asText()).startsWith(description);
    }

    /** Every property that there is. */
    static Set<String> properties() {
        return entries("properties").keySet();
    }

    private static Object value(Option option, JsonNode value) {
        if (value == null) {
            return null;
        }
        return switch (option.type()) {
            case "duration" -> DurationStyle.detectAndParse(value.asText()).toMillis();
            case "number" -> value.asDouble();
            default -> value.asText();
        };
    }

    private static Map<String, JsonNode> entries(String list) {
        return StreamSupport.stream(METADATA.get(list).spliterator(), false)
                .filter(entry -> entry.get("name").asText().startsWith("camel.component.ice-highlights"))
                .collect(Collectors.toMap(entry -> entry.get("name").asText(), entry -> entry));
    }

    /** Written by Spring Boot's processor while this module was compiled; other jars have one too. */
    private static JsonNode metadata() {
        try (InputStream in = IceHighlightsComponentAutoConfiguration.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI()
                .resolve("META-INF/spring-configuration-metadata.json")
                .toURL()
                .openStream()) {
            return new ObjectMapper().readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (java.net.URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
