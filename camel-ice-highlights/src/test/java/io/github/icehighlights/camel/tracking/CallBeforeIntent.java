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
package io.github.icehighlights.camel.tracking;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

import io.github.icehighlights.camel.ice.IceApi;
import io.github.icehighlights.camel.store.JobStore;
import io.github.icehighlights.camel.store.Lease;
import io.github.icehighlights.camel.store.PendingJob;
import io.github.icehighlights.camel.store.PendingState;
import io.github.icehighlights.camel.store.Reservation;
import io.github.icehighlights.camel.store.Reserved;

/** Breaks rule 1: the intent is recorded together with the answer of ICE. */
final class CallBeforeIntent implements Defect {

    @Override
    public Tools tools(JobStore store, IceApi ice) {
        Map<String, Reservation> intents = new HashMap<>();
        JobStore late = DefectiveStore.of(store, (verb, arguments, sound) -> switch (verb) {
            case "reserve" -> {
                var reservation = (Reservation) arguments[0];
                var present = store.findByKey(reservation.channel(), reservation.key());
                if (present.isPresent() && present.get().state() != PendingState.REFUSED) {
                    yield sound.with(arguments);
                }
                intents.put(reservation.correlationId(), reservation);
                yield new Reserved.Fresh(imagined(reservation, (String) arguments[1]));
            }
            case "activate" -> {
                Reservation intent = intents.remove((String) arguments[0]);
                if (intent != null) {
                    store.reserve(intent, "nobody", Duration.ZERO, false);
                }
                yield sound.with(arguments);
            }
            default -> {
                boolean imagined = arguments != null
                        && arguments.length > 0
                        && arguments[0] instanceof PendingJob held
                        && intents.containsKey(held.correlationId());
                yield imagined ? Boolean.TRUE : sound.with(arguments);
            }
        });
        return new Tools(late, ice);
    }

    private static PendingJob imagined(Reservation reservation, String owner) {
        return new PendingJob(
                reservation,
                PendingState.RESERVED,
                0,
                new Lease(owner, Instant.MAX),
                null,
                null,
                null,
                null,
                new PendingJob.Times(Instant.EPOCH, null, null, null, null),
                new PendingJob.Tally(0, 0, 0),
                false,
                null);
    }

    @Override
    public String toString() {
        return "rule 1: ICE is called before the intent is recorded";
    }
}
