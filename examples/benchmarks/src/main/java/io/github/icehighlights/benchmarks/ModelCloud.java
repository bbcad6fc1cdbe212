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
package io.github.icehighlights.benchmarks;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.icehighlights.camel.ice.CorrelationIds;
import io.github.icehighlights.camel.ice.EventCallbackSetting;
import io.github.icehighlights.camel.ice.IceApi;
import io.github.icehighlights.camel.ice.JobPage;
import io.github.icehighlights.camel.ice.Receipt;
import io.github.icehighlights.camel.ice.Report;
import io.github.icehighlights.camel.model.JobState;
import io.github.icehighlights.camel.model.JobType;

/** ICE on virtual time: jobs that take as long as they are told, and a count of the questions. */
final class ModelCloud implements IceApi {

    private static final int PAGE = 100;

    private final VirtualTime time;
    private final boolean listed;
    /** In the order in which they came to be. */
    private final Map<String, Job> jobs = new LinkedHashMap<>();

    private Duration next = Duration.ZERO;
    private long questions;
    private long number;

    private record Job(Instant created, Instant ends, String userData) {}

    /** @param listed whether its lists show the jobs */
    ModelCloud(VirtualTime time, boolean listed) {
        this.time = time;
        this.listed = listed;
    }

    /** How long the job takes that is submitted next. */
    void next(Duration duration) {
        next = duration;
    }

    /** A job that nobody submits through the API. */
    String begin(Duration duration) {
        return begin(duration, null);
    }

    private String begin(Duration duration, String userData) {
        String id = "job-" + ++number;
        jobs.put(id, new Job(time.now(), time.now().plus(duration), userData));
        return id;
    }

    /** One question. */
    boolean hasEnded(String jobId) {
        questions++;
        return !time.now().isBefore(jobs.get(jobId).ends());
    }

    Instant end(String jobId) {
        return jobs.get(jobId).ends();
    }

    /** Nobody asks for it any more. */
    void forget(String jobId) {
        jobs.remove(jobId);
    }

    @Override
    public EventCallbackSetting eventCallback() {
        throw new UnsupportedOperationException("no benchmark asks for the account");
    }

    @Override
    public void setEventCallback(EventCallbackSetting setting) {
        throw new UnsupportedOperationException("no benchmark changes the account");
    }

    /** How many jobs ended before that and were not found. */
    long endedBefore(Instant instant) {
        return jobs.values().stream()
                .filter(job -> job.ends().isBefore(instant))
                .count();
    }

    /** Looks and lists so far. */
    long questions() {
        return questions;
    }

    @Override
    public Receipt submit(JobType type, Map<String, String> parameters, boolean repeatable) {
        return new Receipt(begin(next, parameters.get("UserData")), "request-" + number);
    }

    @Override
    public Report report(JobType type, String jobId) {
        boolean ended = hasEnded(jobId);
        JobState state = ended ? JobState.FINISHED : JobState.EXECUTING;
        Job job = jobs.get(jobId);
        Instant changed = ended ? job.ends() : job.created();
        return new Report(jobId, "request", state, job.userData(), List.of(), null, null, job.created(), changed, "{}");
    }

    @Override
    public JobPage list(JobType type, String nextToken) {
        questions++;
        return new JobPage(List.of(), null);
    }

    /** The jobs in a state, newest first. */
    public JobPage list(JobType type, JobState state, String nextToken) {
        questions++;
        List<JobPage.ListedJob> inState = new ArrayList<>();
        if (listed && state == JobState.EXECUTING) {
            jobs.forEach((id, job) -> {
                if (time.now().isBefore(job.ends())) {
                    inState.add(new JobPage.ListedJob(id, job.userData(), null));
                }
            });
            // newest first
            Collections.reverse(inState);
        }
        int from = nextToken == null ? 0 : Integer.parseInt(nextToken);
        int to = Math.min(inState.size(), from + PAGE);
        return new JobPage(inState.subList(Math.min(from, to), to), to == inState.size() ? null : Integer.toString(to));
    }

    @Override
    public void delete(JobType type, String jobId) {
        jobs.remove(jobId);
    }

    static String userData(String correlationId) {
        return "{\"" + CorrelationIds.FIELD + "\":\"" + correlationId + "\"}";
    }
}
