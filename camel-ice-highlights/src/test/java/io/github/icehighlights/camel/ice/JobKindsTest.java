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

import java.util.List;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.github.icehighlights.camel.model.JobState;
import io.github.icehighlights.camel.model.JobType;

import static org.assertj.core.api.Assertions.assertThat;

class JobKindsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "none",
            value = {
                "{\"EditingBatchJob\":{\"JobType\":\"Sports_Highlights\"}} | SPORTS_HIGHLIGHTS",
                "{\"EditingBatchJob\":{\"JobType\":\"Screen_Media_Highlights\"}} | SCREEN_MEDIA_HIGHLIGHTS",
                "{\"EditingBatchJob\":{\"JobType\":\"Screen_Media_Highlights_Media_Select\"}} | none",
                "{\"EditingBatchJob\":{\"JobType\":\"Smart_Mix\"}} | none",
                "{\"EditingBatchJob\":{}} | none",
                "{\"SmartJobInfo\":{\"JobType\":\"ASR\"}} | none",
                "{\"SmartJobInfo\":{\"JobType\":\"VideoTranslation\"}} | none",
                "{\"SmartJobInfo\":{\"JobType\":\"whatever an extraction is\"}} | HIGHLIGHT_EXTRACTION",
                "{\"SmartJobInfo\":{}} | HIGHLIGHT_EXTRACTION",
                "{} | HIGHLIGHT_EXTRACTION"
            })
    void icesWordTellsTheType(String answer, JobType type) {
        var report = new Report("job", "request", JobState.EXECUTING, null, List.of(), null, null, null, null, answer);

        assertThat(JobKinds.of(report).orElse(null)).isEqualTo(type);
    }
}
