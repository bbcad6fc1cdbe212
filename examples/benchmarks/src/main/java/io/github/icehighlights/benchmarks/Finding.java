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
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** Finding out that jobs have ended: what it costs, and how late it is. */
final class Finding implements Scenario {

    private static final String CALLS = "calls";
    private static final String MEAN = "mean";
    private static final String P95 = "p95";
    private static final String P98 = "p98";
    private static final String MOST = "most";
    private static final String FIRST_LOOK = "firstLook";
    private static final String PRODUCT = "product";
    private static final String UNDETECTED = "undetected";

    private static final String LISTED = "listed";
    private static final String LISTED_CALLBACKS = "listedCallbacks";
    private static final String SINGLE = "single";
    private static final String CALLBACKS = "callbacks";
    private static final String LOSSY = "lossy";
    private static final String REGULAR = "regular";
    private static final String FIXED_REGULAR = "fixedRegular";

    private static final double SIGMA = 0.978;
    private static final double CALLBACK_P95 = 5;
    private static final Duration MEDIAN = Duration.ofMinutes(3);

    /** Fewer jobs in flight are counted for longer, more of them once. */
    private static final int MANY = 1_000;

    private static final List<Long> IN_FLIGHT = List.of(10L, 100L, 300L, 1_300L, 10_000L);

    /** A subject, how its durations are spread, and how it watches. */
    private record Way(Subject subject, boolean listed, double sigma, Watch watch) {}

    private interface Watch {

        Watcher with(VirtualTime time, ModelCloud cloud, Watcher.Found found, double callsPerSecond);
    }

    private static List<Way> ways() {
        var none = TrackerWatcher.Events.NONE;
        var all = new TrackerWatcher.Events(true, 0);
        var lossy = new TrackerWatcher.Events(true, 0.01);
        return List.of(
                component(LISTED, "component, listed", true, SIGMA, none),
                component(SINGLE, "component, not listed", false, SIGMA, none),
                component(LISTED_CALLBACKS, "component, listed, callbacks", true, SIGMA, all),
                component(CALLBACKS, "component, not listed, callbacks", false, SIGMA, all),
                component(LOSSY, "component, not listed, 1 % of callbacks lost", false, SIGMA, lossy),
                component(REGULAR, "component, not listed, σ 0.3", false, 0.3, none),
                peer("fixed5", "every 5 s", SIGMA, fixed(5)),
                peer("fixed10", "every 10 s", SIGMA, fixed(10)),
                peer("fixed30", "every 30 s", SIGMA, fixed(30)),
                peer("backoff", "2 s × 1.5 to 60 s", SIGMA, backoff()),
                peer(FIXED_REGULAR, "every 10 s, σ 0.3", 0.3, fixed(10)));
    }

    private static Way component(String id, String text, boolean listed, double sigma, TrackerWatcher.Events events) {
        return new Way(new Subject(id, text), listed, sigma, tracker(events));
    }

    private static Way peer(String id, String text, double sigma, Watch watch) {
        return new Way(new Subject(id, text), false, sigma, watch);
    }

    private static Watch tracker(TrackerWatcher.Events events) {
        return (time, cloud, found, limit) -> new TrackerWatcher(time, cloud, found, events, limit);
    }

    private static Watch fixed(int seconds) {
        Duration pause = Duration.ofSeconds(seconds);
        return (time, cloud, found, limit) -> new PollingWatcher(time, cloud, found, pause, last -> pause, limit);
    }

    private static Watch backoff() {
        Duration longest = Duration.ofSeconds(60);
        return (time, cloud, found, limit) -> new PollingWatcher(
                time,
                cloud,
                found,
                Duration.ofSeconds(2),
                last -> {
                    Duration next = last.multipliedBy(3).dividedBy(2);
                    return next.compareTo(longest) > 0 ? longest : next;
                },
                limit);
    }

