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
import java.util.Iterator;
import java.util.List;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.databind.JsonNode;

/**
 * JSON in one form, whatever order its maps had and however its numbers were written: keys sorted, no blanks, {@code 15}
 * for {@code 15.0}. This is also what is sent, so that the same submission is the same bytes after a restart.
 */
final class CanonicalJson {

    /** Beyond this exponent a number is written as 1E+40, not in full: 1e999999999 has a billion digits. */
    private static final int PLAIN_DIGITS = 30;

    private static final int USUAL_LENGTH = 200;

    private CanonicalJson() {}

    static String of(JsonNode node) {
        StringBuilder out = new StringBuilder(USUAL_LENGTH);
        write(node, out);
        return out.toString();
    }

    private static void write(JsonNode node, StringBuilder out) {
        if (node.isObject()) {
            writeObject(node, out);
        } else if (node.isArray()) {
            writeArray(node, out);
        } else if (node.isTextual()) {
            writeText(node.textValue(), out);
        } else if (node.isNumber()) {
            out.append(number(node.decimalValue()));
        } else {
            out.append(node.asText("null"));
        }
    }

    private static void writeObject(JsonNode node, StringBuilder out) {
        List<String> names = new ArrayList<>(node.size());
        node.fieldNames().forEachRemaining(names::add);
        names.sort(null);
        String separator = "{";
        for (String name : names) {
            out.append(separator);
            writeText(name, out);
            out.append(':');
            write(node.get(name), out);
            separator = ",";
        }
        out.append(names.isEmpty() ? "{}" : "}");
    }

    private static void writeArray(JsonNode node, StringBuilder out) {
        out.append('[');
        for (Iterator<JsonNode> elements = node.elements(); elements.hasNext(); ) {
            write(elements.next(), out);
            if (elements.hasNext()) {
                out.append(',');
            }
        }
        out.append(']');
    }

    private static void writeText(String text, StringBuilder out) {
        out.append('"');
        JsonStringEncoder.getInstance().quoteAsString(text, out);
        out.append('"');
    }

    private static String number(BigDecimal value) {
        if (value.signum() == 0) {
            return "0";
        }
        BigDecimal stripped = value.stripTrailingZeros();
        boolean readable = Math.abs((long) stripped.scale()) <= PLAIN_DIGITS;
        return readable ? stripped.toPlainString() : stripped.toString();
    }
}
