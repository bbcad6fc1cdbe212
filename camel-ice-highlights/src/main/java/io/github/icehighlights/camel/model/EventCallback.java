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
package io.github.icehighlights.camel.model;

import java.util.Set;
import java.util.regex.Pattern;

/**
 * Where ICE sends the events of all jobs of an account in a region. The key that signs them is not part of it.
 *
 * @param type       {@code HTTP} or {@code MNS} (a queue); null when nothing is set
 * @param address    the URL or the name of the queue; null when nothing is set. {@link #toString()} leaves out what may be
 *                   secret in a URL
 * @param eventTypes names of the events; empty when ICE names none
 * @param signed     whether ICE signs what it posts
 */
public record EventCallback(String type, String address, Set<String> eventTypes, boolean signed) {

    private static final Pattern PRIVATE = Pattern.compile("(?<=://)[^/?#]*@|(?<=[?#]).*");

    public EventCallback {
        eventTypes = Set.copyOf(eventTypes);
    }

    /** Whether ICE sends them nowhere. */
    public boolean isEmpty() {
        return address == null;
    }

    @Override
    public String toString() {
        return isEmpty()
                ? "none"
                : type + " " + PRIVATE.matcher(address).replaceAll("***") + (signed ? ", signed" : "") + ", events "
                        + eventTypes;
    }
}
