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
import java.math.BigInteger;
import java.util.Collection;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Turns Java values into JSON: text, numbers, booleans, maps, lists and trees. Nothing else, so that no getter of
 * anything is ever called and nothing is read that can be read only once.
 */
final class JavaValues {

    /** A list that holds another one twice, and so on a hundred deep, would never end. */
    private static final int MAX_VALUES = 200_000;

    /** A number of 400 digits has fewer. */
    private static final int MAX_BITS = 1_400;

    private int values;

    private JavaValues() {}

    static JsonNode toJson(String field, Object value) {
        return new JavaValues().convert(field, value, 0);
    }

    private JsonNode convert(String field, Object value, int depth) {
        if (depth > Json.MAX_DEPTH) {
            throw IceRequestException.hidden(field, "it is nested more than " + Json.MAX_DEPTH + " deep");
        }
        if (++values > MAX_VALUES) {
            throw IceRequestException.hidden(field, "it has more than " + MAX_VALUES + " values");
        }
        if (value == null) {
            return Json.NODES.nullNode();
        } else if (value instanceof String text) {
            return Json.NODES.textNode(text);
        } else if (value instanceof Boolean flag) {
            return Json.NODES.booleanNode(flag);
        } else if (value instanceof Number number) {
            return number(field, number);
        } else if (value instanceof Map<?, ?> map) {
            return object(field, map, depth);
        } else if (value instanceof Collection<?> list) {
            return array(field, list, depth);
        } else if (value instanceof JsonNode node) {
            return Json.read(field, node.toString());
        }
        throw IceRequestException.hidden(
                field,
                "a " + value.getClass().getName() + " cannot be part of a request; text, numbers, booleans, lists and"
                        + " maps can");
    }

    private ObjectNode object(String field, Map<?, ?> map, int depth) {
        ObjectNode object = Json.NODES.objectNode();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            if (!(entry.getKey() instanceof String name)) {
                throw IceRequestException.hidden(field, "the keys of a map must be text");
            }
            object.set(name, convert(depth == 0 ? field + "." + name : field, entry.getValue(), depth + 1));
        }
        return object;
    }

    private ArrayNode array(String field, Collection<?> list, int depth) {
        ArrayNode array = Json.NODES.arrayNode();
        for (Object element : list) {
            String place = depth == 0 ? field + "[" + array.size() + "]" : field;
            array.add(convert(place, element, depth + 1));
        }
        return array;
    }

    private static JsonNode number(String field, Number number) {
        boolean known = number instanceof Integer
                || number instanceof Long
                || number instanceof Double
                || number instanceof Float
                || number instanceof BigDecimal
                || number instanceof BigInteger
                || number instanceof Short
                || number instanceof Byte;
        if (isLong(number)) {
            throw IceRequestException.hidden(field, "it has a number of more than " + Json.MAX_DIGITS + " digits");
        }
        try {
            if (known) {
                return Json.NODES.numberNode(new BigDecimal(number.toString()));
            }
        } catch (NumberFormatException e) {
            // NaN or infinite
        }
        throw IceRequestException.of(field, number, "JSON has no such number");
    }

    /** Looked at before it is written: that takes minutes for a number of millions of digits. */
    private static boolean isLong(Number number) {
        BigInteger digits = number instanceof BigDecimal decimal
                ? decimal.unscaledValue()
                : number instanceof BigInteger integer ? integer : BigInteger.ZERO;
        return digits.bitLength() > MAX_BITS || new BigDecimal(digits).precision() > Json.MAX_DIGITS;
    }
}
