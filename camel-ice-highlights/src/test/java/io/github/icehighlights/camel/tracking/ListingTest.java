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
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.github.icehighlights.camel.model.JobState;
import io.github.icehighlights.camel.model.JobType;
import io.github.icehighlights.camel.store.Reservation;
import io.github.icehighlights.camel.tracking.ModelIce.Fault;

import static org.assertj.core.api.Assertions.assertThat;

/** Lists spare looks, and whatever is wrong with them costs no job. */
class ListingTest {

    private static final Duration LONG = Duration.ofMinutes(5);
    private static final Duration HOURS = Duration.ofHours(5);

    private final TrackerBench bench = new TrackerBench();
    private final TestReceiver receiver = new TestReceiver(TrackerBench.CHANNEL);
    private int submitted;

    @AfterEach
    void nothingWasThrownAwayAndNothingIsWrong() {
        assertThat(bench.time.uncaught()).isEmpty();
        assertThat(bench.tracker.problems()).isEmpty();
    }

    /** Submits jobs that run for some time; they are looked at for the first time after five seconds. */
    private void jobs(int count, Duration length) {
        bench.ice.jobs(length, JobState.FINISHED);
        int before = bench.ice.created();
        for (int i = 0; i < count; i++) {
            bench.submit("k" + ++submitted);
        }
        assertThat(bench.ice.created() - before).isEqualTo(count);
    }

    private void foreignJobs(int count) {
        bench.ice.jobs(HOURS, JobState.FINISHED);
        for (int i = 0; i < count; i++) {
            bench.ice.submit(JobType.SPORTS_HIGHLIGHTS, Map.of("UserData", "{}"));
        }
    }

    private int looks() {
        return bench.ice.calls("report").size();
    }

    private int lists() {
        return bench.ice.calls("list").size();
    }

    @Test
    void listedJobsAreLookedAtWhenTheyAreGoneFromTheList() {
        bench.open(receiver);
        jobs(10, LONG);
        bench.pass(Duration.ofSeconds(20));
        int first = looks();
        assertThat(first).isLessThanOrEqualTo(10);

        bench.pass(LONG.minusSeconds(21));
        assertThat(receiver.deliveries()).isEmpty();
        assertThat(looks()).isEqualTo(first);
        bench.pass(Duration.ofSeconds(7));

        assertThat(receiver.states()).hasSize(10).containsOnly(JobState.FINISHED);
        assertThat(looks()).isEqualTo(first + 10);
        assertThat(lists()).isBetween(50, 62);
        bench.pass(Duration.ofHours(1));
        assertThat(lists()).as("lists when there is nothing to find").isLessThanOrEqualTo(62);
    }

    @Test
    void fewJobsAreLookedAtOneByOne() {
        bench.open(receiver);
        jobs(Listing.FEWEST - 1, LONG);

        bench.pass(LONG);

        assertThat(lists()).isZero();
        assertThat(looks()).isGreaterThan(75);
    }

    @Test
    void theLastOfManyIsLetGo() {
        bench.open(receiver);
        jobs(5, Duration.ofMinutes(1));
        jobs(1, LONG);
        bench.pass(Duration.ofMinutes(2));
        assertThat(receiver.deliveries()).hasSize(5);
        int lists = lists();
        int looks = looks();

        bench.pass(Duration.ofMinutes(1));

        assertThat(lists()).isEqualTo(lists);
        assertThat(looks() - looks).isBetween(5, 7);
    }

    @Test
    void jobsThatWaitInIceAreListedToo() {
        bench.ice.queued(LONG);
        bench.open(receiver);
        jobs(10, LONG);
        bench.pass(Duration.ofSeconds(25));
        int first = looks();

        bench.pass(LONG.multipliedBy(2).minusSeconds(26));

        assertThat(looks() - first).as("each job once, in ten minutes").isLessThanOrEqualTo(10);
        bench.pass(Duration.ofSeconds(7));
        assertThat(receiver.deliveries()).hasSize(10);
    }

    @Test
    void typesThatShareAListAreListedTogether() {
        bench.open(receiver);
        bench.ice.jobs(LONG, JobState.FINISHED);
        for (int i = 0; i < 4; i++) {
            bench.submit(i % 2 == 0 ? JobType.SPORTS_HIGHLIGHTS : JobType.SCREEN_MEDIA_HIGHLIGHTS, "k" + i, false);
        }

        bench.pass(LONG.plusSeconds(6));

        assertThat(looks()).isBetween(8, 10);
        assertThat(receiver.deliveries()).hasSize(4);
    }

    @Test
    void manyThatEndTogetherKeepToTheBudget() {
        bench.ice.pageSize(100);
        jobs(100, LONG);
        bench.node.kill();
        bench.start(TrackerBench.settings("node-2", 10));
        bench.open(receiver);
        bench.pass(LONG.minusSeconds(1));
        int looks = looks();

        bench.pass(Duration.ofSeconds(20));

        assertThat(receiver.deliveries()).hasSize(100);
        assertThat(looks() - looks).isEqualTo(100);
        List<ModelIce.Call> calls =
                bench.ice.calls().subList(100, bench.ice.calls().size());
        for (int i = 20; i < calls.size(); i++) {
            assertThat(Duration.between(calls.get(i - 20).at(), calls.get(i).at()))
                    .isGreaterThanOrEqualTo(Duration.ofMillis(990));
        }
    }

