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
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class BoundedExecutorTest {

    private final Queue<Runnable> threads = new ArrayDeque<>();
    private final List<Integer> done = new ArrayList<>();
    private final BoundedExecutor executor = new BoundedExecutor(threads::add, 2);

    private void run() {
        while (!threads.isEmpty()) {
            threads.remove().run();
        }
    }

    @Test
    void noMoreThreadsAreTakenThanAllowedHoweverMuchThereIsToDo() {
        IntStream.range(0, 100).forEach(i -> executor.execute(() -> done.add(i)));

        assertThat(threads).hasSize(2);
        run();
        assertThat(done).hasSize(100).startsWith(0, 2, 3);
    }

    @Test
    void whatIsDoneMakesRoom() {
        for (int i = 0; i < 3; i++) {
            executor.execute(() -> {});
            executor.execute(() -> {});
            assertThat(threads).hasSize(2);
            run();
        }
    }

    @Test
    void aTaskThatLeavesItsThreadInterruptedDisturbsNoOther() {
        List<Boolean> interrupted = new ArrayList<>();
        executor.execute(() -> Thread.currentThread().interrupt());
        executor.execute(() -> {});
        executor.execute(() -> interrupted.add(Thread.currentThread().isInterrupted()));

        run();

        assertThat(interrupted).containsExactly(false);
        assertThat(Thread.interrupted()).isFalse();
    }

    @Test
    void aTaskForWhichThereIsNoThreadWaitsOn() {
        var done = new ArrayList<Integer>();
        var full = new AtomicBoolean();
        var scarce = new BoundedExecutor(
                task -> {
                    if (full.get()) {
                        throw new OutOfMemoryError("unable to create native thread");
                    }
                    threads.add(task);
                },
                1);
        IntStream.range(0, 3).forEach(i -> scarce.execute(() -> done.add(i)));
        full.set(true);
        assertThatThrownBy(scarce::widen).isInstanceOf(OutOfMemoryError.class);

        run();

        assertThat(done).containsExactly(0, 1, 2);
    }

    @Test
    void aTaskThatFailsCostsNoRoom() {
        executor.execute(() -> {
            throw new IllegalStateException("as expected by this test");
        });
        executor.execute(() -> done.add(1));
        executor.execute(() -> done.add(2));
        quietly(this::run);
        executor.execute(() -> done.add(3));
        executor.execute(() -> done.add(4));

        assertThat(threads).hasSize(2);
        run();
        assertThat(done).containsExactlyInAnyOrder(1, 2, 3, 4);
    }

    @Test
    void whatIsRefusedCostsNoRoom() {
        var open = new boolean[] {false};
        Executor closing = task -> {
            if (!open[0]) {
                throw new RejectedExecutionException("closed");
            }
            threads.add(task);
        };
        var bounded = new BoundedExecutor(closing, 1);

        assertThatThrownBy(() -> bounded.execute(() -> {})).isInstanceOf(RejectedExecutionException.class);
        open[0] = true;
        bounded.execute(() -> done.add(1));
        run();
        assertThat(done).containsExactly(1);
    }

    /** Without the stack trace of an error that is meant to be. */
    private static void quietly(Runnable task) {
        Thread thread = Thread.currentThread();
        Thread.UncaughtExceptionHandler before = thread.getUncaughtExceptionHandler();
        thread.setUncaughtExceptionHandler((t, e) -> {});
        try {
            task.run();
        } finally {
            thread.setUncaughtExceptionHandler(before);
        }
    }
}
