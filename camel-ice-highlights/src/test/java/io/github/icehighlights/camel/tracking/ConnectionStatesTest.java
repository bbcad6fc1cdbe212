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

import org.junit.jupiter.api.Test;

import io.github.icehighlights.camel.model.JobState;
import io.github.icehighlights.camel.model.JobType;
import io.github.icehighlights.camel.store.Connection;
import io.github.icehighlights.camel.store.PendingState;
import io.github.icehighlights.camel.tracking.ModelIce.Fault;

import static org.assertj.core.api.Assertions.assertThat;

/** Looks through a connection that ICE forbids. */
class ConnectionStatesTest {

    private final TrackerBench bench = new TrackerBench();

    @Test
    void aForbiddenConnectionRestsAndRecoversByItself() {
        TestReceiver receiver = bench.open(new TestReceiver(TrackerBench.CHANNEL));
        for (int i = 0; i < 20; i++) {
            bench.submit("k" + i);
            bench.ice.onReport(Fault.FORBIDDEN);
        }
        bench.pass(Duration.ofMinutes(1));
        assertThat(bench.tracker.problems()).singleElement().asString().contains("default@cn-shanghai");
        assertThat(bench.ice.calls("report")).hasSizeLessThan(5);
        assertThat(bench.job("k0").state()).isEqualTo(PendingState.ACTIVE);

        bench.ice.repair();
        bench.pass(Duration.ofMinutes(12));

        assertThat(bench.tracker.problems()).isEmpty();
        assertThat(receiver.deliveries()).hasSize(20);
    }

    @Test
    void onlyThatConnectionRests() {
        var other = new Connection("other", "cn-shanghai", "e");
        var states = new ConnectionStates(bench.time.clock());
        states.forbidden(TrackerBench.CONNECTION, "no");

        assertThat(states.rest(TrackerBench.CONNECTION)).contains(Duration.ofSeconds(30));
        assertThat(states.rest(other)).isEmpty();
    }

    @Test
    void looksThatWereUnderWayTogetherCountOnce() {
        var states = new ConnectionStates(bench.time.clock());
        for (int i = 0; i < 8; i++) {
            states.forbidden(TrackerBench.CONNECTION, "no");
        }
        assertThat(states.rest(TrackerBench.CONNECTION)).contains(Duration.ofSeconds(30));

        bench.pass(Duration.ofSeconds(31));
        assertThat(states.rest(TrackerBench.CONNECTION)).isEmpty();
        states.forbidden(TrackerBench.CONNECTION, "no");
        assertThat(states.rest(TrackerBench.CONNECTION)).contains(Duration.ofSeconds(60));
    }

    @Test
    void anAnswerOfAnyOtherKindShowsThatTheConnectionIsRepaired() {
        bench.open(new TestReceiver(TrackerBench.CHANNEL));
        bench.submit("k");
        bench.ice.onReport(Fault.FORBIDDEN);
        bench.ice.delete(JobType.SPORTS_HIGHLIGHTS, "job-1");
        bench.pass(Duration.ofSeconds(10));
        assertThat(bench.tracker.problems()).isNotEmpty();

        bench.pass(Duration.ofMinutes(5));

        assertThat(bench.tracker.problems()).isEmpty();
    }

    @Test
    void aJobWhoseConnectionIsGoneIsToldOfAndExpires() {
        TestReceiver receiver = bench.open(new TestReceiver(TrackerBench.CHANNEL));
        bench.submit("k");
        bench.connected(false);
        bench.pass(Duration.ofHours(23));

        assertThat(receiver.deliveries()).isEmpty();
        assertThat(bench.tracker.problems())
                .singleElement()
                .asString()
                .contains("default@cn-shanghai", "No endpoint of this application");
        assertThat(bench.job("k").lastError()).contains("No endpoint of this application");
        bench.pass(Duration.ofMinutes(62));

        assertThat(receiver.states()).containsExactly(JobState.EXPIRED);
        assertThat(receiver.last().highlights().errorMessage()).contains("No endpoint of this application");
        assertThat(bench.job("k").state()).isEqualTo(PendingState.ACKNOWLEDGED);
        assertThat(bench.ice.calls("report")).isEmpty();
        bench.pass(Duration.ofMinutes(11));
        assertThat(bench.tracker.problems()).as("nothing misses it any more").isEmpty();
    }

    @Test
    void aConnectionThatComesBackIsUsedAtOnce() {
        TestReceiver receiver = bench.open(new TestReceiver(TrackerBench.CHANNEL));
        bench.submit("k");
        bench.connected(false);
        bench.pass(Duration.ofHours(1));

        bench.connected(true);
        bench.pass(Duration.ofSeconds(12));

        assertThat(receiver.states()).containsExactly(JobState.FINISHED);
        assertThat(bench.tracker.problems()).isEmpty();
    }

    @Test
    void aReservationWhoseConnectionIsGoneIsToldOfToo() {
        bench.memory.reserve(
                TrackerBench.reservation(JobType.SPORTS_HIGHLIGHTS, TrackerBench.CHANNEL, "k", "f", null),
                "dead",
                TrackerBench.SETTINGS.lease(),
                false);
        bench.connected(false);
        bench.pass(Duration.ofHours(2));

        assertThat(bench.tracker.problems()).singleElement().asString().contains("default@cn-shanghai");
        assertThat(bench.job("k").state()).isEqualTo(PendingState.RESERVED);
    }

    @Test
    void throttledLooksPauseTheBudget() {
        TestReceiver receiver = bench.open(new TestReceiver(TrackerBench.CHANNEL));
        bench.submit("a");
        bench.pass(Duration.ofSeconds(1));
        bench.ice.onReport(Fault.THROTTLED);
        bench.pass(Duration.ofMillis(4_100));
        assertThat(bench.ice.calls("report")).hasSize(1);
        int before = bench.ice.calls("submit").size();
        bench.submit("b");
        assertThat(bench.ice.calls("submit")).as("paused").hasSize(before);

        bench.pass(Duration.ofMinutes(1));
        assertThat(receiver.deliveries()).hasSize(2);
    }
}
