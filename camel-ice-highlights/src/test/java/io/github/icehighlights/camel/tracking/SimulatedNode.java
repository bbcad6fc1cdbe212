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
import java.util.Map;

import io.github.icehighlights.camel.ice.CorrelationIds;
import io.github.icehighlights.camel.ice.IceApi;
import io.github.icehighlights.camel.ice.JobPage;
import io.github.icehighlights.camel.ice.Receipt;
import io.github.icehighlights.camel.ice.Report;
import io.github.icehighlights.camel.model.JobType;
import io.github.icehighlights.camel.store.JobStore;

/** A process with a tracker and a consumer, which may crash or stand still at every call to the world outside. */
final class SimulatedNode implements Receiver, InterceptedStore.Interceptor, IceApi {

    static final Policies POLICIES = new Policies(
            new LookPolicy(Duration.ofSeconds(20), Duration.ofHours(24), Duration.ofMinutes(2)),
            new DeliveryPolicy(2, 4, Duration.ofSeconds(5), Duration.ofMinutes(10)));

    final JobTracker tracker;
    private final Simulation simulation;
    private final VirtualTime.Node node;
    private final JobStore store;
    private final int places;
    private int inHand;

    SimulatedNode(Simulation simulation, String owner, int places) {
        this.simulation = simulation;
        this.places = places;
        this.node = simulation.time.node(Duration.ofSeconds(simulation.random(600) - 300L));
        JobStore checked = InterceptedStore.of(simulation.store, simulation.checks);
        this.store = InterceptedStore.of(checked, this);
        var settings = new TrackerSettings(
                owner,
                Duration.ofSeconds(60),
                Duration.ofSeconds(30),
                Duration.ofMinutes(5),
                Duration.ofSeconds(45),
                false,
                Duration.ofSeconds(60),
                Duration.ofSeconds(10),
                Duration.ofSeconds(30),
                Duration.ofDays(7),
                10,
                8);
        this.tracker = new JobTracker(store, connection -> this, node.workers(), settings);
        tracker.start();
        tracker.open(this);
    }

    void kill() {
        node.kill();
    }

    boolean isDead() {
        return node.isDead();
    }

    @Override
    public String channel() {
        return TrackerBench.CHANNEL;
    }

    @Override
    public Policies policies() {
        return POLICIES;
    }

    @Override
    public void receive(Delivery delivery) {
        if (++inHand > places) {
            simulation.checks.violated(inHand + " deliveries in " + places + " places");
        }
        route(delivery, () -> inHand--);
    }

    /** A route takes its time, and succeeds or fails. */
    void route(Delivery delivery, Runnable over) {
        simulation.note("delivery of " + delivery.job().reservation().key());
        node.after(Duration.ofSeconds(simulation.random(90)), () -> {
            over.run();
            if (simulation.chance(simulation.trouble().routeFault())) {
                delivery.failed(new IllegalStateException("route"));
            } else {
                simulation.checks.delivered(delivery);
                delivery.acknowledged();
            }
        });
    }

    @Override
    public void before(String verb) {
        if (verb.equals("name")) {
            return;
        }
        happen(verb);
        if (simulation.chance(simulation.trouble().storeFault())) {
            throw new IllegalStateException("store away at " + verb);
        }
    }

    @Override
    public void after(String verb) {
        if (verb.equals("name")) {
            return;
        }
        happen(verb);
        if (simulation.chance(simulation.trouble().storeFault())) {
            throw new IllegalStateException("connection lost after " + verb);
        }
    }

    @Override
    public Receipt submit(JobType type, Map<String, String> parameters) {
        happen("submit");
        String correlationId = CorrelationIds.read(parameters.get("UserData"));
        simulation.checks.sent(simulation.store, correlationId, simulation.ice.created(correlationId));
        Receipt receipt = simulation.ice.submit(type, parameters);
        happen("submitted");
        return receipt;
    }

    @Override
    public Report report(JobType type, String jobId) {
        happen("report");
        return simulation.ice.report(type, jobId);
    }

    @Override
    public JobPage list(JobType type, String nextToken) {
        happen("list");
        return simulation.ice.list(type, nextToken);
    }

    @Override
    public void delete(JobType type, String jobId) {
        simulation.ice.delete(type, jobId);
    }

    private void happen(String where) {
        if (simulation.chance(simulation.trouble().crash())) {
            simulation.note("crash at " + where);
            node.kill();
            simulation.died(this);
        } else if (simulation.chance(simulation.trouble().pause())) {
            simulation.note("pause at " + where);
            simulation.pause(node);
        }
        if (node.isDead()) {
            throw new VirtualTime.Crash();
        }
    }
}
