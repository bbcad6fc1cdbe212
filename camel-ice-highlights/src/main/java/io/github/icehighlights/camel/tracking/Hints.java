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
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.icehighlights.camel.ice.CorrelationIds;
import io.github.icehighlights.camel.ice.Report;
import io.github.icehighlights.camel.store.JobStore;
import io.github.icehighlights.camel.store.PendingJob;
import io.github.icehighlights.camel.store.PendingState;
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

    /** Pauses double up to this one: together they are longer than a submission takes, and than ICE is away for a moment. */
    private static final Duration LAST_PAUSE = Duration.ofSeconds(40);

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

    /** Hints that name no active job yet: each is followed up once, however often it comes. */
    private final Set<Hint> resolving = ConcurrentHashMap.newKeySet();

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
            workers.hinting().execute(storeHealth.watch(() -> {
                store.hasten(correlationIds);
                claimAlarm.in(Duration.ZERO);
            }));
        }
    }

    private Heard hear(Hint hint) {
        // before the store is asked: a submission that becomes a job meanwhile must find it
        count(unknown.remember(hint));
        PendingJob job = find(hint).orElse(null);
        if (job == null) {
            resolveLater(hint, SUBMITTER_FIRST);
            return Heard.REMEMBERED;
        }
        trust.heard(job.correlationId());
        if (isSubmission(job)) {
            resolveLater(hint, SUBMITTER_FIRST);
            return Heard.UNCONFIRMED;
        }
        unknown.forget(hint);
        return job.state() == PendingState.ACTIVE ? look(job) : Heard.DONE;
    }

    private static boolean isSubmission(PendingJob job) {
        return job.state() == PendingState.RESERVED || job.state() == PendingState.UNCERTAIN;
    }

    private Optional<PendingJob> find(Hint hint) {
        Optional<PendingJob> job = hint.correlationId() == null ? Optional.empty() : store.find(hint.correlationId());
        return job.isPresent() || hint.namedJobId() == null ? job : store.findByJobId(hint.namedJobId());
    }

    /** Once a route has been offered the result, nobody who repeats himself may hurry its redelivery. */
    private Heard look(PendingJob job) {
        return job.tally().deliveries() == 0 ? look(job.correlationId()) : Heard.DONE;
    }

    private Heard look(String correlationId) {
        Duration wait = spacing.next(correlationId);
        if (wait != null && wait.isZero()) {
            wake(correlationId);
            return Heard.DONE;
        }
        if (wait != null) {
            later(wait, () -> wake(correlationId));
        }
        return Heard.NOTED;
    }

    private void later(Duration delay, Runnable task) {
        workers.timer().after(delay, () -> workers.hinting().execute(storeHealth.watch(task)));
    }

    private void wake(String correlationId) {
        if (store.wake(correlationId)) {
            claimAlarm.in(Duration.ZERO);
        }
    }

    private void resolveLater(Hint hint, Duration pause) {
        if (resolving.size() < MOST_OPEN && resolving.add(hint)) {
            later(pause, () -> resolve(hint, pause));
        }
    }

    /** Some node may have written down by now what the hint names; else ICE is asked whether it is that. */
    private void resolve(Hint hint, Duration pause) {
        resolving.remove(hint);
        Optional<PendingJob> found;
        try {
            found = find(hint);
        } catch (RuntimeException e) {
            resolveOnceMore(hint, pause);
            throw e;
        }
        PendingJob job = found.orElse(null);
        if (job == null && adoption.isWanted(hint)) {
            adopt(hint);
        } else if (job == null) {
            resolveOnceMore(hint, pause);
        } else if (isSubmission(job)) {
            resolveOnceMore(hint, pause);
            // the same bound as for a look
            if (hint.jobId() != null && spacing.next(job.correlationId()) != null) {
                Reservation reservation = job.reservation();
                budget.run(reservation.connection(), workers.looking(), () -> activate(reservation, hint.jobId()));
            }
        } else {
            unknown.forget(hint);
            if (job.state() == PendingState.ACTIVE) {
                look(job);
            }
        }
    }

    private void resolveOnceMore(Hint hint, Duration pause) {
        if (pause.compareTo(LAST_PAUSE) < 0) {
            resolveLater(hint, pause.multipliedBy(2));
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
            LOG.debug("Whether submission {} is job {} is not known yet: {}", correlationId, jobId, e.toString());
        }
    }

    /** Nobody here has submitted the job. */
    private void adopt(Hint hint) {
        if (spacing.next(hint.jobId()) != null) {
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
