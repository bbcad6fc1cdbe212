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

import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.github.icehighlights.localice.wire.Json;
import io.github.icehighlights.localice.wire.JsonLog;

/**
 * Keeps the account-wide setting of callbacks.
 */
public final class EventCallbackSetting implements AutoCloseable {

    private final JsonLog log;
    private final EventCallback first;
    private volatile EventCallback current;

    /**
     * @param log   keeps it over a restart
     * @param first what holds until it is set
     */
    public EventCallbackSetting(JsonLog log, EventCallback first) {
        this.log = log;
        this.first = first;
        List<JsonNode> lines = log.read();
        current = lines.isEmpty() ? first : read(lines.get(lines.size() - 1));
    }

    /** What holds now. */
    public EventCallback get() {
        return current;
    }

    /** Sets it. */
    public synchronized void set(EventCallback next) {
        log.append(write(next));
        current = next;
    }

    /** Back to what held at first. */
    public synchronized void clear() {
        log.clear();
        current = first;
    }

    @Override
    public void close() {
        log.close();
    }

    private static ObjectNode write(EventCallback callback) {
        ObjectNode json = Json.object();
        if (callback.address() != null) {
            json.put("address", callback.address().toString());
        }
        ArrayNode types = json.putArray("eventTypes");
        callback.eventTypes().forEach(types::add);
        return json.put("authKey", callback.authKey());
    }

    private static EventCallback read(JsonNode json) {
        List<String> types = new ArrayList<>();
        json.path("eventTypes").forEach(type -> types.add(type.asText()));
        JsonNode address = json.path("address");
        return new EventCallback(
                address.isTextual() ? Address.of(address.textValue()) : null,
                types,
                json.path("authKey").textValue());
    }
}
