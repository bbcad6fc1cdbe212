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
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import io.github.icehighlights.camel.model.JobType;

/** A file that is read, and read again when its node died or its exchange failed, until an exchange is through with it. */
final class SimulatedSource {

    private static final Duration PATIENCE = Duration.ofMinutes(4);

    private final Simulation simulation;
    private final int number;
    private final JobType type;
    private final boolean waits;
    private int attempt;
    private boolean through;

    SimulatedSource(Simulation simulation, int number, JobType type, boolean waits) {
        this.simulation = simulation;
        this.number = number;
        this.type = type;
        this.waits = waits;
    }

    boolean isThrough() {
        return through;
    }

    void read() {
        if (through) {
            return;
        }
        SimulatedNode node = simulation.anyNode();
        int mine = ++attempt;
        if (node == null) {
            again(mine, Duration.ofSeconds(10));
            return;
        }
        simulation.chronicle.happened(Incident.READ, this, "by", node);
        watch(node, mine);
        node.tracker
                .submitter()
                .submit(TrackerBench.intent(type, key(), "fingerprint"), job -> Duration.ofSeconds(5), waits)
                .thenCompose(submitted -> waits ? await(node, submitted) : CompletableFuture.completedFuture(null))
                .whenComplete((end, error) -> {
                    if (node.isDead() || mine != attempt) {
                        return;
                    }
                    if (error == null) {
                        simulation.chronicle.happened(Incident.THROUGH, this);
                        through = true;
                    } else {
                        again(mine, Duration.ofSeconds(30));
                    }
                });
    }

    /** The exchange that has waited is the delivery. */
    private CompletionStage<Void> await(SimulatedNode node, Submitted submitted) {
        return node.tracker
                .waits()
                .begin(
                        submitted.job().correlationId(),
                        Set.of("route"),
                        PATIENCE,
                        SimulatedRoute.policies(simulation.places()))
                .thenCompose(end -> {
                    CompletableFuture<Void> over = new CompletableFuture<>();
                    if (end instanceof Waits.End.Arrived arrived) {
                        SimulatedRoute.take(simulation, node, arrived.delivery(), () -> over.complete(null));
                    } else {
                        over.complete(null);
                    }
                    return over;
                });
    }

    /** The file stays where it is when its reader dies. */
    private void watch(SimulatedNode node, int mine) {
        simulation.later(Duration.ofSeconds(20), () -> {
            if (node.isDead()) {
                again(mine, Duration.ZERO);
            } else if (!through && mine == attempt) {
                watch(node, mine);
            }
        });
    }

    /** Each file at a moment of its own: the order in which a stopping tracker ends submissions is not the seed's. */
    private void again(int mine, Duration delay) {
        simulation.later(delay.plusMillis(number), () -> {
            if (mine == attempt) {
                read();
            }
        });
    }

    private String key() {
        return "k" + number;
    }

    @Override
    public String toString() {
        return key() + " (" + type + (waits ? ", waits)" : ")");
    }
}
