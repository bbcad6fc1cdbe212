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
package io.github.icehighlights.localice.queue;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import io.github.icehighlights.localice.wire.Credentials;
import io.github.icehighlights.localice.wire.PercentEncoding;

/**
 * Checks the V4 signature of requests to SMQ. It covers method, path, query, the headers of SMQ, and the day and region
 * in its key; not the body.
 */
final class Mns4Verifier {

    private static final String ALGORITHM = "MNS4-HMAC-SHA256";
    private static final String KEY_BEGIN = "aliyun_v4";
    private static final String SCOPE_END = "aliyun_v4_request";
    private static final String PRODUCT = "mns";
    private static final Duration TOLERANCE = Duration.ofMinutes(15);
    private static final Pattern AUTHORIZATION = Pattern.compile(ALGORITHM + " Credential=([^/]+)/\\d{8}/[^/]+/"
            + PRODUCT + "/" + SCOPE_END + ",\\s*Signature=([0-9a-f]{64})");
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyyMMdd");
    private static final DateTimeFormatter SECOND = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'");

    private final Credentials credentials;
    private final String region;
    private final Clock clock;

    Mns4Verifier(Credentials credentials, String region, Clock clock) {
        this.credentials = credentials;
        this.region = region;
        this.clock = clock;
    }

    void verify(QueueRequest request) {
        Matcher authorization = AUTHORIZATION.matcher(request.header("authorization"));
        if (!authorization.matches()) {
            throw new QueueError(403, "AccessDenied", "A signature with " + ALGORITHM + " is needed here.");
        }
        if (!credentials.accessKey().equals(authorization.group(1))) {
            throw new QueueError(403, "AccessIDAuthError", "AccessID authentication fail.");
        }
        if (!Objects.equals(credentials.securityToken(), request.headers().get("security-token"))) {
            throw new QueueError(403, "InvalidSecurityToken", "The security token is not the one of the access key.");
        }
        ZonedDateTime time = time(request);
        String expected = signature(request, time);
        boolean same = MessageDigest.isEqual(
                expected.getBytes(StandardCharsets.UTF_8),
                authorization.group(2).getBytes(StandardCharsets.UTF_8));
        if (!same) {
            throw new QueueError(
                    403,
                    "SignatureDoesNotMatch",
                    "The request signature we calculated does not match the signature you provided.");
        }
    }

    private ZonedDateTime time(QueueRequest request) {
        Instant time;
        try {
            time = Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(request.header("date")));
        } catch (DateTimeException e) {
            throw QueueError.invalid("The header Date is missing or wrong.");
        }
        if (Duration.between(time, clock.instant()).abs().compareTo(TOLERANCE) > 0) {
            throw new QueueError(408, "TimeExpired", "The http request you sent is expired.");
        }
        return time.atZone(ZoneOffset.UTC);
    }

    private String signature(QueueRequest request, ZonedDateTime time) {
        String day = DAY.format(time);
        String scope = String.join("/", day, region, PRODUCT, SCOPE_END);
        String toSign = String.join("\n", ALGORITHM, SECOND.format(time), scope, canonical(request));
        byte[] key = (KEY_BEGIN + credentials.secretKey()).getBytes(StandardCharsets.UTF_8);
        for (String part : new String[] {day, region, PRODUCT, SCOPE_END}) {
            key = hmac(key, part);
        }
        return HexFormat.of().formatHex(hmac(key, toSign));
    }

    private static String canonical(QueueRequest request) {
        String query = new TreeMap<>(request.query())
                .entrySet().stream()
                        .map(pair -> PercentEncoding.encode(pair.getKey())
                                + (pair.getValue().isEmpty() ? "" : "=" + PercentEncoding.encode(pair.getValue())))
                        .collect(Collectors.joining("&"));
        String headers = new TreeMap<>(request.headers())
                .entrySet().stream()
                        .filter(header -> isSigned(header.getKey()))
                        .map(Mns4Verifier::line)
                        .collect(Collectors.joining());
        return String.join("\n", request.method(), PercentEncoding.encodePath(request.path()), query, headers, "");
    }

    private static boolean isSigned(String header) {
        return header.startsWith("x-mns-") || header.equals("content-type") || header.equals("content-md5");
    }

    private static String line(Map.Entry<String, String> header) {
        return header.getKey() + ":" + header.getValue().trim() + "\n";
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
