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
package io.github.icehighlights.camel.ice;

import java.util.Map;

import com.aliyun.tea.okhttp.ClientHelper;
import org.junit.jupiter.api.Test;

import io.github.icehighlights.camel.model.JobType;

import static org.assertj.core.api.Assertions.assertThat;

class RehearsalTest {

    /** The same submission that is rehearsed: it gets its answer, although there is no such host. */
    @Test
    void itReachesItsEndWithoutANetwork() {
        var settings =
                new IceConnectionSettings(null, "rehearsal.invalid", "key", "secret", null, null, null, null, null);

        Receipt receipt = new SdkIceApi(settings).submit(JobType.HIGHLIGHT_EXTRACTION, Map.of("InputConfig", "{}"));

        assertThat(receipt.jobId()).isEqualTo("0");
    }

    @Test
    void itLeavesNothingBehind() {
        Rehearsal.run();

        assertThat(ClientHelper.clients.keySet()).noneMatch(key -> key.contains("rehearsal"));
    }

    @Test
    void itIsDueOnce() {
        Rehearsal.isDue();

        assertThat(Rehearsal.isDue()).isFalse();
    }
}
