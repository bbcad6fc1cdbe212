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
package io.github.icehighlights.benchmarks;

import java.time.Duration;
import java.time.Instant;
import java.util.function.UnaryOperator;

/** Asks for each job by itself, again and again: as it is written by hand, but for the limit of calls a second, which all have to keep. */
final class PollingWatcher implements Watcher {

    private final VirtualTime time;
    private final ModelCloud cloud;
    private final Found found;
    private final Duration first;
    private final UnaryOperator<Duration> next;
    private final Duration gap;
    private Instant free = Instant.MIN;

    /**
     * @param first          from the submission to the first question
     * @param next           from a pause to the one after it
     * @param callsPerSecond how many are allowed
     */
    PollingWatcher(
            VirtualTime time,
            ModelCloud cloud,
            Found found,
            Duration first,
            UnaryOperator<Duration> next,
            double callsPerSecond) {
        this.time = time;
        this.cloud = cloud;
        this.found = found;
        this.first = first;
        this.next = next;
        this.gap = Duration.ofNanos((long) (1e9 / callsPerSecond));
    }

    @Override
    public void begin(Duration duration) {
        String job = cloud.begin(duration);
        time.after(first, () -> inTurn(job, first));
    }

    @Override
    public Duration longestFirstLook() {
        return first;
    }

    /** Whoever is due waits for the next free call. */
    private void inTurn(String job, Duration pause) {
        Instant turn = free.isAfter(time.now()) ? free : time.now();
        free = turn.plus(gap);
        time.after(Duration.between(time.now(), turn), () -> ask(job, pause));
    }

    private void ask(String job, Duration pause) {
        if (cloud.hasEnded(job)) {
            found.found(job);
        } else {
            Duration following = next.apply(pause);
            time.after(following, () -> inTurn(job, following));
        }
    }
}
