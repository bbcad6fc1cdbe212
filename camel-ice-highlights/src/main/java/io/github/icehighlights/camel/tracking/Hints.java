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
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.icehighlights.camel.ice.CorrelationIds;
import io.github.icehighlights.camel.ice.Report;
import io.github.icehighlights.camel.store.JobStore;
import io.github.icehighlights.camel.store.PendingJob;
import io.github.icehighlights.camel.store.Reservation;

/**
 * Takes hints, wherever they come from, and has the jobs looked at that they name. Whatever a hint says, it costs one look
 * at a job of ours in {@link HintSpacing#GAP}, and none at a job that is not ours. Thread-safe; returns at once.
 */
public final class Hints {

    private static final Logger LOG = LoggerFactory.getLogger(Hints.class);

    /** More are refused: who gives them comes again, and if not, the jobs are looked at in their own time. */
    private static final int MOST_OPEN = 10_000;

    /** For the submitter to write down what it has been told: it is asked before ICE is. */
    private static final Duration SUBMITTER_FIRST = Duration.ofSeconds(5);

    private final JobStore store;
    private final IceConnections connections;
    private final RateBudget budget;
    private final Workers workers;
    private final StoreHealth storeHealth;
    private final Alarm claimAlarm;
    private final CallbackTrust trust;
    private final Adoption adoption;
    private final HintSpacing spacing;
    private final OpenAnswers answers = new OpenAnswers();
    private final UnknownHints unknown;
    private final AtomicInteger open = new AtomicInteger();
    private final AtomicLong unheard = new AtomicLong();

    Hints(
            JobStore store,
            IceConnections connections,
            RateBudget budget,
            Workers workers,
            StoreHealth storeHealth,
            Alarm claimAlarm,
            CallbackTrust trust,
            Adoption adoption) {
        this.store = store;
        this.connections = connections;
        this.budget = budget;
        this.workers = workers;
        this.storeHealth = storeHealth;
        this.claimAlarm = claimAlarm;
        this.trust = trust;
        this.adoption = adoption;
        this.spacing = new HintSpacing(workers.clock());
        this.unknown = new UnknownHints(workers.clock());
    }

    /**
     * Takes a hint.
     *
     * @return completes when it is recorded; exceptionally when the store does not answer, or with
     *         {@link RejectedExecutionException} when too many are being recorded already
     */
    public CompletableFuture<Heard> accept(Hint hint) {
        if (hint.isEmpty()) {
            return CompletableFuture.completedFuture(Heard.NO_JOB);
        }
        if (open.incrementAndGet() > MOST_OPEN) {
            open.decrementAndGet();
            return CompletableFuture.failedFuture(
                    new RejectedExecutionException("More than " + MOST_OPEN + " hints are waiting to be recorded"));
        }
        return answers.to(() -> hear(hint), workers.hinting()).whenComplete((what, error) -> open.decrementAndGet());
    }

    void stop() {
        answers.stop();
    }

    /** How many hints named a job that never became one of ours. */
    public long unknown() {
        return unheard.get();
    }

    /** Whether there was a hint of the job on this node within the last minute. */
    boolean isRecent(String correlationId) {
        return spacing.isRecent(correlationId);
    }

    /** A submission has become a job: was there news of it before? */
    void activated(String correlationId, String jobId) {
        if (unknown.take(correlationId, jobId)) {
            look(correlationId);
        }
    }

    /** Counts what has been remembered for too long. */
    void forgetOld() {
        count(unknown.forgetOld());
    }

    /** ICE's lists do not show these jobs any more, which they did: they may have ended. */
    void unlisted(List<String> correlationIds) {
        if (!correlationIds.isEmpty()) {
            workers.hinting().execute(storeHealth.watch(() -> correlationIds.forEach(this::wake)));
        }
    }

    private Heard hear(Hint hint) {
        // before the store is asked: a submission that becomes a job meanwhile must find it
        count(unknown.remember(hint));
        PendingJob job = find(hint).orElse(null);
        if (job == null) {
            if (adoption.isWanted(hint)) {
                later(SUBMITTER_FIRST, () -> adopt(hint));
            }
            return Heard.REMEMBERED;
        }
        trust.heard(job.correlationId());
        switch (job.state()) {
            case ACTIVE -> {
                // once a route has been offered the result, nobody who repeats himself may hurry its redelivery
                if (job.tally().deliveries() == 0) {
                    look(job.correlationId());
                }
            }
            case RESERVED, UNCERTAIN -> {
                if (hint.jobId() != null) {
                    later(SUBMITTER_FIRST, () -> resolve(job.correlationId(), hint.jobId()));
                }
                return Heard.REMEMBERED;
            }
            default -> LOG.debug("Hint of job {}, which is {}", job.jobId(), job.state());
        }
        unknown.forget(hint);
        return Heard.DONE;
    }

    private Optional<PendingJob> find(Hint hint) {
        Optional<PendingJob> job = hint.correlationId() == null ? Optional.empty() : store.find(hint.correlationId());
        return job.isPresent() || hint.jobId() == null ? job : store.findByJobId(hint.jobId());
    }

    private void look(String correlationId) {
        Duration wait = spacing.next(correlationId);
        if (wait == null) {
            return;
        }
        if (wait.isZero()) {
            wake(correlationId);
        } else {
            later(wait, () -> wake(correlationId));
        }
    }

    private void later(Duration delay, Runnable task) {
        workers.timer().after(delay, () -> workers.hinting().execute(storeHealth.watch(task)));
    }

    private void wake(String correlationId) {
        if (store.wake(correlationId)) {
            claimAlarm.in(Duration.ZERO);
        }
    }

    /** Nobody has written down that the submission is a job, so ICE is asked whether it is this one. */
    private void resolve(String correlationId, String jobId) {
        PendingJob job = store.find(correlationId).orElse(null);
        // the same bound as for a look
        if (job != null && job.jobId() == null && spacing.next(correlationId) != null) {
            Reservation reservation = job.reservation();
            budget.run(reservation.connection(), workers.looking(), () -> activate(reservation, jobId));
        }
    }

    private void activate(Reservation reservation, String jobId) {
        String correlationId = reservation.correlationId();
        try {
            Report report = connections.get(reservation.connection()).report(reservation.jobType(), jobId);
            if (correlationId.equals(CorrelationIds.read(report.userData()))
                    && store.activate(correlationId, jobId, null, Duration.ZERO)) {
                LOG.info("Submission {} is job {}, as an event says and ICE confirms", correlationId, jobId);
                claimAlarm.in(Duration.ZERO);
            }
        } catch (RuntimeException e) {
            LOG.debug("Submission {} is left to healing: {}", correlationId, e.toString());
        }
    }

    /** Nobody here has submitted the job. */
    private void adopt(Hint hint) {
        if (store.findByJobId(hint.jobId()).isEmpty() && spacing.next(hint.jobId()) != null) {
            adoption.adopt(hint.jobId());
        }
    }

    private void count(List<Hint> forgotten) {
        for (Hint hint : forgotten) {
            unheard.incrementAndGet();
            LOG.debug("Nobody here knows the job of {}", hint);
        }
    }
}
