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
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.List;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.github.icehighlights.localice.job.Job;
import io.github.icehighlights.localice.wire.Action;
import io.github.icehighlights.localice.wire.IceError;
import io.github.icehighlights.localice.wire.IceRequest;
import io.github.icehighlights.localice.wire.Json;

/**
 * Lists batches a page at a time, newest first unless asked otherwise. Their sub-jobs are not in it.
 */
public final class ListBatchMediaProducingJobs implements Action {

    private static final int MOST = 100;
    private static final int USUAL = 10;
    private static final List<String> STATUSES = List.of("Init", "Processing", "Finished", "Failed");
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss'Z'").withZone(ZoneOffset.UTC);

    private final JobPages pages;
    private final BatchInfo info;

    /**
     * @param pages the jobs
     * @param info  describes them
     */
    public ListBatchMediaProducingJobs(JobPages pages, BatchInfo info) {
        this.pages = pages;
        this.info = info;
    }

    @Override
    public ObjectNode handle(IceRequest request) {
        int size = request.number("MaxResults", 1, MOST, USUAL);
        boolean oldestFirst = oldestFirst(request);
        List<Job> all = wanted(request, oldestFirst);
        String token = request.parameter("NextToken");
        List<Job> rest = token == null ? all : JobPages.behind(token, oldestFirst, all);
        List<Job> shown = rest.subList(0, Math.min(size, rest.size()));

        ObjectNode answer = Json.object();
        ArrayNode list = answer.putArray("EditingBatchJobList");
        shown.forEach(job -> list.add(info.main(job)));
        answer.put("NextToken", JobPages.nextToken(shown, rest));
        answer.put("MaxResults", size);
        return answer;
    }

    private List<Job> wanted(IceRequest request, boolean oldestFirst) {
        String id = request.parameter("JobId");
        String type = request.parameter("JobType");
        String status = status(request);
        Instant start = time(request, "StartTime", Instant.MIN);
        Instant end = time(request, "EndTime", Instant.MAX);
        return pages.all(
                oldestFirst,
                job -> (id == null || id.equals(job.id()))
                        && (type == null || type.equals(BatchInfo.type(job)))
                        && (status == null || status.equals(info.status(job)))
                        && isBetween(start, end, job));
    }

    private static boolean isBetween(Instant start, Instant end, Job job) {
        // whole seconds, as CreateTime shows them
        Instant created = job.createdAt().truncatedTo(ChronoUnit.SECONDS);
        return !created.isBefore(start) && !created.isAfter(end);
    }

    private static String status(IceRequest request) {
        String status = request.parameter("Status");
        if (status != null && !STATUSES.contains(status)) {
            throw IceError.invalid("Status", "it has to be one of " + String.join(", ", STATUSES));
        }
        return status;
    }

    private static boolean oldestFirst(IceRequest request) {
        String sortBy = request.parameter("SortBy");
        if (sortBy == null || sortBy.equals("desc")) {
            return false;
        }
        if (sortBy.equals("asc")) {
            return true;
        }
        throw IceError.invalid("SortBy", "it has to be asc or desc");
    }

    private static Instant time(IceRequest request, String name, Instant otherwise) {
        String value = request.parameter(name);
        if (value == null) {
            return otherwise;
        }
        try {
            return TIME.parse(value, Instant::from);
        } catch (DateTimeParseException e) {
            throw IceError.invalid(name, "it has to be a time in UTC like 2026-01-01T00:00:00Z");
        }
    }
}
