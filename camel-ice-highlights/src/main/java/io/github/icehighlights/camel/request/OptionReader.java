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

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Turns options of one group ({@code output.Video.Bitrate=3000}) into a JSON object with ICE's types. */
final class OptionReader {

    private static final int MAX_PARTS = 20;

    private final Map<String, FieldType> types;

    /** @param types the documented types by full path, as in {@code OutputConfig.Width} */
    OptionReader(Map<String, FieldType> types) {
        this.types = types;
    }

    /**
     * @param group   name of the options, as in {@code strategy}
     * @param path    where they end up, as in {@code InputConfig.Strategy}
     * @param options the options without the group's name; null values are left out
     */
    ObjectNode read(String group, String path, Map<String, Object> options) {
        ObjectNode root = Json.NODES.objectNode();
        List<String> names = new ArrayList<>(options.keySet());
        // whole objects first, so that A.B finds the object that A gave, in whatever order a map has them
        names.sort(Comparator.comparingInt(OptionReader::dots).thenComparing(Comparator.naturalOrder()));
        for (String name : names) {
            if (options.get(name) != null) {
                String option = group + "." + name;
                put(root, option, parts(name), value(option, path + "." + name, options.get(name)));
            }
        }
        return root;
    }

    private JsonNode value(String option, String path, Object given) {
        JsonNode value = JavaValues.toJson(option, given);
        FieldType type = types.get(path);
        if (type != null) {
            return type.coerce(option, value);
        }
        return value.isTextual() && Json.isMeant(value.textValue()) ? Json.read(option, value.textValue()) : value;
    }

    private static void put(ObjectNode root, String option, String[] parts, JsonNode value) {
        if (parts.length > MAX_PARTS) {
            throw IceRequestException.hidden(option, "it nests more than " + MAX_PARTS + " deep");
        }
        ObjectNode parent = root;
        for (int i = 0; i < parts.length; i++) {
            if (parts[i].isEmpty()) {
                throw IceRequestException.hidden(option, "a name is missing before or after a dot");
            }
            if (i == parts.length - 1) {
                break;
            }
            JsonNode child = parent.get(parts[i]);
            if (child == null || child.isNull()) {
                child = parent.putObject(parts[i]);
            } else if (!child.isObject()) {
                throw IceRequestException.hidden(
                        option, "another option already gives " + parts[i] + " a value that has no fields");
            }
            parent = (ObjectNode) child;
        }
        String name = parts[parts.length - 1];
        JsonNode before = parent.get(name);
        parent.set(name, before == null ? value : Layers.over(before, value));
    }

    private static int dots(String name) {
        int dots = 0;
        for (int at = name.indexOf('.'); at >= 0; at = name.indexOf('.', at + 1)) {
            dots++;
        }
        return dots;
    }

    private static String[] parts(String name) {
        return name.split("\\.", -1);
    }
}
