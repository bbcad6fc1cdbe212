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

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.github.icehighlights.localice.job.Job;
import io.github.icehighlights.localice.job.JobKind;
import io.github.icehighlights.localice.job.JobState;
import io.github.icehighlights.localice.job.Lifecycle;
import io.github.icehighlights.localice.job.Outcome;
import io.github.icehighlights.localice.job.Video;
import io.github.icehighlights.localice.wire.Json;

/**
 * Describes a batch as {@code EditingBatchJob} and as an entry of {@code EditingBatchJobList} do, with the oddities of
 * the published samples: newlines behind ids and times, error fields beside a success, main errors as JSON in a string.
 *
 * @param lifecycle     tells the states of jobs
 * @param brokenEchoes  whether InputConfig comes back as broken JSON
 * @param oneSlashUrls  whether MediaURL has one slash behind its scheme
 */
public record BatchInfo(Lifecycle lifecycle, boolean brokenEchoes, boolean oneSlashUrls) {

    private static final List<String> ECHOES = List.of("InputConfig", "EditingConfig", "OutputConfig", "UserData");

    /** What {@code JobType} says. */
    static String type(Job job) {
        return job.kind() == JobKind.SPORTS ? "Sports_Highlights" : "Screen_Media_Highlights";
    }

    /** What {@code Status} says. */
    String status(Job job) {
        return status(lifecycle.of(job).state());
    }

    /** Without the sub-jobs. */
    ObjectNode main(Job job) {
        Lifecycle.Moment moment = lifecycle.of(job);
        ObjectNode info = Json.object();
        info.put("JobId", job.id() + "\n");
        info.put("JobType", type(job));
        info.put("Status", status(moment.state()));
        for (String name : ECHOES) {
            String sent = job.parameters().get(name);
            if (sent != null) {
                info.put(name, brokenEchoes && name.equals("InputConfig") ? broken(sent) : sent);
            }
        }
        info.put("Extend", extend(job, moment));
        info.put("CreateTime", time(job.createdAt()));
        info.put("ModifiedTime", time(moment.since()) + "\n");
        if (isOver(moment)) {
            info.put("CompleteTime", time(moment.since()) + "\n");
        }
        return info;
    }

    /** With the sub-jobs. */
    ObjectNode whole(Job job, int videos) {
        ObjectNode info = main(job);
        Lifecycle.Moment moment = lifecycle.of(job);
        ArrayNode list = info.putArray("SubJobList");
        if (moment.state() == JobState.Executing) {
            for (int index = 0; index < videos; index++) {
                subJob(list, job, index).put("Status", index == 0 ? "Processing" : "Init");
            }
        } else if (moment.state() == JobState.Finished) {
            for (Video video : job.outcome().videos()) {
                describe(subJob(list, job, list.size()), video);
            }
        }
        return info;
    }

    private static ObjectNode subJob(ArrayNode list, Job job, int index) {
        return list.addObject().put("JobId", id(job, "job", index)).put("ProjectId", id(job, "project", index));
    }

    private void describe(ObjectNode subJob, Video video) {
        if (video.isMade()) {
            String url = oneSlashUrls ? video.url().replaceFirst("://", ":/") : video.url();
            subJob.put("Status", "Success").put("MediaId", video.mediaId()).put("MediaURL", url);
            subJob.put("Duration", Math.round(video.seconds() * 1000) / 1000.0);
            // said to be there for failures only, but the published sample has them beside a success
            subJob.put("ErrorCode", "InvalidMaterial.NotFound").put("ErrorMessage", "The specified clips id not found");
        } else {
            subJob.put("Status", "Failed");
            subJob.put("ErrorCode", video.errorCode()).put("ErrorMessage", video.errorMessage());
        }
    }

    private static String extend(Job job, Lifecycle.Moment moment) {
        ObjectNode extend = Json.object();
        if (moment.state() == JobState.Failed) {
            Outcome outcome = job.outcome();
            extend.put("ErrorCode", outcome.errorCode()).put("ErrorMessage", outcome.errorMessage());
        }
        return Json.write(extend);
    }

    private static String status(JobState state) {
        return switch (state) {
            case Created -> "Init";
            case Executing -> "Processing";
            case Finished, Failed -> state.name();
        };
    }

    private static boolean isOver(Lifecycle.Moment moment) {
        return moment.state() == JobState.Finished || moment.state() == JobState.Failed;
    }

    /** The published sample lacks a comma between two members; a text with a single member loses its last brace. */
    private static String broken(String json) {
        String withoutComma = json.replaceFirst(",(\\s*\")", "$1");
        return withoutComma.equals(json) ? json.substring(0, json.length() - 1) : withoutComma;
    }

    private static String id(Job job, String what, int index) {
        String name = job.id() + what + index;
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8))
                .toString()
                .replace("-", "");
    }

    static String time(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
