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

import java.time.Instant;
import java.time.temporal.ChronoUnit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.github.icehighlights.localice.job.Job;
import io.github.icehighlights.localice.job.Lifecycle;
import io.github.icehighlights.localice.wire.Account;
import io.github.icehighlights.localice.wire.Json;

/**
 * Describes a job as {@code SmartJobInfo} and as an entry of {@code SmartJobList} do.
 *
 * @param jobType what {@code JobType} says; which text ICE uses for extractions is not documented
 */
public record JobInfo(String jobType) {

    /** {@code SmartJobInfo}: here the user id is a string. */
    ObjectNode forGet(Job job, Lifecycle.Moment moment) {
        ObjectNode info = Json.object();
        info.put("Title", "").put("Description", "");
        info.put("UserId", Long.toString(Account.USER_ID));
        return complete(info, job, moment);
    }

    /** An entry of {@code SmartJobList}: here the user id is a number. */
    ObjectNode forList(Job job, Lifecycle.Moment moment) {
        ObjectNode info = Json.object();
        info.put("JobId", job.id() + "\n");
        info.put("Title", "").put("Description", "");
        info.put("UserId", Account.USER_ID);
        info.put("JobState", moment.state().name());
        if (job.userData() != null) {
            info.put("UserData", job.userData());
        }
        return complete(info, job, moment);
    }

    private ObjectNode complete(ObjectNode info, Job job, Lifecycle.Moment moment) {
        info.put("JobType", jobType);
        info.put("CreateTime", time(job.createdAt()));
        info.put("ModifiedTime", time(moment.since()));
        info.putObject("InputConfig").put("InputFile", job.parameters().getOrDefault("InputConfig", ""));
        String output = job.parameters().get("OutputConfig");
        if (output != null) {
            JsonNode config = Json.read(output);
            ObjectNode target = info.putObject("OutputConfig");
            target.put("Bucket", config.path("Bucket").asText());
            target.put("Object", config.path("ObjectKey").asText());
        }
        return info;
    }

    private static String time(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
