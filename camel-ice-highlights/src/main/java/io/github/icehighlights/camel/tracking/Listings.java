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
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;

import io.github.icehighlights.camel.model.JobState;
import io.github.icehighlights.camel.store.Connection;
import io.github.icehighlights.camel.store.PendingJob;

/**
 * Spares looks where ICE's lists show that they would find nothing new: one call tells of up to a hundred jobs that they are
 * not finished. What a list does not show is looked at, whatever the reason; so jobs that lists do not cover lose nothing.
 * Thread-safe.
 */
final class Listings {

    private final Context context;
    private final Map<Covered, Listing> listings = new ConcurrentHashMap<>();

    /**
     * What is listed together.
     *
     * @param connection through which
     * @param action     the report action of the jobs: those that share it share a list
     */
    private record Covered(Connection connection, String action) {}

    /** How often a job would be looked at if there were no lists. */
    @FunctionalInterface
    interface Pace {

        /**
         * The time between two looks.
         *
         * @param ours whether the job carries an address of ours for its callback
         */
        Duration between(boolean ours);
    }

    /**
     * What all listings share.
     *
     * @param executor where calls to list are made; one of its own for the budget, so that a list of many pages takes turns
     *                 with the looks that wait
     */
    record Context(IceConnections connections, RateBudget budget, Executor executor, Workers workers, Hints hints) {}

    Listings(IceConnections connections, RateBudget budget, Workers workers, Hints hints) {
        Executor executor = call -> workers.looking().execute(call);
        this.context = new Context(connections, budget, executor, workers, hints);
    }

    /**
     * Asks whether a claimed job need not be looked at, since it was just seen to be unfinished.
     *
     * @param  callbacks whether another node may have had one and woken the job; not before the first look, of which the
     *                   record tells
     * @return           for how long it can be left alone; it is woken when a list does not show it any more. Empty when
     *                   it has to be looked at
     */
    Optional<Duration> spare(PendingJob job, Pace pace, boolean callbacks) {
        return of(job).spare(job, pace, callbacks);
    }

    /**
     * A look has shown that a job is not finished.
     *
     * @param pace  between two looks at the job, if there were no lists
     * @param delay until it comes back
     */
    void unfinished(PendingJob job, JobState state, Duration pace, Duration delay) {
        of(job).unfinished(job, state, pace, delay);
    }

    /** Lists nothing any more. */
    void stop() {
        listings.values().forEach(Listing::stop);
    }

    private Listing of(PendingJob job) {
        var covered = new Covered(
                job.reservation().connection(), job.reservation().jobType().reportAction());
        return listings.computeIfAbsent(
                covered, c -> new Listing(c.connection(), job.reservation().jobType(), context));
    }
}
