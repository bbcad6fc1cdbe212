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
package io.github.icehighlights.camel.ice;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * Makes foreign text fit for a message: what is known to be secret goes first, then what looks like it, then control
 * characters, and what is left is cut. ICE's gateway repeats the signed request when a signature does not match, and a
 * proxy's page may repeat the URL. What is secret is asked for when there is a text to clean: most answers have none.
 * Thread-safe if the supplier is.
 */
public final class Redactor {

    private static final String MASK = "***";

    /** Shorter values would mask ordinary words, and are no keys of Alibaba's. */
    private static final int SHORTEST_SECRET = 6;

    /** More than any id of a request has. */
    private static final int LONGEST_ID = 100;

    // every repetition before the end of a match is bounded: the text comes from outside
    private static final Pattern URL_QUERY = Pattern.compile("(?i)(https?:/{1,2}[^\\s?\"'<>]{1,2000})\\?[^\\s\"'<>]*");
    private static final Pattern URL_USER = Pattern.compile("(?i)(https?:/{1,2})[^\\s/@\"'<>]{1,500}@");
    private static final Pattern NAMED_VALUE = Pattern.compile("(?i)("
            + "(?:access-?_?key|signature|security-?_?token|session-?_?token|x-acs|x-oss|credential|secret|password"
            + "|authorization|expires|auth-?_?key)[a-z0-9_-]{0,40}[\"']?\\s{0,9}(?:[=:>]|%3[da])\\s{0,9}[\"']?)"
            + "(?:(?:acs3|acs|bearer|basic)[a-z0-9-]*\\s+)?[^\\s&\"'<>,;]+");
    private static final Pattern ACCESS_KEY = Pattern.compile("(?:LTAI|STS\\.)[0-9A-Za-z]{8,}");
    private static final Pattern STS_TOKEN = Pattern.compile("CAI[0-9A-Za-z+/=%_-]{30,}");
    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}\\s]+");

    private final Supplier<? extends Collection<String>> secrets;

    /** @param secrets what is known to be secret; null and what is shorter than six characters count for nothing */
    public Redactor(Supplier<? extends Collection<String>> secrets) {
        this.secrets = secrets;
    }

    /** The text without secrets and control characters, at most so long; null stays null. */
    public String clean(String text, int length) {
        if (text == null) {
            return null;
        }
        if (isPlain(text)) {
            return cut(text, length);
        }
        // a page of megabytes need not be searched to its end; a secret halved here lies far behind the cut below
        String clean = text.length() > 20_000 ? text.substring(0, 20_000) : text;
        for (String secret : spellings()) {
            clean = clean.replace(secret, MASK);
        }
        clean = HintTokens.redact(clean);
        clean = URL_USER.matcher(clean).replaceAll("$1" + MASK + "@");
        clean = URL_QUERY.matcher(clean).replaceAll("$1?" + MASK);
        clean = NAMED_VALUE.matcher(clean).replaceAll("$1" + MASK);
        clean = ACCESS_KEY.matcher(clean).replaceAll(MASK);
        clean = STS_TOKEN.matcher(clean).replaceAll(MASK);
        clean = UNPRINTABLE.matcher(clean).replaceAll(" ").trim();
        return cut(clean, length);
    }

    /** Digits and hyphens, as an id has them: nothing there looks like a secret, unless it is one that is known. */
    private boolean isPlain(String text) {
        if (text.length() > LONGEST_ID
                || !text.chars().allMatch(c -> c == '-' || Character.digit(c, 16) >= 0 && c < 128)) {
            return false;
        }
        String lower = text.toLowerCase(Locale.ROOT);
        return secrets.get().stream()
                .noneMatch(secret -> isKnown(secret) && lower.contains(secret.toLowerCase(Locale.ROOT)));
    }

    private static boolean isKnown(String secret) {
        return secret != null && secret.length() >= SHORTEST_SECRET;
    }

    private Set<String> spellings() {
        Set<String> spellings = new LinkedHashSet<>();
        for (String secret : secrets.get()) {
            if (isKnown(secret)) {
                spellings.add(secret);
                String encoded = URLEncoder.encode(secret, StandardCharsets.UTF_8);
                spellings.add(encoded);
                spellings.add(encoded.toLowerCase(Locale.ROOT));
            }
        }
        return spellings;
    }

    private static String cut(String text, int length) {
        if (text.length() <= length) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(length - 1)) ? length - 1 : length;
        return text.substring(0, end) + "...";
    }

    @Override
    public String toString() {
        return "Redactor";
    }
}
