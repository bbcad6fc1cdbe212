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

import java.util.Optional;

import io.github.icehighlights.camel.ice.IceEvent;
import io.github.icehighlights.camel.store.JobStore;
import io.github.icehighlights.camel.store.PendingJob;

/**
 * Somebody says that there is news of a job. It is believed that far and no further: what the news is, ICE is asked. Names
 * the job by either id, or by both.
 *
 * @param correlationId our mark of the submission, or null
 * @param jobId         ICE's id of the job, or null
 * @param vouched       whether it comes from where only ICE writes. Then either id stands for the job, and a job that is not
 *                      known may be asked for. Otherwise the mark alone does where there is one, and the id beside it is
 *                      what ICE may be asked to confirm
 */
public record Hint(String correlationId, String jobId, boolean vouched) {

    /** A hint of anybody. */
    public Hint(String correlationId, String jobId) {
        this(correlationId, jobId, false);
    }

    /** What an event of ICE hints at. */
    public static Hint of(IceEvent event) {
        return new Hint(event.correlationId(), event.jobId(), true);
    }

    /** Whether it names no job: then it is about something that is no business of ours. */
    public boolean isEmpty() {
        return correlationId == null && jobId == null;
    }

    /** ICE's id of the job, if the job may be found by it; or null. */
    String namedJobId() {
        return vouched || correlationId == null ? jobId : null;
    }

    /** The job that it names, or the submission that may become it. */
    Optional<PendingJob> jobIn(JobStore store) {
        Optional<PendingJob> job = correlationId == null ? Optional.empty() : store.find(correlationId);
        return job.isPresent() || namedJobId() == null ? job : store.findByJobId(namedJobId());
    }
}