    @Override
    public Chapter chapter() {
        return new Chapter(
                "finding",
                "Finding out that a job has ended",
                """
                N jobs are always in flight: when one is found to have ended, the next begins. They take as long as a log-normal distribution
                says (median 3 minutes, one in twenty longer than 15; σ 0.3 where it says so), and no more than ten calls a second are
                allowed (60 for 10,000 jobs). The component's own tracker runs, with its defaults, on a clock in hand; beside it stands what is
                written by hand: a question for each job at a fixed interval, or at growing ones. Callbacks, where they come, come a second
                after the end (median; one in twenty later than five). Delays are from the end of a job until it is found, counted for
                40 minutes of that clock, after 30 to settle, and for longer where fewer than a thousand are in flight, so that there are as
                many jobs to count; a repetition is another seed, of which more than a thousand in flight need one. With single questions calls × delay cannot be
                less than 137.7 s for such durations, whatever the schedule. A job whose callback is lost is found by the safety net, whose
                first look comes after nearly all such jobs have ended (1.1 × the 98 % quantile of the newest 200, and 10 s: about
                25 minutes with these durations): earlier looks would cost a call for each job that is still at work. Who would rather pay
                those calls than wait sets `safetyFirstLook` and `safetyInterval`.
                """,
                "jobs in flight",
                ways().stream().map(Way::subject).toList(),
                List.of(
                        new Measure(CALLS, "calls a job", ""),
                        new Measure(MEAN, "mean delay", "s"),
                        new Measure(P95, "p95 of the delay", "s"),
                        new Measure(P98, "p98 of the delay", "s"),
                        new Measure(MOST, "longest delay", "s"),
                        new Measure(FIRST_LOOK, "latest first look", "s"),
                        new Measure(PRODUCT, "calls × mean delay", "s"),
                        new Measure(UNDETECTED, "undetected", "")),
                goals(),
                List.of(
                        new Curve(CALLS, "Calls a job, by jobs in flight"),
                        new Curve(MEAN, "Mean delay in seconds, by jobs in flight")));
    }

    private static final String SINGLE_REASON =
            "The schedule gives 142 to 146 s, by the seeds of a run: the longest of a thousand jobs weigh most."
                    + " A fixed interval gives 148 s, and no schedule less than 137.7 s.";

    private static List<Goal> goals() {
        List<Goal> goals = new ArrayList<>();
        for (long size : List.of(100L, 300L, 1_300L, 10_000L)) {
            String where = "where jobs are listed, " + Numbers.size(size) + " in flight: ";
            goals.add(Goal.atMost(2, where + "at most 2 calls a job", f -> f.median(LISTED, CALLS, size), ""));
            goals.add(Goal.atMost(6, where + "a mean delay of at most 6 s", f -> f.median(LISTED, MEAN, size), ""));
        }
        goals.add(Goal.atMost(
                15,
                "where jobs are listed, 1,300 in flight: p95 of the delay at most 15 s inside 10 calls a second",
                f -> f.median(LISTED, P95, 1_300),
                ""));
        goals.add(Goal.atMost(
                145,
                "where they are not, 10 in flight: calls × delay at most 145 s",
                f -> f.median(SINGLE, PRODUCT, 10),
                SINGLE_REASON));
        goals.add(Goal.atMost(
                145,
                "where they are not, 100 in flight: calls × delay at most 145 s",
                f -> f.median(SINGLE, PRODUCT, 100),
                SINGLE_REASON));
        goals.add(Goal.atMost(
                11 * 5,
                "where they are not, durations of σ 0.3, 100 in flight: calls × delay at most 11 × 5 s",
                f -> f.median(REGULAR, PRODUCT, 100),
                ""));
        goals.add(Goal.atMost(
                1.1,
                "callbacks, jobs listed, 300 in flight: at most 1.1 calls a job",
                f -> f.median(LISTED_CALLBACKS, CALLS, 300),
                ""));
        goals.add(Goal.atMost(
                1.6,
                "callbacks, jobs not listed, 300 in flight: at most 1.6 calls a job",
                f -> f.median(CALLBACKS, CALLS, 300),
                ""));
        goals.add(Goal.atMost(
                2 + CALLBACK_P95,
                "callbacks, jobs listed, 300 in flight: p95 of the delay at most 2 s more than that of the callbacks (5 s)",
                f -> f.median(LISTED_CALLBACKS, P95, 300),
                ""));
        goals.add(Goal.atMost(
                2 + CALLBACK_P95,
                "callbacks, jobs not listed, 300 in flight: the same",
                f -> f.median(CALLBACKS, P95, 300),
                ""));
        goals.add(Goal.atMost(0, "1 % of the callbacks lost: none undetected", f -> f.most(LOSSY, UNDETECTED), ""));
        goals.add(Goal.atMost(
                10,
                "1 % of the callbacks lost, 300 in flight: p98 of the delay at most 10 s",
                f -> f.median(LOSSY, P98, 300),
                ""));
        goals.add(Goal.atMost(
                1,
                "1 % of the callbacks lost, 300 in flight: the longest delay as a part of the safety net's first look, its interval"
                        + " and a look together",
                f -> ratio(f.median(LOSSY, MOST, 300), f.median(LOSSY, FIRST_LOOK, 300)),
                ""));
        return List.copyOf(goals);
    }

