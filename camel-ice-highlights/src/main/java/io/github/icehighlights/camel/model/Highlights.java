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
package io.github.icehighlights.camel.model;

import java.time.Instant;
import java.util.List;

/**
 * What became of one job, in one shape for all job types: the body that a consumer's route receives. Immutable.
 *
 * @param channel      the channel on which the job was submitted
 * @param jobId        ICE's id of the job
 * @param jobType      its type
 * @param state        how it ended; {@link JobState#CREATED} or {@link JobState#EXECUTING} only in the answer of
 *                     {@code getJob}
 * @param clips        its clips in ICE's order; empty when the job failed or found none
 * @param errorCode    ICE's error code, or null
 * @param errorMessage ICE's error message, or null
 * @param userData     the user's own {@code UserData} as ICE returned it, without our correlation id; null when none
 * @param created      when ICE accepted the job; null where it does not say
 * @param finished     when ICE last changed the job; null where it does not say
 * @param raw          ICE's answer as JSON text, unchanged; it holds {@code UserData} as it was submitted
 */
public record Highlights(
        String channel,
        String jobId,
        JobType jobType,
        JobState state,
        List<Clip> clips,
        String errorCode,
        String errorMessage,
        String userData,
        Instant created,
        Instant finished,
        String raw) {

    public Highlights {
        clips = clips == null ? List.of() : List.copyOf(clips);
    }
}
