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
import java.util.function.Function;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.github.icehighlights.camel.model.JobState;
import io.github.icehighlights.camel.model.JobType;
import io.github.icehighlights.camel.store.Reservation;

import static org.assertj.core.api.Assertions.assertThat;

/** Looks are there for callbacks that are lost, and come back by themselves when too many are. */
class SafetyNetTest {

    private static final SafetyNet NET = new SafetyNet(Duration.ofMinutes(15), Duration.ofMinutes(10));
    private static final Duration POLLED_FIRST = Duration.ofSeconds(15);
    private static final Policies POLICIES = new Policies(
            new LookPolicy(POLLED_FIRST, Duration.ofSeconds(10), Duration.ofHours(24), Duration.ofMinutes(2), NET),
            TestReceiver.DELIVERY);

    private final TrackerBench bench = new TrackerBench();
    private final TestReceiver receiver = bench.open(new TestReceiver(TrackerBench.CHANNEL, POLICIES));
    private int submitted;

    @AfterEach
    void nothingWasThrownAway() {
        assertThat(bench.time.uncaught()).isEmpty();
        assertThat(bench.tracker.problems()).isEmpty();
    }

    private String job() {
        return job(Duration.ofMinutes(5));
    }

    private String job(Duration length) {
        return job(bench.tracker, length, key -> TrackerBench.announcing(TrackerBench.CHANNEL, key));
    }

    /** A job whose callback goes where the user or the account says. */
    private String jobOf(String channel) {
        return job(
                bench.tracker,
                Duration.ofMinutes(5),
                key -> TrackerBench.reservation(JobType.SPORTS_HIGHLIGHTS, channel, key, "f", null));
    }

    private String job(JobTracker by, Duration length, Function<String, Reservation> reservation) {
        bench.ice.jobs(length, JobState.FINISHED);
        String key = "k" + ++submitted;
        by.submitter().submit(supersedes -> reservation.apply(key), job -> by.firstLook(job, POLICIES.look()), false);
        bench.time.runUntilIdle();
        return "job-" + submitted;
    }

    private void callback(String jobId) {
        bench.tracker.hints().accept(new Hint(null, jobId));
        bench.time.runUntilIdle();
    }

    private int looks() {
        return bench.ice.calls("report").size();
    }

    private void loseThree() {
        for (int i = 0; i < 3; i++) {
            job();
        }
        bench.pass(Duration.ofMinutes(16));
        assertThat(bench.tracker.notices()).hasSize(1);
    }

    @Test
    void withCallbacksAJobCostsOneCallAndComesAtOnce() {
        for (int i = 0; i < 20; i++) {
            String jobId = job();
            bench.pass(Duration.ofMinutes(5));
            callback(jobId);
            bench.pass(Duration.ofMillis(100));
            assertThat(receiver.deliveries()).hasSize(i + 1);
        }
        assertThat(looks()).isEqualTo(20);
        assertThat(bench.tracker.notices()).isEmpty();
    }

    @Test
    void aLostCallbackCostsTimeOnly() {
        job();
        bench.pass(Duration.ofMinutes(14));
        assertThat(looks()).isZero();

        bench.pass(Duration.ofMinutes(2));

        assertThat(receiver.states()).containsExactly(JobState.FINISHED);
        assertThat(bench.tracker.notices()).isEmpty();
    }

    @Test
    void aJobThatTakesLongIsLookedAtSeldom() {
        job(Duration.ofMinutes(70));

        bench.pass(Duration.ofMinutes(60));

        assertThat(looks()).isEqualTo(5);
    }

    @Test
    void whenCallbacksStopJobsArePolledAndHealthSaysWhy() {
        loseThree();

        assertThat(bench.tracker.notices().get(0)).contains("Callbacks do not come");
        int delivered = receiver.deliveries().size();
        job();
        bench.pass(Duration.ofMinutes(5).plusSeconds(12));
        assertThat(receiver.deliveries()).hasSize(delivered + 1);
    }

