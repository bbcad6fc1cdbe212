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

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;

import io.github.icehighlights.camel.tracking.Timer;

/**
 * Runs a few tasks of an executor at once, and more when one of them has waited too long. So a thousand short tasks need no
 * thousand threads, and a task that cannot end before another one has run is not stuck for ever. Thread-safe.
 */
final class ElasticExecutor implements Executor {

    private final BoundedExecutor tasks;
    private final Timer timer;
    private final Duration patience;
    private final AtomicBoolean watched = new AtomicBoolean();

    /**
     * @param threads  has a thread for each task
     * @param few      how many run at once as long as they are short
     * @param patience how long a task waits before more are run
     */
    ElasticExecutor(Executor threads, int few, Timer timer, Duration patience) {
        this.tasks = new BoundedExecutor(threads, few);
        this.timer = timer;
        this.patience = patience;
    }

    /** @throws RejectedExecutionException when there is room for the task, but the executor starts nothing any more */
    @Override
    public void execute(Runnable task) {
        tasks.execute(task);
        watch();
    }

    /** For the time when the timer does not run any more: then nothing waits. */
    void stop() {
        tasks.open();
    }

    private void watch() {
        if (tasks.longestWait() >= 0 && watched.compareAndSet(false, true)) {
            timer.after(patience, this::relieve);
        }
    }

    private void relieve() {
        watched.set(false);
        try {
            if (tasks.longestWait() >= patience.toNanos()) {
                tasks.widen();
            }
        } finally {
            watch();
        }
    }
}
