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
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Finds out what a message body asks for. */
final class BodyReader {

    private static final String BODY = "body";
    private static final String INPUT = "InputConfig";
    private static final String EDITING = "EditingConfig";
    private static final String OUTPUT = "OutputConfig";
    private static final String USER_DATA = "UserData";
    private static final List<String> PARTS = List.of(INPUT, EDITING, OUTPUT, USER_DATA);

    private BodyReader() {}

    /**
     * What was found.
     *
     * @param media media in either shape, empty when the body names none
     */
    record Body(List<JsonNode> media, ObjectNode input, ObjectNode editing, ObjectNode output, ObjectNode userData) {

        static final Body EMPTY = new Body(List.of(), null, null, null, null);
    }

    /** Reads a body from which the medium comes, unless a template has it. */
    static Body read(Object body) {
        if (body == null) {
            return Body.EMPTY;
        }
        if (body instanceof String text) {
            return readText(text);
        }
        if (body instanceof Map<?, ?> || body instanceof Collection<?> || body instanceof JsonNode) {
            return readTree(JavaValues.toJson(BODY, body));
        }
        throw IceRequestException.hidden(
                BODY,
                "a " + body.getClass().getName() + " is not read. Give the medium with the option media, as in"
                        + " media=oss://bucket/key, or as a text, a list, a map or a JobRequest in the body");
    }

    /** Reads a body beside the option {@code media}: only what is a request counts, all else is no business of ours. */
    static Body readBesideMedia(Object body) {
        boolean maybeRequest = body instanceof String text
                ? Json.isMeant(text) && PARTS.stream().anyMatch(text::contains)
                : body instanceof Map<?, ?> map && map.keySet().stream().anyMatch(BodyReader::isPart)
                        || body instanceof ObjectNode node && PARTS.stream().anyMatch(node::has);
        if (!maybeRequest) {
            return Body.EMPTY;
        }
        JsonNode tree = body instanceof String text ? Json.read(BODY, text) : JavaValues.toJson(BODY, body);
        return tree instanceof ObjectNode object && PARTS.stream().anyMatch(object::has)
                ? readRequest(object)
                : Body.EMPTY;
    }

    private static Body readText(String text) {
        if (text.isBlank()) {
            throw IceRequestException.of(BODY, text, "a URL, oss://bucket/key, a media id or JSON is expected");
        }
        return Json.isMeant(text) ? readTree(Json.read(BODY, text)) : media(List.of(Json.NODES.textNode(text)));
    }

    private static Body readTree(JsonNode tree) {
        if (tree.isTextual()) {
            return readText(tree.textValue());
        }
        if (tree.isArray()) {
            return readList(tree);
        }
        ObjectNode object = Json.asObject(BODY, tree);
        if (PARTS.stream().anyMatch(object::has)) {
            return readRequest(object);
        }
        if (MediaNodes.isMedium(object)) {
            return media(List.of(object));
        }
        throw IceRequestException.hidden(
                BODY,
                "it has the keys " + names(object) + ", but " + String.join(", ", PARTS)
                        + " are expected, or MediaId or MediaURL of a medium");
    }

    private static Body readList(JsonNode list) {
        if (list.isEmpty()) {
            throw IceRequestException.of(BODY, list, "at least one medium is expected");
        }
        List<JsonNode> media = new ArrayList<>();
        for (JsonNode element : list) {
            String field = BODY + "[" + media.size() + "]";
            boolean json = element.isTextual() && Json.isMeant(element.textValue());
            media.add(json ? Json.read(field, element.textValue()) : element);
        }
        return media(media);
    }

    private static Body readRequest(ObjectNode object) {
        Set<String> unknown = new TreeSet<>();
        object.fieldNames().forEachRemaining(unknown::add);
        PARTS.forEach(unknown::remove);
        if (unknown.contains("ClientToken")) {
            throw IceRequestException.hidden(
                    BODY + ".ClientToken", "the client token is made by the component; use idempotencyKey instead");
        }
        if (!unknown.isEmpty()) {
            throw IceRequestException.hidden(
                    BODY,
                    "it has the keys " + Excerpt.clean(unknown.toString()) + " beside " + String.join(", ", PARTS)
                            + ", and ICE knows no such parameters");
        }
        return new Body(
                List.of(), part(object, INPUT), part(object, EDITING), part(object, OUTPUT), part(object, USER_DATA));
    }

    /** A part may be an object or a text that holds JSON, as on Alibaba's pages. */
    private static ObjectNode part(ObjectNode object, String name) {
        JsonNode part = object.get(name);
        if (part == null || part.isNull()) {
            return null;
        }
        String field = BODY + "." + name;
        return part.isTextual() ? Json.object(field, part.textValue()) : Json.asObject(field, part);
    }

    private static boolean isPart(Object key) {
        return key instanceof String name && PARTS.contains(name);
    }

    private static Body media(List<JsonNode> media) {
        return new Body(media, null, null, null, null);
    }

    private static String names(ObjectNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return Excerpt.clean(names.toString());
    }
}
