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
package io.github.icehighlights.camel.ice;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Our mark in UserData: {@code {"...the user's...", "iceHighlights": "<id>"}}. ICE returns it in reports, lists and
 * events. A plus behind the id says that the {@code NotifyAddress} beside it is ours too.
 */
public final class CorrelationIds {

    /** The field of UserData that holds the id. */
    public static final String FIELD = "iceHighlights";

    /** Letters and digits of an id. */
    public static final int LENGTH = 20;

    /** Where ICE sends the event of a job. */
    private static final String NOTIFY_ADDRESS = "NotifyAddress";

    private static final String ADDRESS_IS_OURS = "+";

    private static final String SHAPE = "[0-9a-z]{" + LENGTH + "}";
    private static final Pattern ID = Pattern.compile("(" + SHAPE + ")\\+?");
    /** For a UserData that is no longer JSON: cut off, escaped twice. */
    private static final Pattern IN_TEXT = Pattern.compile(FIELD + "\\W{1,12}(" + SHAPE + ")\\b");

    private CorrelationIds() {}

    /** The id in a UserData that ICE returned, or null when there is none. Never fails. */
    public static String read(String userData) {
        if (userData == null) {
            return null;
        }
        ObjectNode object = parse(userData);
        if (object != null) {
            Matcher id = ID.matcher(object.path(FIELD).asText(""));
            return id.matches() ? id.group(1) : null;
        }
        Matcher found = IN_TEXT.matcher(userData);
        return found.find() ? found.group(1) : null;
    }

    /** The user's own part of a UserData that ICE returned, or null when nothing is left. Never fails. */
    public static String strip(String userData) {
        if (userData == null || userData.isBlank()) {
            return null;
        }
        ObjectNode object = parse(userData);
        if (object == null) {
            return HintTokens.redact(userData);
        }
        if (!object.has(FIELD)) {
            return object.isEmpty() ? null : userData;
        }
        if (object.remove(FIELD).asText("").endsWith(ADDRESS_IS_OURS)) {
            object.remove(NOTIFY_ADDRESS);
        }
        return object.isEmpty() ? null : object.toString();
    }

    /**
     * Puts an address for ICE's event beside our mark, unless the user has one there.
     *
     * @return whether there was none
     */
    public static boolean address(ObjectNode userData, String address) {
        boolean free = userData.path(NOTIFY_ADDRESS).asText("").isEmpty();
        if (free) {
            userData.put(NOTIFY_ADDRESS, address);
            userData.put(FIELD, userData.path(FIELD).asText() + ADDRESS_IS_OURS);
        }
        return free;
    }

    /** Whether the address that a job was submitted with is one that we gave it. Never fails. */
    public static boolean isAddressOurs(String userData) {
        ObjectNode object = userData == null ? null : parse(userData);
        return object != null && object.path(FIELD).asText("").endsWith(ADDRESS_IS_OURS);
    }

    /** UserData as an object; ICE's own layers may have made a JSON text of the JSON text. */
    private static ObjectNode parse(String userData) {
        JsonNode node = IceJson.read(userData);
        if (node.isTextual()) {
            node = IceJson.read(node.textValue());
        }
        return node instanceof ObjectNode object ? object : null;
    }
}
