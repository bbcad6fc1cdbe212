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

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * Texts in one array of bytes, for rows of which there may be a million: a string costs 40 bytes beside its letters, and a
 * digest in hexadecimal digits twice its bits.
 */
final class PackedTexts {

    private static final int NULL = 0;
    /** Latin letters, then what the text ends with in hexadecimal digits, two in a byte. */
    private static final int LATIN = 1;
    /** Two bytes a character, whatever it is: halves of surrogate pairs too. */
    private static final int ANY = 2;

    private static final int LEAST_DIGITS = 8;
    private static final HexFormat HEX = HexFormat.of();

    private PackedTexts() {}

    static byte[] pack(String... texts) {
        var out = new ByteArrayOutputStream(256);
        for (String text : texts) {
            if (text == null) {
                out.write(NULL);
            } else if (isLatin(text)) {
                int digits = digitsAtEnd(text);
                byte[] letters = text.substring(0, text.length() - digits).getBytes(StandardCharsets.ISO_8859_1);
                byte[] tail = HEX.parseHex(text, text.length() - digits, text.length());
                out.write(LATIN);
                writeNumber(out, letters.length);
                writeNumber(out, tail.length);
                out.writeBytes(letters);
                out.writeBytes(tail);
            } else {
                out.write(ANY);
                writeNumber(out, text.length());
                text.chars().forEach(c -> {
                    out.write(c >> 8);
                    out.write(c);
                });
            }
        }
        return out.toByteArray();
    }

    /** The text at an index, as it was packed. */
    static String text(byte[] packed, int index) {
        var in = new Reader(packed);
        for (int i = 0; i < index; i++) {
            in.skip();
        }
        return in.next();
    }

    static String[] texts(byte[] packed, int count) {
        var in = new Reader(packed);
        String[] texts = new String[count];
        for (int i = 0; i < count; i++) {
            texts[i] = in.next();
        }
        return texts;
    }

    private static boolean isLatin(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) > 0xff) {
                return false;
            }
        }
        return true;
    }

    /** An even number; 0 when packing them gains nothing. */
    private static int digitsAtEnd(String text) {
        int begin = text.length();
        while (begin > 0 && isDigit(text.charAt(begin - 1))) {
            begin--;
        }
        int digits = (text.length() - begin) & ~1;
        return digits < LEAST_DIGITS ? 0 : digits;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9' || c >= 'a' && c <= 'f';
    }

    private static void writeNumber(ByteArrayOutputStream out, int number) {
        int rest = number;
        while (rest > 0x7f) {
            out.write(rest | 0x80);
            rest >>>= 7;
        }
        out.write(rest);
    }

    private static final class Reader {

        private final byte[] packed;
        private int at;

        Reader(byte[] packed) {
            this.packed = packed;
        }

        void skip() {
            switch (packed[at++]) {
                case LATIN -> {
                    int letters = number();
                    int tail = number();
                    at += letters + tail;
                }
                case ANY -> {
                    int length = number();
                    at += 2 * length;
                }
                default -> {
                    // null has nothing behind it
                }
            }
        }

        String next() {
            return switch (packed[at++]) {
                case LATIN -> latin();
                case ANY -> any();
                default -> null;
            };
        }

        private String latin() {
            int letters = number();
            int tail = number();
            String text = new String(packed, at, letters, StandardCharsets.ISO_8859_1);
            at += letters + tail;
            return tail == 0 ? text : text + HEX.formatHex(packed, at - tail, at);
        }

        private String any() {
            char[] text = new char[number()];
            for (int i = 0; i < text.length; i++) {
                text[i] = (char) ((packed[at++] & 0xff) << 8 | packed[at++] & 0xff);
            }
            return new String(text);
        }

        private int number() {
            int number = 0;
            for (int shift = 0; ; shift += 7) {
                byte part = packed[at++];
                number |= (part & 0x7f) << shift;
                if (part >= 0) {
                    return number;
                }
            }
        }
    }
}
