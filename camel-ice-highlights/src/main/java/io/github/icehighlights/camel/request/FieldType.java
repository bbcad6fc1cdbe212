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

import java.math.BigDecimal;
import java.util.Locale;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;

/** The types that Alibaba documents for fields, and how a text from an option becomes one. */
enum FieldType {
    INTEGER("an integer is expected, such as 10") {
        @Override
        JsonNode fromText(String text) {
            JsonNode number = NUMBER.fromText(text);
            return number != null && isInteger(number.decimalValue()) ? number : null;
        }

        @Override
        boolean fits(JsonNode node) {
            return node.isNumber() && isInteger(node.decimalValue());
        }
    },

    NUMBER("a number is expected, such as 15.5") {
        @Override
        JsonNode fromText(String text) {
            String digits = text.strip();
            return digits.length() <= MAX_DIGITS && digits.matches("[+-]?(\\d+\\.?\\d*|\\.\\d+)")
                    ? Json.NODES.numberNode(new BigDecimal(digits))
                    : null;
        }

        @Override
        boolean fits(JsonNode node) {
            return node.isNumber();
        }
    },

    BOOLEAN("true or false is expected") {
        @Override
        JsonNode fromText(String text) {
            return switch (text.strip().toLowerCase(Locale.ROOT)) {
                case "true" -> Json.NODES.booleanNode(true);
                case "false" -> Json.NODES.booleanNode(false);
                default -> null;
            };
        }

        @Override
        boolean fits(JsonNode node) {
            return node.isBoolean();
        }
    },

    TEXT("text is expected") {
        @Override
        JsonNode fromText(String text) {
            return Json.NODES.textNode(text);
        }

        @Override
        boolean fits(JsonNode node) {
            return node.isTextual();
        }
    },

    /** A list of short words: as text, they are separated by commas. */
    TAGS("a list is expected, such as [\"Fight\", \"Cry\"] or Fight,Cry") {
        @Override
        JsonNode fromText(String text) {
            ArrayNode tags = Json.NODES.arrayNode();
            for (String tag : text.split(",")) {
                tags.add(tag.strip());
            }
            return tags;
        }

        @Override
        boolean fits(JsonNode node) {
            return node.isArray();
        }
    },

    /** A list whose elements may hold commas: as text, it is one element. */
    LIST("a list is expected, such as [\"one\", \"two\"]") {
        @Override
        JsonNode fromText(String text) {
            return Json.NODES.arrayNode().add(text);
        }

        @Override
        boolean fits(JsonNode node) {
            return node.isArray();
        }
    },

    /** One medium: an id or a URL as text, or an object that holds one. */
    MEDIUM("a media id, a URL of OSS or oss://bucket/key is expected") {
        @Override
        JsonNode fromText(String text) {
            return Json.NODES.textNode(text);
        }

        @Override
        boolean fits(JsonNode node) {
            return node.isObject();
        }
    },

    OBJECT("a JSON object is expected, such as {\"Name\": \"value\"}") {
        @Override
        JsonNode fromText(String text) {
            return null;
        }

        @Override
        boolean fits(JsonNode node) {
            return node.isObject();
        }
    };

    private static final int MAX_DIGITS = 40;

    private final String expectation;

    FieldType(String expectation) {
        this.expectation = expectation;
    }

    /** The value that a text without JSON stands for, or null when it stands for none. */
    abstract JsonNode fromText(String text);

    abstract boolean fits(JsonNode node);

    /** A value as this type; an error when it is none. JSON null is left alone: to ICE it is the same as nothing. */
    JsonNode coerce(String field, JsonNode node) {
        if (node.isNull() || fits(node)) {
            if (this == TEXT && node.isTextual()) {
                Json.refuseJavaMap(field, node.textValue());
            }
            return node;
        }
        JsonNode coerced = null;
        if (node.isTextual()) {
            Json.refuseJavaMap(field, node.textValue());
            coerced = fromAnyText(field, node.textValue());
        } else if (this == TEXT && node.isValueNode()) {
            coerced = Json.NODES.textNode(CanonicalJson.of(node));
        }
        if (coerced == null) {
            throw IceRequestException.of(field, node, expectation);
        }
        return coerced;
    }

    /** A value that must be of this type already. */
    JsonNode require(String field, JsonNode node) {
        if (!fits(node)) {
            throw IceRequestException.of(field, node, expectation);
        }
        return node;
    }

    private JsonNode fromAnyText(String field, String text) {
        if (!Json.isMeant(text)) {
            return fromText(text);
        }
        JsonNode json = Json.read(field, text);
        return fits(json) ? json : null;
    }

    private static boolean isInteger(BigDecimal value) {
        return value.signum() == 0 || value.stripTrailingZeros().scale() <= 0;
    }
}
