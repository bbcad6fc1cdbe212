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
package io.github.icehighlights.localice.action;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

import com.fasterxml.jackson.databind.node.ObjectNode;

import io.github.icehighlights.localice.fault.Faults;
import io.github.icehighlights.localice.job.Birth;
import io.github.icehighlights.localice.job.Job;
import io.github.icehighlights.localice.job.JobKind;
import io.github.icehighlights.localice.job.JobRunner;
import io.github.icehighlights.localice.job.Jobs;
import io.github.icehighlights.localice.wire.Action;
import io.github.icehighlights.localice.wire.IceRequest;
import io.github.icehighlights.localice.wire.Json;

/**
 * Accepts jobs of one kind.
 */
public final class SubmitJob implements Action {

    private static final String TOKEN = "ClientToken";

    private final JobKind kind;
    private final Consumer<IceRequest> limits;
    private final Jobs jobs;
    private final JobRunner runner;
    private final Faults faults;
    private final HoldSwitch holdSwitch;

    /**
     * @param kind       kind of job
     * @param limits     refuses what is not accepted
     * @param jobs       where jobs are kept
     * @param runner     does their work
     * @param faults     what befalls new jobs
     * @param holdSwitch whether new jobs are held
     */
    public SubmitJob(
            JobKind kind,
            Consumer<IceRequest> limits,
            Jobs jobs,
            JobRunner runner,
            Faults faults,
            HoldSwitch holdSwitch) {
        this.kind = kind;
        this.limits = limits;
        this.jobs = jobs;
        this.runner = runner;
        this.faults = faults;
        this.holdSwitch = holdSwitch;
    }

    @Override
    public ObjectNode handle(IceRequest request) {
        limits.accept(request);
        Map<String, String> parameters = new HashMap<>(request.parameters());
        parameters.remove(TOKEN);
        // an action without a token ignores one, as it does any parameter that it does not know
        String token = kind.takesToken() ? request.parameter(TOKEN) : null;
        Jobs.Submitted submitted = jobs.submit(request.action(), token, parameters, () -> birth(request));
        if (submitted.isNew()) {
            runner.start(submitted.job());
        }
        return Json.object().put("JobId", submitted.job().id() + "\n");
    }

    private Birth birth(IceRequest request) {
        Birth birth = faults.forNewJob(request.action(), request.parameters());
        return holdSwitch.isOn() && birth.hold() == Job.Hold.NONE ? birth.withHold(Job.Hold.HELD) : birth;
    }
}
