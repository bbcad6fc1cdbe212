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
package io.github.icehighlights.localice.callback;

import com.fasterxml.jackson.databind.node.ObjectNode;

import io.github.icehighlights.localice.job.Job;
import io.github.icehighlights.localice.job.JobState;
import io.github.icehighlights.localice.job.Lifecycle;
import io.github.icehighlights.localice.wire.Json;

/**
 * The events of jobs. The name for batches is documented. For extractions the documentation speaks of an "intelligent
 * task" and leaves its name and its fields open.
 *
 * @param extractionType name of the event of an extraction
 */
public record Events(String extractionType) {

    private static final String BATCH_TYPE = "BatchProduceMediaComplete";

    /** The end of a job. Callbacks say Fail where reports say Failed. */
    Event end(Job job, Lifecycle.Moment end) {
        ObjectNode body = Json.object();
        body.put("JobId", job.id());
        body.put("Status", end.state() == JobState.Failed ? "Fail" : "Finished");
        if (job.userData() != null) {
            body.put("UserData", job.userData());
        }
        return new Event(job.kind().isBatch() ? BATCH_TYPE : extractionType, end.since(), body);
    }
}
