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
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Puts values into copies of a request's parameters. */
final class Parameters {

    private static final String SEPARATOR = "\\.";

    private Parameters() {}

    static ObjectNode copy(ObjectNode parameters) {
        return parameters == null ? Json.NODES.objectNode() : parameters.deepCopy();
    }

    /** A copy in which a field has a value. */
    static ObjectNode with(ObjectNode parameters, String path, Object value) {
        ObjectNode copy = copy(parameters);
        parent(copy, path).set(name(path), JavaValues.toJson(path, value));
        return copy;
    }

    /** A copy in which a list has another element. */
    static ObjectNode adding(ObjectNode parameters, String path, Object element) {
        ObjectNode copy = copy(parameters);
        JsonNode value = JavaValues.toJson(path, element);
        if (parent(copy, path).get(name(path)) instanceof ArrayNode list) {
            list.add(value);
        } else {
            parent(copy, path).putArray(name(path)).add(value);
        }
        return copy;
    }

    /** For a record's toString: callback addresses in UserData may carry tokens. */
    static String shown(ObjectNode parameters) {
        ObjectNode copy = copy(parameters);
        if (copy.has("UserData")) {
            copy.put("UserData", "xxxxxx");
        }
        return copy.toString();
    }

    static List<String> list(String first, String... more) {
        List<String> all = new ArrayList<>();
        all.add(first);
        all.addAll(List.of(more));
        return all;
    }

    private static String name(String path) {
        return path.substring(path.lastIndexOf('.') + 1);
    }

    private static ObjectNode parent(ObjectNode root, String path) {
        String[] names = path.split(SEPARATOR, -1);
        if (names.length > Json.MAX_DEPTH) {
            throw IceRequestException.hidden("body", "it nests more than " + Json.MAX_DEPTH + " deep");
        }
        ObjectNode parent = root;
        for (int i = 0; i < names.length; i++) {
            if (names[i].isEmpty()) {
                throw IceRequestException.hidden(Excerpt.clean(path), "a name is missing before or after a dot");
            }
            if (i < names.length - 1) {
                JsonNode child = parent.get(names[i]);
                if (child == null || child.isNull()) {
                    child = parent.putObject(names[i]);
                } else if (!child.isObject()) {
                    throw IceRequestException.hidden(
                            Excerpt.clean(path), names[i] + " already has a value that has no fields");
                }
                parent = (ObjectNode) child;
            }
        }
        return parent;
    }
}
