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
import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** The component's options as its own catalog has them. */
final class Catalog {

    private static final String JSON = "/META-INF/io/github/icehighlights/camel/ice-highlights.json";

    private Catalog() {}

    static List<Option> options() {
        try (InputStream in = Catalog.class.getResourceAsStream(JSON)) {
            JsonNode properties = new ObjectMapper().readTree(in).get("componentProperties");
            List<Option> options = new ArrayList<>();
            properties.fields().forEachRemaining(entry -> options.add(new Option(entry.getKey(), entry.getValue())));
            return options;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * @param name as in Java
     * @param json what the catalog says about it
     */
    record Option(String name, JsonNode json) {

        /** As in {@code application.yaml}. */
        String property() {
            return "camel.component.ice-highlights."
                    + name.replaceAll("([A-Z])", "-$1").toLowerCase();
        }

        String type() {
            return json.get("type").asText();
        }

        String javaType() {
            return json.get("javaType").asText();
        }

        String description() {
            return json.get("description").asText();
        }

        boolean isSecret() {
            return json.get("secret").asBoolean();
        }

        /** Null when there is none. */
        JsonNode defaultValue() {
            return json.get("defaultValue");
        }

        List<String> values() {
            List<String> values = new ArrayList<>();
            json.path("enum").forEach(value -> values.add(value.asText()));
            return values;
        }

        @Override
        public String toString() {
            return name;
        }
    }
}
