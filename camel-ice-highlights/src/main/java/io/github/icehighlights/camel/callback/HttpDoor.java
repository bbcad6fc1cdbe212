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

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;

import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.support.AsyncProcessorSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.icehighlights.camel.ice.IceEvent;
import io.github.icehighlights.camel.ice.IceEventException;
import io.github.icehighlights.camel.tracking.Hint;
import io.github.icehighlights.camel.tracking.Hints;

/**
 * Answers posted callbacks: exactly 200 when the hint is recorded, for ICE takes nothing else for success and waits three
 * seconds. Nothing of a request goes further than its hint, and nothing of it into the answer. Thread-safe; blocks only
 * while it reads a body.
 */
final class HttpDoor extends AsyncProcessorSupport {

    private static final Logger LOG = LoggerFactory.getLogger(HttpDoor.class);

    /** Between warnings of callbacks that are refused. */
    private static final Duration QUIET = Duration.ofMinutes(10);

    private final DoorSettings settings;
    private final Hints hints;
    private final Clock clock;
    private final Caller.Recognition recognition;
    private final Holders holders = new Holders();
    private final AtomicReference<Instant> nextWarning = new AtomicReference<>(Instant.MIN);

    HttpDoor(DoorSettings settings, Hints hints, Clock clock) {
        this.settings = settings;
        this.hints = hints;
        this.clock = clock;
        this.recognition = new Caller.Recognition(settings, clock);
    }

    DoorSettings settings() {
        return settings;
    }

    /** For whom it is open. */
    Holders holders() {
        return holders;
    }

    @Override
    public boolean process(Exchange exchange, AsyncCallback callback) {
        Message request = exchange.getMessage();
        String method = request.getHeader(Exchange.HTTP_METHOD, "POST", String.class);
        if (!"POST".equals(method)) {
            return refuse(exchange, callback, 405, "POST only");
        }
        if (!holders.isAnyAwake()) {
            return refuse(exchange, callback, 503, "suspended");
        }
        Caller caller = recognition.of(request);
        if (caller instanceof Caller.Stranger stranger) {
            refused(stranger);
            return refuse(exchange, callback, 401, "not authenticated");
        }
        Hint hint;
        try {
            byte[] body = EventBody.bytes(request, settings.maxBytes());
            if (body == null) {
                EventBody.skip(request, settings.maxBytes() + 1L);
                return answer(exchange, callback, 413, "too large", true);
            }
            hint = caller.hint(IceEvent.read(body));
        } catch (IceEventException e) {
            LOG.debug("A callback to {} is refused: {}", settings.path(), e.getMessage());
            return answer(exchange, callback, 400, "not an event", true);
        }
        hints.accept(hint).whenComplete((heard, error) -> {
            if (error == null) {
                LOG.debug("A callback to {}: {} is {}", settings.path(), hint, heard);
                answer(exchange, callback, 200, "ok", false);
            } else {
                LOG.debug("A callback to {} cannot be recorded: {}", settings.path(), error.toString());
                answer(exchange, callback, 503, "not recorded", false);
            }
        });
        return false;
    }

    /** A stranger must not fill the log; but a key that does not fit must be seen. */
    private void refused(Caller.Stranger stranger) {
        Instant now = clock.instant();
        Instant next = nextWarning.get();
        if (!now.isBefore(next) && nextWarning.compareAndSet(next, now.plus(QUIET))) {
            LOG.warn(
                    "A callback to {} is refused: {}. Further ones are shown at DEBUG for {}",
                    settings.path(),
                    stranger.reason(),
                    QUIET);
        } else {
            LOG.debug("A callback to {} is refused: {}", settings.path(), stranger.reason());
        }
    }

    /** Answers without having read the body. */
    private static boolean refuse(Exchange exchange, AsyncCallback callback, int status, String text) {
        EventBody.skip(exchange.getMessage(), 0);
        return answer(exchange, callback, status, text, true);
    }

    private static boolean answer(Exchange exchange, AsyncCallback callback, int status, String text, boolean sync) {
        Message answer = exchange.getMessage();
        // Camel's servers send the headers of a message back
        answer.removeHeaders("*");
        answer.setHeader(Exchange.HTTP_RESPONSE_CODE, status);
        answer.setHeader(Exchange.CONTENT_TYPE, "text/plain");
        answer.setBody(text);
        callback.done(sync);
        return sync;
    }
}
