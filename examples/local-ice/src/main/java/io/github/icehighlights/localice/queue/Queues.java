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

import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import com.fasterxml.jackson.databind.JsonNode;

import io.github.icehighlights.localice.wire.Json;
import io.github.icehighlights.localice.wire.JsonLog;

/**
 * The queues of SMQ. Everything in them survives a restart.
 */
public final class Queues implements AutoCloseable {

    /** Documented. */
    public static final Duration DEFAULT_VISIBILITY_TIMEOUT = Duration.ofSeconds(30);

    private final Map<String, MessageQueue> queues = new TreeMap<>();
    private final JsonLog log;
    private final Clock clock;

    /**
     * @param log   keeps queues and messages
     * @param clock tells when messages are visible again
     */
    public Queues(JsonLog log, Clock clock) {
        this.log = log;
        this.clock = clock;
        log.read().forEach(this::replay);
    }

    /** Makes a queue with the default visibility time-out of 30 seconds, unless it is there. */
    public void create(String name) {
        create(name, DEFAULT_VISIBILITY_TIMEOUT);
    }

    /** Makes a queue whose messages come back after this time, unless it is there; true if it was not. */
    public synchronized boolean create(String name, Duration visibilityTimeout) {
        if (queues.containsKey(name)) {
            return false;
        }
        log.append(Json.object().put("queue", name).put("visibilityMillis", visibilityTimeout.toMillis()));
        add(name, visibilityTimeout);
        return true;
    }

    /** Deletes a queue with all its messages, if it is there. */
    public synchronized void delete(String name) {
        MessageQueue queue = queues.remove(name);
        if (queue != null) {
            log.append(Json.object().put("queue", name).put("deleted", true));
            queue.close();
        }
    }

    /** Names of all queues. */
    public synchronized List<String> names() {
        return List.copyOf(queues.keySet());
    }

    /**
     * Puts a message into a queue.
     *
     * @param  body       body as it travels: raw text or Base64, at most 64 KB
     * @throws QueueError if there is no such queue, or the body is too long
     */
    public void send(String name, String body) {
        get(name).send(body);
    }

    /**
     * All messages of a queue, oldest first, also those that somebody is working on.
     *
     * @throws QueueError if there is no such queue
     */
    public List<QueueMessage> messages(String name) {
        return get(name).all();
    }

    /** Empties all queues. */
    public void clear() {
        all().forEach(MessageQueue::clear);
    }

    MessageQueue get(String name) {
        return find(name).orElseThrow(QueueError::noQueue);
    }

    private synchronized Optional<MessageQueue> find(String name) {
        return Optional.ofNullable(queues.get(name));
    }

    private synchronized Collection<MessageQueue> all() {
        return List.copyOf(queues.values());
    }

    private void add(String name, Duration visibilityTimeout) {
        queues.put(name, new MessageQueue(name, visibilityTimeout, clock, log));
    }

    private void replay(JsonNode line) {
        String name = line.path("queue").asText();
        if (line.has("message")) {
            queues.get(name).replay(line.path("message"));
        } else if (line.has("deleted")) {
            queues.remove(name);
        } else {
            add(name, Duration.ofMillis(line.path("visibilityMillis").asLong()));
        }
    }

    /** Ends all waiting for messages. */
    @Override
    public void close() {
        all().forEach(MessageQueue::close);
        log.close();
    }
}
