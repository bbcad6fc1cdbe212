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
import io.github.icehighlights.camel.store.PendingState;
import io.github.icehighlights.camel.store.Reserved;
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
            bench.standStill(slow, Duration.ofMinutes(5));
        });
        bench.memory.replay(id);
        bench.pass(Duration.ofMinutes(1));

        assertThat(bench.job("k").state()).as("healed meanwhile").isEqualTo(PendingState.UNCERTAIN);
        assertThat(bench.ice.calls("submit")).isEmpty();
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

    private String uncertain(String key) {
        String id = orphan(NO_TOKEN, key, false);
        bench.pass(Duration.ofMinutes(5));
        assertThat(bench.job(key).state()).isEqualTo(PendingState.UNCERTAIN);
        return id;
    }

    /** A reservation whose node died before or after its call. */
    private String orphan(JobType type, String key, boolean sent) {
        var reservation = TrackerBench.reservation(type, TrackerBench.CHANNEL, key, "fingerprint", null);
        Reserved reserved = bench.memory.reserve(reservation, "dead", TrackerBench.SETTINGS.lease(), false);
        if (sent) {
            bench.ice.submit(type, reservation.request());
        }
        return reserved.job().correlationId();
    }
}
