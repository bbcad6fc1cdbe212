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

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.github.icehighlights.localice.job.Job;
import io.github.icehighlights.localice.job.Jobs;
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

    private final Jobs jobs;
    private final Lifecycle lifecycle;
    private final JobLookup lookup;
    private final JobInfo info;
    private final Clock clock;
    private final Duration listLag;

    /**
     * @param jobs      the jobs
     * @param lifecycle tells their states
     * @param lookup    which can be seen
     * @param info      describes them
     * @param clock     tells the time
     * @param listLag   how late a new job shows
     */
    public ListSmartJobs(
            Jobs jobs, Lifecycle lifecycle, JobLookup lookup, JobInfo info, Clock clock, Duration listLag) {
        this.jobs = jobs;
        this.lifecycle = lifecycle;
        this.lookup = lookup;
        this.info = info;
        this.clock = clock;
        this.listLag = listLag;
    }

    @Override
    public ObjectNode handle(IceRequest request) {
        int maxResults = request.number("MaxResults", 1, MOST, USUAL);
        int size = request.number("PageSize", 1, MOST, maxResults);
        int page = request.number("PageNo", 1, Integer.MAX_VALUE / MOST, 1);
        boolean oldestFirst = oldestFirst(request);
        List<Job> all = visible(request, oldestFirst);
        String token = request.parameter("NextToken");
        List<Job> rest = token == null ? after((page - 1) * size, all) : behind(token, oldestFirst, all);
        List<Job> shown = rest.subList(0, Math.min(size, rest.size()));

        ObjectNode answer = Json.object();
        ArrayNode list = answer.putArray("SmartJobList");
        shown.forEach(job -> list.add(info.forList(job, lifecycle.of(job))));
        answer.put("NextToken", shown.size() < rest.size() ? nextToken(shown) : "");
        answer.put("MaxResults", Integer.toString(size));
        answer.put("TotalCount", Integer.toString(all.size()));
        return answer;
    }

    private List<Job> visible(IceRequest request, boolean oldestFirst) {
        String state = request.parameter("JobState");
        String type = request.parameter("JobType");
        Instant shownUntil = clock.instant().minus(listLag);
        Comparator<Job> order = Comparator.comparingLong(Job::number);
        Stream<Job> stream = jobs.all().stream()
                .filter(job -> !job.createdAt().isAfter(shownUntil))
                .filter(lookup::isRemembered)
                .filter(job -> type == null || type.equals(info.jobType()))
                .filter(job ->
                        state == null || state.equals(lifecycle.of(job).state().name()));
        return stream.sorted(oldestFirst ? order : order.reversed()).toList();
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

    /** The token names the last job of the page before, so that jobs created meanwhile shift nothing. */
    private static List<Job> behind(String token, boolean oldestFirst, List<Job> all) {
        long last;
        try {
            last = Long.parseLong(token, 36);
        } catch (NumberFormatException e) {
            throw IceError.invalid("NextToken", "it is not one of ours");
        }
        return all.stream()
                .filter(job -> oldestFirst ? job.number() > last : job.number() < last)
                .toList();
    }

    private static String nextToken(List<Job> shown) {
        return Long.toString(shown.get(shown.size() - 1).number(), 36);
    }
}
