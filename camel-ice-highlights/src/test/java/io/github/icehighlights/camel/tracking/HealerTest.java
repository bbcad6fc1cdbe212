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
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import io.github.icehighlights.camel.model.JobType;
import io.github.icehighlights.camel.store.PendingJob;
import io.github.icehighlights.camel.store.PendingState;
import io.github.icehighlights.camel.tracking.ModelIce.Fault;

import static org.assertj.core.api.Assertions.assertThat;

/** What becomes of a submission whose submitter has gone. */
class HealerTest {

    private static final JobType TOKEN = JobType.SPORTS_HIGHLIGHTS;
    private static final JobType NO_TOKEN = JobType.SCREEN_MEDIA_HIGHLIGHTS;

    private final TrackerBench bench = new TrackerBench();

    @Test
    void aTokenIsSentAgainWhileIceRemembersIt() {
        String id = orphan(TOKEN, "k", true);
        bench.pass(Duration.ofMinutes(2));

        assertThat(bench.job("k").state()).isEqualTo(PendingState.ACTIVE);
        assertThat(bench.job("k").jobId()).isEqualTo("job-1");
        assertThat(bench.ice.created(id)).isEqualTo(1);
        assertThat(bench.ice.calls("list")).isEmpty();
    }

    @Test
    void aSubmissionThatNeverLeftIsSentByItsToken() {
        String id = orphan(TOKEN, "k", false);
        bench.pass(Duration.ofMinutes(2));

        assertThat(bench.job("k").state()).isEqualTo(PendingState.ACTIVE);
        assertThat(bench.ice.created(id)).isEqualTo(1);
    }

    @Test
    void aHealedJobIsDeliveredSoon() {
        TestReceiver receiver = bench.open(new TestReceiver(TrackerBench.CHANNEL));
        orphan(TOKEN, "k", true);

        bench.pass(Duration.ofMinutes(2));

        assertThat(receiver.deliveries()).hasSize(1);
    }

    @Test
    void whatNobodyBeganToSendIsSentWithoutASearch() {
        reserved(NO_TOKEN, "k");

        bench.pass(Duration.ofMinutes(2));

        assertThat(bench.job("k").state()).isEqualTo(PendingState.ACTIVE);
        assertThat(bench.ice.created()).isEqualTo(1);
        assertThat(bench.ice.calls("list")).isEmpty();
    }

    @Test
    void whatNobodyBeganToSendIsSentWhenItsTokenWouldBeForgotten() {
        reserved(TOKEN, "k");
        bench.node.kill();
        bench.pass(Duration.ofMinutes(10));

        bench.start(TrackerBench.owner("node-2"));
        bench.pass(Duration.ofMinutes(2));

        assertThat(bench.job("k").state()).isEqualTo(PendingState.ACTIVE);
        assertThat(bench.ice.created()).isEqualTo(1);
    }

    @Test
    void whatAHealerDiedWithIsNotSentAgain() {
        PendingJob held = reserved(NO_TOKEN, "k");
        bench.pass(Duration.ofSeconds(61));
        PendingJob taken = bench.memory
                .claimExpiredReservations("dead too", TrackerBench.SETTINGS.lease(), 1)
                .get(0);
        bench.memory.sending(taken, TrackerBench.SETTINGS.lease());
        bench.ice.submit(NO_TOKEN, held.reservation().request());

        bench.pass(Duration.ofMinutes(5));

        assertThat(bench.job("k").state()).isEqualTo(PendingState.ACTIVE);
        assertThat(bench.ice.created()).isEqualTo(1);
    }

    @Test
    void aForgottenTokenIsOnlySearchedFor() {
        String id = orphan(TOKEN, "k", true);
        bench.node.kill();
        bench.pass(Duration.ofMinutes(10));

        bench.start(TrackerBench.owner("node-2"));
        bench.pass(Duration.ofMinutes(2));

        assertThat(bench.job("k").jobId()).isEqualTo("job-1");
        assertThat(bench.ice.calls("submit")).hasSize(1);
        assertThat(bench.ice.created(id)).isEqualTo(1);
    }

