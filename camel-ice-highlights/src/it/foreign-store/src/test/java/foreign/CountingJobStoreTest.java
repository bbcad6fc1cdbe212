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
package foreign;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.icehighlights.camel.store.JobStore;
import io.github.icehighlights.camel.store.JobStoreContract;
import io.github.icehighlights.camel.store.MemoryJobStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

/** All that is needed to prove a store: a new, empty one for each test, and a way to let time pass. */
class CountingJobStoreTest implements JobStoreContract {

    private final HeldClock clock = new HeldClock();
    private final CountingJobStore store = new CountingJobStore(new MemoryJobStore(clock));

    @Override
    public JobStore store() {
        return store;
    }

    @Override
    public void advance(Duration duration) {
        clock.now = clock.now.plus(duration);
    }

    @Test
    void theContractWentThroughIt() {
        reserved("k");

        assertThat(store.reservations()).isEqualTo(1);
    }

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
