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

import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * The two shapes of a medium: a text (media id or URL) and an object with {@code MediaId} or {@code MediaURL}. Each job
 * type wants its own; users may write either.
 */
final class MediaNodes {

    static final String ID = "MediaId";
    static final String URL = "MediaURL";

    private static final String EXPECTED =
            "a medium is a media id, a URL of OSS or oss://bucket/key, or an object with MediaId or MediaURL";
    /** What a media id surely has not; its exact shape is not documented. */
    private static final Pattern NOT_AN_ID = Pattern.compile("[\\s\\p{Cntrl}/\\\\{}\\[\\]\"'<>.?]");

    private static final int MAX_ID = 128;

    private final OssUrls urls;

    MediaNodes(OssUrls urls) {
        this.urls = urls;
    }

    /** Whether an object is a medium. */
    static boolean isMedium(JsonNode node) {
        return node.isObject() && (node.hasNonNull(ID) || node.hasNonNull(URL));
    }

    /** The medium as an object, its URL resolved; fields that are not ours stay. */
    ObjectNode asObject(String field, JsonNode node) {
        if (node.isTextual()) {
            String text = node.textValue().strip();
            return Json.NODES.objectNode().put(isUrl(text) ? URL : ID, resolve(field, text));
        }
        ObjectNode medium = medium(field, node);
        if (medium.hasNonNull(ID)) {
            medium.put(ID, id(field + "." + ID, text(field, medium, ID)));
        }
        if (medium.hasNonNull(URL)) {
            medium.put(URL, urls.resolve(field + "." + URL, text(field, medium, URL)));
        }
        return medium;
    }

    /** The medium as a text; the id wins when there are both, as with ICE. */
    JsonNode asText(String field, JsonNode node) {
        if (node.isTextual()) {
            return Json.NODES.textNode(resolve(field, node.textValue().strip()));
        }
        ObjectNode medium = asObject(field, node);
        return medium.get(medium.hasNonNull(ID) ? ID : URL);
    }

    private ObjectNode medium(String field, JsonNode node) {
        if (!isMedium(node)) {
            throw IceRequestException.of(field, node, EXPECTED);
        }
        return node.deepCopy();
    }

    private static String text(String field, ObjectNode medium, String name) {
        JsonNode value = medium.get(name);
        if (!value.isTextual()) {
            throw IceRequestException.of(field + "." + name, value, "text is expected");
        }
        return value.textValue();
    }

    private String resolve(String field, String text) {
        return isUrl(text) ? urls.resolve(field, text) : id(field, text);
    }

    private static String id(String field, String text) {
        String id = text.strip();
        if (id.isEmpty()) {
            throw IceRequestException.of(field, text, EXPECTED);
        }
        if (id.length() > MAX_ID || NOT_AN_ID.matcher(id).find()) {
            throw IceRequestException.of(
                    field, text, "that is neither a URL nor a media id; for a file in OSS write oss://bucket/key");
        }
        return id;
    }

    private static boolean isUrl(String text) {
        return text.contains("://");
    }
}
