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

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import io.github.icehighlights.camel.store.JobStore;
import io.github.icehighlights.camel.store.PendingJob;
import io.github.icehighlights.camel.store.PendingState;
import io.github.icehighlights.camel.store.Reserved;

/** Every submission that was ever reserved: {@link Invariant#NOTHING_LOST} and {@link Invariant#CREATED_ONCE}. */
final class SubmissionLedger implements InterceptedStore.Interceptor {

    private final Chronicle chronicle;
    private final ModelIce ice;
    private final DeliveryLedger deliveries;

    /** Whether it was refused since, as far as that is known. */
    private final Map<String, Boolean> refused = new HashMap<>();

    SubmissionLedger(Chronicle chronicle, ModelIce ice, DeliveryLedger deliveries) {
        this.chronicle = chronicle;
        this.ice = ice;
        this.deliveries = deliveries;
    }

    @Override
    public void answered(String verb, Object[] arguments, Object answer) {
        if (answer instanceof Reserved.Fresh fresh) {
            refused.put(fresh.job().correlationId(), false);
        } else if (verb.equals("refuse") && Boolean.TRUE.equals(answer)) {
            String id = ((PendingJob) arguments[0]).correlationId();
            refused.put(id, true);
            if (ice.created(id) > 0) {
                chronicle.violated(Invariant.NOTHING_LOST, "ICE has " + id + ", which is called refused");
            }
        } else if (verb.equals("uncertain") && Boolean.TRUE.equals(answer)) {
            chronicle.happened(Incident.UNCERTAIN, ((PendingJob) arguments[0]).correlationId());
        }
    }

    @Override
    public void unanswered(String verb, Object[] arguments) {
        if (verb.equals("refuse")) {
            refused.put(((PendingJob) arguments[0]).correlationId(), true);
        }
    }

    /** How things stand in the end, when all has had the time to come right. */
    void close(JobStore store) {
        ice.createdBySubmission().forEach((id, times) -> {
            if (times > 1) {
                chronicle.violated(Invariant.CREATED_ONCE, "ICE created " + id + " " + times + " times");
            }
            Optional<PendingJob> job = store.find(id);
            if (job.isEmpty() || job.get().state() == PendingState.REFUSED) {
                chronicle.violated(Invariant.NOTHING_LOST, "ICE has " + id + ", and the store " + job);
            }
        });
        refused.forEach((id, ended) -> store.find(id).ifPresentOrElse(this::close, () -> {
            if (!ended) {
                chronicle.violated(Invariant.NOTHING_LOST, id + " is gone");
            }
        }));
    }

    private void close(PendingJob job) {
        switch (job.state()) {
            case ACKNOWLEDGED -> {
                if (!deliveries.isDelivered(job.correlationId())) {
                    chronicle.violated(Invariant.DELIVERED, job.correlationId() + " was never delivered");
                }
            }
            case RESERVED, ACTIVE, PARKED ->
                chronicle.violated(Invariant.GOOD_ORDER, job.correlationId() + " is still " + job.state() + ": " + job);
            default -> {
                // refused with nothing created, or uncertain: kept for somebody to look at
            }
        }
    }
}
