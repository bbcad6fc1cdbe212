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

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.junit.jupiter.api.Test;

import io.github.icehighlights.camel.model.JobState;

import static org.assertj.core.api.Assertions.assertThat;

class MemoryJobStoreTest implements JobStoreContract {

    private final HeldClock clock = new HeldClock();
    private final MemoryJobStore store = new MemoryJobStore(clock);

    @Override
    public JobStore store() {
        return store;
    }

    @Override
    public void advance(Duration duration) {
        clock.now = clock.now.plus(duration);
    }

    @Test
    void isGoneWithItsProcess() {
        assertThat(store.isDurable()).isFalse();
        assertThat(store.name()).isEqualTo("memory");
    }

    @Test
    void ofManyWhoClaimAtOnceEachJobGoesToOne() throws Exception {
        int jobs = 2_000;
        for (int i = 0; i < jobs; i++) {
            active("k" + i);
        }
        ExecutorService pool = Executors.newFixedThreadPool(8);
        try {
            List<Future<List<PendingJob>>> claims = new ArrayList<>();
            for (int node = 0; node < 8; node++) {
                String owner = "node-" + node;
                claims.add(pool.submit(() -> takeAll(owner)));
            }
            List<String> taken = new ArrayList<>();
            for (Future<List<PendingJob>> claim : claims) {
                claim.get().forEach(job -> taken.add(job.correlationId()));
            }
            assertThat(taken).hasSize(jobs).doesNotHaveDuplicates();
            assertThat(store.count(CHANNEL)).containsEntry(PendingState.ACKNOWLEDGED, (long) jobs);
        } finally {
            pool.shutdownNow();
        }
    }

    private List<PendingJob> takeAll(String owner) {
        List<PendingJob> taken = new ArrayList<>();
        List<PendingJob> claimed = store.claimDue(CHANNEL, owner, LEASE, 3);
        while (!claimed.isEmpty()) {
            for (PendingJob job : claimed) {
                assertThat(store.beginDelivery(job, JobEnd.of(JobState.FINISHED), LEASE))
                        .isTrue();
                assertThat(store.acknowledge(job)).isTrue();
            }
            taken.addAll(claimed);
            claimed = store.claimDue(CHANNEL, owner, LEASE, 3);
        }
        return taken;
    }

    /** Time that passes when a test says so. */
    private static final class HeldClock extends Clock {

        private volatile Instant now = Instant.parse("2026-01-01T00:00:00Z");

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }
    }
}
