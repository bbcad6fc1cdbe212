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
package io.github.icehighlights.camel.tracking;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * When a job is looked at, by its age alone. A pure function: no clock, no store, no job. Where it is known how long such
 * jobs take, no look comes before the first of them may have ended, and where they take nearly the same time, looks are
 * close together when many end and far apart when few do. Immutable.
 */
final class PollSchedule {

    /** As long as nothing is known of such jobs. */
    static final Duration FIRST_LOOK = Duration.ofSeconds(15);

    /** The same, for the callback that may be lost. */
    static final Duration LATE_FIRST_LOOK = Duration.ofMinutes(15);

    /** What has ended before the first look is seen late, so it must be little. */
    private static final double EARLY = .02;

    /** What has not ended at the safety net's first look costs a call more. */
    private static final double LATE = .98;

    /** ICE repeats a callback that was not taken, for some seconds. */
    private static final Duration REPEATS = Duration.ofSeconds(10);

    /** Beyond this spread, following the durations saves next to nothing. */
    private static final double PREDICTABLE = .35;

    private static final double[] PARTS = {EARLY, .1, .2, .3, .4, .5, .6, .7, .8, .9, LATE};

    /** The bounds of a gap, in intervals: the interval is the user's word. */
    private static final double CLOSEST = .25;

    private static final double WIDEST = 2;

    private final Duration firstLook;
    private final boolean learned;
    private final List<Stretch> stretches;
    private final Duration interval;

    /** Up to that age looks are so far apart, in milliseconds. */
    private record Stretch(double until, double gap) {}

    private PollSchedule(Duration firstLook, boolean learned, List<Stretch> stretches, Duration interval) {
        this.firstLook = firstLook;
        this.learned = learned;
        this.stretches = stretches;
        this.interval = interval;
    }

    /** Where nobody tells that a job has ended. */
    static PollSchedule polling(LookPolicy policy, LearnedDurations durations) {
        Duration interval = policy.interval();
        if (policy.firstLook() != null || !durations.areEnough()) {
            Duration first = policy.firstLook() == null ? FIRST_LOOK : policy.firstLook();
            return new PollSchedule(first, false, List.of(), interval);
        }
        boolean predictable = durations.spread() <= PREDICTABLE;
        return new PollSchedule(
                millis(durations.quantile(EARLY)),
                true,
                predictable ? stretches(durations, interval) : List.of(),
                interval);
    }

    /** Where a callback tells of nearly every job: after nearly all of them. */
    static PollSchedule late(LookPolicy policy, LearnedDurations durations) {
        SafetyNet net = policy.safetyNet();
        boolean learned = net.firstLook() == null && durations.areEnough();
        Duration first = net.firstLook();
        if (learned) {
            first = millis(1.1 * durations.quantile(LATE)).plus(REPEATS);
        } else if (first == null) {
            first = LATE_FIRST_LOOK;
        }
        boolean later = policy.firstLook() != null && policy.firstLook().compareTo(first) > 0;
        return new PollSchedule(later ? policy.firstLook() : first, learned, List.of(), net.interval());
    }

    /** The age at the first look. A job that is older is looked at now. */
    Duration firstLook() {
        return firstLook;
    }

    /** From now to the next look at a job of that age that is not finished. */
    Duration nextLook(Duration age) {
        if (learned && age.compareTo(firstLook) < 0) {
            return firstLook.minus(age);
        }
        if (stretches.isEmpty()) {
            return interval;
        }
        double from = age.toMillis();
        double at = from;
        double part = 1;
        for (Stretch stretch : stretches) {
            if (at < stretch.until()) {
                double parts = (stretch.until() - at) / stretch.gap();
                if (parts >= part) {
                    return millis(at + part * stretch.gap() - from);
                }
                part -= parts;
                at = stretch.until();
            }
        }
        return millis(at + part * interval.toMillis() - from);
    }

    /**
     * Looks are best that come at a rate in proportion to the root of the hazard: the chance that a job of that age ends
     * now. The factor is such that the mean delay is that of looks in the user's interval.
     */
    private static List<Stretch> stretches(LearnedDurations durations, Duration interval) {
        double[] roots = new double[PARTS.length - 1];
        double mass = 0;
        double delay = 0;
        for (int i = 0; i < roots.length; i++) {
            double part = PARTS[i + 1] - PARTS[i];
            double length = Math.max(1, durations.quantile(PARTS[i + 1]) - durations.quantile(PARTS[i]));
            double left = 1 - (PARTS[i] + PARTS[i + 1]) / 2;
            roots[i] = Math.sqrt(part / (length * left));
            mass += part;
            delay += part / roots[i];
        }
        List<Stretch> stretches = new ArrayList<>(roots.length);
        for (int i = 0; i < roots.length; i++) {
            double gap = mass / (delay * roots[i]);
            double bounded = Math.max(CLOSEST, Math.min(WIDEST, gap));
            stretches.add(new Stretch(durations.quantile(PARTS[i + 1]), bounded * interval.toMillis()));
        }
        return stretches;
    }

    private static Duration millis(double millis) {
        return Duration.ofMillis(Math.round(millis));
    }
}
