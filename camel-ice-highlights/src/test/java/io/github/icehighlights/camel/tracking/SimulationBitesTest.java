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

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A simulation is worth what it finds. Each test breaks a rule that never bends, or a line of code that keeps one, and
 * sees that found.
 */
@ExtendWith(QuietTracker.class)
class SimulationBitesTest {

    private static final int SEEDS = 10_000;

    @Test
    void rule1IntentBeforeCall() {
        assertFound(new CallBeforeIntent(), Invariant.CREATED_ONCE);
    }

    @Test
    void rule3AcknowledgeAfterTheRoute() {
        assertFound(Defects.acknowledgesBeforeTheRoute(), Invariant.DELIVERED);
    }

    @Test
    void rule4OneNodeAtATimeByItsLease() {
        assertFound(Defects.leasesMeanNothing(), Invariant.ONE_NODE, Invariant.DELIVERED);
    }

    @Test
    void rule4OneNodeAtATimeByTheVersion() {
        assertFound(Defects.nothingIsFencedOff(), Invariant.ONE_NODE);
    }

    @Test
    void rule8WhatIsNotSureIsNotSentAgainByItsSubmitter() {
        assertFound(Defects.sendsAgainWithoutAnAnswer(), Invariant.CREATED_ONCE);
    }

    @Test
    void rule8WhatIsSentIsAnnouncedBefore() {
        assertFound(Defects.sendsUnannounced(), Invariant.CREATED_ONCE);
    }

    @Test
    void rule8WhatIsNotSureIsNotSentAgainByHealing() {
        assertFound(Defects.resubmitsByItself(), Invariant.CREATED_ONCE);
    }

    @Test
    void aNoToTheSecondCallIsNoNoToTheFirst() {
        assertFound(Defects.healingRefuses(), Invariant.NOTHING_LOST);
    }

    @Test
    void healingStopsWithItsLease() {
        assertFound(Setting.SOUND.in(Trouble.REPLAYS).with(Defects.healsWithoutLease()), Invariant.CREATED_ONCE);
    }

    @Test
    void activationFreesTheLease() {
        assertFound(Defects.activationKeepsTheLease(), Invariant.GOOD_ORDER);
    }

    private static void assertFound(Defect defect, Invariant... invariants) {
        assertFound(Setting.SOUND.with(defect), invariants);
    }

    private static void assertFound(Setting setting, Invariant... invariants) {
        for (Invariant invariant : invariants) {
            assertThat(Seeds.first(SEEDS, setting, invariant))
                    .as(invariant + " is found broken within " + SEEDS + " seeds")
                    .isPresent();
        }
    }
}
