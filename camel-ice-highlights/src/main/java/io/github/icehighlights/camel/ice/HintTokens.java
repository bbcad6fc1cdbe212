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

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Tokens that make the address of a job's callback worth one thing: a hint of that job. A token is the correlation id and
 * its HMAC-SHA256, cut to 128 bits. It stands in the address as {@code ice-hint=ID.HMAC}. Immutable, thread-safe.
 */
public final class HintTokens {

    /** The parameter of an address that holds a token. */
    public static final String PARAMETER = "ice-hint";

    private static final String ALGORITHM = "HmacSHA256";
    private static final int BYTES = 16;
    private static final int CHARACTERS = 22;

    /** A character as layers of percent-encoding, of JSON within JSON or of HTML write it. */
    private static final String ESCAPE = "(?:[%\\\\][%\\\\0-9A-Fa-fu]{0,24}?|&#[xX]?)";

    private static final Pattern ECHOED = Pattern.compile("(ice" + escaped("-", "2[dD];?|45;") + "hint"
            + escaped("=", "3[dD];?|61;") + "[0-9a-z]{1,64}" + escaped("\\.", "2[eE];?|46;") + ")(?:[0-9A-Za-z_-]|"
            + ESCAPE
            + "(?:2[dD]|5[fF]);?){1," + CHARACTERS + "}");

    private final List<SecretKeySpec> keys;

    /** @param keys the first one signs, all of them are believed */
    public HintTokens(List<String> keys) {
        this.keys = keys.stream()
                .map(key -> new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), ALGORITHM))
                .toList();
    }

    /** The address with the token of a job as its last parameter. */
    public String sign(String address, String correlationId) {
        return address + (address.indexOf('?') < 0 ? '?' : '&') + PARAMETER + "=" + correlationId + "."
                + text(hmac(keys.get(0), correlationId));
    }

    /** The correlation id of a token, if it is one of ours. */
    public Optional<String> verify(String token) {
        int dot = token == null ? -1 : token.indexOf('.');
        if (dot < 1) {
            return Optional.empty();
        }
        String correlationId = token.substring(0, dot);
        byte[] given = token.substring(dot + 1).getBytes(StandardCharsets.UTF_8);
        boolean valid = false;
        for (SecretKeySpec key : keys) {
            byte[] expected = text(hmac(key, correlationId)).getBytes(StandardCharsets.UTF_8);
            valid |= MessageDigest.isEqual(expected, given);
        }
        return valid ? Optional.of(correlationId) : Optional.empty();
    }

    /**
     * The text without the secret part of tokens that it repeats, however often it was escaped and wherever it was cut; null
     * stays null.
     */
    public static String redact(String text) {
        return text == null || !text.contains("hint")
                ? text
                : ECHOED.matcher(text).replaceAll("$1***");
    }

    private static String escaped(String plain, String code) {
        return "(?:" + plain + "|" + ESCAPE + "(?:" + code + "))";
    }

    private static byte[] hmac(SecretKeySpec key, String correlationId) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            byte[] all = mac.doFinal(("ice-highlights hint " + correlationId).getBytes(StandardCharsets.UTF_8));
            return Arrays.copyOf(all, BYTES);
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }

    private static String text(byte[] hmac) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(hmac);
    }

    @Override
    public String toString() {
        return "HintTokens";
    }
}
