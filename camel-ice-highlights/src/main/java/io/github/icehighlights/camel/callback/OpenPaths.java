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
package io.github.icehighlights.camel.callback;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.regex.Pattern;

import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;

/**
 * Which paths this process has open for callbacks, of whichever component. A server that is given a path twice says nothing
 * and leads everything to one of both. Thread-safe.
 */
final class OpenPaths {

    private static final ConcurrentMap<Place, Object> OPEN = new ConcurrentHashMap<>();

    /** Servers that are named with host and port are the same one in all contexts of the process. */
    private static final Pattern WITH_HOST = Pattern.compile("[a-z0-9-]+:https?://[^/].*");

    /** @param context whose server it is; null for one that contexts share */
    private record Place(CamelContext context, String uri) {

        static Place of(Endpoint endpoint) {
            String uri = endpoint.getEndpointUri();
            return new Place(WITH_HOST.matcher(uri).matches() ? null : endpoint.getCamelContext(), uri);
        }
    }

    private OpenPaths() {}

    /** Whether the place of an endpoint is free; it is taken then. */
    static boolean take(Endpoint endpoint) {
        return OPEN.putIfAbsent(Place.of(endpoint), endpoint) == null;
    }

    /** Frees what has been taken. */
    static void free(Endpoint endpoint) {
        OPEN.remove(Place.of(endpoint));
    }
}
