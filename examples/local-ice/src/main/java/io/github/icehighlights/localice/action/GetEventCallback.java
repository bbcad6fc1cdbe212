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
package io.github.icehighlights.localice.action;

import com.fasterxml.jackson.databind.node.ObjectNode;

import io.github.icehighlights.localice.callback.Address;
import io.github.icehighlights.localice.callback.EventCallback;
import io.github.icehighlights.localice.callback.EventCallbackSetting;
import io.github.icehighlights.localice.wire.Action;
import io.github.icehighlights.localice.wire.IceRequest;
import io.github.icehighlights.localice.wire.Json;

/**
 * Tells where the events of all jobs go, with the key in clear. What ICE says when nothing is set is not documented; here
 * all fields are missing then.
 *
 * @param setting keeps it
 */
public record GetEventCallback(EventCallbackSetting setting) implements Action {

    @Override
    public ObjectNode handle(IceRequest request) {
        EventCallback callback = setting.get();
        ObjectNode answer = Json.object();
        if (callback.address() == null) {
            return answer;
        }
        if (callback.address() instanceof Address.Http http) {
            answer.put("CallbackType", "HTTP").put("CallbackURL", http.url());
            answer.put("AuthSwitch", callback.authKey() == null ? "off" : "on");
            if (callback.authKey() != null) {
                answer.put("AuthKey", callback.authKey());
            }
        } else {
            answer.put("CallbackType", "MNS")
                    .put("CallbackQueueName", callback.address().toString());
        }
        return answer.put("EventTypeList", String.join(",", callback.eventTypes()));
    }
}
