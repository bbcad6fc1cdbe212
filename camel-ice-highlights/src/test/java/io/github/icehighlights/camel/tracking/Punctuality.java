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
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import io.github.icehighlights.camel.store.PendingJob;

/** Where nothing goes wrong and there is room for everything, jobs are looked at when they are due. */
final class Punctuality implements InterceptedStore.Interceptor {

    private static final Duration TOLERANCE = Duration.ofSeconds(1);

    private final Chronicle chronicle;
    private final Supplier<Instant> now;
    private final Map<String, Instant> due = new HashMap<>();

    Punctuality(Chronicle chronicle, Supplier<Instant> now) {
        this.chronicle = chronicle;
        this.now = now;
    }

    @Override
    public void answered(String verb, Object[] arguments, Object answer) {
        if (verb.equals("activate") && Boolean.TRUE.equals(answer)) {
            due.putIfAbsent((String) arguments[0], now.get().plus((Duration) arguments[3]));
        } else if (verb.equals("claimDue") || verb.equals("claimWaited")) {
            ((List<?>) answer).forEach(job -> claimed(((PendingJob) job).correlationId()));
        }
    }

    private void claimed(String correlationId) {
        Instant at = due.put(correlationId, Instant.MAX);
        if (at != null && at.isBefore(now.get().minus(TOLERANCE))) {
            chronicle.violated(
                    Invariant.GOOD_ORDER,
                    correlationId + " was due " + Duration.between(at, now.get()) + " before its first look");
        }
    }
}
