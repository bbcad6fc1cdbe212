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
package io.github.icehighlights.localice.callback;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;

/**
 * The signature of HTTP callbacks: MD5 over address, time and key. It does not cover the body.
 */
final class CallbackSignature {

    private CallbackSignature() {}

    static Map<String, String> headers(String url, Instant time, String authKey) {
        long seconds = time.getEpochSecond();
        return Map.of("X-ICE-TIMESTAMP", Long.toString(seconds), "X-ICE-SIGNATURE", of(url, seconds, authKey));
    }

    static String of(String url, long seconds, String authKey) {
        try {
            byte[] signed = (url + "|" + seconds + "|" + authKey).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(signed));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
