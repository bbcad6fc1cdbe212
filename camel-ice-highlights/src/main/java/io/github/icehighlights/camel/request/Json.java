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

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.github.icehighlights.camel.ice.JsonReader;

/** Reads JSON texts: tolerant as Alibaba's samples need it, bounded as strangers' texts need it. */
final class Json {

    static final int MAX_CHARS = 1 << 20;
    static final int MAX_DEPTH = 100;
    static final int MAX_DIGITS = 400;
    static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    /** {a=b}, what Java makes of a map when it becomes text. */
    private static final Pattern JAVA_MAP = Pattern.compile("\\{([^{}\"=:]+)=.*}", Pattern.DOTALL);

    private static final JsonReader READER = new JsonReader(new JsonFactoryBuilder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxDocumentLength(MAX_CHARS)
                    .maxStringLength(MAX_CHARS)
                    .maxNameLength(1_000)
                    .maxNumberLength(MAX_DIGITS)
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS)
            .enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
            .build());

    private Json() {}

    /** Whether a text is meant as JSON. ICE's and our placeholders also begin with a brace. */
    static boolean isMeant(String text) {
        String start = text.stripLeading();
        return start.startsWith("[")
                || start.startsWith("{") && !start.startsWith("{index}") && !start.startsWith("{token}");
    }

    /** A text that must hold a JSON object; null and blank give null. */
    static ObjectNode object(String field, String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        return asObject(field, read(field, text));
    }

    static ObjectNode asObject(String field, JsonNode node) {
        if (node instanceof ObjectNode object) {
            return object;
        }
        throw IceRequestException.of(field, node, "a JSON object is expected, such as {\"Name\": \"value\"}");
    }

    static JsonNode read(String field, String text) {
        if (text.length() > MAX_CHARS) {
            throw IceRequestException.hidden(
                    field, "the JSON has " + text.length() + " characters, at most " + MAX_CHARS + " are read");
        }
        refuseJavaMap(field, text);
        JsonNode node;
        try {
            node = READER.read(text);
        } catch (JsonProcessingException e) {
            throw IceRequestException.hidden(field, "the JSON is broken" + place(e.getLocation()) + ": " + reason(e));
        } catch (ArithmeticException | NumberFormatException e) {
            throw IceRequestException.hidden(field, "the JSON has a number that is too large to be read");
        }
        if (node.isMissingNode()) {
            throw IceRequestException.of(field, text, "JSON is expected");
        }
        return node;
    }

    static void refuseJavaMap(String field, String text) {
        String value = text.strip();
        if (!value.startsWith("{")) {
            return;
        }
        Matcher map = JAVA_MAP.matcher(value);
        if (map.matches()) {
            String option = field.indexOf('.') > 0 ? field + "." + Excerpt.clean(map.group(1)) : "output.Bucket";
            throw IceRequestException.of(
                    field,
                    text,
                    "that is a Java map turned into text, as happens to a YAML map where text is due. Write JSON in"
                            + " quotes, as in '{\"Bitrate\": 3000}', or one option for each field, as in "
                            + option + "=value");
        }
    }

    private static String place(JsonLocation where) {
        return where == null || where.getLineNr() < 1
                ? ""
                : " in line " + where.getLineNr() + ", column " + where.getColumnNr();
    }

    /** Jackson's reason, without the word it stumbled over: that may be anything. */
    private static String reason(JsonProcessingException e) {
        String reason = String.valueOf(e.getOriginalMessage());
        if (reason.startsWith("Unrecognized token")) {
            return "a word that is neither text in quotes nor a number";
        }
        return Excerpt.clean(reason.replaceAll("(?s)\\s*\\((?:start marker|\\d+, from).*", ""));
    }
}
