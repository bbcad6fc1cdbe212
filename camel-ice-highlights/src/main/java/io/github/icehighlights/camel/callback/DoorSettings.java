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

import java.time.Duration;
import java.util.List;

/**
 * How callbacks are taken over HTTP.
 *
 * @param path     where they are posted
 * @param server   name of the Camel component that serves it, or null to find the one there is
 * @param url      the same address as ICE knows it; null when nothing is signed
 * @param auth     what makes a callback worth a hint
 * @param keys     ICE's auth keys, with which tokens are made too; the first is the present one
 * @param maxAge   how far the time of a signed callback may be from ours, either way
 * @param maxBytes the largest body
 */
public record DoorSettings(
        String path, String server, String url, CallbackAuth auth, List<String> keys, Duration maxAge, int maxBytes) {

    public DoorSettings {
        keys = List.copyOf(keys);
    }

    /** Without the keys. */
    @Override
    public String toString() {
        return "DoorSettings[path=" + path + ", server=" + server + ", auth=" + auth + "]";
    }
}
