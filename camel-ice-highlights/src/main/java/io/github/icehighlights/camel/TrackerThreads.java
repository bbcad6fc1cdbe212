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
package io.github.icehighlights.camel;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

import org.apache.camel.CamelContext;
import org.apache.camel.spi.ExecutorServiceManager;
import org.apache.camel.spi.ThreadPoolProfile;

import io.github.icehighlights.camel.tracking.Timer;
import io.github.icehighlights.camel.tracking.Workers;

/** The tracker's threads, from Camel's executor manager: a few for all jobs, however many wait. */
final class TrackerThreads {

    /** What a timer can count to; an option may say "never" with a larger number. */
    private static final Duration LONGEST = Duration.ofDays(10_000);

    private static final int SUBMITTING = 8;
    private static final int LOOKING = 8;
    private static final int HINTING = 4;
    /** More than one: a row that somebody has locked must not cost the leases of the others. */
    private static final int RENEWING = 4;
    /** As long as what they run is short. */
    private static final int CONTINUING = 8;

    /** Far longer than a short step of a route takes, and short enough for a route that waits for it. */
    private static final Duration PATIENCE = Duration.ofMillis(50);

    private final ExecutorServiceManager manager;
    private final ScheduledExecutorService timer;
    private final ExecutorService submitting;
    private final ExecutorService looking;
    private final ExecutorService renewing;
    private final ExecutorService hinting;
    private final ExecutorService continuing;
    private final ElasticExecutor routes;

    TrackerThreads(CamelContext context, Object owner) {
        manager = context.getExecutorServiceManager();
        timer = manager.newScheduledThreadPool(owner, "IceHighlightsTimer", endless("IceHighlightsTimer", 1));
        submitting = pool(owner, "IceHighlightsSubmit", SUBMITTING);
        looking = pool(owner, "IceHighlightsLook", LOOKING);
        renewing = pool(owner, "IceHighlightsRenew", RENEWING);
        hinting = pool(owner, "IceHighlightsHint", HINTING);
        // not fixed: a route that runs here and asks this component for something else (a template, a circuit breaker)
        // needs a further thread to get its answer
        continuing = manager.newCachedThreadPool(owner, "IceHighlightsContinue");
        routes = new ElasticExecutor(continuing, CONTINUING, this::after, PATIENCE);
    }

    private ExecutorService pool(Object owner, String name, int threads) {
        return manager.newThreadPool(owner, name, endless(name, threads));
    }

    /**
     * Camel's own pools take 1,000 tasks. Beyond, a timer forgets what is to happen, and a worker's task runs on the thread
     * of the caller: of a route, with its transaction. What waits here is bounded by what the application has in hand.
     */
    static ThreadPoolProfile endless(String name, int threads) {
        var profile = new ThreadPoolProfile(name);
        profile.setPoolSize(threads);
        profile.setMaxPoolSize(threads);
        profile.setMaxQueueSize(Integer.MAX_VALUE);
        return profile;
    }

    Workers workers(Clock clock) {
        RandomGenerator random = new RandomGenerator() {
            @Override
            public long nextLong() {
                return ThreadLocalRandom.current().nextLong();
            }
        };
        return new Workers(
                clock,
                this::after,
                bounded(submitting, SUBMITTING),
                bounded(looking, LOOKING),
                bounded(renewing, RENEWING),
                bounded(hinting, HINTING),
                routes,
                random);
    }

    /** Where threads are virtual, what Camel gives is no pool: it starts a thread for each task, whatever size is asked for. */
    static Executor bounded(ExecutorService pool, int threads) {
        return pool instanceof ThreadPoolExecutor ? pool : new BoundedExecutor(pool, threads);
    }

    /** What is under way may end: leases are given back and outcomes written down. */
    void stop() {
        try {
            routes.stop();
        } finally {
            manager.shutdownNow(timer);
            manager.shutdownGraceful(submitting);
            manager.shutdownGraceful(looking);
            manager.shutdownGraceful(renewing);
            manager.shutdownGraceful(hinting);
            manager.shutdownGraceful(continuing);
        }
    }

    private Timer.Cancellable after(Duration delay, Runnable task) {
        Duration bounded = delay.compareTo(LONGEST) > 0 ? LONGEST : delay;
        try {
            Future<?> future = timer.schedule(task, bounded.toNanos(), TimeUnit.NANOSECONDS);
            return () -> future.cancel(false);
        } catch (RejectedExecutionException e) {
            // the component has stopped: nothing happens later any more
            return () -> {};
        }
    }
}