    @Test
    void whenCallbacksComeAgainTheyAreReliedOnAgain() {
        loseThree();
        for (int i = 0; i < 3; i++) {
            assertThat(bench.tracker.notices()).hasSize(1);
            String jobId = job();
            bench.pass(Duration.ofMinutes(5));
            callback(jobId);
            bench.pass(Duration.ofSeconds(12));
        }

        assertThat(bench.tracker.notices()).isEmpty();
        int looks = looks();
        job();
        bench.pass(Duration.ofMinutes(14));
        assertThat(looks()).isEqualTo(looks);
    }

    /** Its options know nothing of callbacks. */
    @Test
    void aConsumerWithoutSafetyNetLearnsOfJobsThatHaveAnAddress() {
        bench.tracker.close(receiver);
        LookPolicy look = POLICIES.look();
        bench.open(new TestReceiver(
                TrackerBench.CHANNEL,
                new Policies(
                        new LookPolicy(look.firstLook(), look.interval(), look.maxJobAge(), look.notFoundGrace(), null),
                        TestReceiver.DELIVERY)));

        loseThree();

        assertThat(bench.tracker.firstLook(TrackerBench.announcing(TrackerBench.CHANNEL, "next"), look))
                .isLessThan(Duration.ofMinutes(6));
    }

    @Test
    void aCallbackThatIsLateIsNotALostOne() {
        for (int i = 0; i < 6; i++) {
            String jobId = job();
            bench.pass(Duration.ofMinutes(16));
            callback(jobId);
        }

        assertThat(receiver.deliveries()).hasSize(6);
        assertThat(bench.tracker.notices()).isEmpty();
    }

    @Test
    void inventedCallbacksKeepUpNoTrust() {
        for (int i = 0; i < 3; i++) {
            String jobId = job();
            bench.pass(Duration.ofSeconds(10));
            callback(jobId);
            bench.pass(Duration.ofMinutes(1));
            callback("job-99");
        }
        bench.pass(Duration.ofMinutes(30));

        assertThat(bench.tracker.notices()).hasSize(1);
    }

    @Test
    void aCallbackThatIsEarlyMakesTheJobBeLookedAtSoonAgain() {
        String jobId = job();
        bench.pass(Duration.ofMinutes(5).minusSeconds(5));
        callback(jobId);
        bench.pass(Duration.ofSeconds(1));
        assertThat(receiver.deliveries()).isEmpty();

        bench.pass(Duration.ofSeconds(12));

        assertThat(receiver.deliveries()).hasSize(1);
        assertThat(looks()).isEqualTo(2);
    }

    @Test
    void aCallbackToAnotherNodeCountsToo() {
        JobTracker here = bench.tracker;
        JobTracker other = bench.start(TrackerBench.owner("node-2"));
        bench.tracker = here;
        for (int i = 0; i < 6; i++) {
            String jobId = job();
            bench.pass(Duration.ofMinutes(5));
            other.hints().accept(new Hint(null, jobId));
            bench.pass(Duration.ofSeconds(2));
        }

        assertThat(receiver.deliveries()).hasSize(6);
        assertThat(here.notices()).isEmpty();
    }

    @Test
    void aCallbackToAnotherNodeCountsAtLaterLooksToo() {
        JobTracker here = bench.tracker;
        JobTracker other = bench.start(TrackerBench.owner("node-2"));
        bench.tracker = here;
        for (int i = 0; i < 4; i++) {
            String jobId = job(Duration.ofMinutes(20));
            bench.pass(Duration.ofMinutes(20));
            other.hints().accept(new Hint(null, jobId));
            bench.pass(Duration.ofSeconds(2));
        }

        assertThat(receiver.deliveries()).hasSize(4);
        assertThat(looks()).as("one of the safety net, one for the callback").isEqualTo(8);
        assertThat(here.notices()).isEmpty();
    }

    @Test
    void aCallbackWhoseJobWaitsForItsTurnIsNotALostOne() {
        receiver.holding();
        for (int i = 0; i < 5; i++) {
            String jobId = job();
            bench.pass(Duration.ofMinutes(5));
            callback(jobId);
        }
        for (int i = 1; i <= 5; i++) {
            bench.pass(Duration.ofMinutes(3));
            assertThat(receiver.deliveries()).hasSize(i);
            receiver.last().acknowledged();
        }

        assertThat(bench.tracker.notices()).isEmpty();
    }

