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
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.icehighlights.camel.store.DeliveryStore;
import io.github.icehighlights.camel.store.PendingJob;

/**
 * A stream of due jobs with a number of places. How much room is there? Take that many. Look at each. Finished ones go to
 * the receiver, the others come back when they are due again. A place that falls free asks again.
 */
final class Intake {

    private static final Logger LOG = LoggerFactory.getLogger(Intake.class);
    private static final Duration AFTER_ERROR = Duration.ofSeconds(10);

    private final Source source;
    private final Context context;
    private final AtomicInteger taken = new AtomicInteger();
    private final AtomicBoolean claiming = new AtomicBoolean();
    private final AtomicBoolean again = new AtomicBoolean();
    /** Claimed jobs whose turn at ICE has not come. */
    private final Map<Place, PendingJob> waiting = new ConcurrentHashMap<>();

    private volatile boolean stopped;

    /** Where the jobs of an intake come from and go to. */
    interface Source {

        /** Jobs that may be in hand at the same time. */
        int places();

        /** Whether there is still somebody to receive. */
        boolean isOpen();

        /** Claims due jobs. */
        List<PendingJob> claim(int max);

        /** How to treat a job; empty when nobody wants it any more. */
        Optional<Policies> policies(PendingJob job);

        /** Hands a finished job over; false when nobody is there to take it any more. */
        boolean handOver(Delivery delivery);

        /** Whether a delivery keeps the job's place until it is over. */
        boolean keepsPlace();
    }

    /** What all intakes of a tracker share. */
    record Context(
            DeliveryStore store,
            Workers workers,
            TrackerSettings settings,
            StoreHealth storeHealth,
            RateBudget budget,
            Looker looker,
            Deliveries deliveries,
            Alarm alarm) {}

    Intake(Source source, Context context) {
        this.source = source;
        this.context = context;
    }

    Source source() {
        return source;
    }

    /** Takes what is due, on a worker. Asking twice while one is at it makes it look once more. */
    void claim() {
        again.set(true);
        if (!stopped && claiming.compareAndSet(false, true)) {
            context.workers().looking().execute(this::claimNow);
        }
    }

    private void claimNow() {
        try {
            while (again.getAndSet(false) && source.isOpen()) {
                int room = source.places() - taken.get();
                if (room > 0) {
                    context.storeHealth()
                            .watch(() -> source.claim(room).forEach(this::takeUp))
                            .run();
                }
            }
        } finally {
            claiming.set(false);
        }
        if (again.get() && source.isOpen()) {
            claim();
        }
    }

    private void takeUp(PendingJob job) {
        if (isSpared(job)) {
            // its place is free, and more may be due
            again.set(true);
        } else {
            take(job);
        }
    }

    /** Before the budget is asked: what costs no call must not wait for one. */
    private boolean isSpared(PendingJob job) {
        try {
            Optional<Looker.Finding.Later> later = source.policies(job)
                    .flatMap(policies -> context.looker().spare(job, policies.look(), claimedAt(job)));
            later.ifPresent(finding -> comeBack(job, finding.delay(), finding.error()));
            return later.isPresent();
        } catch (RuntimeException e) {
            LOG.debug("Job {} comes back when its lease ends: {}", job.jobId(), e.toString());
            return true;
        }
    }

    private void take(PendingJob job) {
        var place = new Place(context.workers().clock().instant());
        waiting.put(place, job);
        if (stopped) {
            giveBackWaiting(Runnable::run);
            return;
        }
        try {
            context.budget()
                    .run(job.reservation().connection(), context.workers().looking(), () -> look(job, place));
        } catch (RejectedExecutionException e) {
            LOG.debug("Job {} was given back when this node stopped", job.jobId());
        }
    }

    /** Gives back what waits for its turn: it would keep its lease, for the timer that brings the turn is about to go. */
    void stop() {
        stopped = true;
        giveBackWaiting(context.workers().looking());
    }

    private void giveBackWaiting(Executor executor) {
        for (Place place : waiting.keySet()) {
            PendingJob job = waiting.remove(place);
            if (job != null) {
                executor.execute(() -> giveBack(job, Duration.ZERO, job.lastError()));
            }
        }
    }

