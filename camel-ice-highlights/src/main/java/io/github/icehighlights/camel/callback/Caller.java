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
import java.util.Optional;

import org.apache.camel.Message;

import io.github.icehighlights.camel.ice.HintTokens;
import io.github.icehighlights.camel.ice.IceEvent;
import io.github.icehighlights.camel.tracking.Hint;

/** Who posts a callback, as far as it matters: what of it may be believed. */
sealed interface Caller {

    /** The hint that an event of this caller is worth. */
    Hint hint(IceEvent event);

    /** Nobody may call like that. */
    record Stranger(String reason) implements Caller {

        @Override
        public Hint hint(IceEvent event) {
            return new Hint(null, null);
        }
    }

    /** ICE itself, or somebody who has seen a signature of its: both names of the job are taken up. */
    record Signer() implements Caller {

        @Override
        public Hint hint(IceEvent event) {
            return Hint.of(event);
        }
    }

    /** Whoever has the address of one job. Of the event only the job's id is taken up, for ICE to be asked about it. */
    record Bearer(String correlationId) implements Caller {

        @Override
        public Hint hint(IceEvent event) {
            return new Hint(correlationId, event.jobId());
        }
    }

    /** Whoever comes, where that is allowed. */
    record Anyone() implements Caller {

        @Override
        public Hint hint(IceEvent event) {
            return new Hint(event.correlationId(), event.jobId());
        }
    }

    /** Tells callers apart. */
    final class Recognition {

        private final DoorSettings settings;
        private final CallbackSignature signature;
        private final HintTokens tokens;

        Recognition(DoorSettings settings, Clock clock) {
            this.settings = settings;
            this.signature = new CallbackSignature(settings.keys(), settings.maxAge(), clock);
            this.tokens = new HintTokens(settings.keys());
        }

        Caller of(Message request) {
            String token = request.getHeader(HintTokens.PARAMETER, String.class);
            return switch (settings.auth()) {
                case NONE -> new Anyone();
                case TOKEN -> bearer(token).orElse(new Stranger("it has no token of ours"));
                case SIGNATURE -> signer(request);
                case EITHER -> bearer(token).orElseGet(() -> token == null ? signer(request) : signerAtLeast(request));
            };
        }

        private Optional<Caller> bearer(String token) {
            return tokens.verify(token).map(Bearer::new);
        }

        private Caller signerAtLeast(Message request) {
            Caller caller = signer(request);
            return caller instanceof Stranger stranger
                    ? new Stranger("its token is not made with a key of ours, and " + stranger.reason())
                    : caller;
        }

        private Caller signer(Message request) {
            Optional<String> wrong = signature.check(
                    settings.url(),
                    request.getHeader(CallbackSignature.TIMESTAMP, String.class),
                    request.getHeader(CallbackSignature.SIGNATURE, String.class));
            return wrong.<Caller>map(Stranger::new).orElseGet(Signer::new);
        }
    }
}
