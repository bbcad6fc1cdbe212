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
import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.ThreadPoolProfile;
import org.apache.camel.support.DefaultThreadPoolFactory;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.github.icehighlights.camel.tracking.Workers;

import static org.assertj.core.api.Assertions.assertThat;

/** Camel's own pools are full after a thousand tasks; jobs may be more. */
class TrackerThreadsTest {

    private static final int MANY = 3_000;

    private final DefaultCamelContext context = new DefaultCamelContext();
    private TrackerThreads threads;
    private Workers workers;

    @BeforeEach
    void start() {
        context.start();
        threads = new TrackerThreads(context, this);
        workers = threads.workers(Clock.systemUTC());
    }

    @AfterEach
    void stop() {
        threads.stop();
        context.stop();
    }

    @Test
    void whatIsToHappenLaterIsNotForgottenHoweverMuchItIs() throws Exception {
        for (int i = 0; i < MANY; i++) {
            workers.timer().after(Duration.ofHours(1), () -> {});
        }
        var happened = new CountDownLatch(1);
        workers.timer().after(Duration.ofMillis(1), happened::countDown);

        assertThat(happened.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void workNeverRunsOnTheThreadThatHandsItOver() throws Exception {
        var go = new CountDownLatch(1);
        var done = new CountDownLatch(MANY);
        var here = new AtomicBoolean();
        Thread caller = Thread.currentThread();
        for (int i = 0; i < MANY; i++) {
            workers.submitting().execute(() -> {
                here.compareAndSet(false, Thread.currentThread() == caller);
                await(go);
                done.countDown();
            });
        }
        go.countDown();

        assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(here).isFalse();
    }

    /** As when the waits of so many exchanges end at the same time. */
    @Test
    void aThousandStepsOfRoutesNeedNoThousandThreads() throws Exception {
        var go = new CountDownLatch(1);
        var done = new CountDownLatch(1_000);
        long begun = System.nanoTime();
        for (int i = 0; i < 1_000; i++) {
            workers.continuing().execute(() -> {
                await(go);
                done.countDown();
            });
        }
        long threads = Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().contains("IceHighlightsContinue"))
                .count();
        double steps = (System.nanoTime() - begun) / 50e6;
        go.countDown();

        assertThat(threads)
                .as("eight, and half as many again in each 50 ms since")
                .isBetween(1L, (long) (8 * Math.pow(1.6, steps + 1)));
        assertThat(done.await(20, TimeUnit.SECONDS)).isTrue();
    }

    /** Each step waits for the next one to run. */
    @Test
    void aStepThatNeedsAnotherOneIsNotStuck() throws Exception {
        var last = new CountDownLatch(1);
        nest(20, last);

        assertThat(last.await(15, TimeUnit.SECONDS)).isTrue();
    }

    private void nest(int levels, CountDownLatch done) {
        var inner = new CountDownLatch(1);
        workers.continuing().execute(() -> {
            if (levels > 1) {
                nest(levels - 1, inner);
                await(inner);
            }
            done.countDown();
        });
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** As Camel's factory of virtual threads does; here on a JDK that has none. */
    @Test
    void poolsThatKnowNoSizeAreHeldToIt() throws Exception {
        threads.stop();
        context.getExecutorServiceManager().setThreadPoolFactory(new AThreadForEachTask());
        threads = new TrackerThreads(context, this);
        workers = threads.workers(Clock.systemUTC());

        runsAtOnce(workers.submitting(), 8);
        runsAtOnce(workers.looking(), 8);
        runsAtOnce(workers.renewing(), 4);
        runsAtOnce(workers.hinting(), 4);
    }

    /** So many, no more, and in the end all. */
    private static void runsAtOnce(Executor executor, int count) throws InterruptedException {
        var running = new AtomicInteger();
        var go = new CountDownLatch(1);
        var done = new CountDownLatch(50);
        for (int i = 0; i < 50; i++) {
            executor.execute(() -> {
                running.incrementAndGet();
                await(go);
                done.countDown();
            });
        }
        Awaitility.await().during(Duration.ofMillis(200)).until(() -> running.get() == count);
        go.countDown();
        assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
    }

    private static final class AThreadForEachTask extends DefaultThreadPoolFactory {

        @Override
        public ExecutorService newThreadPool(ThreadPoolProfile profile, ThreadFactory factory) {
            return new AbstractExecutorService() {

                private volatile boolean shutdown;

                @Override
                public void execute(Runnable task) {
                    factory.newThread(task).start();
                }

                @Override
                public void shutdown() {
                    shutdown = true;
                }

                @Override
                public List<Runnable> shutdownNow() {
                    shutdown = true;
                    return List.of();
                }

                @Override
                public boolean isShutdown() {
                    return shutdown;
                }

                @Override
                public boolean isTerminated() {
                    return shutdown;
                }

                @Override
                public boolean awaitTermination(long timeout, TimeUnit unit) {
                    return true;
                }
            };
        }
    }
}
