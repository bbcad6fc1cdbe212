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
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ElasticExecutorTest {

    private final Queue<Runnable> threads = new ArrayDeque<>();
    private final Queue<Runnable> timers = new ArrayDeque<>();
    private final List<Integer> done = new ArrayList<>();

    @Test
    void shortTasksShareFewThreadsHoweverManyTheyAre() {
        ElasticExecutor executor = executor(Duration.ofHours(1));
        IntStream.range(0, 1_000).forEach(i -> executor.execute(() -> done.add(i)));
        elapse();

        assertThat(threads).hasSize(4);
        assertThat(timers).as("however many wait").hasSize(1);
        run();
        assertThat(done).hasSize(1_000);
        elapse();
        assertThat(timers).as("when none waits").isEmpty();
    }

    @Test
    void whereTasksWaitTooLongThreadsAreAddedUntilEachHasOne() {
        ElasticExecutor executor = executor(Duration.ZERO);
        IntStream.range(0, 20).forEach(i -> executor.execute(() -> done.add(i)));

        elapse();
        assertThat(threads).hasSize(6);
        elapse();
        assertThat(threads).hasSize(9);
        elapse();
        elapse();
        assertThat(threads).hasSize(20);
        elapse();
        assertThat(timers).isEmpty();
    }

    @Test
    void whenLongTasksAreOverThereAreFewThreadsAgain() {
        ElasticExecutor executor = executor(Duration.ZERO);
        IntStream.range(0, 10).forEach(i -> executor.execute(() -> done.add(i)));
        elapse();
        elapse();
        run();
        assertThat(done).hasSize(10);

        IntStream.range(0, 10).forEach(i -> executor.execute(() -> done.add(i)));

        assertThat(threads).hasSize(4);
    }

    @Test
    void whatWasAddedStaysForShortTasksBesideLongOnes() {
        ElasticExecutor executor = executor(Duration.ZERO);
        IntStream.range(0, 5).forEach(i -> executor.execute(() -> done.add(i)));
        elapse();
        assertThat(threads).hasSize(5);
        // the other four go on
        threads.remove().run();

        executor.execute(() -> done.add(5));

        assertThat(threads).hasSize(5);
    }

    @Test
    void whatWaitsWhenTheTimerStopsHasAThreadAtOnce() {
        ElasticExecutor executor = executor(Duration.ofHours(1));
        IntStream.range(0, 10).forEach(i -> executor.execute(() -> done.add(i)));

        executor.stop();
        executor.execute(() -> done.add(10));

        assertThat(threads).hasSize(11);
    }

    private ElasticExecutor executor(Duration patience) {
        return new ElasticExecutor(
                threads::add,
                4,
                (delay, task) -> {
                    timers.add(task);
                    return () -> timers.remove(task);
                },
                patience);
    }

    private void elapse() {
        Runnable timer = timers.poll();
        if (timer != null) {
            timer.run();
        }
    }

    private void run() {
        while (!threads.isEmpty()) {
            threads.remove().run();
        }
    }
}