    @Test
    void aHintIsStrongerThanAList() {
        bench.ice.lingering(Duration.ofSeconds(30));
        bench.open(receiver);
        jobs(10, LONG);
        bench.pass(LONG);

        bench.tracker.hints().accept(new Hint(null, "job-3"));
        bench.pass(Duration.ofMillis(100));

        assertThat(receiver.deliveries()).hasSize(1);
    }

    @Test
    void aHintElsewhereIsStrongerThanAList() {
        bench.ice.lingering(Duration.ofSeconds(30));
        bench.open(receiver);
        jobs(10, LONG);
        bench.pass(LONG);

        // as another node that was told
        bench.store.wake("job-3");
        bench.pass(Duration.ofSeconds(2));

        assertThat(receiver.deliveries()).hasSize(1);
    }

    @Test
    void whatListsDoNotShowIsLookedAtAsIfThereWereNone() {
        bench.ice.unlisted(JobType.values());
        bench.open(receiver);
        jobs(10, Duration.ofHours(1));

        bench.pass(Duration.ofMinutes(55));
        assertThat(looks()).isBetween(10 * 55 * 5, 10 * 55 * 7);
        assertThat(lists()).as("now and then they are tried").isBetween(6, 14);

        bench.ice.unlisted();
        bench.pass(Duration.ofMinutes(5).plusSeconds(11));
        assertThat(receiver.deliveries()).hasSize(10);
    }

    @Test
    void listsThatShowTheJobsAfterAllAreUsed() {
        bench.ice.unlisted(JobType.values());
        bench.open(receiver);
        jobs(10, HOURS);
        bench.pass(Duration.ofHours(1));
        bench.ice.unlisted();
        bench.pass(Duration.ofMinutes(15));
        int looks = looks();

        bench.pass(Duration.ofMinutes(9));

        assertThat(looks() - looks).isLessThanOrEqualTo(10);
    }

    @Test
    void listsThatLagSpareLooksWhenTheyHaveCaughtUp() {
        bench.ice.listLag(Duration.ofMinutes(1));
        bench.open(receiver);
        jobs(10, LONG);
        bench.pass(Duration.ofMinutes(2));
        int looks = looks();

        bench.pass(LONG.minusMinutes(2).plusSeconds(6));

        assertThat(receiver.deliveries()).hasSize(10);
        assertThat(looks() - looks).isBetween(10, 20);
    }

    @Test
    void aListThatNeverForgetsAJobDoesNotHideIt() {
        bench.ice.lingering(Duration.ofDays(1));
        bench.open(receiver);
        jobs(10, LONG);

        bench.pass(LONG.plusMinutes(12));

        assertThat(receiver.deliveries()).hasSize(10);
    }

    @Test
    void aListThatSkipsJobsCostsLooksOnly() {
        bench.ice.omits(() -> bench.time.random().nextInt(4) == 0);
        bench.open(receiver);
        jobs(40, LONG);

        bench.pass(LONG.plusSeconds(25));

        assertThat(receiver.deliveries()).hasSize(40);
        assertThat(looks()).isLessThan(40 * 20);
    }

    @Test
    void aJobThatIsNotSeenAnyMoreIsLookedAtAndSeenAgain() {
        bench.open(receiver);
        jobs(10, LONG);
        bench.pass(Duration.ofSeconds(30));
        int looks = looks();
        bench.ice.unlisted(JobType.values());
        bench.pass(Duration.ofSeconds(6));
        assertThat(looks() - looks).isEqualTo(10);
        bench.ice.unlisted();
        bench.pass(Duration.ofSeconds(30));
        looks = looks();

        bench.pass(Duration.ofMinutes(3));

        assertThat(looks() - looks).isZero();
        assertThat(receiver.deliveries()).isEmpty();
    }

    @Test
    void halfAListIsNone() {
        bench.open(receiver);
        jobs(20, LONG);
        bench.pass(Duration.ofSeconds(30));
        int looks = looks();
        // the second page
        bench.ice.onList(Fault.NONE, Fault.UNKNOWN_BEFORE);

        bench.pass(Duration.ofMinutes(1));

        assertThat(looks() - looks).isZero();
    }

    @Test
    void aListThatFailsForLongIsNotReliedOn() {
        bench.open(receiver);
        jobs(20, LONG);
        bench.pass(Duration.ofMinutes(4));
        int looks = looks();
        for (int i = 0; i < 50; i++) {
            bench.ice.onList(Fault.UNKNOWN_BEFORE);
        }

        bench.pass(Duration.ofMinutes(1).plusSeconds(15));

        assertThat(receiver.deliveries()).hasSize(20);
        assertThat(looks() - looks).isGreaterThan(40);
    }

