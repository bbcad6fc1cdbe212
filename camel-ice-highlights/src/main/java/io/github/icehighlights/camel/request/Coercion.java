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
package io.github.icehighlights.camel.request;

import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Gives the documented fields of a part of a request their types, wherever they come from: a map made of text lines says
 * "10" too. Immutable, thread-safe.
 */
final class Coercion {

    private final List<Field> fields;

    /** @param names from the part down to the field */
    private record Field(String path, String[] names, FieldType type) {

        void coerce(ObjectNode part) {
            JsonNode parent = part;
            for (int i = 0; i < names.length - 1; i++) {
                parent = parent.path(names[i]);
            }
            String name = names[names.length - 1];
            if (parent instanceof ObjectNode object && object.has(name)) {
                object.set(name, type.coerce(path, object.get(name)));
            }
        }
    }

    private Coercion(List<Field> fields) {
        this.fields = fields;
    }

    /**
     * @param types the documented types by full path, as in {@code OutputConfig.Width}
     * @param part  where a path of this part begins, as in {@code OutputConfig}
     */
    static Coercion of(Map<String, FieldType> types, String part) {
        return new Coercion(types.keySet().stream()
                .filter(path -> path.startsWith(part + "."))
                // parents first: a text that holds an object becomes one before its fields are looked at
                .sorted()
                .map(path -> new Field(path, path.substring(part.length() + 1).split("\\."), types.get(path)))
                .toList());
    }

    void coerce(ObjectNode part) {
        if (!part.isEmpty()) {
            fields.forEach(field -> field.coerce(part));
        }
    }
}
