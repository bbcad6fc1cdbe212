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
package io.github.icehighlights.camel.store;

import java.util.Map;

import io.github.icehighlights.camel.model.JobType;

/**
 * The intent to submit, as it is recorded before ICE is called.
 *
 * @param correlationId  our mark in {@code UserData}; the id of the record
 * @param channel        the channel of the job
 * @param jobType        the type of the job
 * @param key            idempotency key; with the channel it makes two submissions the same one
 * @param fingerprint    of the canonical request: the same key with another request is an error
 * @param clientToken    ICE's token of this submission
 * @param request        the action's parameters, byte for byte; deleted at activation
 * @param connection     through what it is submitted
 * @param carriedHeaders headers to restore on the result, as JSON text; null when there are none
 * @param supersedes     correlation id of the ended submission with the same key that this one follows, or null
 */
public record Reservation(
        String correlationId,
        String channel,
        JobType jobType,
        String key,
        String fingerprint,
        String clientToken,
        Map<String, String> request,
        Connection connection,
        String carriedHeaders,
        String supersedes) {

    public Reservation {
        request = Map.copyOf(request);
    }
}
