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
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Calls and delays of ways to poll, with durations that are log-normal around three minutes: the table that is printed, and
 * the figures that must not get worse.
 */
class PollScheduleTest {

    private static final int JOBS = 100_000;
    private static final int LEARNED_FROM = 200;
    private static final double MEDIAN = 180;

    /** 95 % of the jobs take up to 15 minutes. */
    private static final double WIDE = .978;

    private static final double NARROW = .3;

    /** What a way to poll costs. */
    private record Cost(double calls, double delay, double p95) {

        double product() {
            return calls * delay;
        }
    }

    /** A way to poll: from an age in seconds to the time until the next look. */
    private interface Way {

        double next(double age, int looks);
    }

    private static Way fixed(double interval) {
        return (age, looks) -> interval;
    }

    private static Way exponential(double first, double factor, double most) {
        return (age, looks) -> Math.min(most, first * Math.pow(factor, looks));
    }

    private static Way of(PollSchedule schedule) {
        return (age, looks) -> looks == 0
                ? seconds(schedule.firstLook())
                : seconds(schedule.nextLook(Duration.ofMillis(Math.round(age * 1_000))));
    }

    /** The mean of what twenty samples teach. */
    private static Cost learned(double interval, double learnedMedian, double learnedSpread, double[] durations) {
        List<Cost> costs = new ArrayList<>();
        for (int seed = 1; seed <= 20; seed++) {
            var sample = LearnedDurations.of(sample(seed, LEARNED_FROM, learnedMedian, learnedSpread));
            double[] some = Arrays.copyOfRange(durations, (seed - 1) * JOBS / 20, seed * JOBS / 20);
            costs.add(cost(of(PollSchedule.polling(policy(interval), sample)), some));
        }
        return new Cost(
                costs.stream().mapToDouble(Cost::calls).average().orElseThrow(),
                costs.stream().mapToDouble(Cost::delay).average().orElseThrow(),
                costs.stream().mapToDouble(Cost::p95).average().orElseThrow());
    }

    private static LookPolicy policy(double interval) {
        return new LookPolicy(
                Duration.ofMillis(Math.round(interval * 1_000)), Duration.ofDays(1), Duration.ofMinutes(2));
    }

    private static Cost cost(Way way, double[] durations) {
        Random phase = new Random(4);
        double[] delays = new double[durations.length];
        long calls = 0;
        for (int i = 0; i < durations.length; i++) {
            // a fixed schedule that began with the job would be in step with it
            double at = way.next(0, 0);
            int looks = 1;
            while (at < durations[i]) {
                double gap = way.next(at, looks);
                at += gap * (.9 + .2 * phase.nextDouble());
                looks++;
            }
            calls += looks;
            delays[i] = at - durations[i];
        }
        Arrays.sort(delays);
        return new Cost(
                (double) calls / durations.length,
                Arrays.stream(delays).average().orElseThrow(),
                delays[(int) (durations.length * .95)]);
    }

    private static double[] durations(double median, double spread) {
        Random random = new Random(3);
        return IntStream.range(0, JOBS)
                .mapToDouble(i -> median * Math.exp(spread * random.nextGaussian()))
                .toArray();
    }

    private static List<Duration> sample(int seed, int size, double median, double spread) {
        Random random = new Random(seed);
        // ICE's times are whole seconds
        return IntStream.range(0, size)
                .mapToObj(i -> Duration.ofSeconds(Math.round(median * Math.exp(spread * random.nextGaussian()))))
                .toList();
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1_000.0;
    }

    private static Cost row(String name, Cost cost) {
        System.out.printf(
                Locale.ROOT,
                "%-34s | %6.1f | %6.1f | %6.1f | %6.1f%n",
                name,
                cost.calls(),
                cost.delay(),
                cost.p95(),
                cost.product());
        return cost;
    }

    private static void header(String name) {
        System.out.printf("%n%-34s |  calls |  delay |    p95 |    c*d%n", name);
    }

