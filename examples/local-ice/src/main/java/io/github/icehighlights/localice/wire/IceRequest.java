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
package io.github.icehighlights.localice.wire;

import java.util.Map;

/**
 * A verified request: an action and its parameters, wherever they travelled.
 *
 * @param action     name of the action
 * @param parameters query and form together
 */
public record IceRequest(String action, Map<String, String> parameters) {

    public IceRequest {
        parameters = Map.copyOf(parameters);
    }

    /** A parameter, or null. An empty one counts as absent. */
    public String parameter(String name) {
        String value = parameters.get(name);
        return value == null || value.isEmpty() ? null : value;
    }

    /** A parameter that has to be there. */
    public String required(String name) {
        String value = parameter(name);
        if (value == null) {
            throw IceError.missing(name);
        }
        return value;
    }

    /** A whole number within bounds, or its default. */
    public int number(String name, int least, int most, int otherwise) {
        String value = parameter(name);
        if (value == null) {
            return otherwise;
        }
        try {
            int number = Integer.parseInt(value);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // answered below
        }
        throw IceError.invalid(name, "it has to be a whole number from " + least + " to " + most);
    }
}
