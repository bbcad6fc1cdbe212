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
import java.util.ArrayDeque;
import java.util.Deque;
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
import io.github.icehighlights.camel.store.JobStore;
import io.github.icehighlights.camel.store.PendingJob;
import io.github.icehighlights.camel.store.Reservation;

/**
 * Finds out what became of reservations whose submitter has gone: sends them again while ICE surely remembers their
 * token, else looks for them in ICE's lists, else leaves them uncertain or, if that is wished, sends them once more.
 */
final class Healer {

    private static final Logger LOG = LoggerFactory.getLogger(Healer.class);
    private static final Duration SHORTEST_REST = Duration.ofSeconds(2);
    private static final Duration LONGEST_REST = Duration.ofMinutes(1);
    private static final Backoff RESUBMIT_BACKOFF = new Backoff(SHORTEST_REST, LONGEST_REST);
    private static final Duration RESUBMIT_LEASE = Duration.ofMinutes(5);
    private static final int BATCH = 10;

    /** Ten thousand jobs; what is further down is not searched for. */
    private static final int MAX_PAGES = 100;

    /** How far ICE's clock and the store's may be apart: a job that looks older is not searched for. */
    private static final Duration CLOCKS_APART = Duration.ofMinutes(15);

    private final JobStore store;
    private final IceConnections connections;
    private final RateBudget budget;
    private final Workers workers;
    private final TrackerSettings settings;
    private final Alarm healAlarm;
    private final Alarm claimAlarm;

