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
package io.github.icehighlights.camel;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.apache.camel.Message;
import org.apache.camel.support.PatternHelper;
import org.apache.camel.util.SensitiveUtils;

/**
 * The headers that travel with a job: stored as JSON text at its submission, restored on its result, on whichever node
 * that arrives. Simple types only; a wildcard never takes what may be a secret.
 */
final class CarriedHeaders {

    static final int MAX_BYTES = 16 * 1024;

    /** Headers of the component itself are about one job, and would pass for those of the next. */
    private static final String OWN = "camelicehighlights";

    /** What its own text says exactly. */
    private static final Set<Class<?>> TYPED = Set.of(
            Integer.class,
            Long.class,
            Short.class,
            Byte.class,
            Float.class,
            Double.class,
            BigDecimal.class,
            BigInteger.class,
            Instant.class);

    /** Parts of names, without the dashes and the like that separate words. */
    private static final List<String> SENSITIVE = List.of(
            "authorization",
            "oauth",
            "bearer",
            "cookie",
            "sessionid",
            "password",
            "passwd",
            "pwd",
            "passphrase",
            "passcode",
            "secret",
            "token",
            "jwt",
            "accesskey",
            "apikey",
            "authkey",
            "credential",
            "signature",
            "privatekey",
            "connectionstring");

    /** Made when it is needed: it takes long, and most endpoints carry nothing. */
    private static final class Mapper {

        private static final ObjectMapper JSON = new ObjectMapper();
    }

    private final List<String> patterns;

    CarriedHeaders(String option) {
        patterns = option == null
                ? List.of()
                : Arrays.stream(option.split(","))
                        .map(String::strip)
                        .filter(pattern -> !pattern.isEmpty())
                        .toList();
    }

    /**
     * The chosen headers of a message as JSON text.
     *
     * @return                          null when there are none
     * @throws IllegalArgumentException for a value that is no simple type, or when they are too large together
     */
    String collect(Message message) {
        if (patterns.isEmpty()) {
            return null;
        }
        ObjectNode headers = Mapper.JSON.createObjectNode();
        for (Map.Entry<String, Object> header : message.getHeaders().entrySet()) {
            String name = header.getKey();
            if (header.getValue() != null && isChosen(name)) {
                headers.set(name, encode(name, header.getValue()));
            }
        }
        if (headers.isEmpty()) {
            return null;
        }
        String text = headers.toString();
        int bytes = text.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > MAX_BYTES) {
            throw new IllegalArgumentException("The headers of carryHeaders take " + bytes + " bytes; the limit is "
                    + MAX_BYTES + ". Choose fewer, or carry a reference instead of the data");
        }
        return text;
    }

    /** Puts carried headers back. */
    static void restore(String text, Message message) {
        if (text == null) {
            return;
        }
        try {
            for (Map.Entry<String, JsonNode> header : Mapper.JSON.readTree(text).properties()) {
                message.setHeader(header.getKey(), decode(header.getValue()));
            }
        } catch (IOException e) {
            throw new IllegalStateException("Carried headers cannot be read: " + text, e);
        }
    }

    private boolean isChosen(String name) {
        if (lower(name).startsWith(OWN)) {
            return false;
        }
        return patterns.stream()
                .anyMatch(pattern -> pattern.contains("*")
                        ? PatternHelper.matchPattern(name, pattern) && !isSensitive(name)
                        : pattern.equalsIgnoreCase(name));
    }

    private static boolean isSensitive(String name) {
        String plain = lower(name).replaceAll("[^\\p{L}\\p{N}]", "");
        return SENSITIVE.stream().anyMatch(plain::contains) || SensitiveUtils.containsSensitive(plain);
    }

    /** Text, booleans and finite doubles are JSON's own; for the others the type is written down beside the value. */
    private static JsonNode encode(String name, Object value) {
        if (value instanceof String
                || value instanceof Boolean
                || value instanceof Double number && Double.isFinite(number)) {
            return Mapper.JSON.valueToTree(value);
        }
        if (TYPED.contains(value.getClass())) {
            return typed(value.getClass().getSimpleName(), value.toString());
        }
        if (value instanceof Date date) {
            return typed("Date", Long.toString(date.getTime()));
        }
        if (value instanceof Enum<?> constant) {
            return Mapper.JSON.valueToTree(constant.name());
        }
        throw new IllegalArgumentException("The header " + name + " of carryHeaders is a "
                + value.getClass().getName() + "; only text, numbers, booleans, Date and Instant can be carried");
    }

    private static JsonNode typed(String type, String value) {
        return Mapper.JSON.createObjectNode().put("type", type).put("value", value);
    }

    private static Object decode(JsonNode node) {
        if (!node.isObject()) {
            return node.isBoolean()
                    ? (Object) node.booleanValue()
                    : node.isNumber() ? node.doubleValue() : node.textValue();
        }
        String value = node.path("value").textValue();
        return switch (node.path("type").asText()) {
            case "Integer" -> Integer.valueOf(value);
            case "Long" -> Long.valueOf(value);
            case "Short" -> Short.valueOf(value);
            case "Byte" -> Byte.valueOf(value);
            case "Float" -> Float.valueOf(value);
            case "Double" -> Double.valueOf(value);
            case "BigDecimal" -> new BigDecimal(value);
            case "BigInteger" -> new BigInteger(value);
            case "Date" -> new Date(Long.parseLong(value));
            case "Instant" -> Instant.parse(value);
            default -> value;
        };
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
