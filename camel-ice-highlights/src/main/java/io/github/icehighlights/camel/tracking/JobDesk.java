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

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.Supplier;

import io.github.icehighlights.camel.ice.IceApi;
import io.github.icehighlights.camel.ice.IceException;
import io.github.icehighlights.camel.model.Highlights;
import io.github.icehighlights.camel.model.JobType;
import io.github.icehighlights.camel.store.Connection;
import io.github.icehighlights.camel.store.JobStore;
import io.github.icehighlights.camel.store.PendingJob;
import io.github.icehighlights.camel.store.PendingState;
import io.github.icehighlights.camel.store.Reservation;

/** Answers what routes ask about jobs. Asks the store and ICE on workers, within the rate budget. Thread-safe. */
public final class JobDesk {

    private static final int PAGE = 500;

    private final JobStore store;
    private final IceConnections connections;
    private final RateBudget budget;
    private final Executor executor;
    private final Alarm claimAlarm;
    private final Alarm healAlarm;

    private final OpenAnswers answers = new OpenAnswers();

    JobDesk(
            JobStore store,
            IceConnections connections,
            RateBudget budget,
            Executor executor,
            Alarm claimAlarm,
            Alarm healAlarm) {
        this.store = store;
        this.connections = connections;
        this.budget = budget;
        this.executor = executor;
        this.claimAlarm = claimAlarm;
        this.healAlarm = healAlarm;
    }

    void stop() {
        answers.stop();
    }

    /** ICE's report about a job that this application submitted. */
    public CompletableFuture<Highlights> report(PendingJob job) {
        return ask(job.reservation().connection(), job.reservation().jobType(), job.jobId(), job.channel());
    }

    /**
     * ICE's report about any job. A job of this application is asked for through the connection that submitted it.
     *
     * @param jobType    its type, or null to take that of the submission, or else an extraction
     * @param channel    named in the answer when the job is not one of ours
     * @param connection used when the job is not one of ours
     */
    public CompletableFuture<Highlights> report(String jobId, JobType jobType, String channel, Connection connection) {
        return on(() -> store.findByJobId(jobId))
                .thenCompose(job -> job.isPresent()
                        ? report(job.get())
                        : assumed(jobType, type -> ask(connection, type, jobId, channel)));
    }

    /** The submissions of a channel, oldest first. */
    public CompletableFuture<List<PendingJob>> list(String channel, Set<PendingState> states) {
        return on(() -> {
            // when the last one of a page is dropped meanwhile, paging begins anew
            Map<String, PendingJob> all = new LinkedHashMap<>();
            List<PendingJob> page = store.page(channel, states, null, PAGE);
            while (!page.isEmpty()) {
                page.forEach(job -> all.putIfAbsent(job.correlationId(), job));
                page = page.size() < PAGE
                        ? List.of()
                        : store.page(channel, states, page.get(PAGE - 1).correlationId(), PAGE);
            }
            return List.copyOf(all.values());
        });
    }

    /**
     * Puts a parked job back into delivery, or sends an uncertain submission again.
     *
     * @param channel       of the submission
     * @param correlationId names the submission; or null
     * @param jobId         names it when the correlation id is null
     * @return              false when there is no such parked or uncertain submission
     */
    public CompletableFuture<Boolean> replay(String channel, String correlationId, String jobId) {
        return on(() -> {
            boolean replayed = correlationId(channel, correlationId, jobId)
                    .map(store::replay)
                    .orElse(false);
            claimAlarm.in(Duration.ZERO);
            healAlarm.in(Duration.ZERO);
            return replayed;
        });
    }

    /**
     * Drops a submission, wherever it stands.
     *
     * @param channel       of the submission
     * @param correlationId names the submission; or null
     * @param jobId         names it when the correlation id is null
     * @return              false when there is no such submission
     */
    public CompletableFuture<Boolean> forget(String channel, String correlationId, String jobId) {
        return on(() ->
                correlationId(channel, correlationId, jobId).map(store::forget).orElse(false));
    }

    /**
     * Deletes ICE's record of a job, and drops the job here when it is one of ours.
     *
     * @param jobType    its type, or null to take that of the submission, or else an extraction
     * @param connection used when the job is not one of ours
     */
    public CompletableFuture<Void> delete(String jobId, JobType jobType, Connection connection) {
        return on(() -> store.findByJobId(jobId))
                .thenCompose(found -> {
                    Reservation ours = found.map(PendingJob::reservation).orElse(null);
                    return ours == null
                            ? assumed(jobType, type -> delete(connection, type, jobId))
                            : delete(ours.connection(), ours.jobType(), jobId)
                                    .thenApply(deleted -> store.forget(ours.correlationId()));
                })
                .thenAccept(dropped -> {});
    }

    private CompletableFuture<Boolean> delete(Connection connection, JobType jobType, String jobId) {
        return call(connection, api -> {
            api.delete(jobType, jobId);
            return true;
        });
    }

    /** Asks for a job of which only the caller may know the type: when none is told and none is found, says so. */
    private static <T> CompletableFuture<T> assumed(JobType told, Function<JobType, CompletableFuture<T>> question) {
        return told != null
                ? question.apply(told)
                : question.apply(JobType.HIGHLIGHT_EXTRACTION).exceptionallyCompose(error -> {
                    Throwable cause = error instanceof CompletionException ? error.getCause() : error;
                    return CompletableFuture.failedFuture(
                            cause instanceof IceException e && e.isNotFound() ? ofUntoldType(e) : cause);
                });
    }

    private static IceException ofUntoldType(IceException e) {
        return new IceException(
                e.getKind(),
                e.getAction(),
                e.getCode(),
                e.getMessage() + ". The job is not one of this application's, so it was taken for a "
                        + JobType.HIGHLIGHT_EXTRACTION
                        + "; if it is of another type, set the option jobType or the header CamelIceHighlightsJobType",
                e.getRequestId(),
                e.getHttpStatus(),
                e);
    }

    private CompletableFuture<Highlights> ask(Connection connection, JobType jobType, String jobId, String channel) {
        return call(connection, api -> Looker.highlights(channel, jobType, jobId, api.report(jobType, jobId)));
    }

    private <T> CompletableFuture<T> call(Connection connection, Function<IceApi, T> question) {
        return answers.to(
                () -> question.apply(connections.get(connection)), task -> budget.run(connection, executor, task));
    }

    /** Headers of two jobs on one message are a mistake: which one is meant must not be guessed. */
    private Optional<String> correlationId(String channel, String correlationId, String jobId) {
        Optional<PendingJob> job = correlationId == null ? store.findByJobId(jobId) : store.find(correlationId);
        if (job.isPresent()
                && correlationId != null
                && jobId != null
                && !jobId.equals(job.get().jobId())) {
            throw new IllegalArgumentException("Correlation id " + correlationId + " and job id " + jobId
                    + " name two different jobs; remove one of the headers");
        }
        return job.filter(found -> found.channel().equals(channel)).map(PendingJob::correlationId);
    }

    private <T> CompletableFuture<T> on(Supplier<T> question) {
        return answers.to(question, executor);
    }
}
