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
package io.github.icehighlights.localice.wire;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Computes an ACS3-HMAC-SHA256 signature. Written from the description of the algorithm, sharing nothing with Alibaba's
 * client, so that the two check each other.
 */
public final class Acs3Signature {

    /** Name of the algorithm in the Authorization header. */
    public static final String ALGORITHM = "ACS3-HMAC-SHA256";

    private Acs3Signature() {}

    /**
     * The signature in lower-case hexadecimal digits.
     *
     * @param request       what is signed
     * @param signedHeaders names of the headers that it covers, in the order of the Authorization header
     * @param secret        the access key's secret
     */
    public static String of(SignedRequest request, List<String> signedHeaders, String secret) {
        String canonical = String.join(
                "\n",
                request.method(),
                request.path(),
                canonicalQuery(request.query()),
                canonicalHeaders(request, signedHeaders),
                String.join(";", signedHeaders),
                request.header("x-acs-content-sha256"));
        String toSign = ALGORITHM + "\n" + sha256(canonical.getBytes(StandardCharsets.UTF_8));
        return hmac(secret, toSign);
    }

    /** SHA-256 in lower-case hexadecimal digits. */
    public static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String canonicalQuery(String query) {
        // decoded and encoded again, because a blank travels as "+" but is signed as "%20"
        Map<String, String> sorted = new TreeMap<>();
        PercentEncoding.parameters(query)
                .forEach((name, value) -> sorted.put(PercentEncoding.encode(name), PercentEncoding.encode(value)));
        return sorted.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .collect(Collectors.joining("&"));
    }

    private static String canonicalHeaders(SignedRequest request, List<String> signedHeaders) {
        StringBuilder lines = new StringBuilder();
        for (String name : signedHeaders) {
            String value = request.header(name);
            lines.append(name)
                    .append(':')
                    .append(value == null ? "" : value.trim())
                    .append('\n');
        }
        return lines.toString();
    }

    private static String hmac(String secret, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
