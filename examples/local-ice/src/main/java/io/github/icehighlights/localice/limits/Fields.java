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
package io.github.icehighlights.localice.limits;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.github.icehighlights.localice.wire.IceError;

/**
 * Reads the fields of one JSON object by their documented types. A field of another type is refused, also a number or
 * boolean in quotes: whether ICE would forgive that is not documented.
 */
final class Fields {

    private final String path;
    private final ObjectNode node;

    Fields(String path, ObjectNode node) {
        this.path = path;
        this.node = node;
    }

    String text(String name) {
        JsonNode value = node.path(name);
        if (absent(value)) {
            return null;
        }
        if (!value.isTextual()) {
            throw invalid(name, "it has to be a string");
        }
        return value.textValue().isEmpty() ? null : value.textValue();
    }

    boolean flag(String name) {
        JsonNode value = node.path(name);
        if (absent(value)) {
            return false;
        }
        if (!value.isBoolean()) {
            throw invalid(name, "it has to be true or false");
        }
        return value.booleanValue();
    }

    int integer(String name, int least, int most, int otherwise) {
        JsonNode value = node.path(name);
        if (absent(value)) {
            return otherwise;
        }
        if (!value.isIntegralNumber() || !value.canConvertToInt()) {
            throw invalid(name, "it has to be an integer");
        }
        if (value.intValue() < least || value.intValue() > most) {
            throw invalid(name, "it has to be from " + least + " to " + most);
        }
        return value.intValue();
    }

    double decimal(String name, double least, double most, double otherwise) {
        JsonNode value = node.path(name);
        if (absent(value)) {
            return otherwise;
        }
        if (!value.isNumber()) {
            throw invalid(name, "it has to be a number");
        }
        BigDecimal number = value.decimalValue();
        if (number.compareTo(BigDecimal.valueOf(least)) < 0 || number.compareTo(BigDecimal.valueOf(most)) > 0) {
            throw invalid(name, "it has to be from " + least + " to " + most);
        }
        return number.doubleValue();
    }

    /** A number, which may be in quotes where pages disagree on its type; null when absent. */
    BigDecimal numberOrText(String name) {
        JsonNode value = node.path(name);
        if (absent(value)) {
            return null;
        }
        if (value.isNumber()) {
            return value.decimalValue();
        }
        try {
            return new BigDecimal(value.asText());
        } catch (NumberFormatException e) {
            throw invalid(name, "it has to be a number");
        }
    }

    Fields object(String name) {
        JsonNode value = node.path(name);
        if (absent(value)) {
            return null;
        }
        if (value instanceof ObjectNode object) {
            return new Fields(path + "." + name, object);
        }
        throw invalid(name, "it has to be an object");
    }

    /** A list of objects, or null. */
    List<Fields> objects(String name, int most) {
        ArrayNode array = array(name, most);
        if (array == null) {
            return null;
        }
        List<Fields> objects = new ArrayList<>();
        for (JsonNode element : array) {
            if (!(element instanceof ObjectNode object)) {
                throw invalid(name, "its elements have to be objects");
            }
            objects.add(new Fields(path + "." + name + "[" + objects.size() + "]", object));
        }
        return objects;
    }

    /** A list of strings; empty when absent. */
    List<String> texts(String name, int most) {
        ArrayNode array = array(name, most);
        List<String> texts = new ArrayList<>();
        if (array != null) {
            for (JsonNode element : array) {
                if (!element.isTextual()) {
                    throw invalid(name, "its elements have to be strings");
                }
                texts.add(element.textValue());
            }
        }
        return texts;
    }

    IceError invalid(String name, String why) {
        return IceError.invalid(path + "." + name, why);
    }

    IceError missing(String name) {
        return IceError.missing(path + "." + name);
    }

    private ArrayNode array(String name, int most) {
        JsonNode value = node.path(name);
        if (absent(value)) {
            return null;
        }
        if (!(value instanceof ArrayNode array)) {
            throw invalid(name, "it has to be a list");
        }
        if (array.size() > most) {
            throw invalid(name, "it has " + array.size() + " elements, at most " + most + " are allowed");
        }
        return array;
    }

    private static boolean absent(JsonNode value) {
        return value.isMissingNode() || value.isNull();
    }
}
