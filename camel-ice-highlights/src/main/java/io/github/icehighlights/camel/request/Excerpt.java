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

import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;

/** Values as they may appear in a message: cut, on one line, without what a URL can hide in its query or user part. */
final class Excerpt {

    static final int MAX = 100;

    /** How much of a text is looked at: masking must not cost more than the message is worth. */
    private static final int WINDOW = 1_000;

    private static final Pattern USER = Pattern.compile("://[^/\\s?#\"']*@");
    private static final Pattern QUERY = Pattern.compile("(://[^\\s?#\"']{0,1000})[?#][^\\s\"']*");
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

    private Excerpt() {}

    static String of(Object value) {
        if (value instanceof JsonNode node) {
            return node.isTextual() ? quote(node.textValue()) : clean(CanonicalJson.of(node));
        }
        return value instanceof CharSequence text ? quote(text.toString()) : clean(String.valueOf(value));
    }

    /** Masked, without quotes. */
    static String clean(String text) {
        String window = text.length() > WINDOW ? text.substring(0, WINDOW) : text;
        String masked = USER.matcher(window).replaceAll("://...@");
        masked = QUERY.matcher(masked).replaceAll("$1?...");
        masked = CONTROL.matcher(masked).replaceAll(" ");
        if (masked.codePointCount(0, masked.length()) <= MAX) {
            return masked;
        }
        return masked.substring(0, masked.offsetByCodePoints(0, MAX)) + "...";
    }

    private static String quote(String text) {
        return '"' + clean(text) + '"';
    }
}
