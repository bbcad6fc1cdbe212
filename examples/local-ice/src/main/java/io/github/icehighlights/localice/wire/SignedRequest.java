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
 * What arrived, as far as a signature covers it.
 *
 * @param method  HTTP method in upper case
 * @param path    path without the query, {@code /} for all ICE actions
 * @param query   query string as sent, or null
 * @param headers headers by their lower-case names; several values are joined by a comma
 * @param body    the body, empty when there is none
 */
public record SignedRequest(String method, String path, String query, Map<String, String> headers, byte[] body) {

    /** A header by its lower-case name, or null. */
    public String header(String name) {
        return headers.get(name);
    }

    /** The headers must not be printed: they hold signatures and tokens. */
    @Override
    public String toString() {
        return method + " " + path;
    }
}
