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
package io.github.icehighlights.localice.callback;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

import com.fasterxml.jackson.databind.node.ObjectNode;

import io.github.icehighlights.localice.wire.Account;
import io.github.icehighlights.localice.wire.Json;

/**
 * Something that happened to a job.
 *
 * @param type        name of the event
 * @param time        when it happened
 * @param messageBody what is told
 */
record Event(String type, Instant time, ObjectNode messageBody) {

    /** The envelope around it, as JSON. */
    byte[] envelope() {
        ObjectNode envelope = Json.object();
        envelope.put("EventType", type);
        envelope.put("UserId", Account.USER_ID);
        envelope.put("EventTime", time.truncatedTo(ChronoUnit.SECONDS).toString());
        envelope.set("MessageBody", messageBody);
        return Json.write(envelope).getBytes(StandardCharsets.UTF_8);
    }

    /** The same with another body. */
    Event with(ObjectNode otherBody) {
        return new Event(type, time, otherBody);
    }
}
