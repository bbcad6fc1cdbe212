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
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.icehighlights.camel.model.Highlights;
import io.github.icehighlights.camel.store.DeliveryStore;
import io.github.icehighlights.camel.store.JobEnd;
import io.github.icehighlights.camel.store.PendingJob;

/** Keeps the lease of what is being delivered, and writes down what came of it. */
final class Deliveries {

    private static final Logger LOG = LoggerFactory.getLogger(Deliveries.class);
    private static final Duration A_YEAR = Duration.ofDays(365);
    private static final Backoff STORE_BACKOFF = new Backoff(Duration.ofMillis(500), Duration.ofSeconds(30));

    private final DeliveryStore store;
    private final Workers workers;
    private final TrackerSettings settings;
    private final Alarm alarm;

    Deliveries(DeliveryStore store, Workers workers, TrackerSettings settings, Alarm alarm) {
        this.store = store;
        this.workers = workers;
        this.settings = settings;
        this.alarm = alarm;
    }

    /**
     * Begins to deliver a claimed job.
     *
     * @param  took  how long ICE worked on it, or null
     * @param  ended runs when the delivery is over, on a worker
     * @return       the delivery, or null when the job is not the caller's to deliver any more
     */
    Delivery begin(PendingJob job, Highlights highlights, Duration took, DeliveryPolicy policy, Runnable ended) {
        if (!store.beginDelivery(job, new JobEnd(highlights.state(), took), settings.lease())) {
            return null;
        }
        var delivery = new HeldDelivery(job, highlights, policy, ended);
        delivery.renewLater();
        return delivery;
    }

    private final class HeldDelivery implements Delivery {

        private final PendingJob job;
        private final Highlights highlights;
        private final DeliveryPolicy policy;
        private final Runnable ended;
        private final Instant renewUntil;
        private final AtomicBoolean over = new AtomicBoolean();
        private final AtomicBoolean placeFree = new AtomicBoolean();
        private volatile boolean progress;
        private volatile boolean handedOver;

        HeldDelivery(PendingJob job, Highlights highlights, DeliveryPolicy policy, Runnable ended) {
            this.job = job;
            this.highlights = highlights;
            this.policy = policy;
            this.ended = ended;
            this.renewUntil = workers.clock().instant().plus(policy.maxProcessingTime());
        }

        @Override
        public PendingJob job() {
            return job;
        }

        @Override
        public Highlights highlights() {
            return highlights;
        }

        @Override
        public int count() {
            return job.tally().deliveries() + 1;
        }

        @Override
        public int clipsDelivered() {
            return job.tally().clipsDelivered();
        }

        @Override
        public void clipsDelivered(int count, Runnable next, Runnable lost) {
            progress = true;
            handedOver = false;
            Runnable end = () -> {
                over.set(true);
                lost.run();
                freePlace();
            };
            write(() -> record("clip " + count + " delivered", () -> store.clipDelivered(job, count), next, end, 1));
        }

        @Override
        public void acknowledged() {
            end("acknowledged", () -> store.acknowledge(job));
        }

        @Override
        public void handBack() {
            end("handed back", () -> {
                boolean held = store.handBack(job);
                alarm.in(Duration.ZERO);
                return held;
            });
        }

        @Override
        public void handedOver() {
            handedOver = true;
            Duration left = left();
            workers.timer().after(left.isNegative() ? Duration.ZERO : left, () -> workers.looking()
                    .execute(this::freeIfLapsed));
        }

        /** Nobody may ever say what came of it: the queue that took it over may have dropped it. */
        private void freeIfLapsed() {
            if (handedOver && !over.get() && left().toMillis() <= 0 && freePlace()) {
                LOG.warn(
                        "Job {} on channel {} was handed over and nothing was heard of it for {}: it may be delivered again",
                        job.jobId(),
                        job.channel(),
                        policy.maxProcessingTime());
            }
        }

        private boolean freePlace() {
            boolean first = placeFree.compareAndSet(false, true);
            if (first) {
                ended.run();
            }
            return first;
        }

        @Override
        public void failed(Throwable cause) {
            String error = cause == null ? "The exchange was rolled back" : cause.toString();
            int failures = progress ? 1 : count();
            if (failures >= policy.max()) {
                LOG.warn(
                        "Job {} on channel {} is parked after {} deliveries: {}",
                        job.jobId(),
                        job.channel(),
                        count(),
                        error);
                end("parked", () -> store.park(job, error));
                return;
            }
            Duration delay = new Backoff(policy.redeliveryDelay(), longest()).after(failures, workers.random());
            end("released", () -> {
                boolean held = store.release(job, delay, error);
                alarm.in(delay);
                return held;
            });
        }

        private Duration longest() {
            Duration first = policy.redeliveryDelay();
            return first.compareTo(A_YEAR) < 0 ? first.multipliedBy(100) : first;
        }

        private void end(String what, BooleanSupplier change) {
            if (over.compareAndSet(false, true)) {
                write(() -> record(what, change, this::freePlace, this::freePlace, 1));
            }
        }

        /** On the thread that brings the news, when the node has stopped meanwhile: else the lease has to run out. */
        private void write(Runnable record) {
            try {
                workers.looking().execute(record);
            } catch (RejectedExecutionException e) {
                // that thread may be interrupted, and a database gives no connection to one that is
                boolean interrupted = Thread.interrupted();
                record.run();
                if (interrupted) {
                    Thread.currentThread().interrupt();
                }
            }
        }

        /** The route's outcome is a fact: it is written down as soon as the store answers. */
        private void record(String what, BooleanSupplier change, Runnable then, Runnable lost, int attempt) {
            boolean held;
            try {
                held = change.getAsBoolean();
                if (!held) {
                    LOG.warn(
                            "Job {} could not be recorded as {}: its lease was lost. It may be delivered again",
                            job.jobId(),
                            what);
                }
            } catch (RuntimeException | Error e) {
                Duration delay = STORE_BACKOFF.after(attempt, workers.random());
                LOG.warn(
                        "Job {} could not be recorded as {}, next try in {}: {}",
                        job.jobId(),
                        what,
                        delay,
                        e.toString());
                workers.timer().after(delay, () -> workers.looking()
                        .execute(() -> record(what, change, then, lost, attempt + 1)));
                return;
            }
            (held ? then : lost).run();
        }

        private void renewLater() {
            Duration third = settings.lease().dividedBy(3);
            workers.timer().after(third, () -> {
                if (!over.get() && left().toMillis() > 0) {
                    workers.renewing().execute(this::renew);
                }
            });
        }

        private Duration left() {
            return Duration.between(workers.clock().instant(), renewUntil);
        }

        private void renew() {
            boolean held = true;
            try {
                Duration length = left().compareTo(settings.lease()) < 0 ? left() : settings.lease();
                held = over.get() || store.renew(job, length);
            } catch (RuntimeException | Error e) {
                LOG.debug("The lease of job {} could not be renewed: {}", job.jobId(), e.toString());
            }
            if (held) {
                renewLater();
            }
        }
    }
}
