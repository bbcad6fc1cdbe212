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
package io.github.icehighlights.camel.tracking;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

import io.github.icehighlights.camel.ice.CorrelationIds;
import io.github.icehighlights.camel.ice.EventCallbackSetting;
import io.github.icehighlights.camel.ice.IceApi;
import io.github.icehighlights.camel.ice.IceException;
import io.github.icehighlights.camel.ice.JobPage;
import io.github.icehighlights.camel.ice.Receipt;
import io.github.icehighlights.camel.ice.Report;
import io.github.icehighlights.camel.model.EventCallback;
import io.github.icehighlights.camel.model.JobState;
import io.github.icehighlights.camel.model.JobType;

/** ICE as the protocol assumes it, and no better: tokens are forgotten, lists lag, calls fail in all the known ways. */
final class ModelIce implements IceApi {

    private final Clock clock;
    private final Map<String, Job> jobs = new LinkedHashMap<>();
    private final Set<Job> running = new LinkedHashSet<>();
    private final Map<String, Job> tokens = new HashMap<>();
    private final Map<String, Integer> created = new HashMap<>();
    private final List<Call> calls = new ArrayList<>();
    private final List<Boolean> promises = new ArrayList<>();
    private final Deque<Fault> submitFaults = new ArrayDeque<>();
    private final Deque<Fault> reportFaults = new ArrayDeque<>();
    private final Deque<Fault> listFaults = new ArrayDeque<>();

    private Supplier<Fault> chaos = () -> Fault.NONE;
    private Runnable beforeSubmit = () -> {};
    private Duration tokenWindow = Duration.ofMinutes(5);
    private Duration listLag = Duration.ZERO;
    private Duration lingering = Duration.ZERO;
    private Set<JobType> unlisted = Set.of();
    private BooleanSupplier omits = () -> false;
    private int pageSize = 10;
    private Duration queued = Duration.ZERO;
    private Duration invisible = Duration.ZERO;
    private Duration runs = Duration.ofSeconds(30);
    private JobState outcome = JobState.FINISHED;
    private EventCallbackSetting account =
            new EventCallbackSetting(new EventCallback(null, null, Set.of(), false), null);
    private boolean tellsTimes = true;

    ModelIce(Clock clock) {
        this.clock = clock;
    }

    /** How a call goes wrong. */
    enum Fault {
        NONE(null, false),
        THROTTLED(IceException.Kind.THROTTLED, false),
        NOT_SENT(IceException.Kind.NOT_SENT, false),
        REFUSED(IceException.Kind.REFUSED, false),
        FORBIDDEN(IceException.Kind.FORBIDDEN, false),
        NOT_FOUND(IceException.Kind.NOT_FOUND, false),
        /** The request did not arrive, and the caller cannot know. */
        UNKNOWN_BEFORE(IceException.Kind.UNKNOWN, false),
        /** The request was carried out, and the answer was lost. */
        UNKNOWN_AFTER(IceException.Kind.UNKNOWN, true);

        private final IceException.Kind kind;
        private final boolean carriedOut;

        Fault(IceException.Kind kind, boolean carriedOut) {
            this.kind = kind;
            this.carriedOut = carriedOut;
        }

        private void raise(String action, boolean after) {
            if (kind != null && carriedOut == after) {
                throw new IceException(kind, action, name(), name() + " by " + action, "request", 0, null);
            }
        }
    }

    /** A call that arrived. */
    record Call(String action, String correlationId, String jobId, Instant at) {}

    private static final class Job {

        private final String id;
        private final JobType type;
        private final Instant created;
        private final Instant begins;
        private final Instant ends;
        private final JobState outcome;
        private String userData;

        Job(String id, JobType type, Instant created, Instant begins, Instant ends, JobState outcome, String userData) {
            this.id = id;
            this.type = type;
            this.created = created;
            this.begins = begins;
            this.ends = ends;
            this.outcome = outcome;
            this.userData = userData;
        }

        JobState state(Instant at) {
            if (at.isBefore(begins)) {
                return JobState.CREATED;
            }
            return at.isBefore(ends) ? JobState.EXECUTING : outcome;
        }

        JobState listedAs(Instant at, Duration lingering) {
            Instant then = at.minus(lingering);
            return state(at.isBefore(begins) || then.isAfter(begins) ? then : begins);
        }
    }

    @Override
    public Receipt submit(JobType type, Map<String, String> parameters, boolean repeatable) {
        String correlationId = CorrelationIds.read(parameters.get("UserData"));
        calls.add(new Call("submit", correlationId, null, now()));
        promises.add(repeatable);
        beforeSubmit.run();
        Fault fault = next(submitFaults);
        fault.raise("submit", false);
        Job job = remembered(parameters.get("ClientToken"));
        if (job == null) {
            job = create(type, correlationId, parameters);
        }
        fault.raise("submit", true);
        return new Receipt(job.id, "request-" + calls.size());
    }

    @Override
    public Report report(JobType type, String jobId) {
        calls.add(new Call("report", null, jobId, now()));
        Fault fault = next(reportFaults);
        fault.raise("report", false);
        Job job = jobs.get(jobId);
        if (job == null || job.type != type || now().isBefore(job.created.plus(invisible))) {
            Fault.NOT_FOUND.raise("report", false);
        }
        fault.raise("report", true);
        JobState state = job.state(now());
        Instant created = tellsTimes ? job.created : null;
        Instant modified = tellsTimes && state.isFinal() ? job.ends : created;
        return new Report(job.id, "request", state, job.userData, List.of(), null, null, created, modified, "{}");
    }

