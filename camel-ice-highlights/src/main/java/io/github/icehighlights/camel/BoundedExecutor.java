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

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Runs at most so many tasks of an executor at once; further ones wait in their order, without a thread. Who finds that they
 * wait too long may {@link #widen} it for a while. For executors that have a thread for each task. Thread-safe.
 */
final class BoundedExecutor implements Executor {

    private final Executor threads;
    private final Lock lock = new ReentrantLock();
    private final Deque<Waiting> waiting = new ArrayDeque<>();
    private int bound;
    private int most;
    private int running;

    /** @param since by {@link System#nanoTime} */
    private record Waiting(Runnable task, long since) {}

    BoundedExecutor(Executor threads, int bound) {
        this.threads = threads;
        this.bound = bound;
        this.most = bound;
    }

    /** @throws RejectedExecutionException when there is room for the task, but the executor starts nothing any more */
    @Override
    public void execute(Runnable task) {
        lock.lock();
        try {
            if (running == most) {
                waiting.add(new Waiting(task, System.nanoTime()));
            } else {
                start(task);
            }
        } finally {
            lock.unlock();
        }
    }

    /** For how long the task has waited that is next, in nanoseconds; -1 when none waits. */
    long longestWait() {
        lock.lock();
        try {
            return waiting.isEmpty() ? -1 : System.nanoTime() - waiting.peek().since();
        } finally {
            lock.unlock();
        }
    }

    /** Runs half as many again at once, until nothing is left to do. */
    void widen() {
        lock.lock();
        try {
            most += (most + 1) / 2;
            fill();
        } finally {
            lock.unlock();
        }
    }

    /** Nothing waits any more, now and from now on. */
    void open() {
        lock.lock();
        try {
            bound = Integer.MAX_VALUE;
            most = bound;
            fill();
        } finally {
            lock.unlock();
        }
    }

    private void fill() {
        while (running < most && !waiting.isEmpty()) {
            Waiting next = waiting.remove();
            try {
                start(next.task());
            } catch (RuntimeException | Error e) {
                // there may be no thread left for it, now
                waiting.addFirst(next);
                throw e;
            }
        }
    }

    private void start(Runnable task) {
        threads.execute(() -> work(task));
        running++;
    }

    private void work(Runnable first) {
        for (Runnable task = first; task != null; task = next()) {
            try {
                task.run();
            } catch (RuntimeException | Error e) {
                // as a thread of a pool would end; but the others must not wait for ever
                Thread thread = Thread.currentThread();
                thread.getUncaughtExceptionHandler().uncaughtException(thread, e);
            }
            // meant for the task that has ended, as in a pool
            Thread.interrupted();
        }
    }

    private Runnable next() {
        lock.lock();
        try {
            Waiting next = waiting.poll();
            if (next == null) {
                running--;
                if (running == 0) {
                    most = bound;
                }
                return null;
            }
            return next.task();
        } finally {
            lock.unlock();
        }
    }
}
