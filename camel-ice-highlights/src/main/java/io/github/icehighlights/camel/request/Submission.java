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
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

import com.fasterxml.jackson.databind.node.ObjectNode;

import io.github.icehighlights.camel.ice.CorrelationIds;
import io.github.icehighlights.camel.model.JobType;

/**
 * A request with everything fixed that must be the same on every try: what is sent, byte for byte, and by what it is
 * recognised. Made again from the same request, scope and key, after a restart or on another node, it is the same.
 *
 * @param channel       the channel
 * @param jobType       the type of job
 * @param key           what makes two submissions the same one
 * @param fingerprint   digest of the request: the same key with another fingerprint is a mistake
 * @param clientToken   ICE's idempotence token; also made for job types that ICE gives none
 * @param correlationId our mark in UserData
 * @param parameters    what is sent, by ICE's names
 */
public record Submission(
        String channel,
        JobType jobType,
        String key,
        String fingerprint,
        String clientToken,
        String correlationId,
        Map<String, String> parameters) {

    private static final String USER_DATA = HighlightRequest.USER_DATA;

    public Submission {
        parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    }

    /**
     * Fixes a request.
     *
     * @param supersedes correlation id of an earlier submission with the same key that ended without success, or null:
     *                   ICE would answer the old token with the old job
     */
    public static Submission of(HighlightRequest request, Scope scope, String key, String supersedes) {
        Objects.requireNonNull(key, "key");
        String clientToken = clientToken(scope, key, supersedes);
        String correlationId = Tokens.derive(CorrelationIds.LENGTH, "correlation", clientToken);
        String pathToken = Tokens.path(clientToken);

        Map<String, String> parameters = new LinkedHashMap<>();
        if (request.jobType().hasClientToken()) {
            parameters.put("ClientToken", clientToken);
        }
        put(parameters, HighlightRequest.INPUT, request.expanded(HighlightRequest.INPUT, pathToken));
        put(parameters, HighlightRequest.EDITING, request.expanded(HighlightRequest.EDITING, pathToken));
        put(parameters, HighlightRequest.OUTPUT, request.expanded(HighlightRequest.OUTPUT, pathToken));
        ObjectNode own = request.expanded(USER_DATA, pathToken);
        ObjectNode userData = own == null ? Json.NODES.objectNode() : own;
        put(parameters, USER_DATA, userData.put(CorrelationIds.FIELD, correlationId));

        String fingerprint = Tokens.hex(scope.region(), request.canonical());
        return new Submission(
                scope.channel(), request.jobType(), key, fingerprint, clientToken, correlationId, parameters);
    }

    /**
     * The submission with an address to which ICE is to send its event. It is part of neither key nor fingerprint: a new
     * address makes no new job.
     *
     * @param  address             a URL or the name of a queue; null changes nothing, and neither does any where the
     *                             user gives one
     * @param  maxBytes            what ICE takes as UserData
     * @throws IceRequestException when the address does not fit beside the user's data
     */
    public Submission notifying(String address, int maxBytes) {
        if (address == null) {
            return this;
        }
        ObjectNode userData = Json.object(USER_DATA, parameters.get(USER_DATA));
        if (!CorrelationIds.address(userData, address)) {
            return this;
        }
        String text = CanonicalJson.of(userData);
        int all = bytes(text);
        if (all > maxBytes) {
            throw IceRequestException.hidden(
                    USER_DATA,
                    "ICE takes at most " + maxBytes + " bytes (UTF-8), but with the callback address of "
                            + bytes(address) + " bytes it has " + all
                            + ". Shorten callbackUrl or the user's data, or set jobCallback=false");
        }
        Map<String, String> notifying = new LinkedHashMap<>(parameters);
        notifying.put(USER_DATA, text);
        return new Submission(channel, jobType, key, fingerprint, clientToken, correlationId, notifying);
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    /** The client token of a submission: 52 lower-case letters and digits; ICE takes up to 64. */
    public static String clientToken(Scope scope, String key, String supersedes) {
        return Tokens.derive("token", scope.namespace(), scope.channel(), scope.region(), key, supersedes);
    }

    /** In canonical form: maps may come in another order after a restart. */
    private static void put(Map<String, String> parameters, String name, ObjectNode part) {
        if (part != null) {
            parameters.put(name, CanonicalJson.of(part));
        }
    }
}
