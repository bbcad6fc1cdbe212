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

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.apache.camel.Exchange;
import org.apache.camel.InvalidPayloadException;
import org.apache.camel.Message;
import org.apache.camel.StreamCache;

import io.github.icehighlights.camel.ice.IceEvent;
import io.github.icehighlights.camel.ice.IceEventException;

/**
 * The event in a message: text, bytes, a stream, or a map or tree of JSON. Streams are read as bytes and as UTF-8 whatever
 * the server takes them for, and only so far.
 */
public final class EventBody {

    /** More than ICE's events have; queues take 64 KB. */
    public static final int MOST_BYTES = 1 << 20;

    /** What is read of a body that nobody wants. */
    private static final int MOST_SKIPPED = 4 << 20;

    /** For how long that may take: whoever sends it slowly must not hold a thread of the server. */
    private static final Duration LONGEST_SKIP = Duration.ofSeconds(1);

    private static final Duration SHORT_PAUSE = Duration.ofMillis(5);

    private static final JsonMapper MAPPER = new JsonMapper();

    private EventBody() {}

    /**
     * Reads the event.
     *
     * @throws IceEventException when the body is none, cannot be read or is too large
     */
    public static IceEvent read(Message message) {
        Object body = message.getBody();
        if (body instanceof Map<?, ?> || body instanceof JsonNode) {
            return IceEvent.read(MAPPER.valueToTree(body).toString());
        }
        byte[] bytes = bytes(message, MOST_BYTES);
        if (bytes == null) {
            throw new IceEventException("an event of ICE has at most " + MOST_BYTES + " bytes");
        }
        return IceEvent.read(bytes);
    }

    /**
     * The bytes of a message.
     *
     * @return             null when there are more than {@code most}
     * @throws IceEventException when the body cannot be read
     */
    static byte[] bytes(Message message, int most) {
        if (message.getBody() == null) {
            return new byte[0];
        }
        try (InputStream in = message.getMandatoryBody(InputStream.class)) {
            byte[] bytes = in.readNBytes(most + 1);
            return bytes.length > most ? null : bytes;
        } catch (InvalidPayloadException | IOException e) {
            throw new IceEventException(
                    "the body cannot be read: " + e.getClass().getSimpleName());
        } finally {
            if (message.getBody() instanceof StreamCache cache) {
                cache.reset();
            }
        }
    }

    /**
     * Reads what is left of a stream, within limits: a server that is left with an unread body ends the connection, often
     * before the answer has come through. What does not come soon is not waited for, and neither is what has no end.
     *
     * @param read how many bytes of it are read already
     */
    static void skip(Message message, long read) {
        if (message.getBody() instanceof InputStream in && !(in instanceof StreamCache)) {
            Long length = message.getHeader(Exchange.CONTENT_LENGTH, Long.class);
            try {
                skip(in, length == null ? 0 : length - read);
            } catch (IOException e) {
                // then the connection is gone already
            }
        }
    }

    /** @param announced how many bytes are to come; what is there already is read whether or not it is announced */
    private static void skip(InputStream in, long announced) throws IOException {
        long begun = System.nanoTime();
        byte[] some = new byte[8_192];
        int skipped = 0;
        boolean goesOn = true;
        while (goesOn && skipped < MOST_SKIPPED && System.nanoTime() - begun < LONGEST_SKIP.toNanos()) {
            int there = in.available();
            if (there > 0) {
                int read = in.read(some, 0, Math.min(some.length, there));
                goesOn = read > 0;
                skipped += Math.max(0, read);
            } else {
                goesOn = skipped < Math.min(announced, MOST_SKIPPED)
                        && !Thread.currentThread().isInterrupted();
                if (goesOn) {
                    LockSupport.parkNanos(SHORT_PAUSE.toNanos());
                }
            }
        }
    }
}
