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

/** The consumer's route of a node. It takes its time, and succeeds or fails; some jobs it takes clip by clip. */
final class SimulatedRoute implements Receiver {

    private static final int CLIPS = 3;

    private final Simulation simulation;
    private final SimulatedNode node;
    private int inHand;

    SimulatedRoute(Simulation simulation, SimulatedNode node) {
        this.simulation = simulation;
        this.node = node;
    }

    static Policies policies(int places) {
        return new Policies(
                new LookPolicy(Duration.ofSeconds(20), Duration.ofHours(24), Duration.ofMinutes(2)),
                new DeliveryPolicy(places, 4, Duration.ofSeconds(5), Duration.ofMinutes(10)));
    }

    @Override
    public String channel() {
        return TrackerBench.CHANNEL;
    }

    @Override
    public Policies policies() {
        return policies(simulation.places());
    }

    @Override
    public void receive(Delivery delivery) {
        if (++inHand > simulation.places()) {
            simulation.chronicle.violated(
                    Invariant.GOOD_ORDER,
                    node + " has " + inHand + " deliveries in " + simulation.places() + " places");
        }
        take(simulation, node, delivery, () -> inHand--);
    }

    /**
     * A route takes a job.
     *
     * @param over runs when the exchange is over
     */
    static void take(Simulation simulation, SimulatedNode node, Delivery delivery, Runnable over) {
        simulation.chronicle.happened(
                Incident.DELIVERY, delivery.job().reservation().key(), "by", node);
        int parts = Math.floorMod(delivery.job().reservation().key().hashCode(), 3) == 0 ? CLIPS : 1;
        DeliveryLedger.Handling handling = simulation.deliveries.begin(node, delivery.job(), parts);
        new Exchange(simulation, node, delivery, handling, parts, over).next(delivery.clipsDelivered());
    }

    private record Exchange(
            Simulation simulation,
            SimulatedNode node,
            Delivery delivery,
            DeliveryLedger.Handling handling,
            int parts,
            Runnable over) {

        void next(int part) {
            node.after(simulation.randomUpTo(Duration.ofSeconds(90).dividedBy(parts)), () -> taken(part));
        }

        private void taken(int part) {
            if (simulation.chance(simulation.trouble().route())) {
                simulation.chronicle.happened(
                        Incident.ROUTE_FAILED, delivery.job().reservation().key(), part);
                over.run();
                delivery.failed(new IllegalStateException("route"));
                return;
            }
            simulation.deliveries.taken(handling, part);
            if (part + 1 < parts) {
                delivery.clipsDelivered(part + 1, () -> next(part + 1));
            } else {
                over.run();
                delivery.acknowledged();
            }
        }
    }
}
