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
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.icehighlights.camel.ice.CorrelationIds;
import io.github.icehighlights.camel.ice.IceApi;
import io.github.icehighlights.camel.ice.IceException;
import io.github.icehighlights.camel.ice.JobPage;
import io.github.icehighlights.camel.ice.Receipt;
import io.github.icehighlights.camel.ice.Report;
import io.github.icehighlights.camel.store.PendingJob;
import io.github.icehighlights.camel.store.Reservation;
import io.github.icehighlights.camel.store.ReservationStore;

/**
 * Finds out what became of reservations whose submitter has gone: sends them again while ICE surely remembers their
 * token, else looks for them in ICE's lists, else leaves them uncertain.
 */
final class Healer {

    private static final Logger LOG = LoggerFactory.getLogger(Healer.class);
    private static final Backoff BACKOFF = new Backoff(Duration.ofSeconds(2), Duration.ofMinutes(1));
    private static final int BATCH = 10;
    private static final int MAX_PAGES = 20;

    private final ReservationStore store;
    private final IceConnections connections;
    private final RateBudget budget;
    private final Workers workers;
    private final TrackerSettings settings;
    private final Alarm healAlarm;
    private final Alarm claimAlarm;

    /** When a reservation was first missed in ICE's lists, by correlation id. */
    private final Map<String, Instant> missed = new ConcurrentHashMap<>();

    Healer(
            ReservationStore store,
            IceConnections connections,
            RateBudget budget,
            Workers workers,
            TrackerSettings settings,
            Alarm healAlarm,
            Alarm claimAlarm) {
        this.store = store;
        this.connections = connections;
        this.budget = budget;
        this.workers = workers;
        this.settings = settings;
        this.healAlarm = healAlarm;
        this.claimAlarm = claimAlarm;
    }

    /** One round, on a worker. */
    void heal() {
        for (PendingJob job : store.claimExpiredReservations(settings.owner(), settings.lease(), BATCH)) {
            budget.run(job.reservation().connection(), workers.submitting(), () -> heal(job));
        }
    }

    private void heal(PendingJob job) {
        try {
            if (job.resubmit() || isTokenRemembered(job)) {
                sendAgain(job);
            } else {
                search(job);
            }
        } catch (RuntimeException e) {
            LOG.debug("Healing of {} goes on later: {}", job.correlationId(), e.toString());
            later(job, BACKOFF.after(1, workers.random()), e.getMessage());
        }
    }

    private boolean isTokenRemembered(PendingJob job) {
        Instant now = job.lease().until().minus(settings.lease());
        Instant forgotten = job.times().reserved().plus(settings.tokenWindow()).minus(settings.longestCall());
        return job.reservation().jobType().hasClientToken() && now.isBefore(forgotten);
    }

    private void sendAgain(PendingJob job) {
        Reservation reservation = job.reservation();
        try {
            Receipt receipt =
                    connections.get(reservation.connection()).submit(reservation.jobType(), reservation.request());
            activate(job, receipt.jobId(), receipt.requestId());
        } catch (IceException e) {
            if (e.getKind() != IceException.Kind.REFUSED) {
                throw e;
            }
            LOG.warn("ICE refuses submission {}: {}", job.correlationId(), e.getMessage());
            store.refuse(job, e.getMessage());
        }
    }

    private void search(PendingJob job) {
        Optional<Report> found = find(job);
        if (found.isPresent()) {
            activate(job, found.get().jobId(), null);
            return;
        }
        Instant now = workers.clock().instant();
        Instant first = missed.putIfAbsent(job.correlationId(), now);
        Instant second = (first == null ? now : first).plus(settings.listLag());
        if (now.isBefore(second)) {
            later(job, Duration.between(now, second), job.lastError());
            return;
        }
        missed.remove(job.correlationId());
        LOG.warn(
                "Submission {} is uncertain: ICE's lists do not show it. It is kept and can be replayed",
                job.correlationId());
        store.uncertain(
                job,
                "ICE's lists do not show the submission, and its token may be forgotten"
                        + (job.lastError() == null ? "" : ": " + job.lastError()));
    }

    private Optional<Report> find(PendingJob job) {
        Reservation reservation = job.reservation();
        IceApi api = connections.get(reservation.connection());
        String next = null;
        for (int i = 0; i < MAX_PAGES; i++) {
            JobPage page = api.list(reservation.jobType(), next);
            for (JobPage.ListedJob listed : page.jobs()) {
                if (job.correlationId().equals(CorrelationIds.read(listed.userData()))) {
                    Report report = api.report(reservation.jobType(), listed.jobId());
                    if (job.correlationId().equals(CorrelationIds.read(report.userData()))) {
                        return Optional.of(report);
                    }
                }
            }
            next = page.nextToken();
            if (next == null) {
                break;
            }
        }
        return Optional.empty();
    }

    private void activate(PendingJob job, String jobId, String requestId) {
        missed.remove(job.correlationId());
        store.activate(job.correlationId(), jobId, requestId, Duration.ZERO);
        LOG.info("Submission {} is healed: it is job {}", job.correlationId(), jobId);
        claimAlarm.in(Duration.ZERO);
    }

    private void later(PendingJob job, Duration delay, String error) {
        store.abandon(job, delay, error);
        healAlarm.in(delay);
    }
}
