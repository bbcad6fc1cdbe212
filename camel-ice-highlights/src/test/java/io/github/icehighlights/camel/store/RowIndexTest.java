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
package io.github.icehighlights.camel.store;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;

import org.junit.jupiter.api.Test;

import io.github.icehighlights.camel.model.JobType;

import static org.assertj.core.api.Assertions.assertThat;

class RowIndexTest {

    private static MemoryRow row(String key) {
        var connection = new Connection("default", "cn-shanghai", "host");
        var reservation = new Reservation(
                "id-" + key, "c", JobType.SPORTS_HIGHLIGHTS, key, "f", "t", Map.of(), connection, null, null);
        return new MemoryRow(reservation, MemoryRow.Origin.of(reservation), 1, Instant.EPOCH);
    }

    /** Hashes that collide all the time, so that gaps, wraps and growth all happen. */
    @Test
    void findsWhatAMapFinds() {
        for (int buckets : new int[] {1, 7, 1 << 20}) {
            Random random = new Random(buckets);
            Map<String, MemoryRow> map = new HashMap<>();
            var index = new RowIndex(
                    row -> row.key().hashCode() % buckets, (a, b) -> a.key().equals(b.key()));
            for (int i = 0; i < 20_000; i++) {
                // grows, then shrinks, then grows
                int range = 1 + (i / 2_000 % 2 == 0 ? 300 : 40);
                String key = "k" + random.nextInt(range);
                if (random.nextInt(3) > 0) {
                    MemoryRow row = row(key);
                    index.put(row);
                    map.put(key, row);
                } else if (map.containsKey(key)) {
                    index.remove(map.remove(key));
                } else {
                    index.remove(row(key));
                }
                String asked = "k" + random.nextInt(300);
                assertThat(index.find(
                                asked.hashCode() % buckets, row -> row.key().equals(asked)))
                        .isSameAs(map.get(asked));
            }
            assertThat(index.stream()).containsExactlyInAnyOrderElementsOf(map.values());
        }
    }

    @Test
    void aRowThatWasReplacedTakesNothingAway() {
        var index = new RowIndex(MemoryRow::keyHash, (a, b) -> a.is(b.channel(), b.key()));
        MemoryRow first = row("k");
        MemoryRow second = row("k");
        index.put(first);
        index.put(second);

        index.remove(first);

        assertThat(index.find(second.keyHash(), row -> row.is("c", "k"))).isSameAs(second);
    }
}
