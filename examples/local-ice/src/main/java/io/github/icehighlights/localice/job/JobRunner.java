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
package io.github.icehighlights.localice.job;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does the work of jobs, a few at a time. The work starts at once; {@link Lifecycle} decides when its outcome shows.
 */
public final class JobRunner implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(JobRunner.class);
    private static final int WORKERS = 2;

    private final Map<String, CompletableFuture<Void>> running = new ConcurrentHashMap<>();
    private final AtomicInteger threadNumber = new AtomicInteger();
    private final ExecutorService workers = Executors.newFixedThreadPool(WORKERS, task -> {
        Thread thread = new Thread(task, "local-ice-worker-" + threadNumber.incrementAndGet());
        thread.setDaemon(true);
        return thread;
    });
    private final Jobs jobs;
    private final Function<Job, Outcome> work;
    private volatile boolean closing;

    /**
     * @param jobs where outcomes go
     * @param work the work of a job
     */
    public JobRunner(Jobs jobs, Function<Job, Outcome> work) {
        this.jobs = jobs;
        this.work = work;
    }

    /** Starts the work of a job, if its outcome is not known yet. */
    public void start(Job job) {
        if (job.outcome() != null) {
            return;
        }
        CompletableFuture<Void> done = new CompletableFuture<>();
        running.put(job.id(), done);
        workers.execute(() -> {
            try {
                if (!closing) {
                    jobs.complete(job.id(), work.apply(job));
                }
            } catch (RuntimeException | Error e) {
                // whatever it was, the job must not stay at work for ever
                LOG.warn("Job {} came to no outcome", job.id(), e);
                jobs.complete(job.id(), Outcome.failure("InternalError", "The job failed.", 0));
            } finally {
                running.remove(job.id());
                done.complete(null);
            }
        });
    }

    /** Waits until the work of a job is done, at most this long. */
    public void await(String jobId, Duration atMost) {
        CompletableFuture<Void> done = running.get(jobId);
        if (done == null) {
            return;
        }
        try {
            done.get(atMost.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            LOG.debug("The work of job {} goes on", jobId);
        }
    }

    /** Stops: work that has begun is done to its end, the rest is left for the next start. */
    @Override
    public void close() {
        closing = true;
        workers.shutdown();
        try {
            workers.awaitTermination(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
