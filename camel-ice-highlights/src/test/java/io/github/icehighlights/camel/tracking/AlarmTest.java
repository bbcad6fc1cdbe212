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

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class AlarmTest {

    private final VirtualTime time = new VirtualTime(1);
    private final List<Instant> rings = new ArrayList<>();
    private final Alarm alarm = new Alarm(time.clock(), time.node().workers().timer(), () -> rings.add(time.now()));

    @Test
    void ringsNotBeforeItsTimeAndSoonAfter() {
        alarm.in(Duration.ofMillis(1_010));
        time.advance(Duration.ofMillis(1_009));
        assertThat(rings).isEmpty();
        time.advance(Duration.ofMillis(21));
        assertThat(rings).hasSize(1);
    }

    @Test
    void aSoonerTimeComesFirst() {
        alarm.in(Duration.ofSeconds(10));
        alarm.in(Duration.ofSeconds(1));
        time.advance(Duration.ofSeconds(2));
        assertThat(rings).hasSize(1);
        time.advance(Duration.ofSeconds(9));
        assertThat(rings).hasSize(2);
    }

    @Test
    void timesThatLieCloseTogetherRingOnce() {
        for (int i = 0; i < 10_000; i++) {
            alarm.in(Duration.ofMillis(1_000 + i % 20));
        }
        time.advance(Duration.ofSeconds(2));

        assertThat(rings).hasSizeLessThanOrEqualTo(2);
        assertThat(time.timers()).isZero();
    }

    @Test
    void negativeAndEndlessDelaysDoNoHarm() {
        alarm.in(Duration.ofSeconds(-5));
        time.advance(Duration.ofMillis(20));
        assertThat(rings).hasSize(1);

        alarm.in(Duration.ofMillis(Long.MAX_VALUE));
        alarm.in(Duration.ofSeconds(Long.MAX_VALUE));
        time.advance(Duration.ofSeconds(1));
        assertThat(rings).as("nothing is due").hasSize(1);
    }

    @Test
    void aStoppedAlarmDoesNotRing() {
        alarm.in(Duration.ofSeconds(1));
        alarm.stop();
        alarm.in(Duration.ofSeconds(1));
        time.advance(Duration.ofSeconds(5));

        assertThat(rings).isEmpty();
        assertThat(time.timers()).isZero();
    }
}
