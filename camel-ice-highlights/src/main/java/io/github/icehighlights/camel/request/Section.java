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
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * An object within a request that knows its place, so that every complaint names the field. JSON null counts as absent,
 * as it does for ICE.
 */
final class Section {

    private final String path;
    private final ObjectNode node;

    Section(String path, ObjectNode node) {
        this.path = path;
        this.node = node;
    }

    String path(String field) {
        return path + "." + field;
    }

    boolean has(String field) {
        return node.hasNonNull(field);
    }

    JsonNode get(String field) {
        return node.hasNonNull(field) ? node.get(field) : null;
    }

    void set(String field, JsonNode value) {
        node.set(field, value);
    }

    /** An object within this one, or null. */
    Section object(String field) {
        JsonNode value = typed(field, FieldType.OBJECT);
        return value == null ? null : new Section(path(field), (ObjectNode) value);
    }

    /** A text, or null. */
    String text(String field) {
        JsonNode value = typed(field, FieldType.TEXT);
        return value == null ? null : value.textValue();
    }

    /** A text that must be there and not be blank. */
    String requiredText(String field, String why) {
        String text = text(field);
        if (text == null) {
            throw IceRequestException.missing(path(field), why);
        }
        if (text.isBlank()) {
            throw IceRequestException.of(path(field), text, why);
        }
        return text;
    }

    /** A boolean; absent counts as false. */
    boolean flag(String field) {
        JsonNode value = typed(field, FieldType.BOOLEAN);
        return value != null && value.booleanValue();
    }

    /** Checks an integer, if it is there. */
    BigDecimal integer(String field, long min, long max) {
        return range(field, FieldType.INTEGER, "an integer", min, max);
    }

    /** Checks a number, if it is there. */
    BigDecimal number(String field, long min, long max) {
        return range(field, FieldType.NUMBER, "a number", min, max);
    }

    /** Checks a text, if it is there. */
    void oneOf(String field, Set<String> allowed) {
        String text = text(field);
        if (text != null && !allowed.contains(text)) {
            throw IceRequestException.of(
                    path(field),
                    text,
                    "ICE takes exactly "
                            + String.join(" or ", allowed.stream().sorted().toList()));
        }
    }

    /** The elements of a list of at most {@code max}; empty when it is absent. */
    List<JsonNode> list(String field, int max) {
        JsonNode value = typed(field, FieldType.LIST);
        if (value == null) {
            return List.of();
        }
        if (value.size() > max) {
            throw IceRequestException.hidden(
                    path(field), "it has " + value.size() + " elements, but ICE takes at most " + max);
        }
        List<JsonNode> elements = new ArrayList<>();
        value.forEach(elements::add);
        return elements;
    }

    /** The elements of a list of objects. */
    List<Section> objects(String field, int max) {
        List<Section> sections = new ArrayList<>();
        for (JsonNode element : list(field, max)) {
            String place = path(field) + "[" + sections.size() + "]";
            sections.add(new Section(place, Json.asObject(place, element)));
        }
        return sections;
    }

    /** Checks a list of texts, each not blank and of at most {@code maxLength} characters (not bytes, not chars). */
    List<String> texts(String field, int max, int maxLength) {
        List<String> texts = new ArrayList<>();
        for (JsonNode element : list(field, max)) {
            String place = path(field) + "[" + texts.size() + "]";
            if (!element.isTextual() || element.textValue().isBlank()) {
                throw IceRequestException.of(place, element, "text is expected");
            }
            String text = element.textValue();
            int length = text.codePointCount(0, text.length());
            if (length > maxLength) {
                throw IceRequestException.of(
                        place, text, "it has " + length + " characters and ICE takes at most " + maxLength);
            }
            texts.add(text);
        }
        return texts;
    }

    private BigDecimal range(String field, FieldType type, String what, long min, long max) {
        JsonNode value = typed(field, type);
        if (value == null) {
            return null;
        }
        BigDecimal number = value.decimalValue();
        if (number.compareTo(BigDecimal.valueOf(min)) < 0 || number.compareTo(BigDecimal.valueOf(max)) > 0) {
            String bounds = max == Long.MAX_VALUE ? "of at least " + min : "from " + min + " to " + max;
            throw IceRequestException.of(path(field), value, "ICE takes " + what + " " + bounds);
        }
        return number;
    }

    private JsonNode typed(String field, FieldType type) {
        JsonNode value = get(field);
        // most values fit, and need no path to complain with
        return value == null || type.fits(value) ? value : type.require(path(field), value);
    }
}