    @Test
    void jobsThatWaitForALateLookAreLookedAtWhenCallbacksTurnOutNotToCome() {
        for (int i = 0; i < 3; i++) {
            job();
        }
        bench.pass(Duration.ofMinutes(14));
        for (int i = 0; i < 10; i++) {
            job(Duration.ofSeconds(20));
        }
        bench.pass(Duration.ofSeconds(55));
        job(Duration.ofSeconds(20));
        assertThat(receiver.deliveries()).isEmpty();

        bench.pass(Duration.ofSeconds(10));
        assertThat(receiver.deliveries()).hasSize(13);
        bench.pass(Duration.ofSeconds(80));

        assertThat(receiver.deliveries()).as("what was too young then").hasSize(14);
    }

    @Test
    void jobsOfANodeThatHasNotLearnedOfItAreLookedAtToo() {
        JobTracker here = bench.tracker;
        JobTracker other = bench.start(TrackerBench.owner("node-2"));
        bench.tracker = here;
        loseThree();
        int delivered = receiver.deliveries().size();

        job(other, Duration.ofSeconds(20), key -> TrackerBench.announcing(TrackerBench.CHANNEL, key));
        bench.pass(Duration.ofSeconds(100));

        assertThat(receiver.deliveries()).hasSize(delivered + 1);
    }

    @Test
    void aRedeliveryIsNotHastened() {
        receiver.route(delivery -> delivery.failed(new IllegalStateException("route")));
        String jobId = job();
        bench.pass(Duration.ofMinutes(5));
        callback(jobId);
        bench.pass(Duration.ofSeconds(1));
        int offered = receiver.deliveries().size();
        assertThat(offered).isEqualTo(1);

        bench.store.hasten(TrackerBench.CHANNEL, JobType.SPORTS_HIGHLIGHTS, Duration.ZERO, Duration.ZERO);
        bench.pass(Duration.ofSeconds(3));

        assertThat(receiver.deliveries()).hasSize(offered);
    }

    @Test
    void whereCallbacksGoElsewhereJobsArePolledFromTheStartAndOthersAreLeftAlone() {
        TestReceiver elsewhere = bench.open(new TestReceiver("elsewhere", POLICIES));
        for (int i = 1; i <= 5; i++) {
            jobOf("elsewhere");
            bench.pass(Duration.ofMinutes(5).plusSeconds(12));
            assertThat(elsewhere.deliveries()).hasSize(i);
        }
        assertThat(bench.tracker.notices()).as("nobody promised any").isEmpty();

        int looks = looks();
        job();
        bench.pass(Duration.ofMinutes(14));
        assertThat(looks()).as("callbacks of this channel were not lost").isEqualTo(looks);
    }

    @Test
    void jobsWhoseAddressIsNotOursEarnTheirTrust() {
        for (int i = 0; i < 3; i++) {
            String jobId = jobOf(TrackerBench.CHANNEL);
            bench.pass(Duration.ofMinutes(5));
            callback(jobId);
            bench.pass(Duration.ofSeconds(12));
        }
        int looks = looks();

        jobOf(TrackerBench.CHANNEL);
        bench.pass(Duration.ofMinutes(14));

        assertThat(looks()).isEqualTo(looks);
    }

    @Test
    void callbacksOfOneChannelEarnNoTrustForAnother() {
        TestReceiver other = bench.open(new TestReceiver("other", POLICIES));
        loseThree();
        for (int i = 0; i < 4; i++) {
            String jobId = job(bench.tracker, Duration.ofMinutes(5), key -> TrackerBench.announcing("other", key));
            bench.pass(Duration.ofMinutes(5));
            callback(jobId);
            bench.pass(Duration.ofSeconds(1));
            assertThat(other.deliveries()).hasSize(i + 1);
        }

        assertThat(bench.tracker.notices()).singleElement().asString().contains("channel " + TrackerBench.CHANNEL);
    }

    @Test
    void aRedeliveryTeachesNothing() {
        receiver.route(delivery -> delivery.failed(new IllegalStateException("route")));
        String jobId = job();
        bench.pass(Duration.ofMinutes(5));
        callback(jobId);
        bench.pass(Duration.ofHours(1));

        assertThat(receiver.deliveries()).hasSize(3);
        assertThat(bench.tracker.notices()).isEmpty();
    }
}
