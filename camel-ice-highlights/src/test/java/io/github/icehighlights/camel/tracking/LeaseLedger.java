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
import io.github.icehighlights.camel.store.Reserved;

/** Who may work on what until when, by what the store has answered: {@link Invariant#ONE_NODE}. */
final class LeaseLedger implements InterceptedStore.Interceptor {

    private final Chronicle chronicle;
    private final Supplier<Instant> now;
    private final DeliveryLedger deliveries;
    private final Map<String, Grant> grants = new HashMap<>();

    /** A right to work on a job. One whose holder did not learn what became of it says nothing any more. */
    private record Grant(String owner, long version, boolean reservation, Instant until, boolean sure) {

        Grant until(Instant end) {
            return new Grant(owner, version, reservation, end, sure);
        }

        Grant unsure() {
            return new Grant(owner, version, reservation, until, false);
        }
    }

    LeaseLedger(Chronicle chronicle, Supplier<Instant> now, DeliveryLedger deliveries) {
        this.chronicle = chronicle;
        this.now = now;
        this.deliveries = deliveries;
    }

    @Override
    public void answered(String verb, Object[] arguments, Object answer) {
        switch (verb) {
            case "reserve" -> {
                if (answer instanceof Reserved.Fresh fresh) {
                    grant(verb, fresh.job(), (Duration) arguments[2]);
                }
            }
            case "claimDue" -> granted(verb, answer, (Duration) arguments[2]);
            case "claimWaited", "claimExpiredReservations" -> granted(verb, answer, (Duration) arguments[1]);
            case "activate" -> {
                if (Boolean.TRUE.equals(answer)) {
                    grants.computeIfPresent((String) arguments[0], (id, grant) -> grant.reservation() ? null : grant);
                }
            }
            default -> {
                if (Boolean.TRUE.equals(answer) && arguments[0] instanceof PendingJob held) {
                    changed(verb, held, arguments);
                }
            }
        }
    }

    @Override
    public void unanswered(String verb, Object[] arguments) {
        if (arguments != null && arguments.length > 0) {
            String id = arguments[0] instanceof PendingJob held ? held.correlationId() : arguments[0].toString();
            grants.computeIfPresent(id, (key, grant) -> grant.unsure());
        }
    }

    private void granted(String verb, Object jobs, Duration lease) {
        for (Object job : (List<?>) jobs) {
            grant(verb, (PendingJob) job, lease);
        }
    }

    private void grant(String verb, PendingJob job, Duration lease) {
        boolean reservation = !verb.equals("claimDue") && !verb.equals("claimWaited");
        Grant before = grants.put(
                job.correlationId(), new Grant(job.lease().owner(), job.version(), reservation, end(lease), true));
        if (before == null || !before.sure()) {
            return;
        }
        if (before.until().isAfter(now.get())) {
            chronicle.violated(
                    Invariant.ONE_NODE,
                    verb + " gives " + job.correlationId() + " to "
                            + job.lease().owner() + ", while " + before.owner() + " has it until " + before.until());
        } else {
            expired(job.correlationId(), before);
        }
    }

    private void changed(String verb, PendingJob held, Object[] arguments) {
        Grant grant = grants.get(held.correlationId());
        if (grant != null && !grant.sure()) {
            return;
        }
        if (grant == null || grant.version() != held.version()) {
            chronicle.violated(
                    Invariant.ONE_NODE,
                    verb + " of " + held.correlationId() + " by " + held.lease().owner() + ", who has lost it");
            return;
        }
        if (!grant.until().isAfter(now.get())) {
            expired(held.correlationId(), grant);
        }
        switch (verb) {
            case "renew", "sending" -> grants.put(held.correlationId(), grant.until(end((Duration) arguments[1])));
            case "beginDelivery" -> grants.put(held.correlationId(), grant.until(end((Duration) arguments[2])));
            case "clipDelivered" -> {
                // its holder goes on
            }
            default -> grants.remove(held.correlationId());
        }
    }

    private void expired(String correlationId, Grant grant) {
        chronicle.happened(Incident.LEASE_EXPIRED, grant.owner(), correlationId);
        deliveries.leaseExpired(correlationId, grant.version());
    }

    private Instant end(Duration lease) {
        return now.get().plus(lease);
    }
}
