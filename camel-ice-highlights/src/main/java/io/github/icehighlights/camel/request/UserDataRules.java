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
package io.github.icehighlights.camel.request;

import java.nio.charset.StandardCharsets;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.github.icehighlights.camel.ice.CorrelationIds;

/** What holds for UserData of every type of job. Its values are never shown: callback addresses may carry tokens. */
final class UserDataRules {

    private static final List<String> ADDRESSES = List.of("NotifyAddress", "RegisterMediaNotifyAddress");

    /** How long our mark is where there is nothing else. */
    private static final int MARK =
            bytes(Json.NODES.objectNode().put(CorrelationIds.FIELD, "0".repeat(CorrelationIds.LENGTH)));

    private UserDataRules() {}

    static void check(ObjectNode userData, int maxBytes) {
        if (userData.has(CorrelationIds.FIELD)) {
            throw IceRequestException.hidden(
                    "UserData." + CorrelationIds.FIELD, "this name is taken, the component puts its mark there");
        }
        ADDRESSES.forEach(name -> checkAddress(name, userData.get(name)));
        checkSize(userData, maxBytes);
    }

    private static void checkAddress(String name, JsonNode address) {
        if (address == null || address.isNull()) {
            return;
        }
        String text = address.isTextual() ? address.textValue() : "";
        if (!text.startsWith("http://") && !text.startsWith("https://") && !text.startsWith("ice-callback-")) {
            throw IceRequestException.hidden(
                    "UserData." + name, "it must begin with http://, https:// or, for a queue, ice-callback-");
        }
    }

    /** Tokens and ids have one length each, so that samples tell how long the real thing will be. */
    private static void checkSize(ObjectNode userData, int maxBytes) {
        String token = "0".repeat(Tokens.PATH_LENGTH);
        int own = userData.isEmpty() ? 0 : bytes(Tokens.expand(userData, token));
        // where there are both, a comma comes between them, and one pair of braces goes
        int all = own == 0 ? MARK : own - 1 + MARK;
        if (all > maxBytes) {
            throw IceRequestException.hidden(
                    "UserData",
                    "ICE takes at most " + maxBytes + " bytes (UTF-8), but it has " + all + ": " + own
                            + " of the user's data and " + (all - own) + " of the component's mark");
        }
    }

    private static int bytes(ObjectNode node) {
        return CanonicalJson.of(node).getBytes(StandardCharsets.UTF_8).length;
    }
}
