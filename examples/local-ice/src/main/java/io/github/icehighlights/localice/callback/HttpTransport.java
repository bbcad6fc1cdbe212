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

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.zip.DeflaterOutputStream;

/**
 * Callbacks over HTTP. They are signed anew for each attempt, with the time of that.
 *
 * @param http  posts
 * @param clock tells the time that is signed: the real one, because receivers compare it with theirs
 */
record HttpTransport(HttpPost http, Clock clock) implements Transport {

    @Override
    public CompletableFuture<Reply> send(Letter letter) {
        String url = letter.address().toString();
        Map<String, String> headers = new HashMap<>(letter.stamp().headers(url, clock));
        headers.put("Content-Type", "application/json;charset=utf-8");
        if (!letter.deflated()) {
            return http.post(url, headers, letter.body());
        }
        headers.put("Content-Encoding", "deflate");
        return http.post(url, headers, deflate(letter.body()));
    }

    private static byte[] deflate(byte[] body) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DeflaterOutputStream out = new DeflaterOutputStream(bytes)) {
            out.write(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
