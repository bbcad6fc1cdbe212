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
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

import io.github.icehighlights.camel.ice.IceApi;
import io.github.icehighlights.camel.ice.IceException;
import io.github.icehighlights.camel.ice.Receipt;
import io.github.icehighlights.camel.store.PendingJob;
import io.github.icehighlights.camel.store.PendingState;
import io.github.icehighlights.camel.store.Reservation;
import io.github.icehighlights.camel.store.ReservationStore;
import io.github.icehighlights.camel.store.Reserved;

/**
 * Submits: reserve, call, activate. Nothing is sent without a reservation, and what may have been sent is never called
 * refused. Thread-safe; no thread waits.
 */
public final class JobSubmitter {

    private static final Logger LOG = LoggerFactory.getLogger(JobSubmitter.class);
    private static final Backoff CALL_BACKOFF = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(20));

    /** By then a call whose connection was gone has been made once more. */
    private static final Duration AGAIN = Duration.ofSeconds(5);

    private static final Backoff STORE_BACKOFF = new Backoff(Duration.ofMillis(500), Duration.ofSeconds(30));
    private static final Duration OTHER_NODE_CHECK = Duration.ofMillis(500);

    private final ReservationStore store;
    private final IceConnections connections;
    private final RateBudget budget;
    private final Workers workers;
    private final TrackerSettings settings;
    private final Alarm healAlarm;
    private final Alarm claimAlarm;
    private final Hints hints;

    /** What this node is submitting right now, by correlation id. */
    private final Map<String, CompletableFuture<Submitted>> underway = new ConcurrentHashMap<>();

    private final Set<Submission> open = ConcurrentHashMap.newKeySet();
    private volatile boolean stopped;

    JobSubmitter(
            ReservationStore store,
            IceConnections connections,
            RateBudget budget,
            Workers workers,
            TrackerSettings settings,
            Alarm healAlarm,
            Alarm claimAlarm,
            Hints hints) {
        this.store = store;
        this.connections = connections;
        this.budget = budget;
        this.workers = workers;
        this.settings = settings;
        this.healAlarm = healAlarm;
        this.claimAlarm = claimAlarm;
        this.hints = hints;
    }

    /**
     * Submits, unless the same submission was made before.
     *
     * @param  firstLook from activation until the job is first looked at; asked when ICE has the job
     * @param  waited    whether the caller will wait for the result
     * @return           completes on a worker; exceptionally with {@link IceException} (whose
     *                   {@code isOutcomeUnknown()} tells whether healing goes on), {@link IdempotencyKeyException}, or the
     *                   exception of a store in which nothing could be reserved
     */
    public CompletableFuture<Submitted> submit(
            Intent intent, Function<Reservation, Duration> firstLook, boolean waited) {
        var submission = new Submission(intent, firstLook, waited);
        open.add(submission);
        submission.done.whenComplete((submitted, error) -> open.remove(submission));
        submission.run(() -> submission.reserve(null));
        return submission.done;
    }

    /** Sends nothing more. What waits for a retry is left to healing: nobody would go on with its exchange. */
    void stop() {
        stopped = true;
        open.forEach(Submission::stop);
    }

    private final class Submission {

        private final Intent intent;
        private final Function<Reservation, Duration> firstLook;
        private final boolean waited;
        private final CompletableFuture<Submitted> done = new CompletableFuture<>();
        private final Instant giveUp = workers.clock().instant().plus(settings.retryTimeout());

        private volatile PendingJob held;
        private int attempts;
        private boolean maybeSent;
        private Instant firstSent;
        private volatile Instant leasedAt;
        private volatile Timer.Cancellable nextRenewal;
        private volatile boolean calling;

        Submission(Intent intent, Function<Reservation, Duration> firstLook, boolean waited) {
            this.intent = intent;
            this.firstLook = firstLook;
            this.waited = waited;
        }

        /** An error of the JVM must reach the exchange too: otherwise it would wait for ever. */
        void run(Runnable step) {
            workers.submitting().execute(shielded(step));
        }

        private Runnable shielded(Runnable step) {
            return () -> {
                try {
                    step.run();
                } catch (Error e) {
                    done.completeExceptionally(e);
                    throw e;
                }
            };
        }

        /** A call that is under way may still bring its answer. */
        void stop() {
            if (!calling) {
                leave();
            }
        }

        private void leave() {
            done.completeExceptionally(
                    held == null
                            ? new IllegalStateException("The component has stopped before anything was sent")
                            : unknown(held, "The component has stopped; healing goes on with the submission", null));
        }

        void reserve(String supersedes) {
            if (stopped) {
                leave();
                return;
            }
            try {
                Reservation reservation = intent.under(supersedes);
                connections.get(reservation.connection());
                leasedAt = workers.clock().instant();
                Reserved reserved = store.reserve(reservation, settings.owner(), settings.lease(), waited);
                if (reserved instanceof Reserved.Fresh fresh) {
                    held = fresh.job();
                    if (done.isDone()) {
                        // the exchange has been told that nothing was sent: then nothing must be
                        store.refuse(held, "The component has stopped before anything was sent");
                        return;
                    }
                    underway.put(held.correlationId(), done);
                    done.whenComplete((submitted, error) -> {
                        underway.remove(held.correlationId(), done);
                        renewNoMore();
                    });
                    renewLater();
                    budget.run(held.reservation().connection(), workers.submitting(), shielded(this::call));
                } else if (reserved instanceof Reserved.Present present) {
                    join(present.job());
                } else if (reserved instanceof Reserved.Ended ended) {
                    reserve(ended.job().correlationId());
                } else {
                    done.completeExceptionally(new IdempotencyKeyException("The idempotency key '" + reservation.key()
                            + "' on channel '" + reservation.channel() + "' belongs to another request (job "
                            + reserved.job().jobId() + "). The same key must mean the same request"));
                }
            } catch (RuntimeException e) {
                done.completeExceptionally(e);
            }
        }

        /** The key is taken by the same request. Its submitter may still be at it: then this one waits for it. */
        private void join(PendingJob other) {
            if (other.state() != PendingState.RESERVED) {
                done.complete(new Submitted(other, other.jobId(), other.requestId(), true));
                return;
            }
            Runnable again = () -> run(() -> reserve(null));
            CompletableFuture<Submitted> first = underway.get(other.correlationId());
            if (first != null) {
                first.whenComplete((submitted, error) -> {
                    if (error == null) {
                        done.complete(new Submitted(submitted.job(), submitted.jobId(), submitted.requestId(), true));
                    } else {
                        again.run();
                    }
                });
            } else if (workers.clock().instant().isBefore(giveUp)) {
                workers.timer().after(OTHER_NODE_CHECK, again);
            } else {
                done.completeExceptionally(unknown(
                        other,
                        "An earlier submission with the same key is still unresolved; healing goes on with it",
                        other.lastError()));
            }
        }

        /** Healing must not take over what waits for its turn or its next try. */
        private void renewLater() {
            nextRenewal = workers.timer().after(settings.lease().dividedBy(3), () -> {
                if (!done.isDone() && !stopped) {
                    workers.renewing().execute(this::renewInTime);
                }
            });
        }

        /** Else the timer would keep the submission, with its request, until its turn comes. */
        private void renewNoMore() {
            Timer.Cancellable next = nextRenewal;
            if (next != null) {
                next.cancel();
            }
        }

        private void renewInTime() {
            boolean lost = false;
            try {
                lost = !done.isDone() && !renew();
            } catch (RuntimeException e) {
                LOG.debug("The lease of {} could not be renewed: {}", held.correlationId(), e.toString());
            } finally {
                if (!lost) {
                    renewLater();
                }
            }
        }

        private boolean renew() {
            Instant now = workers.clock().instant();
            boolean renewed = store.renew(held, settings.lease());
            leasedAt = renewed ? now : leasedAt;
            return renewed;
        }

        /** From here on healing cannot know whether ICE has it. After a pause of this node the lease may be lost. */
        private boolean announce() {
            attempts++;
            Instant now = workers.clock().instant();
            boolean held = store.sending(this.held, settings.lease());
            leasedAt = held ? now : leasedAt;
            return held;
        }

        /** An answer of the store may have been so long on its way that the lease is over. */
        private boolean outlastsACall() {
            Instant answer = workers.clock().instant().plus(settings.longestCall());
            return answer.isBefore(leasedAt.plus(settings.lease()));
        }

        /** ICE would make a second job of a token that it has forgotten. */
        private boolean isTokenForgotten() {
            return maybeSent
                    && workers.clock()
                            .instant()
                            .plus(settings.longestCall())
                            .isAfter(firstSent.plus(settings.tokenWindow()));
        }

        private void call() {
            if (done.isDone()) {
                return;
            }
            calling = true;
            try {
                if (stopped) {
                    leave();
                } else if (!announce()) {
                    done.completeExceptionally(unknown(held, "The lease of the submission was lost", null));
                } else if (!outlastsACall()) {
                    retryOrEnd(new IllegalStateException("The store was too slow to prolong the lease"), maybeSent);
                } else if (isTokenForgotten()) {
                    end(unknown(held, "ICE may have forgotten the token of the submission", null), true);
                } else {
                    activate(send(), 1);
                }
            } catch (IceException e) {
                failed(e);
            } catch (RuntimeException e) {
                // nothing was sent: the store or the connection failed before the call
                retryOrEnd(e, maybeSent);
            } finally {
                calling = false;
                if (stopped) {
                    // stop() has left this one to its call; the timer of a next try may have ended with it
                    leave();
                }
            }
        }

        /** Whether this call, should its connection be gone, is followed by another with the same token. */
        private boolean isRepeatable() {
            Instant again = workers.clock().instant().plus(AGAIN);
            return attempts == 1
                    && held.reservation().jobType().hasClientToken()
                    && again.isBefore(giveUp)
                    && again.plus(settings.longestCall()).isBefore(firstSent.plus(settings.tokenWindow()));
        }

        private Receipt send() {
            Reservation reservation = held.reservation();
            IceApi api = connections.get(reservation.connection());
            firstSent = firstSent == null ? workers.clock().instant() : firstSent;
            try {
                return api.submit(reservation.jobType(), reservation.request(), isRepeatable());
            } catch (IceException e) {
                throw e;
            } catch (RuntimeException e) {
                throw new IceException(
                        IceException.Kind.UNKNOWN,
                        reservation.jobType().submitAction(),
                        null,
                        "The call ended unexpectedly: " + e,
                        null,
                        0,
                        e);
            }
        }

        private void failed(IceException e) {
            boolean tokenProtects = held.reservation().jobType().hasClientToken();
            maybeSent |= e.isOutcomeUnknown();
            if (e.getKind() == IceException.Kind.THROTTLED) {
                budget.pause(held.reservation().connection(), Duration.ofSeconds(1));
            }
            boolean mayRepeat = e.isRetryable() && (tokenProtects || !maybeSent);
            if (mayRepeat) {
                retryOrEnd(e, maybeSent);
            } else {
                end(e, maybeSent);
            }
        }

        private void retryOrEnd(RuntimeException e, boolean unknown) {
            Duration delay = CALL_BACKOFF.after(attempts, workers.random());
            if (stopped || workers.clock().instant().plus(delay).isAfter(giveUp)) {
                end(e, unknown);
                return;
            }
            LOG.atLevel(attempts == 1 ? Level.INFO : Level.DEBUG)
                    .log(
                            "Submission {} on channel {} is tried again for {} at most: {}",
                            held.correlationId(),
                            held.channel(),
                            settings.retryTimeout(),
                            e.toString());
            workers.timer()
                    .after(
                            delay,
                            () -> budget.run(
                                    held.reservation().connection(), workers.submitting(), shielded(this::call)));
        }

        /** A definite no ends the record before the exchange fails; anything else is left to healing. */
        private void end(RuntimeException e, boolean unknown) {
            RuntimeException failure = e;
            try {
                if (unknown) {
                    failure = unknown(
                            held,
                            "Nobody can tell whether ICE has the submission; healing goes on with it",
                            e.getMessage());
                    store.abandon(held, Duration.ZERO, e.getMessage());
                    healAlarm.in(Duration.ZERO);
                } else if (!store.refuse(held, e.getMessage())) {
                    failure = unknown(held, "Healing has taken over the refused submission", e.getMessage());
                }
            } catch (RuntimeException storeFailure) {
                failure = unknown(
                        held, "The end of the submission could not be recorded; healing goes on", e.getMessage());
                LOG.warn(
                        "The end of submission {} could not be recorded: {}",
                        held.correlationId(),
                        storeFailure.toString());
            }
            done.completeExceptionally(failure);
        }

        /** The exchange goes on with its job id, whether or not the store answers. */
        private void activate(Receipt receipt, int attempt) {
            try {
                Duration delay = firstLook.apply(held.reservation());
                if (!store.activate(held.correlationId(), receipt.jobId(), receipt.requestId(), delay)) {
                    LOG.error(
                            "ICE made job {} for submission {}, which already stands for another job or is gone",
                            receipt.jobId(),
                            held.correlationId());
                }
                claimAlarm.in(delay);
                hints.activated(held.correlationId(), receipt.jobId());
            } catch (RuntimeException e) {
                Duration delay = STORE_BACKOFF.after(attempt, workers.random());
                LOG.warn("Job {} could not be activated, next try in {}: {}", receipt.jobId(), delay, e.toString());
                workers.timer().after(delay, () -> run(() -> activate(receipt, attempt + 1)));
            }
            done.complete(new Submitted(held, receipt.jobId(), receipt.requestId(), false));
        }

        private IceException unknown(PendingJob job, String what, String last) {
            return new IceException(
                    IceException.Kind.UNKNOWN,
                    job.reservation().jobType().submitAction(),
                    "OutcomeUnknown",
                    what + " (correlation id " + job.correlationId() + ")" + (last == null ? "" : ": " + last),
                    null,
                    0,
                    null);
        }
    }
}
