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

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Hints of jobs that are not known, for as long as a submission may still turn into the job. An event can be quicker than
 * the answer to the submission. Bounded: beyond its size the oldest go first. Thread-safe.
 */
final class UnknownHints {

    static final Duration KEPT = Duration.ofSeconds(60);
    static final int MOST = 10_000;

    private final Clock clock;
    private final Map<Hint, Instant> since = new LinkedHashMap<>();
    private final Map<String, Hint> byId = new HashMap<>();

    UnknownHints(Clock clock) {
        this.clock = clock;
    }

    /**
     * Remembers a hint.
     *
     * @return hints that had to go for it, or had been here for too long
     */
    synchronized List<Hint> remember(Hint hint) {
        if (since.putIfAbsent(hint, clock.instant()) == null) {
            put(hint.correlationId(), hint);
            put(hint.namedJobId(), hint);
        }
        return forgetOld();
    }

    /** Forgets hints that have been here for too long, and returns them. */
    synchronized List<Hint> forgetOld() {
        Instant oldest = clock.instant().minus(KEPT);
        List<Hint> forgotten = new ArrayList<>();
        Iterator<Map.Entry<Hint, Instant>> entries = since.entrySet().iterator();
        while (entries.hasNext()) {
            Map.Entry<Hint, Instant> entry = entries.next();
            if (since.size() <= MOST && entry.getValue().isAfter(oldest)) {
                break;
            }
            entries.remove();
            unlink(entry.getKey());
            forgotten.add(entry.getKey());
        }
        return forgotten;
    }

    /** Forgets the hint, because its job is known. */
    synchronized void forget(Hint hint) {
        if (since.remove(hint) != null) {
            unlink(hint);
        }
    }

    /** Whether there was a hint under either id; it is forgotten then. */
    synchronized boolean take(String correlationId, String jobId) {
        boolean byCorrelation = take(correlationId);
        return take(jobId) || byCorrelation;
    }

    private boolean take(String id) {
        Hint hint = byId.get(id);
        if (hint != null) {
            forget(hint);
        }
        return hint != null;
    }

    private void put(String id, Hint hint) {
        if (id != null) {
            byId.put(id, hint);
        }
    }

    private void unlink(Hint hint) {
        byId.remove(hint.correlationId(), hint);
        byId.remove(hint.jobId(), hint);
    }
}
