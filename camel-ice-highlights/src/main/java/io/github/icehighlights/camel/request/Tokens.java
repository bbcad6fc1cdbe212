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

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Short texts derived from longer ones, always the same from the same: they must survive a restart. */
final class Tokens {

    /** The user's placeholder for a text that differs from job to job. */
    static final String PLACEHOLDER = "{token}";

    static final int PATH_LENGTH = 12;

    /** Lower case only: such texts become file names and keys of tables, where case may not count. */
    private static final char[] ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz".toCharArray();

    private static final int FULL_LENGTH = 52;

    /** Looking for a provider costs more than the digest, and a submission needs five. */
    private static final ThreadLocal<MessageDigest> SHA_256 = ThreadLocal.withInitial(Tokens::newDigest);

    private Tokens() {}

    /** What {@code {token}} becomes. */
    static String path(String clientToken) {
        return derive(PATH_LENGTH, "path", clientToken);
    }

    /** 52 characters out of 256 bits. */
    static String derive(String... parts) {
        return derive(FULL_LENGTH, parts);
    }

    static String derive(int length, String... parts) {
        byte[] bits = sha256(parts);
        char[] text = new char[length];
        for (int i = 0; i < length; i++) {
            text[i] = ALPHABET[fiveBits(bits, 5 * i)];
        }
        return new String(text);
    }

    /** From this bit on; the lowest is the last of the last byte. */
    private static int fiveBits(byte[] bits, int from) {
        int last = bits.length - 1 - from / Byte.SIZE;
        int low = bits[last] & 0xff;
        int high = last > 0 ? bits[last - 1] & 0xff : 0;
        return (high << Byte.SIZE | low) >> from % Byte.SIZE & 31;
    }

    static String hex(String... parts) {
        return HexFormat.of().formatHex(sha256(parts));
    }

    /** Each part with its length before it, so that "a","bc" and "ab","c" differ, and null from the empty text. */
    private static byte[] sha256(String... parts) {
        MessageDigest digest = SHA_256.get();
        // an error of the JVM may have broken off the one before
        digest.reset();
        for (String part : parts) {
            byte[] bytes = part == null ? new byte[0] : part.getBytes(StandardCharsets.UTF_8);
            String length = part == null ? "-;" : bytes.length + ";";
            digest.update(length.getBytes(StandardCharsets.US_ASCII));
            digest.update(bytes);
        }
        return digest.digest();
    }

    private static MessageDigest newDigest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** A copy in which every text value has its placeholders replaced; names of fields stay. */
    static ObjectNode expand(ObjectNode node, String token) {
        return (ObjectNode) expanded(node, token);
    }

    private static JsonNode expanded(JsonNode node, String token) {
        if (node.isTextual()) {
            String text = node.textValue();
            return text.contains(PLACEHOLDER) ? Json.NODES.textNode(text.replace(PLACEHOLDER, token)) : node;
        } else if (node.isObject()) {
            ObjectNode copy = Json.NODES.objectNode();
            node.properties().forEach(field -> copy.set(field.getKey(), expanded(field.getValue(), token)));
            return copy;
        } else if (node.isArray()) {
            ArrayNode copy = Json.NODES.arrayNode();
            node.forEach(element -> copy.add(expanded(element, token)));
            return copy;
        }
        return node;
    }
}
