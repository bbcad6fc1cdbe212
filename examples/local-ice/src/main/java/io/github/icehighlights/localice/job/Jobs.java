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
package io.github.icehighlights.localice.job;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.github.icehighlights.localice.wire.IceError;
import io.github.icehighlights.localice.wire.Json;
import io.github.icehighlights.localice.wire.JsonLog;

/**
 * All jobs, in the order of their creation, with the client tokens that made them. Every change is in the log before it
 * is seen.
 */
public final class Jobs {

    private final Map<String, Job> jobs = new LinkedHashMap<>();
    private final Map<String, Job> tokens = new HashMap<>();
    private final Map<String, Integer> created = new HashMap<>();
    private final JsonLog log;
    private final Clock clock;
    private final Duration tokenWindow;
    private final Hiding hiding;
    private long lastNumber;
    private JobListener listener = JobListener.NOBODY;

    /**
     * @param log         keeps the jobs
     * @param clock       tells the time
     * @param tokenWindow how long a client token is remembered
     */
    public Jobs(JsonLog log, Clock clock, Duration tokenWindow) {
        this.log = log;
        this.clock = clock;
        this.tokenWindow = tokenWindow;
        this.hiding = new Hiding(clock);
        log.read().forEach(this::replay);
    }

    /** Who wants to know of changes from now on. */
    public synchronized void listen(JobListener newListener) {
        listener = newListener;
    }

    /**
     * A submission's answer.
     *
     * @param job   the job
     * @param isNew false when the client token named an earlier one
     */
    public record Submitted(Job job, boolean isNew) {}

    /**
     * Creates a job, or finds the one that the client token made before.
     *
     * @param  action     action that creates it
     * @param  token      client token, or null
     * @param  parameters the other parameters as they were sent
     * @param  birth      asked only when a job is created
     * @throws IceError   when the token was used with other parameters
     */
    public synchronized Submitted submit(
            String action, String token, Map<String, String> parameters, Supplier<Birth> birth) {
        Job first = token == null ? null : tokens.get(token);
        if (first != null && clock.instant().isBefore(first.createdAt().plus(tokenWindow))) {
            if (!first.action().equals(action) || !first.parameters().equals(parameters)) {
                throw new IceError(
                        400,
                        "IdempotentParameterMismatch",
                        "The request uses the same client token as a previous, but non-identical request.");
            }
            return new Submitted(jobs.getOrDefault(first.id(), first), false);
        }
        Birth born = birth.get();
        String id = UUID.randomUUID().toString().replace("-", "");
        Job job = new Job(
                lastNumber + 1,
                id,
                action,
                token,
                parameters,
                clock.instant(),
                born.defect(),
                born.hold(),
                born.outcome(),
                null);
        log.append(event("created").set("job", JobJson.write(job)));
        hiding.hide(id, born.hiddenLooks(), born.hiddenFor());
        add(job);
        listener.created(job);
        return new Submitted(job, true);
    }

    /** A job, for whoever looks at it over the wire; a look may be in vain when the job is hidden. */
    public synchronized Optional<Job> look(String id) {
        return hiding.look(id) ? Optional.empty() : find(id);
    }

    /** A job. */
    public synchronized Optional<Job> find(String id) {
        return Optional.ofNullable(jobs.get(id));
    }

    /** All jobs, oldest first. */
    public synchronized List<Job> all() {
        return new ArrayList<>(jobs.values());
    }

    /** How many jobs were created, by action; deleted ones count. */
    public synchronized Map<String, Integer> created() {
        return Map.copyOf(created);
    }

    /** Notes what the work of a job brought. An outcome that was fixed meanwhile stays. */
    synchronized void complete(String id, Outcome outcome) {
        change(id, job -> job.outcome() == null ? job.withOutcome(outcome) : job);
    }

    /** Lets all held jobs go on; stuck ones stay. */
    public synchronized void release() {
        for (Job job : all()) {
            if (job.hold() == Job.Hold.HELD) {
                change(job.id(), held -> held.withHold(Job.Hold.NONE));
            }
        }
    }

    /** Ends a job now, with what its work brought or will bring. */
    public synchronized void end(String id) {
        Instant now = clock.instant();
        change(id, job -> job.endedAt(now));
    }

    /** Ends a job now, with this outcome. */
    public synchronized void end(String id, Outcome outcome) {
        Instant now = clock.instant();
        change(id, job -> job.withOutcome(outcome).endedAt(now));
    }

    /** Forgets the record of a job. Its client token stays taken. */
    public synchronized void delete(String id) {
        log.append(event("deleted").put("id", id));
        jobs.remove(id);
    }

    /** Forgets everything, the counts too. */
    public synchronized void clear() {
        log.clear();
        jobs.clear();
        tokens.clear();
        created.clear();
        hiding.clear();
    }

    private void change(String id, UnaryOperator<Job> change) {
        Job before = jobs.get(id);
        if (before == null) {
            return;
        }
        Job after = change.apply(before);
        if (!after.equals(before)) {
            log.append(event("changed").set("job", JobJson.writeProgress(after)));
            jobs.put(id, after);
            listener.changed(after);
        }
    }

    private void add(Job job) {
        jobs.put(job.id(), job);
        lastNumber = Math.max(lastNumber, job.number());
        created.merge(job.action(), 1, Integer::sum);
        if (job.clientToken() != null) {
            tokens.put(job.clientToken(), job);
        }
    }

    private void replay(JsonNode line) {
        JsonNode json = line.path("job");
        switch (line.path("event").asText()) {
            case "created" -> add(JobJson.read(json));
            case "changed" ->
                jobs.computeIfPresent(json.path("id").asText(), (id, job) -> JobJson.readProgress(job, json));
            case "deleted" -> jobs.remove(line.path("id").asText());
            default -> throw new IllegalStateException("Unknown line in the log: " + line);
        }
    }

    private static ObjectNode event(String name) {
        return Json.object().put("event", name);
    }
}
