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

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Set;

import io.github.icehighlights.camel.store.JobStore;
import io.github.icehighlights.camel.tracking.SimulatedNode.Peril;

/** The store as a node sees it: calls fail before and after their effect, and some have it later. */
final class TroubledStore implements InvocationHandler {

    private static final Set<String> HARMLESS = Set.of("name", "isDurable", "open", "close");
    private static final int LATEST_SECONDS = 20;

    private final Simulation simulation;
    private final SimulatedNode node;
    private final JobStore store;

    private TroubledStore(Simulation simulation, SimulatedNode node, JobStore store) {
        this.simulation = simulation;
        this.node = node;
        this.store = store;
    }

    static JobStore of(Simulation simulation, SimulatedNode node, JobStore store) {
        return (JobStore) Proxy.newProxyInstance(
                JobStore.class.getClassLoader(),
                new Class<?>[] {JobStore.class},
                new TroubledStore(simulation, node, store));
    }

    @Override
    public Object invoke(Object proxy, Method verb, Object[] arguments) throws Throwable {
        if (HARMLESS.contains(verb.getName())) {
            return carryOut(verb, arguments);
        }
        node.step(verb.getName(), Peril.LITTLE);
        Incident fault = fault();
        if (fault == Incident.STORE_AWAY) {
            throw failed(fault, verb, arguments);
        }
        if (fault == Incident.COMMIT_LATE) {
            simulation.later(Duration.ofMillis(simulation.random(LATEST_SECONDS * 1_000)), () -> late(verb, arguments));
            throw failed(fault, verb, arguments);
        }
        Object answer = carryOut(verb, arguments);
        node.step(verb.getName() + " done", peril(verb, answer));
        if (fault == Incident.COMMIT_UNKNOWN) {
            throw failed(fault, verb, arguments);
        }
        return answer;
    }

    private static Peril peril(Method verb, Object answer) {
        if (answer == null || answer.equals(List.of()) || answer.equals(0)) {
            return Peril.LITTLE;
        }
        return verb.getName().equals("claimExpiredReservations") ? Peril.GREAT : Peril.SOME;
    }

    private Incident fault() {
        if (simulation.failsByItself()) {
            return null;
        }
        if (simulation.isStoreAway()) {
            return Incident.STORE_AWAY;
        }
        if (!simulation.chance(simulation.trouble().store())) {
            return null;
        }
        Incident[] faults = {Incident.STORE_AWAY, Incident.COMMIT_UNKNOWN, Incident.COMMIT_LATE};
        return faults[simulation.random(faults.length)];
    }

    private RuntimeException failed(Incident fault, Method verb, Object[] arguments) {
        simulation.chronicle.happened(fault, verb.getName());
        simulation.deliveries.unanswered(verb.getName(), arguments);
        return new IllegalStateException(fault + " at " + verb.getName());
    }

    private void late(Method verb, Object[] arguments) {
        try {
            carryOut(verb, arguments);
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    private Object carryOut(Method verb, Object[] arguments) throws Throwable {
        try {
            return verb.invoke(store, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
