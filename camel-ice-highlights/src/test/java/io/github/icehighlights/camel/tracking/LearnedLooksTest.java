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
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.github.icehighlights.camel.model.JobState;
import io.github.icehighlights.camel.model.JobType;

import static org.assertj.core.api.Assertions.assertThat;

/** Looks follow how long jobs really take, and go on following when that changes. */
class LearnedLooksTest {

    private static final SafetyNet NET = new SafetyNet(null, Duration.ofMinutes(10));
    private static final LookPolicy POLLED =
            new LookPolicy(Duration.ofSeconds(10), Duration.ofHours(24), Duration.ofMinutes(2));
    private static final LookPolicy CALLED =
            new LookPolicy(null, Duration.ofSeconds(10), Duration.ofHours(24), Duration.ofMinutes(2), NET);

    private final TrackerBench bench = new TrackerBench();
    private final Random random = new Random(5);
    private LookPolicy policy = POLLED;
    private TestReceiver receiver;
    private int submitted;

    /** What became of a job: how often it was looked at, and for how long it had been over when it was delivered. */
    private record Seen(int looks, Duration delay) {}

    @AfterEach
    void nothingWasThrownAway() {
        assertThat(bench.time.uncaught()).isEmpty();
        assertThat(bench.tracker.problems()).isEmpty();
    }

    private void open() {
        receiver = bench.open(new TestReceiver(TrackerBench.CHANNEL, new Policies(policy, TestReceiver.DELIVERY)));
    }

    private Instant submit(Duration length, JobState end) {
        bench.ice.jobs(length, end);
        String key = "k" + ++submitted;
        bench.tracker
                .submitter()
                .submit(
                        supersedes -> TrackerBench.announcing(TrackerBench.CHANNEL, key),
                        job -> bench.tracker.firstLook(job, policy),
                        false);
        bench.time.runUntilIdle();
        return bench.time.now().plus(length);
    }

    private Seen job(Duration length) {
        return job(length, JobState.FINISHED);
    }

    private Seen job(Duration length, JobState end) {
        int looks = looks();
        int delivered = receiver.deliveries().size();
        Instant ends = submit(length, end);
        while (receiver.deliveries().size() == delivered) {
            bench.pass(Duration.ofMillis(500));
        }
        return new Seen(looks() - looks, Duration.between(ends, bench.time.now()));
    }

