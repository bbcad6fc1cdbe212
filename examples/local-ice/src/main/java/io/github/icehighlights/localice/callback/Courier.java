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
package io.github.icehighlights.localice.callback;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings callbacks to their receivers: after some attempts in vain a callback is dropped, as ICE drops it.
 */
final class Courier implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Courier.class);

    private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, task -> {
        Thread thread = Executors.defaultThreadFactory().newThread(task);
        thread.setName("local-ice-callbacks");
        thread.setDaemon(true);
        return thread;
    });
    private final Transport http;
    private final Transport queues;
    private final Pace pace;
    private final Attempts attempts;

    Courier(Transport http, Transport queues, Pace pace, Attempts attempts) {
        this.http = http;
        this.queues = queues;
        this.pace = pace;
        this.attempts = attempts;
        // what still waits for its time when we stop is sent after the next start
        timer.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    /** Brings one. What comes back is complete when the receiver has it, or when it is dropped; never if we stop. */
    CompletableFuture<Void> bring(Letter letter) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        later(letter.delay(), () -> attempt(letter, 1, done));
        return done;
    }

    /** Does something at a later time, unless we stop before. */
    void later(Duration delay, Runnable task) {
        try {
            timer.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            LOG.debug("Stopping");
        }
    }

    private void attempt(Letter letter, int number, CompletableFuture<Void> done) {
        Transport transport = letter.address() instanceof Address.Http ? http : queues;
        Instant begin = Instant.now();
        transport.send(letter).thenAccept(reply -> {
            Attempt attempt =
                    new Attempt(letter.jobId(), letter.what(), letter.address().toString(), number, reply, begin);
            attempts.add(attempt);
            if (attempt.isSuccess() || number == pace.attempts()) {
                done.complete(null);
            } else {
                later(pace.gap(), () -> attempt(letter, number + 1, done));
            }
        });
    }

    /** Forgets what still waits for its time. */
    void clear() {
        timer.getQueue().clear();
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
