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

import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.function.Consumer;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Waits until times come, and then tells which jobs they belong to. It looks at the clock often, because the clock of a
 * test may jump.
 */
final class EndWatch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EndWatch.class);
    private static final int LOOK_EVERY_MILLIS = 20;

    private record End(Instant at, String jobId) {}

    private final PriorityQueue<End> ends = new PriorityQueue<>(Comparator.comparing(End::at));
    private final Clock clock;
    private final Consumer<String> ended;
    private final Thread thread;
    private boolean closed;

    EndWatch(Clock clock, Consumer<String> ended) {
        this.clock = clock;
        this.ended = ended;
        this.thread = new Thread(this::run, "local-ice-ends");
        thread.setDaemon(true);
        thread.start();
    }

    synchronized void add(Instant at, String jobId) {
        ends.add(new End(at, jobId));
        notifyAll();
    }

    synchronized void clear() {
        ends.clear();
    }

    private void run() {
        try {
            for (String jobId = next(); jobId != null; jobId = next()) {
                tell(jobId);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void tell(String jobId) {
        try {
            ended.accept(jobId);
        } catch (RuntimeException e) {
            // one job must not keep the others from their callbacks
            LOG.error("No callback for job {}", jobId, e);
        }
    }

    private synchronized String next() throws InterruptedException {
        while (!closed) {
            if (ends.isEmpty()) {
                wait();
            } else if (clock.instant().isBefore(ends.peek().at())) {
                wait(LOOK_EVERY_MILLIS);
            } else {
                return ends.poll().jobId();
            }
        }
        return null;
    }

    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            notifyAll();
        }
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
