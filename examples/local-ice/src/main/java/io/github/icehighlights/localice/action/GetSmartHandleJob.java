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

import com.fasterxml.jackson.databind.node.ObjectNode;

import io.github.icehighlights.localice.job.Job;
import io.github.icehighlights.localice.job.JobState;
import io.github.icehighlights.localice.job.Lifecycle;
import io.github.icehighlights.localice.job.Outcome;
import io.github.icehighlights.localice.wire.Action;
import io.github.icehighlights.localice.wire.IceRequest;
import io.github.icehighlights.localice.wire.Json;

/**
 * Tells how far a job is.
 */
public final class GetSmartHandleJob implements Action {

    private final JobLookup lookup;
    private final Lifecycle lifecycle;
    private final JobInfo info;

    /**
     * @param lookup    finds jobs
     * @param lifecycle tells their states
     * @param info      describes them
     */
    public GetSmartHandleJob(JobLookup lookup, Lifecycle lifecycle, JobInfo info) {
        this.lookup = lookup;
        this.lifecycle = lifecycle;
        this.info = info;
    }

    @Override
    public ObjectNode handle(IceRequest request) {
        return answer(lookup.look(request.required("JobId")));
    }

    private ObjectNode answer(Job job) {
        Lifecycle.Moment moment = lifecycle.of(job);
        ObjectNode answer = Json.object();
        answer.put("JobId", job.id() + "\n");
        answer.put("State", moment.state().name());
        if (job.userData() != null) {
            answer.put("UserData", job.userData());
        }
        Outcome outcome = job.outcome();
        if (moment.state() == JobState.Finished) {
            answer.put("Output", "{}").put("ErrorCode", "").put("ErrorMessage", "");
            answer.putObject("JobResult").put("AiResult", outcome.aiResult());
        } else if (moment.state() == JobState.Failed) {
            answer.put("ErrorCode", outcome.errorCode()).put("ErrorMessage", outcome.errorMessage());
        }
        answer.set("SmartJobInfo", info.forGet(job, moment));
        return answer;
    }
}