    @Test
    void aSubmissionWithoutTokenIsFoundInTheList() {
        bench.ice.listLag(Duration.ofSeconds(50));
        for (int i = 0; i < 25; i++) {
            orphan(NO_TOKEN, "k" + i, true);
        }
        bench.pass(Duration.ofMinutes(5));

        assertThat(bench.memory.count(TrackerBench.CHANNEL)).isEqualTo(Map.of(PendingState.ACTIVE, 25L));
        assertThat(bench.ice.created()).isEqualTo(25);
        assertThat(bench.ice.calls("submit")).hasSize(25);
    }

    @Test
    void whatTheListShowsMustBeConfirmedByItsReport() {
        orphan(NO_TOKEN, "k", true);
        bench.ice.onReport(Fault.UNKNOWN_BEFORE, Fault.NOT_FOUND);
        bench.pass(Duration.ofSeconds(75));
        assertThat(bench.job("k").state()).isEqualTo(PendingState.RESERVED);

        bench.pass(Duration.ofMinutes(5));
        assertThat(bench.job("k").state()).isEqualTo(PendingState.ACTIVE);
    }

    @Test
    void whatIsMissingTwiceIsUncertain() {
        orphan(NO_TOKEN, "k", false);
        bench.pass(Duration.ofMinutes(5));

        assertThat(bench.job("k").state()).isEqualTo(PendingState.UNCERTAIN);
        assertThat(bench.job("k").reservation().request()).isNotEmpty();
        List<Instant> lists =
                bench.ice.calls("list").stream().map(ModelIce.Call::at).toList();
        assertThat(lists).hasSize(2);
        assertThat(Duration.between(lists.get(0), lists.get(1))).isGreaterThanOrEqualTo(Duration.ofSeconds(60));
        assertThat(bench.ice.calls("submit")).isEmpty();
    }

    @Test
    void aListThatFailsIsNoMiss() {
        orphan(NO_TOKEN, "k", false);
        for (int i = 0; i < 20; i++) {
            bench.ice.onList(Fault.UNKNOWN_BEFORE);
        }
        bench.pass(Duration.ofMinutes(5));

        assertThat(bench.job("k").state()).isEqualTo(PendingState.RESERVED);
        assertThat(bench.ice.calls("list")).as("slower and slower").hasSizeLessThan(15);
        bench.ice.repair();
        bench.pass(Duration.ofMinutes(5));
        assertThat(bench.job("k").state()).isEqualTo(PendingState.UNCERTAIN);
    }

    @Test
    void aNoAtHealingIsNoProof() {
        String id = orphan(TOKEN, "k", true);
        bench.ice.listLag(Duration.ofMinutes(4));
        bench.ice.onSubmit(Fault.REFUSED, Fault.REFUSED);
        bench.pass(Duration.ofMinutes(3));

        assertThat(bench.job("k").state()).isIn(PendingState.ACTIVE, PendingState.UNCERTAIN);
        bench.submit("k");
        bench.pass(Duration.ofMinutes(10));
        assertThat(bench.ice.created(id)).isEqualTo(1);
    }

    @Test
    void aReplayedUncertainSubmissionIsSentOnce() {
        String id = uncertain("k");
        assertThat(bench.tracker.desk().replay(TrackerBench.CHANNEL, id, null)).isNotNull();
        bench.pass(Duration.ofMinutes(1));

        assertThat(bench.job("k").state()).isEqualTo(PendingState.ACTIVE);
        assertThat(bench.ice.created(id)).isEqualTo(1);
    }

    @Test
    void aReplayThatIsThrottledIsSentLater() {
        String id = uncertain("k");
        bench.ice.onSubmit(Fault.THROTTLED, Fault.NOT_SENT);
        bench.tracker.desk().replay(TrackerBench.CHANNEL, id, null);
        bench.pass(Duration.ofMinutes(1));

        assertThat(bench.job("k").state()).isEqualTo(PendingState.ACTIVE);
        assertThat(bench.ice.created(id)).isEqualTo(1);
    }

