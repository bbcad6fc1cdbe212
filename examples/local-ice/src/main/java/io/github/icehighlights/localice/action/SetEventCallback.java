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

import java.nio.charset.StandardCharsets;
import java.util.List;

import com.fasterxml.jackson.databind.node.ObjectNode;

import io.github.icehighlights.localice.callback.Address;
import io.github.icehighlights.localice.callback.AuthKey;
import io.github.icehighlights.localice.callback.EventCallback;
import io.github.icehighlights.localice.callback.EventCallbackSetting;
import io.github.icehighlights.localice.wire.Action;
import io.github.icehighlights.localice.wire.IceError;
import io.github.icehighlights.localice.wire.IceRequest;
import io.github.icehighlights.localice.wire.Json;

/**
 * Sets where the events of all jobs go.
 *
 * @param setting keeps it
 */
public record SetEventCallback(EventCallbackSetting setting) implements Action {

    private static final int MAX_URL_BYTES = 256;

    @Override
    public ObjectNode handle(IceRequest request) {
        Address address = address(request);
        String types = request.parameter("EventTypeList");
        setting.set(new EventCallback(
                address, types == null ? List.of() : List.of(types.split("\\s*,\\s*")), authKey(request, address)));
        return Json.object().put("Success", true);
    }

    private static Address address(IceRequest request) {
        String type = request.required("CallbackType");
        return switch (type) {
            case "HTTP" -> url(request.required("CallbackURL"));
            case "MNS" -> queue(request.required("CallbackQueueName"));
            default -> throw IceError.invalid("CallbackType", "it has to be HTTP or MNS");
        };
    }

    private static Address url(String url) {
        if (!(Address.of(url) instanceof Address.Http address)) {
            throw IceError.invalid("CallbackURL", "it has to begin with http:// or https://");
        }
        if (url.getBytes(StandardCharsets.UTF_8).length > MAX_URL_BYTES) {
            throw IceError.invalid("CallbackURL", "it has more than " + MAX_URL_BYTES + " bytes");
        }
        return address;
    }

    private static Address queue(String name) {
        if (!name.startsWith(Address.QUEUE_PREFIX)) {
            throw IceError.invalid("CallbackQueueName", "it has to begin with " + Address.QUEUE_PREFIX);
        }
        return new Address.Queue(name);
    }

    private static String authKey(IceRequest request, Address address) {
        String authSwitch = request.parameter("AuthSwitch");
        if (authSwitch == null || authSwitch.equals("off")) {
            return null;
        }
        if (!authSwitch.equals("on")) {
            throw IceError.invalid("AuthSwitch", "it has to be on or off");
        }
        if (!(address instanceof Address.Http)) {
            throw IceError.invalid("AuthSwitch", "only HTTP callbacks are signed");
        }
        try {
            return AuthKey.check(request.required("AuthKey"));
        } catch (IllegalArgumentException e) {
            throw IceError.invalid("AuthKey", e.getMessage());
        }
    }
}
