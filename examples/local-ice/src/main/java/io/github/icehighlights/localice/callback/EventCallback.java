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

import java.util.List;

/**
 * The account-wide setting of callbacks.
 *
 * @param address    where the events of all jobs go, or null for nowhere
 * @param eventTypes events that are sent there, empty for all
 * @param authKey    key of the signature of HTTP callbacks, or null when they are not signed
 */
public record EventCallback(Address address, List<String> eventTypes, String authKey) {

    /** As long as nobody has set anything. */
    public static final EventCallback NONE = new EventCallback(null, List.of(), null);

    public EventCallback {
        eventTypes = List.copyOf(eventTypes);
    }

    boolean isWanted(String eventType) {
        return address != null && (eventTypes.isEmpty() || eventTypes.contains(eventType));
    }

    /** Without the key. */
    @Override
    public String toString() {
        return "EventCallback[" + address + ", " + eventTypes + (authKey == null ? ", not signed]" : ", signed]");
    }
}
