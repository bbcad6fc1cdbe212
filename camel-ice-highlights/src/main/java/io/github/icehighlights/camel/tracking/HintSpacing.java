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
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Keeps the looks that hints cause at one job apart: the first one at once, then one in {@link #GAP}, however many hints
 * come. None is dropped for good: the last look begins after the last hint. Bounded and thread-safe.
 */
final class HintSpacing {

    /** How far apart they are at least. */
    static final Duration GAP = Duration.ofSeconds(2);

    private static final int MOST = 20_000;

    private final Clock clock;
    private final Map<String, Instant> looks = new LinkedHashMap<>();

    HintSpacing(Clock clock) {
        this.clock = clock;
    }

    /**
     * Asks for a look at a job.
     *
     * @return how long to wait before it; null when one is waiting already
     */
    synchronized Duration next(String correlationId) {
        Instant now = clock.instant();
        Instant last = looks.get(correlationId);
        if (last != null && last.isAfter(now)) {
            return null;
        }
        Instant next = last == null || last.plus(GAP).isBefore(now) ? now : last.plus(GAP);
        looks.remove(correlationId);
        looks.put(correlationId, next);
        forgetOld(now);
        return Duration.between(now, next);
    }

    private void forgetOld(Instant now) {
        Iterator<Instant> oldest = looks.values().iterator();
        while (oldest.hasNext()) {
            Instant last = oldest.next();
            if (looks.size() <= MOST && !last.plus(GAP).isBefore(now)) {
                break;
            }
            oldest.remove();
        }
    }
}
