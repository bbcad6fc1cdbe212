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
package io.github.icehighlights.camel;

import java.time.Instant;

import io.github.icehighlights.camel.model.JobType;
import io.github.icehighlights.camel.store.PendingJob;
import io.github.icehighlights.camel.store.PendingState;

/**
 * A pending job as the operation {@code listJobs} shows it.
 *
 * @param channel       the channel it was submitted on
 * @param correlationId our mark of the submission
 * @param jobId         ICE's id; null while it is reserved or uncertain
 * @param jobType       its type
 * @param state         where it stands
 * @param submitted     when it was reserved
 * @param nextLook      when it is due, or null
 * @param looks         how often ICE was asked about it, or a list that shows it stood for that
 * @param deliveries    how often it was delivered
 * @param lastError     why it is late, parked or uncertain, or null
 */
public record JobSummary(
        String channel,
        String correlationId,
        String jobId,
        JobType jobType,
        PendingState state,
        Instant submitted,
        Instant nextLook,
        int looks,
        int deliveries,
        String lastError) {

    static JobSummary of(PendingJob job) {
        return new JobSummary(
                job.channel(),
                job.correlationId(),
                job.jobId(),
                job.reservation().jobType(),
                job.state(),
                job.times().reserved(),
                job.times().nextLook(),
                job.tally().looks(),
                job.tally().deliveries(),
                job.lastError());
    }
}
