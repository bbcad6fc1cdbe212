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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.github.icehighlights.camel.springboot.Catalog.Option;

/**
 * Makes the class of the configuration properties, and what an IDE is to know beyond the class, out of the component's
 * catalog. The properties have no initial values: only what an application says is set on the component.
 */
final class GeneratedSources {

    static final Path CLASS = Path.of(
            "src/generated/java/io/github/icehighlights/camel/springboot/IceHighlightsComponentConfiguration.java");
    static final Path METADATA =
            Path.of("src/generated/resources/META-INF/additional-spring-configuration-metadata.json");

    /** May be a bean as well. */
    private static final String JOB_STORE = "camel.component.ice-highlights.job-store";

    /** What Camel's own classes have for every starter, and say nothing about. */
    private static final Map<String, String> SWITCHES = new TreeMap<>(Map.of(
            "camel.component.ice-highlights.enabled",
            "Whether the starter does anything; camel.component.enabled says it for all components.",
            "camel.component.ice-highlights.customizer.enabled",
            "Whether the component gets what the application's properties and beans say."));

    private static final int WIDTH = 112;

    private final ObjectMapper json = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    private final List<Option> options = Catalog.options();

    String configurationClass() {
        StringBuilder code = new StringBuilder(header());
        code.append("""
                package io.github.icehighlights.camel.springboot;

                import org.apache.camel.spring.boot.ComponentConfigurationPropertiesCommon;
                import org.springframework.boot.context.properties.ConfigurationProperties;

                /** Options of the component ice-highlights. Generated from its catalog by GeneratedSourcesTest: not to be edited. */
                @ConfigurationProperties(prefix = "camel.component.ice-highlights")
                public class IceHighlightsComponentConfiguration extends ComponentConfigurationPropertiesCommon {
                """);
        options.forEach(option -> code.append(field(option)));
        options.forEach(option -> code.append(accessors(option)));
        return code.append("}\n").toString();
    }

    private static String field(Option option) {
        return "\n" + javadoc(option.description()) + "    private " + javaType(option) + " " + option.name() + ";\n";
    }

    private static String accessors(Option option) {
        String capital =
                option.name().substring(0, 1).toUpperCase() + option.name().substring(1);
        return """

                    public %1$s get%2$s() {
                        return %3$s;
                    }

                    public void set%2$s(%1$s %3$s) {
                        this.%3$s = %3$s;
                    }
                """.formatted(javaType(option), capital, option.name());
    }

    private static String javaType(Option option) {
        return switch (option.type()) {
            case "boolean" -> "Boolean";
            case "integer" -> option.javaType().equals("long") ? "Long" : "Integer";
            case "number" -> "Double";
            case "duration" -> "java.time.Duration";
            // a file can say only a text, which Camel takes for what it means; the processor takes an Object for a
            // group
            case "object" -> option.javaType().equals("java.lang.Object") ? "String" : option.javaType();
            default -> option.javaType().replace("java.lang.", "");
        };
    }

    private static String javadoc(String text) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.split(" ")) {
            if (line.length() + word.length() > WIDTH) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(' ').append(word);
        }
        lines.add(line.toString());
        return lines.stream().collect(Collectors.joining("\n     *", "    /**\n     *", "\n     */\n"));
    }

    String metadata() {
        ObjectNode root = json.createObjectNode();
        ArrayNode properties = root.putArray("properties");
        ArrayNode hints = root.putArray("hints");
        SWITCHES.forEach((name, description) -> properties
                .addObject()
                .put("name", name)
                .put("description", description)
                .put("defaultValue", true));
        for (Option option : options) {
            // the processor reads descriptions from Javadoc too, but not to the letter
            ObjectNode property =
                    properties.addObject().put("name", option.property()).put("description", option.description());
            if (option.type().equals("duration")) {
                property.put("defaultValue", option.defaultValue().asText() + "ms");
            } else if (option.defaultValue() != null) {
                property.set("defaultValue", option.defaultValue());
            }
            hint(hints, option.property(), option.values());
        }
        hint(hints, JOB_STORE, List.of("memory", "jdbc"));
        ((ObjectNode) hints.get(hints.size() - 1))
                .putArray("providers")
                .addObject()
                .put("name", "any");
        try {
            return json.writeValueAsString(root) + "\n";
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void hint(ArrayNode hints, String property, List<String> values) {
        if (!values.isEmpty()) {
            ArrayNode list = hints.addObject().put("name", property).putArray("values");
            values.forEach(value -> list.addObject().put("value", value));
        }
    }

    private static String header() {
        try {
            return Files.readString(Path.of("../.mvn/java-header.txt"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
