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

import java.util.function.ToIntFunction;

import com.fasterxml.jackson.databind.node.ObjectNode;

import io.github.icehighlights.localice.job.Job;
import io.github.icehighlights.localice.wire.Action;
import io.github.icehighlights.localice.wire.IceRequest;
import io.github.icehighlights.localice.wire.Json;

/**
 * Tells how far a batch is, and what became of each of its videos.
 */
public final class GetBatchMediaProducingJob implements Action {

    private final JobLookup lookup;
    private final BatchInfo info;
    private final ToIntFunction<Job> videos;

    /**
     * @param lookup finds jobs
     * @param info   describes them
     * @param videos how many videos a job is to make
     */
    public GetBatchMediaProducingJob(JobLookup lookup, BatchInfo info, ToIntFunction<Job> videos) {
        this.lookup = lookup;
        this.info = info;
        this.videos = videos;
    }

    @Override
    public ObjectNode handle(IceRequest request) {
        Job job = lookup.look(request.required("JobId"));
        ObjectNode answer = Json.object();
        answer.set("EditingBatchJob", info.whole(job, videos.applyAsInt(job)));
        return answer;
    }
}
