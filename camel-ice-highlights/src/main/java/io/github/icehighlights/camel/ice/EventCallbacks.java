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
package io.github.icehighlights.camel.ice;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;

import io.github.icehighlights.camel.model.EventCallback;

/** The account-wide callback in the words of {@code GetEventCallback} and {@code SetEventCallback}. */
final class EventCallbacks {

    static final String AUTH_KEY = "AuthKey";

    private static final String QUEUE = "MNS";

    private EventCallbacks() {}

    /** What ICE says is set. What it says when nothing is, is not documented: there is no address then. */
    static EventCallbackSetting read(JsonNode answer) {
        String type = IceJson.text(answer, "CallbackType");
        String address = IceJson.text(answer, QUEUE.equals(type) ? "CallbackQueueName" : "CallbackURL");
        String events = IceJson.text(answer, "EventTypeList");
        Set<String> eventTypes = Stream.of(events == null ? new String[0] : events.split(","))
                .map(String::strip)
                .filter(event -> !event.isEmpty())
                .collect(Collectors.toSet());
        boolean signed = "on".equalsIgnoreCase(IceJson.text(answer, "AuthSwitch"));
        return new EventCallbackSetting(
                new EventCallback(address == null ? null : type, address, eventTypes, signed),
                IceJson.text(answer, AUTH_KEY));
    }

    static Map<String, String> parameters(EventCallbackSetting setting) {
        EventCallback callback = setting.callback();
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("CallbackType", callback.type());
        if (QUEUE.equals(callback.type())) {
            parameters.put("CallbackQueueName", callback.address());
        } else {
            parameters.put("CallbackURL", callback.address());
            parameters.put("AuthSwitch", callback.signed() ? "on" : "off");
        }
        if (setting.authKey() != null) {
            parameters.put(AUTH_KEY, setting.authKey());
        }
        if (!callback.eventTypes().isEmpty()) {
            parameters.put(
                    "EventTypeList", callback.eventTypes().stream().sorted().collect(Collectors.joining(",")));
        }
        return parameters;
    }
}
