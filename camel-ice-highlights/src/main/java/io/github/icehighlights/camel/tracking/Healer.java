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
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

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
    private static final Duration SHORTEST_REST = Duration.ofSeconds(2);
    private static final Duration LONGEST_REST = Duration.ofMinutes(1);
    private static final Backoff RESUBMIT_BACKOFF = new Backoff(SHORTEST_REST, Duration.ofSeconds(20));
    private static final int BATCH = 10;
    private static final int MAX_PAGES = 20;

    private final ReservationStore store;
    private final IceConnections connections;
    private final RateBudget budget;
    private final Workers workers;
    private final TrackerSettings settings;
    private final Alarm healAlarm;
    private final Alarm claimAlarm;

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

    /** One round, on a worker. After a full batch another one follows: tokens do not wait. */
    void heal() {
        Instant claimed = workers.clock().instant();
        List<PendingJob> jobs = store.claimExpiredReservations(settings.owner(), settings.lease(), BATCH);
        AtomicInteger begun = new AtomicInteger();
        for (PendingJob job : jobs) {
            new Healing(job, claimed).next(() -> {
                if (begun.incrementAndGet() == BATCH) {
                    healAlarm.in(Duration.ZERO);
                }
            });
        }
    }

    /** The healing of one reservation, from its claim until it is something else or is given back. */
    private final class Healing {

        private final PendingJob job;
        private final Reservation reservation;
        private final Instant claimed;
        private int unsent;
        private boolean missed;

        Healing(PendingJob job, Instant claimed) {
            this.job = job;
            this.reservation = job.reservation();
            this.claimed = claimed;
        }

        void next(Runnable begun) {
            budget.run(reservation.connection(), workers.submitting(), () -> {
                begun.run();
                step();
            });
        }

        private void after(Duration delay) {
            workers.timer().after(delay, () -> next(() -> {}));
        }

        private void step() {
            try {
                // waiting for its turn, or for the list, may have cost the lease: another node may be at it
                if (!store.renew(job, settings.lease())) {
                    return;
                }
                Optional<String> adopted = Adoption.jobId(job);
                if (adopted.isPresent()) {
                    activate(adopted.get(), null);
                } else if (job.resubmit() && !missed || isTokenRemembered()) {
                    sendAgain();
                } else {
                    search();
                }
            } catch (RuntimeException e) {
                LOG.debug("Healing of {} goes on later: {}", job.correlationId(), e.toString());
                later(e);
            }
        }

        private Duration age() {
            Duration atClaim =
                    Duration.between(job.times().reserved(), job.lease().until().minus(settings.lease()));
            return atClaim.plus(Duration.between(claimed, workers.clock().instant()));
        }

        private boolean isTokenRemembered() {
            return reservation.jobType().hasClientToken()
                    && age().plus(settings.longestCall()).compareTo(settings.tokenWindow()) < 0;
        }

        private void sendAgain() {
            IceApi api = connections.get(reservation.connection());
            try {
                Receipt receipt = api.submit(reservation.jobType(), reservation.request());
                activate(receipt.jobId(), receipt.requestId());
            } catch (IceException e) {
                if (e.getKind() == IceException.Kind.THROTTLED) {
                    budget.pause(reservation.connection(), Duration.ofSeconds(1));
                }
                if (!e.isRetryable() && e.getKind() != IceException.Kind.FORBIDDEN) {
                    // a no to this call says nothing about the one that may have come through before
                    LOG.warn("ICE refuses submission {}: {}", job.correlationId(), e.getMessage());
                    search();
                } else if (job.resubmit() && !e.isOutcomeUnknown() && unsent++ < 5) {
                    // the permission to send it is with this claim: giving it back would lose it
                    keepFor(RESUBMIT_BACKOFF.after(unsent, workers.random()));
                } else {
                    throw e;
                }
            }
        }

        private void search() {
            Optional<Report> found = find();
            if (found.isPresent()) {
                activate(found.get().jobId(), null);
            } else if (!missed) {
                missed = true;
                keepFor(settings.listLag());
            } else {
                LOG.warn(
                        "Submission {} is uncertain: ICE's lists do not show it. It is kept and can be replayed",
                        job.correlationId());
                store.uncertain(
                        job,
                        "ICE's lists do not show the submission, and its token may be forgotten"
                                + (job.lastError() == null ? "" : ": " + job.lastError()));
            }
        }

        private Optional<Report> find() {
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

        private void activate(String jobId, String requestId) {
            if (store.activate(job.correlationId(), jobId, requestId, Duration.ZERO)) {
                LOG.info("Submission {} is healed: it is job {}", job.correlationId(), jobId);
            } else {
                LOG.error(
                        "ICE has job {} for submission {}, which already stands for another job or is gone",
                        jobId,
                        job.correlationId());
            }
            claimAlarm.in(Duration.ZERO);
        }

        /** Goes on with it after a while, without giving it back: what is known so far is known here only. */
        private void keepFor(Duration delay) {
            if (store.renew(job, delay.plus(settings.lease()))) {
                after(delay);
            }
        }

        /** Gives it back. The older it is, the longer it may rest. */
        private void later(RuntimeException cause) {
            Duration rest = age().dividedBy(2);
            rest = rest.compareTo(SHORTEST_REST) < 0 ? SHORTEST_REST : rest;
            rest = Backoff.jitter(rest.compareTo(LONGEST_REST) > 0 ? LONGEST_REST : rest, workers.random());
            try {
                store.abandon(job, rest, cause.getMessage());
                healAlarm.in(rest);
            } catch (RuntimeException e) {
                LOG.debug("Submission {} is healed when its lease ends: {}", job.correlationId(), e.toString());
            }
        }
    }
}
