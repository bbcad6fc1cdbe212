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

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.github.icehighlights.camel.store.PendingJob;

/** What routes have taken, delivery by delivery: {@link Invariant#DELIVERED}. */
final class DeliveryLedger implements InterceptedStore.Interceptor {

    private final Chronicle chronicle;
    private final Map<String, List<Handling>> handlings = new HashMap<>();

    /** In what something went wrong while the store did not say that it was over. */
    private final Set<Claim> disturbed = new HashSet<>();

    /** The right to deliver a job, from its claim. */
    private record Claim(String correlationId, long version) {

        static Claim of(PendingJob held) {
            return new Claim(held.correlationId(), held.version());
        }
    }

    /** One delivery of a job, in parts. */
    static final class Handling {

        private final Object node;
        private final PendingJob job;
        private final int parts;
        private final BitSet taken = new BitSet();
        private boolean over;

        private Handling(Object node, PendingJob job, int parts) {
            this.node = node;
            this.job = job;
            this.parts = parts;
        }
    }

    DeliveryLedger(Chronicle chronicle) {
        this.chronicle = chronicle;
    }

    Handling begin(Object node, PendingJob job, int parts) {
        Handling handling = new Handling(node, job, parts);
        of(job.correlationId()).add(handling);
        return handling;
    }

    /** A route has taken a part. */
    void taken(Handling handling, int part) {
        for (Handling other : of(handling.job.correlationId())) {
            if (other.taken.get(part)) {
                chronicle.happened(
                        Incident.TAKEN_AGAIN, handling.job.reservation().key(), part);
                if (isUndisturbed(other) && isUndisturbed(handling)) {
                    chronicle.violated(
                            Invariant.DELIVERED,
                            "part " + part + " of " + handling.job.correlationId()
                                    + " was delivered again after an undisturbed delivery");
                }
            }
        }
        handling.taken.set(part);
    }

    void crashed(Object node) {
        for (List<Handling> all : handlings.values()) {
            for (Handling handling : all) {
                if (handling.node == node && !handling.over) {
                    disturbed.add(Claim.of(handling.job));
                }
            }
        }
    }

    void leaseExpired(String correlationId, long version) {
        disturbed.add(new Claim(correlationId, version));
    }

    @Override
    public void answered(String verb, Object[] arguments, Object answer) {
        if (verb.equals("acknowledge") && Boolean.TRUE.equals(answer)) {
            PendingJob held = (PendingJob) arguments[0];
            if (!isDelivered(held.correlationId())) {
                chronicle.violated(Invariant.DELIVERED, held.correlationId() + " is acknowledged before its route");
            }
            of(held.correlationId()).forEach(handling -> handling.over |= handling.job.version() == held.version());
        }
    }

    @Override
    public void unanswered(String verb, Object[] arguments) {
        if (arguments != null && arguments.length > 0 && arguments[0] instanceof PendingJob held) {
            disturbed.add(Claim.of(held));
        }
    }

    /** Whether routes have taken every part of a job. */
    boolean isDelivered(String correlationId) {
        BitSet taken = new BitSet();
        List<Handling> all = of(correlationId);
        all.forEach(handling -> taken.or(handling.taken));
        return !all.isEmpty() && taken.cardinality() == all.get(0).parts;
    }

    private boolean isUndisturbed(Handling handling) {
        return !disturbed.contains(Claim.of(handling.job));
    }

    private List<Handling> of(String correlationId) {
        return handlings.computeIfAbsent(correlationId, id -> new ArrayList<>());
    }
}
