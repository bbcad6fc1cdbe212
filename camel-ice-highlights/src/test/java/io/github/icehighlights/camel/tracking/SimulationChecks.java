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
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

import io.github.icehighlights.camel.store.JobStore;
import io.github.icehighlights.camel.store.PendingJob;

/** What must hold at every step of a simulation, whatever goes wrong in it. */
final class SimulationChecks implements InterceptedStore.Interceptor {

    private final Supplier<Instant> now;

    /** Until when deliveries that have begun are under a lease: job, then version of the claim. */
    private final Map<String, Map<Long, Instant>> leases = new HashMap<>();

    private final Map<String, Integer> successes = new HashMap<>();
    private final Set<String> violations = new HashSet<>();

    SimulationChecks(Supplier<Instant> now) {
        this.now = now;
    }

    /** A submission is about to be carried out. */
    void sent(JobStore store, String correlationId, int createdBefore) {
        if (store.find(correlationId).isEmpty()) {
            violations.add("sent without reservation: " + correlationId);
        }
    }

    void created(String correlationId, int times) {
        if (times > 1) {
            violations.add("created " + times + " times: " + correlationId);
        }
    }

    /** A route is through with a job. */
    void delivered(Delivery delivery) {
        successes.merge(delivery.job().correlationId(), 1, Integer::sum);
    }

    int successes(String correlationId) {
        return successes.getOrDefault(correlationId, 0);
    }

    void violated(String what) {
        violations.add(what);
    }

    Set<String> violations() {
        return violations;
    }

    @Override
    public void answered(String verb, Object[] arguments, Object answer) {
        if (!Boolean.TRUE.equals(answer) || !(arguments[0] instanceof PendingJob held)) {
            return;
        }
        Map<Long, Instant> ofJob = leases.computeIfAbsent(held.correlationId(), id -> new HashMap<>());
        switch (verb) {
            case "beginDelivery" -> {
                if (ofJob.values().stream().anyMatch(until -> until.isAfter(now.get()))) {
                    violations.add("two deliveries under a lease: " + held.correlationId());
                }
                ofJob.put(held.version(), now.get().plus((Duration) arguments[2]));
            }
            case "renew" ->
                ofJob.computeIfPresent(
                        held.version(), (version, until) -> now.get().plus((Duration) arguments[1]));
            case "acknowledge" -> {
                if (successes(held.correlationId()) == 0) {
                    violations.add("acknowledged before its route: " + held.correlationId());
                }
                ofJob.remove(held.version());
            }
            default -> ofJob.remove(held.version());
        }
    }
}