    private List<Seen> jobs(int count, Duration around) {
        List<Seen> seen = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            seen.add(job(around.plusMillis(random.nextInt(6_000) - 3_000)));
        }
        return seen;
    }

    private int looks() {
        return bench.ice.calls("report").size();
    }

    private Duration firstLook() {
        return bench.tracker.firstLook(TrackerBench.announcing(TrackerBench.CHANNEL, "asked"), policy);
    }

    @Test
    void jobsAreNotLookedAtBeforeTheyCanHaveEnded() {
        open();
        assertThat(jobs(20, Duration.ofMinutes(3))).allMatch(seen -> seen.looks() > 15);

        List<Seen> learned = jobs(10, Duration.ofMinutes(3));

        System.out.println("learned from 20 jobs of three minutes: " + learned);
        assertThat(learned)
                .allMatch(seen -> seen.looks() <= 3)
                .allMatch(seen -> seen.delay().toSeconds() <= 12);
    }

    @Test
    void whenJobsGetShorterLooksComeEarlierAgain() {
        open();
        jobs(40, Duration.ofMinutes(10));

        List<Seen> shorter = jobs(12, Duration.ofMinutes(1));

        System.out.println("ten minutes become one: " + shorter);
        assertThat(shorter.get(0).delay()).isGreaterThan(Duration.ofMinutes(8));
        assertThat(shorter.subList(6, 12)).allMatch(seen -> seen.delay().toSeconds() <= 22);
    }

    @Test
    void thatHoldsWhereIceTellsNoTimesToo() {
        bench.ice.withoutTimes();
        open();
        jobs(40, Duration.ofMinutes(10));

        List<Seen> shorter = jobs(30, Duration.ofMinutes(1));

        System.out.println("ten minutes become one, and ICE tells no times: " + shorter);
        assertThat(shorter.subList(20, 30)).allMatch(seen -> seen.delay().toSeconds() <= 15);
    }

    @Test
    void whenJobsGetLongerLooksComeLaterAgain() {
        open();
        jobs(40, Duration.ofMinutes(1));
        assertThat(jobs(1, Duration.ofMinutes(10)).get(0).looks()).isGreaterThan(40);

        List<Seen> longer = jobs(JobDurations.NEWEST, Duration.ofMinutes(10));

        assertThat(longer.get(longer.size() - 1).looks()).isLessThanOrEqualTo(3);
    }

    @Test
    void whatWasLearnedOutlivesTheNode() {
        open();
        jobs(30, Duration.ofMinutes(3));

        bench.restart("node-2");
        open();
        firstLook();
        bench.time.runUntilIdle();

        assertThat(firstLook()).isBetween(Duration.ofSeconds(176), Duration.ofSeconds(179));
    }

    @Test
    void whatWasLearnedOutlivesTheRecords() {
        bench.node.kill();
        bench.start(TrackerBench.retaining("forgetful", Duration.ofMinutes(1)));
        open();
        jobs(30, Duration.ofMinutes(3));
        bench.pass(Duration.ofMinutes(6));
        firstLook();
        bench.time.runUntilIdle();

        assertThat(bench.memory.durations(TrackerBench.CHANNEL, JobType.SPORTS_HIGHLIGHTS, 100))
                .isEmpty();
        assertThat(firstLook()).isBetween(Duration.ofSeconds(176), Duration.ofSeconds(179));
    }

    @Test
    void whatOtherNodesDeliverIsLearnedWithinMinutes() {
        open();
        JobTracker other = bench.start(TrackerBench.owner("node-2"));
        assertThat(other.firstLook(TrackerBench.announcing(TrackerBench.CHANNEL, "asked"), policy))
                .isEqualTo(PollSchedule.FIRST_LOOK);
        jobs(30, Duration.ofMinutes(3));
        bench.tracker = other;
        firstLook();
        bench.time.runUntilIdle();

        assertThat(firstLook()).isBetween(Duration.ofSeconds(176), Duration.ofSeconds(179));
    }

    @Test
    void whatOtherNodesDeliverCountsAlsoWhereFewRecordsAreKept() {
        bench.node.kill();
        JobTracker first = bench.start(TrackerBench.retaining("first", Duration.ofMinutes(20)));
        open();
        jobs(30, Duration.ofMinutes(3));
        JobTracker other = bench.start(TrackerBench.retaining("other", Duration.ofMinutes(20)));
        first.close(receiver);
        open();
        for (int i = 0; i < 20; i++) {
            jobs(5, Duration.ofMinutes(6));
            first.firstLook(TrackerBench.announcing(TrackerBench.CHANNEL, "asked"), policy);
        }

        bench.tracker = first;
        assertThat(firstLook()).isBetween(Duration.ofSeconds(175), Duration.ofSeconds(179));
        for (int i = 0; i < 25; i++) {
            bench.tracker = other;
            jobs(5, Duration.ofMinutes(6));
            bench.tracker = first;
            firstLook();
        }
        bench.time.runUntilIdle();

        assertThat(firstLook()).isGreaterThan(Duration.ofSeconds(350));
    }

    @Test
    void onlyFinishedJobsOfTheSameChannelAndTypeTeach() {
        open();
        for (int i = 0; i < 30; i++) {
            job(Duration.ofSeconds(1), JobState.FAILED);
        }
        assertThat(firstLook()).isEqualTo(PollSchedule.FIRST_LOOK);
        jobs(30, Duration.ofMinutes(3));

        assertThat(firstLook()).isGreaterThan(Duration.ofMinutes(2));
        assertThat(bench.tracker.firstLook(TrackerBench.announcing("other", "o"), policy))
                .isEqualTo(PollSchedule.FIRST_LOOK);
        assertThat(bench.tracker.firstLook(
                        TrackerBench.reservation(JobType.HIGHLIGHT_EXTRACTION, TrackerBench.CHANNEL, "o", "f", null),
                        policy))
                .isEqualTo(PollSchedule.FIRST_LOOK);
    }

    @Test
    void theSafetyNetComesAfterTheJobsAndWithinMinutes() {
        policy = CALLED;
        open();
        for (int i = 0; i < 30; i++) {
            Instant ends = submit(Duration.ofSeconds(120 + random.nextInt(20)), JobState.FINISHED);
            bench.pass(Duration.between(bench.time.now(), ends));
            bench.tracker.hints().accept(new Hint(null, "job-" + submitted));
            bench.pass(Duration.ofSeconds(1));
        }
        assertThat(receiver.deliveries()).hasSize(30);
        assertThat(looks()).isEqualTo(30);

        Seen lost = job(Duration.ofMinutes(2));

        assertThat(lost.looks()).isEqualTo(1);
        assertThat(lost.delay()).isBetween(Duration.ofSeconds(20), Duration.ofSeconds(60));
    }

    @Test
    void aStoreThatDoesNotAnswerKeepsNoJobWaiting() {
        bench.faults.failBefore("durations");
        open();

        assertThat(jobs(3, Duration.ofMinutes(1))).allMatch(seen -> seen.delay().toSeconds() <= 12);
        bench.faults.comeBack();
        bench.pass(Duration.ofMinutes(10));
        jobs(1, Duration.ofMinutes(1));
    }
}
