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

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * An event as ICE posts it or writes it into a queue, reduced to what it may be believed: which job to look at. How the
 * job ended stands in it too, and is not read: anybody may have written it.
 *
 * @param type          ICE's name of the event, for logs and statistics only; null when it has none
 * @param jobId         ICE's id of the job, or null when the event is about something else
 * @param correlationId our mark in the job's UserData, or null
 */
public record IceEvent(String type, String jobId, String correlationId) {

    /** More than any event has, and than any queue takes. */
    private static final int MOST_CHARS = 1 << 20;

    private static final Pattern JOB_ID = Pattern.compile("[0-9A-Za-z_-]{1,64}");
    private static final Pattern TYPE = Pattern.compile("[0-9A-Za-z_.-]{1,64}");

    /**
     * Reads an event: JSON in UTF-8, or that in Base64, as queues may have it.
     *
     * @throws IceEventException when it is neither, or no event
     */
    public static IceEvent read(byte[] body) {
        return read(new String(body, StandardCharsets.UTF_8));
    }

    /**
     * Reads an event from a text.
     *
     * @throws IceEventException as for {@link #read(byte[])}
     */
    public static IceEvent read(String body) {
        if (body == null) {
            throw new IceEventException("an event of ICE is expected, but nothing came");
        }
        if (body.length() > MOST_CHARS) {
            throw new IceEventException(
                    "an event of ICE has at most " + MOST_CHARS + " characters, but what came has " + body.length());
        }
        String text = body.strip();
        boolean json = text.startsWith("{") || text.startsWith("\uFEFF");
        JsonNode event = IceJson.read(json ? text : decoded(text));
        JsonNode message = event.path("MessageBody");
        if (message.isTextual()) {
            message = IceJson.read(message.textValue());
        }
        if (!event.isObject() || !event.has("EventType") && !message.isObject()) {
            throw new IceEventException("an event of ICE is expected: a JSON object with EventType and MessageBody, as"
                    + " JSON in UTF-8 or that in Base64; what came has " + body.length() + " characters");
        }
        return new IceEvent(
                matching(TYPE, IceJson.text(event, "EventType")),
                matching(JOB_ID, IceJson.text(message, "JobId")),
                CorrelationIds.read(IceJson.userData(message)));
    }

    private static String decoded(String text) {
        try {
            return new String(Base64.getMimeDecoder().decode(text), StandardCharsets.UTF_8).strip();
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** What does not look like it cannot be one of ours, and is not worth being remembered or logged. */
    private static String matching(Pattern pattern, String text) {
        return text != null && pattern.matcher(text).matches() ? text : null;
    }
}
