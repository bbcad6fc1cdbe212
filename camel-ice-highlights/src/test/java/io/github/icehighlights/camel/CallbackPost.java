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
package io.github.icehighlights.camel;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/** A callback as ICE, or a stranger, posts it. */
final class CallbackPost {

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();

    private final URI address;
    private final Map<String, String> headers = new LinkedHashMap<>();
    private byte[] body = new byte[0];
    private String method = "POST";

    CallbackPost(String address) {
        this.address = URI.create(address);
        headers.put("Content-Type", "application/json");
    }

    static String event(Object jobId, String userData) {
        return "{\"EventType\":\"SmartJobComplete\",\"UserId\":1833220977560000,\"EventTime\":\"2026-07-15T08:48:14Z\","
                + "\"MessageBody\":{\"JobId\":\"" + jobId + "\",\"Status\":\"Fail\",\"Title\":\"足球比赛精彩集锦\","
                + "\"MediaURL\":\"http://evil.example/forged.mp4\",\"UserData\":\""
                + userData.replace("\"", "\\\"") + "\"}}";
    }

    CallbackPost body(String text) {
        return body(text.getBytes(StandardCharsets.UTF_8));
    }

    CallbackPost body(byte[] bytes) {
        body = bytes;
        return this;
    }

    CallbackPost header(String name, String value) {
        headers.put(name, value);
        return this;
    }

    CallbackPost method(String name) {
        method = name;
        return this;
    }

    /** Signs as ICE does. */
    CallbackPost signed(String url, String key) {
        return signed(url, key, Instant.now());
    }

    CallbackPost signed(String url, String key, Instant time) {
        String timestamp = Long.toString(time.getEpochSecond());
        headers.put("X-ICE-TIMESTAMP", timestamp);
        headers.put("X-ICE-SIGNATURE", md5(url + "|" + timestamp + "|" + key));
        return this;
    }

    int status() {
        return send().statusCode();
    }

    HttpResponse<String> send() {
        var request = HttpRequest.newBuilder(address)
                .timeout(Duration.ofSeconds(20))
                .method(method, HttpRequest.BodyPublishers.ofByteArray(body));
        headers.forEach(request::header);
        try {
            return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String md5(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