    @Test
    void learningPaysWhereJobsVaryMuch() {
        double[] wide = durations(MEDIAN, WIDE);
        header("sigma .978, seconds");
        row("fixed 5", cost(fixed(5), wide));
        Cost fixed = row("fixed 10", cost(fixed(10), wide));
        row("fixed 30", cost(fixed(30), wide));
        row("exponential 2 x 1.5, at most 30", cost(exponential(2, 1.5, 30), wide));
        row("exponential 5 x 1.5, at most 120", cost(exponential(5, 1.5, 120), wide));
        Cost ours = row("learned, 10", learned(10, MEDIAN, WIDE, wide));
        row("learned, 30", learned(30, MEDIAN, WIDE, wide));
        row("learned, 10; median twice as long", learned(10, MEDIAN * 2, WIDE, wide));
        row("learned, 10; median half as long", learned(10, MEDIAN / 2, WIDE, wide));
        row("not learned, 10", cost(of(PollSchedule.polling(policy(10), LearnedDurations.NONE)), wide));

        assertThat(ours.product()).isLessThanOrEqualTo(145).isLessThan(fixed.product());
    }

    @Test
    void learningPaysMostWhereJobsVaryLittle() {
        double[] narrow = durations(MEDIAN, NARROW);
        header("sigma .3, seconds");
        Cost fixed = row("fixed 10", cost(fixed(10), narrow));
        row("exponential 2 x 1.5, at most 30", cost(exponential(2, 1.5, 30), narrow));
        row("learned, 10", learned(10, MEDIAN, NARROW, narrow));
        Cost ours = row("learned, 9.5", learned(9.5, MEDIAN, NARROW, narrow));
        row("learned, 10; median twice as long", learned(10, MEDIAN * 2, NARROW, narrow));
        row("learned, 10; median half as long", learned(10, MEDIAN / 2, NARROW, narrow));
        for (double spread : new double[] {.02, .1, .2, .5, .7}) {
            row("learned, 10, sigma " + spread, learned(10, MEDIAN, spread, durations(MEDIAN, spread)));
        }

        assertThat(fixed.calls()).isGreaterThan(18.5);
        assertThat(ours.calls()).as("without following the hazard nearly 11").isLessThanOrEqualTo(10.4);
        assertThat(ours.delay()).isLessThanOrEqualTo(5.05);
    }

