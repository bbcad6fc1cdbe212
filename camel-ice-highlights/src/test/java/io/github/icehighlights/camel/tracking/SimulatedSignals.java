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

/** Signals about jobs as they come from a cloud: early, late, twice, to the wrong node, out of order, or not at all. */
final class SimulatedSignals {

    private static final Duration LATEST = Duration.ofMinutes(6);
    private static final int MOST = 4;

    private final Simulation simulation;

    SimulatedSignals(Simulation simulation) {
        this.simulation = simulation;
    }

    void about(String jobId, String correlationId) {
        for (int i = 0; i < MOST && simulation.chance(simulation.trouble().signal()); i++) {
            Hint hint = simulation.chance(500) ? new Hint(null, jobId) : new Hint(correlationId, null);
            simulation.later(simulation.randomUpTo(LATEST), () -> arrive(hint));
        }
    }

    private void arrive(Hint hint) {
        SimulatedNode node = simulation.anyNode();
        if (node != null) {
            simulation.chronicle.happened(Incident.SIGNAL, hint, "to", node);
            node.tracker.hints().accept(hint);
        }
    }
}
