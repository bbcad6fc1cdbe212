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

import io.github.icehighlights.camel.store.JobStore;
import io.github.icehighlights.camel.store.PendingJob;

/** Has jobs looked at because of hints, each once in {@link HintSpacing#GAP} at most. Thread-safe. */
final class HintedLooks {

    private final JobStore store;
    private final Workers workers;
    private final StoreHealth storeHealth;
    private final Alarm claimAlarm;
    private final HintSpacing spacing;

    HintedLooks(JobStore store, Workers workers, StoreHealth storeHealth, Alarm claimAlarm) {
        this.store = store;
        this.workers = workers;
        this.storeHealth = storeHealth;
        this.claimAlarm = claimAlarm;
        this.spacing = new HintSpacing(workers.clock());
    }

    /** Has a job looked at, unless a route has been offered its result: nobody who repeats himself may hurry a redelivery. */
    Heard look(PendingJob job) {
        return job.tally().deliveries() == 0 ? look(job.correlationId()) : Heard.DONE;
    }

    Heard look(String correlationId) {
        Duration wait = spacing.next(correlationId);
        if (wait != null && wait.isZero()) {
            wake(correlationId);
            return Heard.DONE;
        }
        if (wait != null) {
            later(wait, () -> wake(correlationId));
        }
        return Heard.NOTED;
    }

    /** Whether ICE may be asked about an id once more; it counts as a look then. */
    boolean mayAsk(String id) {
        return spacing.next(id) != null;
    }

    /** Runs what asks the store, after a time. */
    void later(Duration delay, Runnable task) {
        workers.timer().after(delay, () -> workers.hinting().execute(storeHealth.watch(task)));
    }

    private void wake(String correlationId) {
        if (store.wake(correlationId)) {
            claimAlarm.in(Duration.ZERO);
        }
    }
}