    @Test
    void asLongAsLittleIsKnownTheOptionsHold() {
        var few = LearnedDurations.of(sample(1, LearnedDurations.ENOUGH - 1, MEDIAN, NARROW));
        PollSchedule schedule = PollSchedule.polling(policy(10), few);

        assertThat(schedule.firstLook()).isEqualTo(PollSchedule.FIRST_LOOK);
        assertThat(schedule.nextLook(Duration.ZERO)).isEqualTo(Duration.ofSeconds(10));
        assertThat(schedule.nextLook(Duration.ofHours(1))).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void aFirstLookOfTheUsersWins() {
        var known = LearnedDurations.of(sample(1, LEARNED_FROM, MEDIAN, NARROW));
        var policy = new LookPolicy(
                Duration.ofSeconds(3), Duration.ofSeconds(10), Duration.ofDays(1), Duration.ofMinutes(2), null);
        PollSchedule schedule = PollSchedule.polling(policy, known);

        assertThat(schedule.firstLook()).isEqualTo(Duration.ofSeconds(3));
        assertThat(schedule.nextLook(Duration.ofSeconds(1))).isEqualTo(Duration.ofSeconds(10));
        assertThat(schedule.nextLook(Duration.ofSeconds(150))).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void noLookComesBeforeJobsEnd() {
        PollSchedule schedule =
                PollSchedule.polling(policy(10), LearnedDurations.of(sample(1, LEARNED_FROM, MEDIAN, WIDE)));
        Duration first = schedule.firstLook();

        assertThat(first).isBetween(Duration.ofSeconds(15), Duration.ofSeconds(35));
        assertThat(schedule.nextLook(Duration.ofSeconds(1))).isEqualTo(first.minusSeconds(1));
        assertThat(schedule.nextLook(first)).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void whatGoesBeyondAllThatIsKnownIsLookedAtInTheUsersInterval() {
        PollSchedule schedule =
                PollSchedule.polling(policy(10), LearnedDurations.of(sample(1, LEARNED_FROM, MEDIAN, NARROW)));

        assertThat(schedule.nextLook(Duration.ofHours(2))).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void allJobsMayTakeTheSameTime() {
        for (int seconds : new int[] {0, 1, 180}) {
            var same = LearnedDurations.of(sample(1, LEARNED_FROM, seconds, 0));
            PollSchedule schedule = PollSchedule.polling(policy(10), same);

            assertThat(schedule.firstLook()).isEqualTo(Duration.ofSeconds(seconds));
            assertThat(schedule.nextLook(schedule.firstLook()))
                    .isBetween(Duration.ofMillis(2_500), Duration.ofSeconds(10));
        }
    }

    @Test
    void theSafetyNetComesAfterNearlyAllJobs() {
        var net = new LookPolicy(
                null,
                Duration.ofSeconds(10),
                Duration.ofDays(1),
                Duration.ofMinutes(2),
                new SafetyNet(null, Duration.ofMinutes(10)));
        double[] durations = durations(MEDIAN, WIDE);
        List<Cost> costs = new ArrayList<>();
        for (int seed = 1; seed <= 20; seed++) {
            PollSchedule schedule =
                    PollSchedule.late(net, LearnedDurations.of(sample(seed, LEARNED_FROM, MEDIAN, WIDE)));
            // one look for the callback of each, and those of the safety net at the jobs that take longer
            double looks = 0;
            for (double duration : durations) {
                double at = seconds(schedule.firstLook());
                while (at < duration) {
                    at += seconds(schedule.nextLook(Duration.ofMillis(Math.round(at * 1_000))));
                    looks++;
                }
            }
            costs.add(new Cost(1 + looks / JOBS, 0, 0));
        }
        double calls = costs.stream().mapToDouble(Cost::calls).average().orElseThrow();
        System.out.printf(Locale.ROOT, "%ncallbacks, safety net learned: %.3f calls a job%n", calls);

        assertThat(calls).isLessThan(1.1);
        assertThat(PollSchedule.late(net, LearnedDurations.NONE).firstLook()).isEqualTo(PollSchedule.LATE_FIRST_LOOK);
        assertThat(PollSchedule.late(net, LearnedDurations.NONE).nextLook(Duration.ZERO))
                .isEqualTo(Duration.ofMinutes(10));
    }

    @Test
    void theUsersSafetyNetWins() {
        var known = LearnedDurations.of(sample(1, LEARNED_FROM, MEDIAN, NARROW));

        assertThat(late(null, Duration.ofMinutes(1), known)).isEqualTo(Duration.ofMinutes(1));
        assertThat(late(Duration.ofHours(1), null, known)).isEqualTo(Duration.ofHours(1));
        assertThat(late(Duration.ofHours(1), Duration.ofMinutes(1), known)).isEqualTo(Duration.ofHours(1));
        assertThat(late(Duration.ofSeconds(15), null, known))
                .isBetween(Duration.ofSeconds(300), Duration.ofSeconds(450));
    }

    private static Duration late(Duration firstLook, Duration safetyFirstLook, LearnedDurations known) {
        var policy = new LookPolicy(
                firstLook,
                Duration.ofSeconds(10),
                Duration.ofDays(1),
                Duration.ofMinutes(2),
                new SafetyNet(safetyFirstLook, Duration.ofMinutes(10)));
        return PollSchedule.late(policy, known).firstLook();
    }
}
