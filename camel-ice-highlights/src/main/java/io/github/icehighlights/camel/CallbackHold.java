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
package io.github.icehighlights.camel;

import java.util.function.BooleanSupplier;

import io.github.icehighlights.camel.callback.DoorSettings;
import io.github.icehighlights.camel.callback.QueueSettings;

/** What a consumer or a waiting producer holds open so that callbacks come in. */
final class CallbackHold {

    private final IceHighlightsComponent component;
    private final DoorSettings door;
    private final QueueSettings queue;
    private final BooleanSupplier awake;

    /**
     * Opens what the options of an endpoint ask for, if anything.
     *
     * @param awake whether the holder takes jobs at the moment
     */
    CallbackHold(IceHighlightsEndpoint endpoint, BooleanSupplier awake) throws Exception {
        this.component = endpoint.getComponent();
        this.door = endpoint.getConfiguration().callbacks().door();
        this.queue = endpoint.getConfiguration().callbacks().queue();
        this.awake = awake;
        try {
            if (queue != null) {
                component.callbackQueues().open(queue, awake);
            }
            if (door != null) {
                component.callbackDoors().open(door, awake);
            }
        } catch (Exception e) {
            letGo();
            throw e;
        }
    }

    void letGo() {
        if (door != null) {
            component.callbackDoors().close(door, awake);
        }
        if (queue != null) {
            component.callbackQueues().close(queue, awake);
        }
    }
}
