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

import java.time.Instant;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.github.icehighlights.localice.wire.Json;

/**
 * How a message is written to the log.
 */
final class QueueMessageJson {

    private QueueMessageJson() {}

    static ObjectNode write(QueueMessage message) {
        return Json.object()
                .put("id", message.id())
                .put("body", message.body())
                .put("enqueuedAt", message.enqueuedAt().toString())
                .put(
                        "firstDequeuedAt",
                        message.firstDequeuedAt() == null
                                ? null
                                : message.firstDequeuedAt().toString())
                .put("dequeueCount", message.dequeueCount())
                .put("nextVisibleAt", message.nextVisibleAt().toString())
                .put("receiptHandle", message.receiptHandle());
    }

    static QueueMessage read(JsonNode json) {
        String firstDequeuedAt = json.path("firstDequeuedAt").textValue();
        return new QueueMessage(
                json.path("id").asText(),
                json.path("body").asText(),
                Instant.parse(json.path("enqueuedAt").asText()),
                firstDequeuedAt == null ? null : Instant.parse(firstDequeuedAt),
                json.path("dequeueCount").asInt(),
                Instant.parse(json.path("nextVisibleAt").asText()),
                json.path("receiptHandle").textValue());
    }
}
