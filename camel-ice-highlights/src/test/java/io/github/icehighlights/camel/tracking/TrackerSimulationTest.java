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

import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;

/** Whole lives of jobs under trouble, each decided by its seed. */
@ExtendWith(QuietTracker.class)
class TrackerSimulationTest {

    @Test
    void nothingIsLostAndNothingPaidTwice() {
        Map<Incident, Integer> incidents = Seeds.assertSound(TrackerSimulationTest.class, 10_000, Setting.SOUND);
        if (!incidents.isEmpty()) {
            assertThat(incidents.keySet()).as("what has happened").containsExactly(Incident.values());
        }
    }

    @Test
    void aSeedAlwaysTellsTheSameStory() {
        Setting told = Setting.SOUND.tellingItsStory();
        for (int seed = 0; seed < 100; seed++) {
            assertThat(Seeds.chronicle(seed, told).story())
                    .as("seed " + seed)
                    .isEqualTo(Seeds.chronicle(seed, told).story());
        }
    }
}
