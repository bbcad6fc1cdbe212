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

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Lays JSON over JSON: objects are merged field by field, everything else is replaced, lists too. */
final class Layers {

    private Layers() {}

    /** The layers over each other, the last one on top; null layers count for nothing. A fresh object. */
    static ObjectNode merge(ObjectNode... layers) {
        ObjectNode result = Json.NODES.objectNode();
        for (ObjectNode layer : layers) {
            if (layer != null) {
                lay(layer, result);
            }
        }
        return result;
    }

    static JsonNode over(JsonNode below, JsonNode above) {
        if (!(below instanceof ObjectNode base) || !(above instanceof ObjectNode top)) {
            return above;
        }
        ObjectNode merged = base.deepCopy();
        lay(top, merged);
        return merged;
    }

    /** Changes what lies below. */
    private static void lay(ObjectNode above, ObjectNode below) {
        above.properties().forEach(field -> {
            JsonNode before = below.get(field.getKey());
            below.set(field.getKey(), before == null ? field.getValue() : over(before, field.getValue()));
        });
    }
}
