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
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.icehighlights.camel.ice.CorrelationIds;
import io.github.icehighlights.camel.ice.Report;
import io.github.icehighlights.camel.store.JobStore;
import io.github.icehighlights.camel.store.PendingJob;
import io.github.icehighlights.camel.store.PendingState;
import io.github.icehighlights.camel.store.Reservation;

/**
 * Follows up hints that name no active job yet. The submission may have become one meanwhile, here or on another node; or its
 * submitter is gone, and ICE confirms that it is the job that the hint names; or nobody here has submitted it, and it may be
 * taken in. Thread-safe.
 */
final class EventHealer {

    private static final Logger LOG = LoggerFactory.getLogger(EventHealer.class);

    /** More are not followed up: their jobs are looked at in their own time. */
    private static final int MOST = 10_000;

    /** For the submitter to write down what it has been told: it is asked before ICE is. */
    private static final Duration SUBMITTER_FIRST = Duration.ofSeconds(5);

    /** Pauses double up to this one: together they are longer than a submission takes, and than ICE is away for a moment. */
    private static final Duration LAST_PAUSE = Duration.ofSeconds(40);

    private final JobStore store;
    private final IceConnections connections;
    private final RateBudget budget;
    private final Workers workers;
    private final Alarm claimAlarm;
    private final Adoption adoption;
    private final HintedLooks looks;
    private final UnknownHints unknown;

    /** Each is followed up once, however often it comes. */
    private final Set<Hint> open = ConcurrentHashMap.newKeySet();

    EventHealer(
            JobStore store,
            IceConnections connections,
            RateBudget budget,
            Workers workers,
            Alarm claimAlarm,
            Adoption adoption,
            HintedLooks looks,
            UnknownHints unknown) {
        this.store = store;
        this.connections = connections;
        this.budget = budget;
        this.workers = workers;
        this.claimAlarm = claimAlarm;
        this.adoption = adoption;
        this.looks = looks;
        this.unknown = unknown;
    }

    /** Whether nobody has written down yet that it is a job. */
    static boolean isSubmission(PendingJob job) {
        return job.state() == PendingState.RESERVED || job.state() == PendingState.UNCERTAIN;
    }

    /** Follows a hint up, unless that is under way already. */
    void follow(Hint hint) {
        later(hint, SUBMITTER_FIRST);
    }

    private void later(Hint hint, Duration pause) {
        if (open.size() < MOST && open.add(hint)) {
            looks.later(pause, () -> resolve(hint, pause));
        }
    }

    private void onceMore(Hint hint, Duration pause) {
        if (pause.compareTo(LAST_PAUSE) < 0) {
            later(hint, pause.multipliedBy(2));
        }
    }

    private void resolve(Hint hint, Duration pause) {
        open.remove(hint);
        Optional<PendingJob> found;
        try {
            found = hint.jobIn(store);
        } catch (RuntimeException e) {
            onceMore(hint, pause);
            throw e;
        }
        PendingJob job = found.orElse(null);
        if (job == null && adoption.isWanted(hint)) {
            adopt(hint);
        } else if (job == null) {
            onceMore(hint, pause);
        } else if (isSubmission(job)) {
            onceMore(hint, pause);
            if (hint.jobId() != null && looks.mayAsk(job.correlationId())) {
                Reservation reservation = job.reservation();
                budget.run(reservation.connection(), workers.looking(), () -> confirm(reservation, hint.jobId()));
            }
        } else {
            unknown.forget(hint);
            if (job.state() == PendingState.ACTIVE) {
                looks.look(job);
            }
        }
    }

    private void confirm(Reservation reservation, String jobId) {
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

    private void adopt(Hint hint) {
        if (looks.mayAsk(hint.jobId())) {
            adoption.adopt(hint.jobId());
        }
    }
}
