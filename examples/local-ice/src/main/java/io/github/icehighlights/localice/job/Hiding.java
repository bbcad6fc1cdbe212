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
package io.github.icehighlights.localice.job;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Jobs that exist but are not found yet. Not kept over a restart.
 */
final class Hiding {

    private record Cover(int looks, Instant until) {}

    private final Map<String, Cover> covers = new ConcurrentHashMap<>();
    private final Clock clock;

    Hiding(Clock clock) {
        this.clock = clock;
    }

    void hide(String jobId, int looks, Duration time) {
        if (looks > 0 || !time.isZero()) {
            covers.put(jobId, new Cover(looks, clock.instant().plus(time)));
        }
    }

    /** Counts a look; true if it finds nothing. */
    boolean look(String jobId) {
        boolean[] hidden = {false};
        covers.computeIfPresent(jobId, (id, cover) -> {
            if (cover.looks() > 0) {
                hidden[0] = true;
                return new Cover(cover.looks() - 1, cover.until());
            }
            hidden[0] = clock.instant().isBefore(cover.until());
            return hidden[0] ? cover : null;
        });
        return hidden[0];
    }

    void clear() {
        covers.clear();
    }
}
