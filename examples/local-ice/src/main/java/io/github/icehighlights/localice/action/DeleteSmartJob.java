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

import java.util.List;

import com.fasterxml.jackson.databind.node.ObjectNode;

import io.github.icehighlights.localice.job.Jobs;
import io.github.icehighlights.localice.wire.Action;
import io.github.icehighlights.localice.wire.IceRequest;
import io.github.icehighlights.localice.wire.Json;

/**
 * Deletes the records of jobs. Their work goes on, their clips stay; what ICE does with those is not documented.
 */
public final class DeleteSmartJob implements Action {

    private final Jobs jobs;
    private final JobLookup lookup;

    /**
     * @param jobs   the jobs
     * @param lookup finds them
     */
    public DeleteSmartJob(Jobs jobs, JobLookup lookup) {
        this.jobs = jobs;
        this.lookup = lookup;
    }

    @Override
    public ObjectNode handle(IceRequest request) {
        List<String> ids = List.of(request.required("JobId").split(","));
        for (String id : ids) {
            lookup.find(id).orElseThrow(lookup::notFound);
        }
        ids.forEach(jobs::delete);
        return Json.object();
    }
}
