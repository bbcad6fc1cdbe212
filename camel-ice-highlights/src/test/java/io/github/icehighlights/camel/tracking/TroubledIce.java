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
import io.github.icehighlights.camel.ice.EventCallbackSetting;
import io.github.icehighlights.camel.ice.IceApi;
import io.github.icehighlights.camel.ice.IceException;
import io.github.icehighlights.camel.ice.JobPage;
import io.github.icehighlights.camel.ice.Receipt;
import io.github.icehighlights.camel.ice.Report;
import io.github.icehighlights.camel.model.JobState;
import io.github.icehighlights.camel.model.JobType;
import io.github.icehighlights.camel.tracking.SimulatedNode.Peril;

/** ICE as a node reaches it. */
final class TroubledIce implements IceApi {

    /** Within what is left of a call after the longest pause that it still covers. */
    private static final int LATEST_SECONDS = 9;

    private final Simulation simulation;
    private final SimulatedNode node;

    TroubledIce(Simulation simulation, SimulatedNode node) {
        this.simulation = simulation;
        this.node = node;
    }

    @Override
    public Receipt submit(JobType type, Map<String, String> parameters, boolean repeatable) {
        node.stepBeforeSending();
        if (simulation.chance(simulation.trouble().ice() / 10)) {
            simulation.chronicle.happened(Incident.CALL_LATE, type);
            simulation.later(
                    Duration.ofMillis(simulation.random(LATEST_SECONDS * 1_000)), () -> late(type, parameters));
            throw new IceException(
                    IceException.Kind.UNKNOWN, type.submitAction(), null, "no answer in time", null, 0, null);
        }
        Receipt receipt = simulation.ice.submit(type, parameters);
        simulation.signals.about(receipt.jobId(), CorrelationIds.read(parameters.get("UserData")));
        node.step("submit done", Peril.SOME);
        return receipt;
    }

    private void late(JobType type, Map<String, String> parameters) {
        try {
            simulation.ice.submit(type, parameters);
        } catch (IceException e) {
            simulation.chronicle.happened(Incident.ICE_FAULT, "of a late call:", e.getCode());
        }
    }

    @Override
    public Report report(JobType type, String jobId) {
        node.step("report", Peril.SOME);
        return simulation.ice.report(type, jobId);
    }

    @Override
    public JobPage list(JobType type, String nextToken) {
        node.step("list", Peril.SOME);
        return simulation.ice.list(type, nextToken);
    }

    @Override
    public JobPage list(JobType type, JobState state, String nextToken) {
        node.step("list", Peril.SOME);
        JobPage page = simulation.ice.list(type, state, nextToken);
        if (!page.jobs().isEmpty()) {
            simulation.chronicle.happened(Incident.LISTED, page.jobs().size(), "of", type);
        }
        return page;
    }

    @Override
    public void delete(JobType type, String jobId) {
        throw new UnsupportedOperationException("no simulated route deletes jobs");
    }

    @Override
    public EventCallbackSetting eventCallback() {
        throw new UnsupportedOperationException("no simulated route asks for the account");
    }

    @Override
    public void setEventCallback(EventCallbackSetting setting) {
        throw new UnsupportedOperationException("no simulated route changes the account");
    }
}