    /** Whether it has nothing in hand, and gets nothing from a claim that is under way. */
    boolean isIdle() {
        return !claiming.get() && taken.get() == 0;
    }

    /** A place that a job has taken. It falls free once, however often that is said. */
    private final class Place {

        private final Instant since;
        private final AtomicBoolean free = new AtomicBoolean();

        Place(Instant since) {
            this.since = since;
            taken.incrementAndGet();
        }

        void free() {
            if (free.compareAndSet(false, true)) {
                taken.decrementAndGet();
                claim();
            }
        }
    }

    private void look(PendingJob job, Place place) {
        if (waiting.remove(place) == null) {
            return;
        }
        boolean placeKept = false;
        try {
            Optional<Policies> policies = source.policies(job);
            if (!source.isOpen()) {
                comeBack(job, Duration.ZERO, job.lastError());
            } else if (policies.isEmpty()) {
                // its wait is about to begin or has just ended; not at once, or the job would go round and round
                comeBack(job, context.settings().claimInterval(), job.lastError());
            } else if (isExhausted(job, policies.get().delivery())) {
                park(job, "Delivered " + job.tally().deliveries() + " times without acknowledgement");
            } else if (isHeld(job, place)) {
                placeKept = look(job, policies.get(), place);
            }
        } catch (RuntimeException e) {
            LOG.warn("Job {} on channel {} could not be looked at: {}", job.jobId(), job.channel(), e.toString());
            giveBack(job, AFTER_ERROR, e.toString());
        } finally {
            if (!placeKept) {
                place.free();
            }
        }
    }

    /** A look that had to wait for its turn must not be in vain: without the lease its finding would not count. */
    private boolean isHeld(PendingJob job, Place place) {
        Duration waited =
                Duration.between(place.since, context.workers().clock().instant());
        Duration lease = context.settings().lease();
        return waited.compareTo(lease.dividedBy(2)) < 0 || context.store().renew(job, lease);
    }

    private boolean look(PendingJob job, Policies policies, Place place) {
        Looker.Finding finding = context.looker().look(job, policies.look(), claimedAt(job));
        if (finding instanceof Looker.Finding.Ended ended) {
            return deliver(job, ended, policies.delivery(), place);
        }
        if (finding instanceof Looker.Finding.Later later) {
            comeBack(job, later.delay(), later.error());
        } else if (finding instanceof Looker.Finding.Hopeless hopeless) {
            park(job, hopeless.reason());
        }
        return false;
    }

    /** By the store's clock. */
    private Instant claimedAt(PendingJob job) {
        return job.lease().until().minus(context.settings().lease());
    }

    private boolean deliver(PendingJob job, Looker.Finding.Ended found, DeliveryPolicy policy, Place place) {
        if (!source.isOpen()) {
            // it has closed while ICE was asked
            comeBack(job, Duration.ZERO, null);
            return false;
        }
        Runnable ended = source.keepsPlace() ? place::free : () -> {};
        Delivery delivery = context.deliveries().begin(job, found.highlights(), found.took(), policy, ended);
        if (delivery == null) {
            // somebody waits for it since it was claimed, or has it already
            comeBack(job, Duration.ZERO, null);
            return false;
        }
        try {
            if (!source.handOver(delivery)) {
                delivery.handBack();
                return false;
            }
        } catch (RuntimeException | Error e) {
            // otherwise the delivery would keep its lease without anybody who ends it
            delivery.failed(e);
        }
        return source.keepsPlace();
    }

    /** A crash of the node counts as a delivery; a job that brings nodes down must not do so for ever. */
    private static boolean isExhausted(PendingJob job, DeliveryPolicy policy) {
        return job.tally().deliveries() >= policy.max();
    }

    private void park(PendingJob job, String reason) {
        LOG.error("Job {} on channel {} is parked: {}", job.jobId(), job.channel(), reason);
        context.store().park(job, reason);
    }

    private void comeBack(PendingJob job, Duration delay, String error) {
        context.store().reschedule(job, delay, error);
        context.alarm().in(delay);
    }

    private void giveBack(PendingJob job, Duration delay, String error) {
        try {
            comeBack(job, delay, error);
        } catch (RuntimeException e) {
            LOG.debug("Job {} comes back when its lease ends: {}", job.jobId(), e.toString());
        }
    }
}