    Healer(
            JobStore store,
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
            new Healing(job, claimed).begin(() -> {
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

        /** Whether it may be sent although ICE may have forgotten its token, or it has none. */
        private boolean permitted;

        /** Whether the record says so no more. */
        private boolean announced;

        private int unsent;
        private boolean missed;
        private String trouble;

        Healing(PendingJob job, Instant claimed) {
            this.job = job;
            this.reservation = job.reservation();
            this.claimed = claimed;
            this.permitted = job.sendable();
            this.trouble = job.sendable() ? null : job.lastError();
        }

        void begin(Runnable begun) {
            budget.run(reservation.connection(), workers.submitting(), () -> {
                begun.run();
                attempt(this::proceed);
            });
        }

        /** Makes a call to ICE when the budget has room for it. */
        private void call(Runnable call) {
            budget.run(reservation.connection(), workers.submitting(), () -> attempt(call));
        }

        private void attempt(Runnable call) {
            try {
                // waiting for its turn, or for the list, may have cost the lease: another node may be at it
                Instant asked = workers.clock().instant();
                if (!store.renew(job, lease())) {
                    return;
                }
                if (outlastsACall(asked)) {
                    call.run();
                } else {
                    workers.timer().after(SHORTEST_REST, () -> call(call));
                }
            } catch (RuntimeException e) {
                LOG.debug("Healing of {} goes on later: {}", job.correlationId(), e.toString());
                later(e);
            }
        }

        /** An answer of the store may have been so long on its way that the lease is over. */
        private boolean outlastsACall(Instant leasedAt) {
            Instant answer = workers.clock().instant().plus(settings.longestCall());
            return answer.isBefore(leasedAt.plus(lease()));
        }

        /** That it may be sent once more is known here only, so it must not be lost in the queue of a busy budget. */
        private Duration lease() {
            return unsent > 0 && settings.lease().compareTo(RESUBMIT_LEASE) < 0 ? RESUBMIT_LEASE : settings.lease();
        }

        private void proceed() {
            Optional<String> adopted = Adoption.jobId(job);
            if (adopted.isPresent()) {
                activate(adopted.get(), null);
            } else if (permitted || isTokenRemembered()) {
                sendAgain();
            } else {
                new Search().read();
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
            if (permitted && !announce()) {
                return;
            }
            IceApi api = connections.get(reservation.connection());
            boolean permission = permitted;
            // used up, unless ICE surely did not get it
            permitted = false;
            try {
                Receipt receipt = api.submit(reservation.jobType(), reservation.request());
                activate(receipt.jobId(), receipt.requestId());
            } catch (IceException e) {
                trouble = e.getMessage();
                if (e.getKind() == IceException.Kind.THROTTLED) {
                    budget.pause(reservation.connection(), Duration.ofSeconds(1));
                }
                if (!e.isRetryable() && e.getKind() != IceException.Kind.FORBIDDEN) {
                    // a no to this call says nothing about the one that may have come through before
                    LOG.warn("ICE refuses submission {}: {}", job.correlationId(), e.getMessage());
                    call(new Search()::read);
                } else if (permission && e.isOutcomeUnknown()) {
                    call(new Search()::read);
                } else if (permission) {
                    permitted = true;
                    unsent++;
                    keepFor(RESUBMIT_BACKOFF.after(unsent, workers.random()));
                } else {
                    throw e;
                }
            }
        }

        /** From here on the record says that ICE may have it: whoever takes it over must not send it. */
        private boolean announce() {
            Instant asked = workers.clock().instant();
            announced = store.sending(job, lease());
            if (announced && !outlastsACall(asked)) {
                workers.timer().after(SHORTEST_REST, () -> call(this::proceed));
                return false;
            }
            return announced;
        }

        /** A walk through ICE's list for our mark, each call in its turn: long lists must not use up the budget at once. */
        private final class Search {

            /** Jobs of the pages so far that carry our mark; their reports have to confirm it. */
            private final Deque<String> candidates = new ArrayDeque<>();

            private String next;
            private int pages;

            void read() {
                JobPage page = connections.get(reservation.connection()).list(reservation.jobType(), next);
                pages++;
                next = goesBackFarEnough(page) ? null : page.nextToken();
                page.jobs().stream()
                        .filter(listed -> isOurs(listed.userData()))
                        .map(JobPage.ListedJob::jobId)
                        .forEach(candidates::add);
                goOn();
            }

            private void confirm() {
                String jobId = candidates.remove();
                Report report = connections.get(reservation.connection()).report(reservation.jobType(), jobId);
                if (isOurs(report.userData())) {
                    activate(report.jobId(), null);
                } else {
                    goOn();
                }
            }

            private void goOn() {
                if (!candidates.isEmpty()) {
                    call(this::confirm);
                } else if (next != null && pages < MAX_PAGES) {
                    call(this::read);
                } else {
                    miss(next != null);
                }
            }

            /** Newest first: what comes now was made before the submission was reserved. */
            private boolean goesBackFarEnough(JobPage page) {
                Instant begin = job.times().reserved().minus(CLOCKS_APART);
                return page.jobs().stream()
                        .anyMatch(listed ->
                                listed.created() != null && listed.created().isBefore(begin));
            }

            private boolean isOurs(String userData) {
                return job.correlationId().equals(CorrelationIds.read(userData));
            }
        }

        /**
         * The list does not show it: the first time it may only be late.
         *
         * @param cutOff whether the list went on: the submission may stand further down
         */
        private void miss(boolean cutOff) {
            if (!missed) {
                missed = true;
                keepFor(settings.listLag());
                return;
            }
            String reason = "ICE's lists do not show the submission" + (cutOff ? " among their newest entries" : "")
                    + ", and its token may be forgotten"
                    + (trouble == null ? "" : ": " + trouble);
            if (!store.uncertain(job, reason)) {
                return;
            }
            // once: what ICE refuses would go round for ever, and what gets lost each time be paid for ever
            boolean resubmit = settings.resubmitUncertain() && !job.sendable() && !cutOff;
            LOG.warn(
                    "Submission {} is uncertain: ICE's lists do not show it. {}",
                    job.correlationId(),
                    resubmit ? "It is sent once more" : "It is kept and can be replayed");
            if (resubmit && store.replay(job.correlationId())) {
                healAlarm.in(Duration.ZERO);
            }
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
            if (store.renew(job, delay.plus(lease()))) {
                workers.timer().after(delay, () -> call(this::proceed));
            }
        }

        /** Gives it back. The older it is, the longer it may rest. One that was sent anew is kept: nobody else knows. */
        private void later(RuntimeException cause) {
            Duration rest = age().dividedBy(2);
            rest = rest.compareTo(SHORTEST_REST) < 0 ? SHORTEST_REST : rest;
            rest = Backoff.jitter(rest.compareTo(LONGEST_REST) > 0 ? LONGEST_REST : rest, workers.random());
            try {
                if (announced) {
                    keepFor(rest);
                } else {
                    store.abandon(job, rest, cause.getMessage());
                    healAlarm.in(rest);
                }
            } catch (RuntimeException e) {
                LOG.debug("Submission {} is healed when its lease ends: {}", job.correlationId(), e.toString());
            }
        }
    }
}
