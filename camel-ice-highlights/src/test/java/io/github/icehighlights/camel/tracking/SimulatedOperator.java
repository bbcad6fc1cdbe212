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

import java.util.EnumSet;
import java.util.Set;

import io.github.icehighlights.camel.store.PendingJob;
import io.github.icehighlights.camel.store.PendingState;

/** Somebody who has parked jobs replayed, and uncertain ones that ICE's console does not show. */
final class SimulatedOperator {

    private static final Set<PendingState> REPLAYABLE = EnumSet.of(PendingState.PARKED, PendingState.UNCERTAIN);
    private static final int ALL = 1_000;

    private final Simulation simulation;

    SimulatedOperator(Simulation simulation) {
        this.simulation = simulation;
    }

    void work() {
        for (PendingJob job : simulation.plainStore().page(TrackerBench.CHANNEL, REPLAYABLE, null, ALL)) {
            SimulatedNode node = simulation.anyNode();
            boolean shown = simulation.ice.created(job.correlationId()) > 0;
            if (node != null && (job.state() == PendingState.PARKED || !shown)) {
                simulation.chronicle.happened(Incident.REPLAY, job.state(), job.correlationId(), "by", node);
                node.tracker.desk().replay(job.channel(), job.correlationId(), null);
            }
        }
    }
}
