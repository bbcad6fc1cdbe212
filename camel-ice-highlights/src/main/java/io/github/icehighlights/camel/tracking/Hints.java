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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.icehighlights.camel.store.JobStore;
import io.github.icehighlights.camel.store.PendingJob;
import io.github.icehighlights.camel.store.PendingState;

/**
 * Takes hints, wherever they come from, and has the jobs looked at that they name. Whatever a hint says, it costs one look
 * at a job of ours in {@link HintSpacing#GAP}, and none at a job that is not ours. Thread-safe; returns at once.
 */
public final class Hints {

    private static final Logger LOG = LoggerFactory.getLogger(Hints.class);

    /** More are refused: who gives them comes again, and if not, the jobs are looked at in their own time. */
    static final int MOST_OPEN = 10_000;

    private final JobStore store;
    private final Workers workers;
    private final StoreHealth storeHealth;
    private final Alarm claimAlarm;
    private final CallbackTrust trust;
    private final OpenAnswers answers = new OpenAnswers();
    private final UnknownHints unknown;
    private final HintedLooks looks;
    private final EventHealer healer;
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
        this.workers = workers;
        this.storeHealth = storeHealth;
        this.claimAlarm = claimAlarm;
        this.trust = trust;
        this.unknown = new UnknownHints(workers.clock());
        this.looks = new HintedLooks(store, workers, storeHealth, claimAlarm);
        this.healer = new EventHealer(store, connections, budget, workers, claimAlarm, adoption, looks, unknown);
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
            looks.look(correlationId);
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
        PendingJob job = hint.jobIn(store).orElse(null);
        if (job == null) {
            healer.follow(hint);
            return Heard.REMEMBERED;
        }
        trust.heard(job.correlationId());
        if (EventHealer.isSubmission(job)) {
            healer.follow(hint);
            return Heard.UNCONFIRMED;
        }
        unknown.forget(hint);
        return job.state() == PendingState.ACTIVE ? looks.look(job) : Heard.DONE;
    }

    private void count(List<Hint> forgotten) {
        for (Hint hint : forgotten) {
            long number = unheard.incrementAndGet();
            LOG.debug("Nobody here knows the job of {}; it is the {}. such hint", hint, number);
        }
    }
}
