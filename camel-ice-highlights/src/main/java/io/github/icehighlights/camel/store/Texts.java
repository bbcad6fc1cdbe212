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
package io.github.icehighlights.camel.store;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * What a database makes of texts. PostgreSQL keeps no NUL, and no encoding keeps half of a surrogate pair: what identifies
 * a job must not hold them, elsewhere a replacement character stands for them.
 */
final class Texts {

    static final int MAX_ID = 255;
    static final int MAX_ERROR = 2_000;

    private static final char REPLACEMENT = '\uFFFD';

    private Texts() {}

    /** Makes sure that a text comes back as it is. */
    static void requireStorable(String what, String text) {
        int bad = text == null ? -1 : firstUnstorable(text, 0);
        if (bad >= 0) {
            throw new JobStoreException(what + " holds a character at " + bad + " that a database cannot keep: "
                    + (text.charAt(bad) == 0 ? "NUL" : "half of a surrogate pair"));
        }
    }

    /** Makes sure that an id comes back as it is and fits its column. */
    static void requireId(String what, String id) {
        requireStorable(what, id);
        if (id != null && id.length() > MAX_ID) {
            throw new JobStoreException(what + " has " + id.length() + " characters, at most " + MAX_ID + " are kept");
        }
    }

    static boolean isStorable(String text) {
        return firstUnstorable(text, 0) < 0;
    }

    /** The text as every database keeps it. */
    static String storable(String text) {
        int bad = text == null ? -1 : firstUnstorable(text, 0);
        if (bad < 0) {
            return text;
        }
        StringBuilder clean = new StringBuilder(text);
        for (; bad >= 0; bad = firstUnstorable(clean, bad)) {
            clean.setCharAt(bad, REPLACEMENT);
        }
        return clean.toString();
    }

    /** The beginning of an error's text. */
    static String error(String text) {
        if (text == null || text.length() <= MAX_ERROR) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(MAX_ERROR - 1)) ? MAX_ERROR - 1 : MAX_ERROR;
        return text.substring(0, end);
    }

    /** What stands for a text of any length in an index, the same on every node and every database. */
    static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    private static int firstUnstorable(CharSequence text, int from) {
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean pair = Character.isHighSurrogate(c)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1));
            if (pair) {
                i++;
            } else if (c == 0 || Character.isSurrogate(c)) {
                return i;
            }
        }
        return -1;
    }
}
