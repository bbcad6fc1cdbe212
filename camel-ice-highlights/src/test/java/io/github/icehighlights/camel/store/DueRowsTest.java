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

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;

import org.junit.jupiter.api.Test;

import io.github.icehighlights.camel.model.JobType;

import static org.assertj.core.api.Assertions.assertThat;

class DueRowsTest {

    private static final long MILLISECOND = 1_000_000;

    private final DueRows due = new DueRows(MemoryRow.Agenda.ofChannel("c").view());

    private static MemoryRow row(long sequence, long dueAt) {
        var connection = new Connection("default", "cn-shanghai", "host");
        var reservation = new Reservation(
                "id" + sequence, "c", JobType.SPORTS_HIGHLIGHTS, "k", "f", "t", Map.of(), connection, null, null);
        var row = new MemoryRow(reservation, MemoryRow.Origin.of(reservation), sequence, Instant.EPOCH);
        row.state = PendingState.ACTIVE;
        row.nextLook = dueAt;
        return row;
    }

    @Test
    void isAsIfAllWereInOrder() {
        Random random = new Random(3);
        List<MemoryRow> all = new ArrayList<>();
        long now = 0;
        for (int i = 0; i < 20_000; i++) {
            now += random.nextInt(30) * MILLISECOND;
            int what = random.nextInt(10);
            if (what < 5 || all.isEmpty()) {
                // also late ones, and many at the same time
                MemoryRow row = row(i, now + (random.nextInt(5_000) / 10 * 10 - 500) * MILLISECOND);
                due.add(row);
                all.add(row);
            } else if (what < 7) {
                MemoryRow gone = all.remove(random.nextInt(all.size()));
                due.remove(gone);
            } else if (what < 9) {
                MemoryRow moved = all.get(random.nextInt(all.size()));
                due.remove(moved);
                moved.nextLook = now + random.nextInt(4_000) * MILLISECOND;
                due.add(moved);
            } else {
                int max = 1 + random.nextInt(20);
                long until = now;
                List<MemoryRow> expected = all.stream()
                        .filter(row -> row.nextLook <= until)
                        .sorted(Comparator.<MemoryRow>comparingLong(row -> row.nextLook)
                                .thenComparingLong(row -> row.sequence))
                        .limit(max)
                        .toList();
                assertThat(due.first(until, max)).isEqualTo(expected);
            }
        }
        assertThat(due.stream()).containsExactlyInAnyOrderElementsOf(all);
        all.forEach(due::remove);
        assertThat(due.isEmpty()).isTrue();
    }

    @Test
    void timesOutsideWhatNumbersHoldAreTheLastOnes() {
        assertThat(Nanos.instant(Nanos.of(Instant.MAX))).isAfter(Instant.parse("2262-01-01T00:00:00Z"));
        assertThat(Nanos.instant(Nanos.of(Instant.parse("2026-01-01T00:00:00.000000001Z"))))
                .isEqualTo(Instant.parse("2026-01-01T00:00:00.000000001Z"));
        assertThat(Nanos.instant(
                        Nanos.after(Instant.parse("2026-01-01T00:00:00Z"), Duration.ofSeconds(Long.MAX_VALUE))))
                .isAfter(Instant.parse("2262-01-01T00:00:00Z"));
        assertThat(Nanos.instant(Nanos.NONE)).isNull();
    }
}
