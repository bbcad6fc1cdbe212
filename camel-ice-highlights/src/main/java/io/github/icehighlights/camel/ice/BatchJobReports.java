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
package io.github.icehighlights.camel.ice;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;

import io.github.icehighlights.camel.model.Clip;
import io.github.icehighlights.camel.model.JobState;

/**
 * Reads answers of {@code GetBatchMediaProducingJob} (API page of that name; it reports on highlight mashups and sports
 * highlights, as their use-case pages say).
 *
 * <p>The main job's FINISHED does not mean that its videos succeeded, but that there is no more to come. Each sub-job
 * becomes a clip, by its {@code Status} alone, as successful ones carry error fields too. A finished job of which every
 * video failed, or which has none, is FAILED. A video that is left in the works keeps that state: it has not failed, and a
 * FAILED job would be submitted and paid again.
 */
final class BatchJobReports {

    /** Our own code for a finished job without any video. */
    static final String NO_RESULT = "NoResult";

    private BatchJobReports() {}

    static Report read(String askedFor, Answer answer) {
        JsonNode job = answer.json().path("EditingBatchJob");
        String jobId = IceJson.text(job, "JobId");
        String status = IceJson.text(job, "Status");
        if (jobId == null && status == null && (job.isObject() || answer.requestId() != null)) {
            throw IceErrors.notFound(answer, "ICE answers without a job");
        }
        if (status == null) {
            throw IceErrors.unreadable(answer, "an answer without a job's status");
        }
        List<Clip> clips = new ArrayList<>();
        JsonNode subJobs = job.path("SubJobList");
        for (JsonNode subJob : subJobs.isArray() ? subJobs : MissingNode.getInstance()) {
            clips.add(clip(clips.size(), subJob));
        }
        JobState state = JobStates.of(status);
        JsonNode extend = extend(job);
        String errorCode = IceJson.text(extend, "ErrorCode");
        String errorMessage = IceJson.text(extend, "ErrorMessage");
        if (state == JobState.FINISHED
                && clips.stream().allMatch(clip -> clip.state().isFailure())) {
            state = JobState.FAILED;
            if (errorCode == null && clips.isEmpty()) {
                errorCode = NO_RESULT;
                errorMessage = "The job is finished, but made no video";
            }
        }
        Optional<Clip> told =
                clips.stream().filter(clip -> clip.errorCode() != null).findFirst();
        if (state == JobState.FAILED && errorCode == null && told.isPresent()) {
            errorCode = told.get().errorCode();
            errorMessage = told.get().errorMessage();
        }
        return new Report(
                jobId == null ? askedFor : jobId,
                answer.requestId(),
                state,
                IceJson.userData(job),
                state == JobState.FINISHED ? clips : List.of(),
                errorCode,
                errorMessage,
                IceJson.time(job, "CreateTime"),
                IceJson.time(job, "CompleteTime", "ModifiedTime"),
                answer.json().toString());
    }

    /** Errors of the main job: JSON in a string. */
    private static JsonNode extend(JsonNode job) {
        JsonNode extend = job.path("Extend");
        return extend.isTextual() ? IceJson.read(extend.asText()) : extend;
    }

    private static Clip clip(int index, JsonNode subJob) {
        String status = IceJson.text(subJob, "Status");
        JobState state = status == null ? JobState.EXECUTING : JobStates.of(status);
        boolean failed = state == JobState.FAILED;
        MediaLocation at = MediaLocation.of(IceJson.text(subJob, "MediaURL", "MediaUrl"));
        BigDecimal duration = IceJson.number(subJob, "Duration");
        return new Clip(
                index,
                null,
                null,
                null,
                null,
                at.url(),
                at.bucket(),
                at.key(),
                IceJson.text(subJob, "MediaId"),
                duration == null ? null : duration.doubleValue(),
                state,
                failed ? IceJson.text(subJob, "ErrorCode") : null,
                failed ? HintTokens.redact(IceJson.text(subJob, "ErrorMessage")) : null);
    }
}
