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

/** The same trouble around a real database, whose connections get lost before and after their commits. */
@ExtendWith(QuietTracker.class)
class DatabaseSimulationTest {

    @Test
    void nothingIsLostAndNothingPaidTwice() {
        Map<Incident, Integer> incidents =
                Seeds.assertSound(DatabaseSimulationTest.class, 200, Setting.SOUND.on(H2Storage::new));
        if (!incidents.isEmpty()) {
            assertThat(incidents).containsKeys(Incident.STORE_AWAY, Incident.COMMIT_UNKNOWN, Incident.CRASH);
        }
    }
}
