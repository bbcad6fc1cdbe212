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
package io.github.icehighlights.camel.callback;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * ICE's signature of a callback: the MD5 of the address, the time and the key, in hex. It does not cover the body, and
 * whoever has seen it can repeat it for as long as it is fresh. Immutable, thread-safe.
 */
final class CallbackSignature {

    static final String TIMESTAMP = "X-ICE-TIMESTAMP";
    static final String SIGNATURE = "X-ICE-SIGNATURE";

    private static final int MOST_DIGITS = 12;

    private final List<String> keys;
    private final Duration maxAge;
    private final Clock clock;

    /**
     * @param keys   all that are believed
     * @param maxAge how far the time of a callback may be from ours, either way
     */
    CallbackSignature(List<String> keys, Duration maxAge, Clock clock) {
        this.keys = List.copyOf(keys);
        this.maxAge = maxAge;
        this.clock = clock;
    }

    static String of(String url, String timestamp, String key) {
        try {
            byte[] text = (url + "|" + timestamp + "|" + key).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(text));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has MD5", e);
        }
    }

    /**
     * Checks a signature.
     *
     * @param  url the address as ICE knows it
     * @return     what is wrong with it, or empty when it is right
     */
    Optional<String> check(String url, String timestamp, String signature) {
        if (timestamp == null || signature == null) {
            return Optional.of("it has no signature");
        }
        // all keys, and in constant time: how long it takes tells nothing
        byte[] given = signature.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8);
        boolean valid = false;
        for (String key : keys) {
            valid |= MessageDigest.isEqual(of(url, timestamp, key).getBytes(StandardCharsets.UTF_8), given);
        }
        if (!valid) {
            return Optional.of("its signature is not that of callbackUrl, the time and a key");
        }
        return isFresh(timestamp) ? Optional.empty() : Optional.of("its time is more than " + maxAge + " from ours");
    }

    private boolean isFresh(String timestamp) {
        if (timestamp.length() > MOST_DIGITS || !timestamp.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return false;
        }
        Instant sent = Instant.ofEpochSecond(Long.parseLong(timestamp));
        return Duration.between(sent, clock.instant()).abs().compareTo(maxAge) <= 0;
    }

    @Override
    public String toString() {
        return "CallbackSignature";
    }
}