    @Test
    void whoMayNotListMayLook() {
        for (int i = 0; i < 100; i++) {
            bench.ice.onList(Fault.FORBIDDEN);
        }
        bench.open(receiver);
        jobs(20, LONG);

        bench.pass(LONG.plusSeconds(12));

        assertThat(receiver.deliveries()).hasSize(20);
        assertThat(lists()).isLessThan(10);
    }

    @Test
    void aListThatIsMostlyAboutOthersIsNotRead() {
        foreignJobs(300);
        bench.open(receiver);
        jobs(5, Duration.ofMinutes(30));
        foreignJobs(300);

        bench.pass(Duration.ofMinutes(31));

        assertThat(receiver.deliveries()).hasSize(5);
        assertThat(lists()).isLessThan(20 * 12);
        assertThat(looks()).isGreaterThan(5 * 30 * 5);
    }

    @Test
    void anotherNodeGoesOnWhereOneHasDied() {
        bench.open(receiver);
        jobs(10, LONG);
        bench.pass(LONG.minusSeconds(1));
        bench.restart("node-2");
        bench.open(receiver);

        bench.pass(Duration.ofSeconds(67));

        assertThat(receiver.deliveries()).hasSize(10);
    }

    @Test
    void aJobThatIsListedForTooLongExpires() {
        Duration age = Duration.ofMinutes(3);
        var look = new LookPolicy(Duration.ofSeconds(10), age, Duration.ofMinutes(2));
        TestReceiver impatient =
                bench.open(new TestReceiver(TrackerBench.CHANNEL, new Policies(look, TestReceiver.DELIVERY)));
        jobs(10, HOURS);

        bench.pass(age.plusSeconds(15));

        assertThat(impatient.states()).hasSize(10).containsOnly(JobState.EXPIRED);
    }

    @Test
    void aRedeliveryDoesNotWaitForAList() {
        bench.ice.lingering(Duration.ofHours(1));
        bench.open(receiver.route(delivery -> {
            if (delivery.count() == 1) {
                delivery.failed(new IllegalStateException("route"));
            } else {
                delivery.acknowledged();
            }
        }));
        jobs(10, LONG);
        bench.pass(LONG);

        bench.tracker.hints().accept(new Hint(null, "job-3"));
        bench.pass(Duration.ofSeconds(7));

        assertThat(receiver.deliveries()).hasSize(2);
    }

    private static Intent withAddressOfOurs(String key) {
        return supersedes -> {
            Reservation plain =
                    TrackerBench.reservation(JobType.SPORTS_HIGHLIGHTS, TrackerBench.CHANNEL, key, "f", supersedes);
            Map<String, String> request = new HashMap<>(plain.request());
            request.put("UserData", TrackerBench.userData(plain.correlationId() + "+"));
            return new Reservation(
                    plain.correlationId(),
                    plain.channel(),
                    plain.jobType(),
                    plain.key(),
                    plain.fingerprint(),
                    plain.clientToken(),
                    request,
                    plain.connection(),
                    plain.carriedHeaders(),
                    supersedes);
        };
    }

    @Test
    void withCallbacksAListLooksForTheLostOnes() {
        var net = new SafetyNet(Duration.ofMinutes(20), Duration.ofMinutes(10));
        var look = new LookPolicy(null, Duration.ofSeconds(10), Duration.ofHours(24), Duration.ofMinutes(2), net);
        var told = bench.open(new TestReceiver(TrackerBench.CHANNEL, new Policies(look, TestReceiver.DELIVERY)));
        Map<String, Duration> lengths = new HashMap<>();
        for (int i = 1; i <= 100; i++) {
            Duration length = Duration.ofSeconds(30 + 15L * i);
            bench.ice.jobs(length, JobState.FINISHED);
            bench.tracker.submitter().submit(withAddressOfOurs("k" + i), reservation -> net.firstLook(), false);
            bench.time.runUntilIdle();
            lengths.put("job-" + i, length);
        }
        bench.ice.pageSize(100);
        lengths.forEach((jobId, length) -> {
            if (!jobId.endsWith("7")) {
                bench.node.after(
                        length.plusSeconds(1), () -> bench.tracker.hints().accept(new Hint(null, jobId)));
            }
        });

        bench.pass(Duration.ofSeconds(30 + 15L * 100).plusMinutes(11));

        assertThat(told.deliveries()).hasSize(100);
        // the lost ones that are found together cost the callbacks their trust, until three more come
        assertThat(looks() + lists()).isLessThanOrEqualTo(220);
    }

    @Test
    void aTrackerThatHasStoppedListsNothing() {
        bench.open(receiver);
        jobs(10, LONG);
        bench.pass(Duration.ofSeconds(30));
        bench.tracker.stop();
        bench.pass(Duration.ofSeconds(1));
        int calls = bench.ice.calls().size();

        bench.pass(LONG);

        assertThat(bench.ice.calls()).hasSize(calls);
    }
}
