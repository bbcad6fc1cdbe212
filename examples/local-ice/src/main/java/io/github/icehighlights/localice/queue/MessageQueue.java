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
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;

import com.fasterxml.jackson.databind.JsonNode;

import io.github.icehighlights.localice.wire.Json;
import io.github.icehighlights.localice.wire.JsonLog;

/**
 * One queue. A message that is received disappears for a while, and comes back unless it is deleted meanwhile.
 */
final class MessageQueue {

    /** Documented. */
    static final int MAX_MESSAGE_BYTES = 64 * 1024;

    /** While all messages are hidden: how often to look, because the clock of a test may jump. */
    private static final long LOOK_EVERY_MILLIS = 20;

    private final Map<String, QueueMessage> messages = new LinkedHashMap<>();
    private final String name;
    private final Duration visibilityTimeout;
    private final Clock clock;
    private final JsonLog log;
    private boolean closed;

    MessageQueue(String name, Duration visibilityTimeout, Clock clock, JsonLog log) {
        this.name = name;
        this.visibilityTimeout = visibilityTimeout;
        this.clock = clock;
        this.log = log;
    }

    Duration visibilityTimeout() {
        return visibilityTimeout;
    }

    /** A message as the log tells of it; without a body it is gone. */
    synchronized void replay(JsonNode json) {
        if (json.has("body")) {
            QueueMessage message = QueueMessageJson.read(json);
            messages.put(message.id(), message);
        } else {
            messages.remove(json.path("id").asText());
        }
    }

    synchronized QueueMessage send(String body) {
        if (body.getBytes(StandardCharsets.UTF_8).length > MAX_MESSAGE_BYTES) {
            throw QueueError.invalid("The message has more than " + MAX_MESSAGE_BYTES + " bytes.");
        }
        Instant now = clock.instant();
        String id = UUID.randomUUID().toString().replace("-", "").toUpperCase(Locale.ROOT);
        QueueMessage message = new QueueMessage(id, body, now, null, 0, now, null);
        put(message);
        notifyAll();
        return message;
    }

    /** Takes up to so many messages; waits this long for the first. */
    synchronized List<QueueMessage> receive(int most, Duration wait) throws InterruptedException {
        long end = System.nanoTime() + wait.toNanos();
        while (true) {
            List<QueueMessage> received = take(most);
            long left = (end - System.nanoTime()) / 1_000_000;
            if (!received.isEmpty() || left <= 0 || closed) {
                return received;
            }
            wait(messages.isEmpty() ? left : Math.min(left, LOOK_EVERY_MILLIS));
        }
    }

    private List<QueueMessage> take(int most) {
        Instant now = clock.instant();
        List<QueueMessage> taken = new ArrayList<>();
        for (QueueMessage message : select(message -> message.isVisible(now), most)) {
            QueueMessage received = message.received(now, now.plus(visibilityTimeout), handle(message));
            put(received);
            taken.add(received);
        }
        return taken;
    }

    /** Shows visible messages without taking them. */
    synchronized List<QueueMessage> peek(int most) {
        Instant now = clock.instant();
        return select(message -> message.isVisible(now), most);
    }

    /** Deletes what was received under this handle. */
    synchronized void delete(String handle) {
        remove(received(handle));
    }

    /** Hides what was received under this handle from now on for this time. */
    synchronized QueueMessage hide(String handle, Duration time) {
        QueueMessage message = received(handle);
        QueueMessage hidden = message.hidden(clock.instant().plus(time), handle(message));
        put(hidden);
        return hidden;
    }

    /**
     * How full a queue is.
     *
     * @param active   messages that can be received
     * @param inactive messages that somebody has received and not deleted
     */
    record Counts(long active, long inactive) {}

    synchronized Counts counts() {
        Instant now = clock.instant();
        long active = messages.values().stream()
                .filter(message -> message.isVisible(now))
                .count();
        return new Counts(active, messages.size() - active);
    }

    synchronized List<QueueMessage> all() {
        return List.copyOf(messages.values());
    }

    synchronized void clear() {
        all().forEach(this::remove);
    }

    /** Ends all waiting. */
    synchronized void close() {
        closed = true;
        notifyAll();
    }

    private List<QueueMessage> select(Predicate<QueueMessage> condition, int most) {
        return messages.values().stream().filter(condition).limit(most).toList();
    }

    private QueueMessage received(String handle) {
        Instant now = clock.instant();
        // a handle is good for one receiving, and only until the message is visible again
        return messages.values().stream()
                .filter(message -> handle.equals(message.receiptHandle()) && !message.isVisible(now))
                .findFirst()
                .orElseThrow(QueueError::noMessage);
    }

    private void put(QueueMessage message) {
        log.append(Json.object().put("queue", name).set("message", QueueMessageJson.write(message)));
        messages.put(message.id(), message);
    }

    private void remove(QueueMessage message) {
        log.append(Json.object().put("queue", name).set("message", Json.object().put("id", message.id())));
        messages.remove(message.id());
    }

    private static String handle(QueueMessage message) {
        String text = message.dequeueCount() + "-" + UUID.randomUUID();
        return "8-" + Base64.getUrlEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
