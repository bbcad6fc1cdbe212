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

import java.util.Map;

/**
 * A request to SMQ.
 *
 * @param method  HTTP method
 * @param path    path, without the query
 * @param query   parameters, by their names in lower case
 * @param headers headers, by their names in lower case
 * @param body    XML, empty when there is none
 */
record QueueRequest(String method, String path, Map<String, String> query, Map<String, String> headers, byte[] body) {

    String header(String name) {
        return headers.getOrDefault(name, "");
    }

    /** A whole number within bounds, or its default. */
    int number(String name, int least, int most, int otherwise) {
        String value = query.get(name);
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
        throw QueueError.invalid(name + " has to be a whole number from " + least + " to " + most + ".");
    }

    /** The headers must not be printed: they hold signatures and tokens. */
    @Override
    public String toString() {
        return method + " " + path;
    }
}
