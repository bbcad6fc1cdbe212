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
package io.github.icehighlights.camel.ice;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;

import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;

/**
 * Reads the JSON of ICE's answers. The samples in ICE's documentation carry comments and trailing commas, so both are
 * read; numbers are kept exactly; depth is bounded, so that no answer can exhaust the stack.
 */
final class IceJson {

    private static final int MAX_DEPTH = 200;

    /** A place in a video has fewer digits; subtracting numbers with a huge exponent would fill the memory. */
    private static final int MAX_EXPONENT = 30;

    private static final JsonReader READER = new JsonReader(new JsonFactoryBuilder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
            .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS)
            .enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
            .build());

    private IceJson() {}

    /** The tree, or a missing node where the text holds no readable JSON. */
    static JsonNode read(String text) {
        if (text == null || text.isBlank()) {
            return MissingNode.getInstance();
        }
        try {
            return READER.read(text.charAt(0) == '\uFEFF' ? text.substring(1) : text);
        } catch (JsonProcessingException | ArithmeticException | NumberFormatException e) {
            return MissingNode.getInstance();
        }
    }

    /**
     * The value of a field as text: trimmed, as ICE puts line ends behind ids and times; null where it is absent, null
     * or blank, as ICE sends {@code ""} for "none".
     */
    static String text(JsonNode object, String... names) {
        for (String name : names) {
            JsonNode value = object.path(name);
            String text =
                    value.isValueNode() && !value.isNull() ? value.asText().trim() : "";
            if (!text.isEmpty()) {
                return text;
            }
        }
        return null;
    }

    /** {@code UserData} exactly as submitted, or null; an answer may also hold it as an object instead of a string. */
    static String userData(JsonNode object) {
        JsonNode value = object.path("UserData");
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        return value.isContainerNode() ? value.toString() : value.asText();
    }

    /** A time, or null where there is none that can be read. */
    static Instant time(JsonNode object, String... names) {
        String text = text(object, names);
        try {
            return text == null ? null : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            return null;
        }
    }

    /** A number, also one written as text, or null. */
    static BigDecimal number(JsonNode object, String name) {
        String text = text(object, name);
        try {
            BigDecimal number = text == null ? null : new BigDecimal(text);
            return number == null
                            || Math.abs((long) number.precision() - number.scale()) > MAX_EXPONENT
                            || Math.abs((long) number.scale()) > MAX_EXPONENT
                    ? null
                    : number;
        } catch (NumberFormatException e) {
            return null;
        }
    }
}