    private static OptionalDouble ratio(OptionalDouble longest, OptionalDouble firstLook) {
        return longest.isPresent() && firstLook.isPresent()
                ? OptionalDouble.of(
                        longest.getAsDouble() / (firstLook.getAsDouble() + TrackerWatcher.SAFETY.toSeconds() + 1))
                : OptionalDouble.empty();
    }

    @Override
    public void measure(Laboratory laboratory) {
        int rounds = laboratory.choose(1, 2);
        for (long size : laboratory.choose(IN_FLIGHT.subList(0, 3), IN_FLIGHT)) {
            // with so many, one seed is as good as another
            for (int round = 1; round <= (size > MANY ? 1 : rounds); round++) {
                for (Way way : ways()) {
                    var run = new Run(way, (int) size, round);
                    laboratory.record(way.subject().id(), size, round, run.measure());
                }
            }
        }
    }

    /** A stretch of time. */
    private static final class Run {

        private static final Duration RAMP = Duration.ofMinutes(5);
        private static final Duration SETTLED = Duration.ofMinutes(30);
        private static final Duration COUNTED = Duration.ofMinutes(40);

        private final VirtualTime time;
        private final ModelCloud cloud;
        private final Way way;
        private final int inFlight;
        private final Watcher watcher;
        private final List<Double> delays = new ArrayList<>();
        private final Duration counted;
        private boolean counting;

        Run(Way way, int inFlight, long seed) {
            this.way = way;
            this.inFlight = inFlight;
            this.counted = COUNTED.multipliedBy(Math.max(1, MANY / inFlight));
            this.time = new VirtualTime(seed);
            this.cloud = new ModelCloud(time, way.listed());
            this.watcher = way.watch().with(time, cloud, this::found, inFlight > 1_300 ? 60 : 10);
        }

        Map<String, Double> measure() {
            for (int i = 0; i < inFlight; i++) {
                time.after(RAMP.multipliedBy(i).dividedBy(inFlight), this::begin);
            }
            time.advance(SETTLED);
            long before = cloud.questions();
            counting = true;
            time.advance(counted);
            double calls = (cloud.questions() - before) / (double) delays.size();
            Collections.sort(delays);
            double mean = delays.stream().mapToDouble(d -> d).average().orElseThrow();
            Map<String, Double> values = new HashMap<>();
            values.put(CALLS, calls);
            values.put(MEAN, mean);
            values.put(P95, percentile(0.95));
            values.put(P98, percentile(0.98));
            values.put(MOST, percentile(1));
            values.put(PRODUCT, calls * mean);
            Duration firstLook = watcher.longestFirstLook();
            values.put(FIRST_LOOK, firstLook.toMillis() / 1_000.0);
            // the safety net has had its first look and one more
            Duration patience = firstLook.plus(TrackerWatcher.SAFETY.multipliedBy(2));
            values.put(UNDETECTED, (double) cloud.endedBefore(time.now().minus(patience)));
            return values;
        }

        private double percentile(double part) {
            return delays.get((int) Math.min(delays.size() - 1, Math.floor(delays.size() * part)));
        }

        private void begin() {
            double seconds =
                    MEDIAN.toSeconds() * Math.exp(way.sigma() * time.random().nextGaussian());
            watcher.begin(Duration.ofMillis((long) (seconds * 1_000)));
        }

        private void found(String jobId) {
            if (counting) {
                delays.add(Duration.between(cloud.end(jobId), time.now()).toMillis() / 1_000.0);
            }
            cloud.forget(jobId);
            begin();
        }
    }
}
