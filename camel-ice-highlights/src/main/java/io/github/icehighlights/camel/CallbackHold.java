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

import io.github.icehighlights.camel.callback.CallbackDoors;
import io.github.icehighlights.camel.callback.DoorSettings;

/**
 * What a consumer or a waiting producer holds open so that callbacks come in.
 *
 * @param awake whether the holder takes jobs at the moment
 */
record CallbackHold(CallbackDoors doors, DoorSettings settings, BooleanSupplier awake) {

    /** Opens what the options of the endpoint ask for; null when they ask for nothing. */
    static CallbackHold take(IceHighlightsEndpoint endpoint, BooleanSupplier awake) throws Exception {
        DoorSettings settings = endpoint.getConfiguration().door();
        if (settings == null) {
            return null;
        }
        var hold = new CallbackHold(endpoint.getComponent().callbackDoors(), settings, awake);
        hold.doors.open(settings, awake);
        return hold;
    }

    void letGo() {
        doors.close(settings, awake);
    }
}
