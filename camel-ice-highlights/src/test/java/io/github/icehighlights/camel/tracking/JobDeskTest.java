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
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import io.github.icehighlights.camel.model.JobType;
import io.github.icehighlights.camel.store.JobStore;
import io.github.icehighlights.camel.store.PendingJob;
import io.github.icehighlights.camel.store.PendingState;

import static org.assertj.core.api.Assertions.assertThat;

class JobDeskTest {

    private static final int MORE_THAN_A_PAGE = 501;

    private final TrackerBench bench = new TrackerBench();

    @Test
    void aJobThatIsDroppedWhileItsChannelIsListedRepeatsNone() {
        IntStream.range(0, MORE_THAN_A_PAGE).forEach(this::reserve);
        JobDesk desk = new JobDesk(dropsTheLastOfTheFirstPage(), null, null, Runnable::run, null, null);

        List<PendingJob> listed = desk.list(TrackerBench.CHANNEL, EnumSet.allOf(PendingState.class))
                .join();

        assertThat(listed)
                .extracting(PendingJob::correlationId)
                .doesNotHaveDuplicates()
                .hasSize(MORE_THAN_A_PAGE);
    }

    private void reserve(int number) {
        String key = "key-" + number;
        bench.memory.reserve(
                TrackerBench.reservation(JobType.SPORTS_HIGHLIGHTS, TrackerBench.CHANNEL, key, key, null),
                "node-1",
                Duration.ofMinutes(1),
                false);
    }

    private JobStore dropsTheLastOfTheFirstPage() {
        var dropped = new AtomicBoolean();
        return InterceptedStore.of(bench.memory, new InterceptedStore.Interceptor() {
            @Override
            public void answered(String verb, Object[] arguments, Object answer) {
                if (verb.equals("page") && dropped.compareAndSet(false, true)) {
                    List<?> page = (List<?>) answer;
                    bench.memory.forget(((PendingJob) page.get(page.size() - 1)).correlationId());
                }
            }
        });
    }
}