    @Override
    public JobPage list(JobType type, String nextToken) {
        return list(type, jobs.values(), nextToken);
    }

    @Override
    public JobPage list(JobType type, JobState state, String nextToken) {
        running.removeIf(job -> job.ends.plus(lingering).isBefore(now()));
        return list(
                type,
                running.stream()
                        .filter(job -> job.listedAs(now(), lingering) == state)
                        .filter(job -> !unlisted.contains(job.type) && !omits.getAsBoolean())
                        .toList(),
                nextToken);
    }

    /** What comes and goes between two pages shifts what is on them. */
    private JobPage list(JobType type, Collection<Job> wanted, String nextToken) {
        calls.add(new Call("list", null, null, now()));
        Fault fault = next(listFaults);
        fault.raise("list", false);
        List<JobPage.ListedJob> shown = new ArrayList<>();
        for (Job job : wanted) {
            if (job.type.reportAction().equals(type.reportAction()) && !now().isBefore(job.created.plus(listLag))) {
                shown.add(new JobPage.ListedJob(job.id, job.userData, job.created));
            }
        }
        Collections.reverse(shown);
        int from = nextToken == null ? 0 : Math.min(shown.size(), Integer.parseInt(nextToken));
        int to = Math.min(shown.size(), from + pageSize);
        fault.raise("list", true);
        return new JobPage(shown.subList(from, to), to == shown.size() ? null : Integer.toString(to));
    }

    @Override
    public void delete(JobType type, String jobId) {
        jobs.remove(jobId);
    }

    @Override
    public EventCallbackSetting eventCallback() {
        return account;
    }

    @Override
    public void setEventCallback(EventCallbackSetting setting) {
        account = setting;
    }

    ModelIce tokenWindow(Duration window) {
        tokenWindow = window;
        return this;
    }

    ModelIce listLag(Duration lag) {
        listLag = lag;
        return this;
    }

    /** For how long lists go on showing jobs that have ended. */
    ModelIce lingering(Duration time) {
        lingering = time;
        return this;
    }

    /** Types of jobs that lists do not show. */
    ModelIce unlisted(JobType... types) {
        unlisted = Set.of(types);
        return this;
    }

    /** Whether a list leaves out a job. */
    ModelIce omits(BooleanSupplier omits) {
        this.omits = omits;
        return this;
    }

    ModelIce pageSize(int size) {
        pageSize = size;
        return this;
    }

    /** How long the jobs created from now on wait before ICE begins with them. */
    ModelIce queued(Duration time) {
        queued = time;
        return this;
    }

    /** For how long the report action does not know a new job. */
    ModelIce invisible(Duration time) {
        invisible = time;
        return this;
    }

    /** How long the jobs created from now on run, and how they end. */
    ModelIce jobs(Duration time, JobState end) {
        runs = time;
        outcome = end;
        return this;
    }

    /** Its reports say nothing of when. */
    void withoutTimes() {
        tellsTimes = false;
    }

    /** What happens elsewhere while a submission arrives. */
    void beforeSubmit(Runnable event) {
        beforeSubmit = event;
    }

    void onSubmit(Fault... faults) {
        submitFaults.addAll(List.of(faults));
    }

    void onReport(Fault... faults) {
        reportFaults.addAll(List.of(faults));
    }

    void onList(Fault... faults) {
        listFaults.addAll(List.of(faults));
    }

    /** What goes wrong where nothing is scripted. */
    void chaos(Supplier<Fault> chaos) {
        this.chaos = chaos;
    }

    /** The faults to come are called off. */
    void repair() {
        chaos = () -> Fault.NONE;
        submitFaults.clear();
        reportFaults.clear();
        listFaults.clear();
    }

    void userData(String jobId, String userData) {
        jobs.get(jobId).userData = userData;
    }

    /** When a job ends, or has ended. */
    Instant ended(String jobId) {
        return jobs.get(jobId).ends;
    }

    /** How many jobs were made of a submission; each is paid. */
    int created(String correlationId) {
        return created.getOrDefault(correlationId, 0);
    }

    /** For each submit, whether its caller would have repeated it. */
    List<Boolean> promises() {
        return List.copyOf(promises);
    }

    int created() {
        return created.values().stream().mapToInt(Integer::intValue).sum();
    }

    Map<String, Integer> createdBySubmission() {
        return created;
    }

    List<Call> calls() {
        return calls;
    }

    List<Call> calls(String action) {
        return calls.stream().filter(call -> call.action().equals(action)).toList();
    }

    private Job remembered(String token) {
        Job job = token == null ? null : tokens.get(token);
        return job == null || job.created.plus(tokenWindow).isBefore(now()) ? null : job;
    }

    private Job create(JobType type, String correlationId, Map<String, String> parameters) {
        String id = "job-" + (jobs.size() + 1);
        Job job = new Job(
                id,
                type,
                now(),
                now().plus(queued),
                now().plus(queued).plus(runs),
                outcome,
                parameters.get("UserData"));
        jobs.put(id, job);
        running.add(job);
        created.merge(correlationId, 1, Integer::sum);
        if (parameters.containsKey("ClientToken")) {
            tokens.put(parameters.get("ClientToken"), job);
        }
        return job;
    }

    private Instant now() {
        return clock.instant();
    }

    private Fault next(Deque<Fault> faults) {
        return faults.isEmpty() ? chaos.get() : faults.poll();
    }
}
