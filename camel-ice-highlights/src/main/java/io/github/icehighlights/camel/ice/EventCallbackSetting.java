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

import java.util.Objects;

import io.github.icehighlights.camel.model.EventCallback;

/**
 * The account-wide callback with its key.
 *
 * @param callback all but the key
 * @param authKey  secret; null unless ICE signs
 */
public record EventCallbackSetting(EventCallback callback, String authKey) {

    public EventCallbackSetting {
        authKey = callback.signed() ? authKey : null;
    }

    /** The same with the events of another one, if this one names none: whoever names none leaves them as they are. */
    public EventCallbackSetting withEventsOf(EventCallback present) {
        return callback.eventTypes().isEmpty()
                ? new EventCallbackSetting(
                        new EventCallback(callback.type(), callback.address(), present.eventTypes(), callback.signed()),
                        authKey)
                : this;
    }

    /** Whether both send to the same place. */
    public boolean isSamePlace(EventCallback other) {
        return Objects.equals(callback.type(), other.type()) && Objects.equals(callback.address(), other.address());
    }

    /** Without the key. */
    @Override
    public String toString() {
        return "EventCallbackSetting[" + callback + "]";
    }
}