    @Test
    void aReplayWithUnknownOutcomeIsNotSentAgainByItself() {
        String id = uncertain("k");
        bench.ice.listLag(Duration.ofMinutes(30)).onSubmit(Fault.UNKNOWN_AFTER);
        bench.tracker.desk().replay(TrackerBench.CHANNEL, id, null);
        bench.pass(Duration.ofMinutes(10));

        assertThat(bench.ice.created(id)).isEqualTo(1);
        assertThat(bench.job("k").state()).isEqualTo(PendingState.UNCERTAIN);
    }

    @Test
    void aReplayThatANodeDiedWithIsNotSentAgainByAnother() {
        String id = uncertain("k");
        bench.faults.error("activate", 1);
        bench.tracker.desk().replay(TrackerBench.CHANNEL, id, null);
        bench.time.runUntilIdle();
        bench.restart("node-2");
        bench.pass(Duration.ofMinutes(10));

        assertThat(bench.ice.created(id)).isEqualTo(1);
        assertThat(bench.job("k").state()).as("found in the list").isEqualTo(PendingState.ACTIVE);
    }

    @Test
    void twoNodesDoNotSendOneReplay() {
        String id = uncertain("k");
        bench.restart("slow");
        VirtualTime.Node slow = bench.node;
        bench.memory.replay(id);
        // the slow node claims it, and is paused before its turn comes
        bench.faults.pauseAfter("claimExpiredReservations", slow);
        bench.pass(Duration.ofSeconds(40));
        bench.start(TrackerBench.owner("healthy"));
        bench.pass(Duration.ofMinutes(2));
        bench.memory.replay(id);
        bench.pass(Duration.ofMinutes(2));
        assertThat(bench.ice.created(id)).isEqualTo(1);

        slow.resume();
        bench.pass(Duration.ofMinutes(5));

        assertThat(bench.ice.created(id)).isEqualTo(1);
    }

    @Test
    void aReplayIsNotSentUnderALeaseThatTheStoreWasTooSlowToProlong() {
        String id = uncertain("k");
        bench.restart("slow");
        VirtualTime.Node slow = bench.node;
        bench.faults.meanwhile("renew", () -> {
            bench.start(TrackerBench.owner("healthy"));
            bench.standStill(slow, Duration.ofMinutes(10));
        });
        bench.memory.replay(id);
        bench.pass(Duration.ofMinutes(1));

        assertThat(bench.job("k").state()).as("sent by the other one").isEqualTo(PendingState.ACTIVE);
        assertThat(bench.ice.calls("submit")).hasSize(1);
    }

    @Test
    void whatIsUncertainIsSentOnceMoreIfThatIsWished() {
        String id = orphan(NO_TOKEN, "k", false);
        resubmitting();
        bench.pass(Duration.ofMinutes(5));

        assertThat(bench.job("k").state()).isEqualTo(PendingState.ACTIVE);
        assertThat(bench.ice.created(id)).isEqualTo(1);
        List<ModelIce.Call> calls = bench.ice.calls();
        assertThat(calls).extracting(ModelIce.Call::action).startsWith("list", "list", "submit");
        assertThat(Duration.between(calls.get(0).at(), calls.get(1).at()))
                .isGreaterThanOrEqualTo(Duration.ofSeconds(60));
    }

    @Test
    void whatTheListShowsInTimeIsNotResubmitted() {
        String id = orphan(NO_TOKEN, "k", true);
        bench.ice.listLag(Duration.ofSeconds(110));
        resubmitting();
        bench.pass(Duration.ofMinutes(10));

        assertThat(bench.job("k").state()).isEqualTo(PendingState.ACTIVE);
        assertThat(bench.ice.created(id)).isEqualTo(1);
    }

    /** The price of the wish: a list that is later than listLag. */
    @Test
    void whatTheListShowsTooLateIsPaidTwice() {
        String id = orphan(NO_TOKEN, "k", true);
        bench.ice.listLag(Duration.ofMinutes(30));
        resubmitting();
        bench.pass(Duration.ofMinutes(40));

        assertThat(bench.job("k").state()).isEqualTo(PendingState.ACTIVE);
        assertThat(bench.ice.created(id)).isEqualTo(2);
    }

