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
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;

import io.github.icehighlights.localice.queue.QueueError;
import io.github.icehighlights.localice.queue.Queues;

/**
 * Callbacks as messages of queues: neither signed nor compressed.
 *
 * @param queues where they go
 * @param base64 whether bodies are Base64, as clients of queues do it by default; what ICE does is not documented
 */
record QueueTransport(Queues queues, boolean base64) implements Transport {

    private static final int SENT = 201;

    @Override
    public CompletableFuture<Reply> send(Letter letter) {
        String body = base64
                ? Base64.getEncoder().encodeToString(letter.body())
                : new String(letter.body(), StandardCharsets.UTF_8);
        try {
            queues.send(letter.address().toString(), body);
            return CompletableFuture.completedFuture(new Reply(SENT, null, Duration.ZERO));
        } catch (QueueError e) {
            return CompletableFuture.completedFuture(new Reply(0, e.code(), Duration.ZERO));
        }
    }
}
