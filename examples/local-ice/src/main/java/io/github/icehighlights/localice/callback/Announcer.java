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
import java.time.Duration;
import java.util.List;
import java.util.Optional;

import io.github.icehighlights.localice.fault.CallbackEffect;
import io.github.icehighlights.localice.fault.Faults;
import io.github.icehighlights.localice.job.Job;
import io.github.icehighlights.localice.job.JobListener;
import io.github.icehighlights.localice.job.JobState;
import io.github.icehighlights.localice.job.Jobs;
import io.github.icehighlights.localice.job.Lifecycle;

/**
 * Notices that a job has ended, and tells of it, once.
 */
final class Announcer implements JobListener, AutoCloseable {

    private final Jobs jobs;
    private final Lifecycle lifecycle;
    private final Clock clock;
    private final Faults faults;
    private final Letters letters;
    private final Told told;
    private final Outbox outbox;
    private final EndWatch watch;

    Announcer(Jobs jobs, Lifecycle lifecycle, Clock clock, Faults faults, Letters letters, Told told, Outbox outbox) {
        this.jobs = jobs;
        this.lifecycle = lifecycle;
        this.clock = clock;
        this.faults = faults;
        this.letters = letters;
        this.told = told;
        this.outbox = outbox;
        this.watch = new EndWatch(clock, this::ended);
    }

    @Override
    public void created(Job job) {
        if (faults.isCallbackEarly(job) && told.take(job.id())) {
            announce(job, new Lifecycle.Moment(JobState.Finished, clock.instant()));
        }
        changed(job);
    }

    @Override
    public void changed(Job job) {
        if (!told.isTaken(job.id())) {
            lifecycle.end(job).ifPresent(end -> watch.add(end, job.id()));
        }
    }

    private void ended(String jobId) {
        // it may be deleted meanwhile
        jobs.find(jobId).filter(job -> told.take(jobId)).ifPresent(job -> announce(job, lifecycle.of(job)));
    }

    private void announce(Job job, Lifecycle.Moment end) {
        List<Letter> genuine = letters.of(job, end);
        List<CallbackEffect> effects = genuine.isEmpty() ? List.of() : faults.forCallback(job);
        List<Letter> sent = genuine.stream()
                .flatMap(letter -> Mishaps.befall(letter, effects).stream())
                .toList();
        heldBackFor(effects)
                .map(atMost -> outbox.holdBack(sent, atMost))
                .orElseGet(() -> outbox.send(sent))
                .thenRun(() -> told.done(job.id()));
    }

    private static Optional<Duration> heldBackFor(List<CallbackEffect> effects) {
        return effects.stream()
                .filter(CallbackEffect.Reordered.class::isInstance)
                .map(effect -> ((CallbackEffect.Reordered) effect).atMost())
                .findFirst();
    }

    void clear() {
        watch.clear();
        outbox.clear();
        told.clear();
    }

    @Override
    public void close() {
        watch.close();
    }
}