    @Test
    void aResubmissionThatIceRefusesStaysUncertain() {
        orphan(NO_TOKEN, "k", false);
        resubmitting();
        refuseAll();
        bench.pass(Duration.ofHours(2));

        assertThat(bench.ice.calls("submit")).hasSize(1);
        assertThat(bench.job("k").state()).isEqualTo(PendingState.UNCERTAIN);
        assertThat(bench.job("k").lastError()).contains("REFUSED by submit");
    }

    @Test
    void aResubmissionThatGetsLostTooStaysUncertain() {
        String id = orphan(NO_TOKEN, "k", false);
        resubmitting();
        bench.ice.listLag(Duration.ofDays(1));
        for (int i = 0; i < 50; i++) {
            bench.ice.onSubmit(Fault.UNKNOWN_AFTER);
        }
        bench.pass(Duration.ofHours(2));

        assertThat(bench.ice.created(id)).isEqualTo(1);
        assertThat(bench.job("k").state()).isEqualTo(PendingState.UNCERTAIN);
    }

    /** Were it given back meanwhile, nobody would know that it has been sent once more. */
    @Test
    void aResubmissionThatGetsLostIsNotRepeatedWhenTheListsFail() {
        String id = orphan(NO_TOKEN, "k", false);
        resubmitting();
        bench.ice.listLag(Duration.ofMinutes(10));
        bench.pass(Duration.ofSeconds(90));
        assertThat(bench.ice.calls("list")).hasSize(1);
        bench.ice.onSubmit(Fault.UNKNOWN_AFTER);
        bench.ice.onList(Fault.NONE, Fault.UNKNOWN_BEFORE, Fault.UNKNOWN_BEFORE, Fault.UNKNOWN_BEFORE);
        bench.pass(Duration.ofHours(2));

        assertThat(bench.ice.created(id)).isEqualTo(1);
        assertThat(bench.job("k").state()).isEqualTo(PendingState.UNCERTAIN);
    }

    @Test
    void aResubmissionWhoseActivationFailsIsFoundAndNotRepeated() {
        String id = orphan(NO_TOKEN, "k", false);
        resubmitting();
        bench.faults.failBefore("activate", 3);
        bench.pass(Duration.ofMinutes(20));

        assertThat(bench.ice.created(id)).isEqualTo(1);
        assertThat(bench.job("k").state()).isEqualTo(PendingState.ACTIVE);
    }

    @Test
    void aResubmissionWaitsUntilIceTakesIt() {
        String id = orphan(NO_TOKEN, "k", false);
        resubmitting();
        for (int i = 0; i < 10; i++) {
            bench.ice.onSubmit(Fault.NOT_SENT, Fault.THROTTLED);
        }
        bench.pass(Duration.ofHours(1));

        assertThat(bench.job("k").state()).isEqualTo(PendingState.ACTIVE);
        assertThat(bench.ice.created(id)).isEqualTo(1);
    }

    @Test
    void eachPageOfAListIsACallOfTheBudget() {
        foreignJobs(150);
        bench.node.kill();
        bench.start(TrackerBench.settings("slow", 1));
        orphan(NO_TOKEN, "k", false);
        bench.pass(Duration.ofMinutes(10));

        List<Instant> pages =
                bench.ice.calls("list").stream().map(ModelIce.Call::at).toList();
        assertThat(bench.job("k").state()).isEqualTo(PendingState.UNCERTAIN);
        assertThat(pages).hasSize(2 * 15);
        for (int i = 3; i < 15; i++) {
            // after a burst of one second's worth
            assertThat(Duration.between(pages.get(i - 1), pages.get(i))).isGreaterThanOrEqualTo(Duration.ofSeconds(1));
        }
    }

