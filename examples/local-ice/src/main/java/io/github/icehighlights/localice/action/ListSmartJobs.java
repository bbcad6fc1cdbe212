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

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.github.icehighlights.localice.job.Job;
import io.github.icehighlights.localice.job.Lifecycle;
import io.github.icehighlights.localice.wire.Action;
import io.github.icehighlights.localice.wire.IceError;
import io.github.icehighlights.localice.wire.IceRequest;
import io.github.icehighlights.localice.wire.Json;

/**
 * Lists jobs a page at a time, newest first unless asked otherwise.
 */
public final class ListSmartJobs implements Action {

    private static final int MOST = 100;
    private static final int USUAL = 10;

    private final JobPages pages;
    private final Lifecycle lifecycle;
    private final JobInfo info;

    /**
     * @param pages     the jobs
     * @param lifecycle tells their states
     * @param info      describes them
     */
    public ListSmartJobs(JobPages pages, Lifecycle lifecycle, JobInfo info) {
        this.pages = pages;
        this.lifecycle = lifecycle;
        this.info = info;
    }

    @Override
    public ObjectNode handle(IceRequest request) {
        int maxResults = request.number("MaxResults", 1, MOST, USUAL);
        int size = request.number("PageSize", 1, MOST, maxResults);
        int page = request.number("PageNo", 1, Integer.MAX_VALUE / MOST, 1);
        boolean oldestFirst = oldestFirst(request);
        List<Job> all = visible(request, oldestFirst);
        String token = request.parameter("NextToken");
        List<Job> rest = token == null ? after((page - 1) * size, all) : JobPages.behind(token, oldestFirst, all);
        List<Job> shown = rest.subList(0, Math.min(size, rest.size()));

        ObjectNode answer = Json.object();
        ArrayNode list = answer.putArray("SmartJobList");
        shown.forEach(job -> list.add(info.forList(job, lifecycle.of(job))));
        answer.put("NextToken", JobPages.nextToken(shown, rest));
        answer.put("MaxResults", Integer.toString(size));
        answer.put("TotalCount", Integer.toString(all.size()));
        return answer;
    }

    private List<Job> visible(IceRequest request, boolean oldestFirst) {
        String state = request.parameter("JobState");
        String type = request.parameter("JobType");
        return pages.all(
                oldestFirst,
                job -> (type == null || type.equals(info.jobType()))
                        && (state == null
                                || state.equals(lifecycle.of(job).state().name())));
    }

    private static boolean oldestFirst(IceRequest request) {
        String sortBy = request.parameter("SortBy");
        if (sortBy == null || sortBy.equals("CreationTime:Desc")) {
            return false;
        }
        if (sortBy.equals("CreationTime:Asc")) {
            return true;
        }
        throw IceError.invalid("SortBy", "it has to be CreationTime:Asc or CreationTime:Desc");
    }

    private static List<Job> after(int count, List<Job> all) {
        return all.subList(Math.min(count, all.size()), all.size());
    }
}
