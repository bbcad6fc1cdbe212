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

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Tells where a job is: two seconds in the queue, then twenty seconds and a quarter of its input's length at work, all
 * divided by the speed. ICE publishes no such numbers; these make jobs take minutes at speed 1, as they do there.
 */
public final class Lifecycle {

    private static final Duration QUEUED = Duration.ofSeconds(2);
    private static final Duration AT_LEAST = Duration.ofSeconds(20);
    private static final double SHARE_OF_INPUT = 0.25;

    private final Clock clock;
    private final double speed;

    /**
     * @param clock tells the time
     * @param speed how many times faster than ICE; above 0, infinite for no waiting at all
     */
    public Lifecycle(Clock clock, double speed) {
        if (!(speed > 0)) {
            throw new IllegalArgumentException("speed has to be above 0: " + speed);
        }
        this.clock = clock;
        this.speed = speed;
    }

    /**
     * Where a job is.
     *
     * @param state its state now
     * @param since since when
     */
    public record Moment(JobState state, Instant since) {}

    /** Where the job is now. */
    public Moment of(Job job) {
        Instant now = clock.instant();
        Optional<Instant> end = end(job).filter(at -> !now.isBefore(at));
        if (end.isPresent()) {
            return new Moment(job.outcome().endState(), end.get());
        }
        Instant started = started(job);
        return now.isBefore(started)
                ? new Moment(JobState.Created, job.createdAt())
                : new Moment(JobState.Executing, started);
    }

    /** When the job ends or has ended, if that is known yet. */
    public Optional<Instant> end(Job job) {
        Outcome outcome = job.outcome();
        if (outcome == null || job.hold() != Job.Hold.NONE) {
            return Optional.empty();
        }
        return Optional.of(
                job.endedAt() != null ? job.endedAt() : started(job).plus(scaled(working(outcome.inputSeconds()))));
    }

    private Instant started(Job job) {
        return job.createdAt().plus(scaled(QUEUED));
    }

    /** Whether jobs end as soon as their work is done. */
    public boolean isInstant() {
        return Double.isInfinite(speed);
    }

    private static Duration working(double inputSeconds) {
        return AT_LEAST.plusMillis(Math.round(inputSeconds * SHARE_OF_INPUT * 1000));
    }

    private Duration scaled(Duration duration) {
        return Duration.ofNanos(Math.round(duration.toNanos() / speed));
    }
}