    @Test
    void aJobBehindThousandsOfNewerOnesIsFound() {
        bench.ice.pageSize(100);
        orphan(NO_TOKEN, "k", true);
        foreignJobs(2_500);
        bench.pass(Duration.ofMinutes(3));

        assertThat(bench.job("k").jobId()).isEqualTo("job-1");
    }

    @Test
    void whatIceMadeLongBeforeIsNotSearched() {
        bench.ice.pageSize(100);
        foreignJobs(1_000);
        bench.pass(Duration.ofMinutes(20));
        orphan(NO_TOKEN, "k", false);
        bench.pass(Duration.ofMinutes(5));

        assertThat(bench.job("k").state()).isEqualTo(PendingState.UNCERTAIN);
        assertThat(bench.job("k").lastError()).doesNotContain("among their newest");
        assertThat(bench.ice.calls("list")).hasSize(2);
    }

    private void foreignJobs(int count) {
        for (int i = 0; i < count; i++) {
            bench.ice.submit(
                    NO_TOKEN,
                    TrackerBench.reservation(NO_TOKEN, "others", "o" + i, "f", null)
                            .request());
        }
    }

    @Test
    void aJobOnALaterPageIsFound() {
        orphan(NO_TOKEN, "k", true);
        foreignJobs(150);
        bench.pass(Duration.ofMinutes(3));

        assertThat(bench.job("k").jobId()).isEqualTo("job-1");
    }

    @Test
    void manyOrphansAreHealedBeforeTheirTokensAreForgotten() {
        for (int i = 0; i < 200; i++) {
            orphan(TOKEN, "k" + i, true);
        }
        bench.pass(Duration.ofMinutes(4));

        assertThat(bench.memory.count(TrackerBench.CHANNEL)).isEqualTo(Map.of(PendingState.ACTIVE, 200L));
        assertThat(bench.ice.created()).isEqualTo(200);
    }

    @Test
    void healingWaitsForAStoreThatIsAway() {
        orphan(TOKEN, "k", true);
        bench.faults.failBefore("activate");
        bench.pass(Duration.ofMinutes(2));
        assertThat(bench.job("k").state()).isEqualTo(PendingState.RESERVED);

        bench.faults.comeBack();
        bench.pass(Duration.ofMinutes(3));

        assertThat(bench.job("k").state()).isEqualTo(PendingState.ACTIVE);
        assertThat(bench.ice.created()).isEqualTo(1);
    }

    @Test
    void aSubmissionThatIsHealedDuringTheSearchStaysHealed() {
        String id = orphan(NO_TOKEN, "k", false);
        bench.pass(Duration.ofSeconds(95));
        assertThat(bench.ice.calls("list")).hasSize(1);
        bench.memory.activate(id, "job-x", null, Duration.ofDays(1));

        bench.pass(Duration.ofMinutes(5));

        assertThat(bench.job("k").state()).isEqualTo(PendingState.ACTIVE);
    }

    private void resubmitting() {
        bench.node.kill();
        bench.start(TrackerBench.resubmitting("node-2"));
    }

    private void refuseAll() {
        for (int i = 0; i < 50; i++) {
            bench.ice.onSubmit(Fault.REFUSED);
        }
    }

    private String uncertain(String key) {
        String id = orphan(NO_TOKEN, key, false);
        bench.pass(Duration.ofMinutes(5));
        assertThat(bench.job(key).state()).isEqualTo(PendingState.UNCERTAIN);
        return id;
    }

    /** A reservation whose node died right before or after its call. */
    private String orphan(JobType type, String key, boolean sent) {
        PendingJob held = reserved(type, key);
        bench.memory.sending(held, TrackerBench.SETTINGS.lease());
        if (sent) {
            bench.ice.submit(type, held.reservation().request());
        }
        return held.correlationId();
    }

    /** A reservation whose node died while it waited for its turn. */
    private PendingJob reserved(JobType type, String key) {
        var reservation = TrackerBench.reservation(type, TrackerBench.CHANNEL, key, "fingerprint", null);
        return bench.memory
                .reserve(reservation, "dead", TrackerBench.SETTINGS.lease(), false)
                .job();
    }
}
