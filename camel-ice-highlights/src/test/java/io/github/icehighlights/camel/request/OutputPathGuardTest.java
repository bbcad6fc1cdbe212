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
package io.github.icehighlights.camel.request;

import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static io.github.icehighlights.camel.model.JobType.HIGHLIGHT_EXTRACTION;
import static io.github.icehighlights.camel.model.JobType.SCREEN_MEDIA_HIGHLIGHTS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class OutputPathGuardTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{token}_{index}.mp4",
                "${file:name}_{index}.mp4",
                "$simple{header.id}/{index}.mp4",
                "${date:now:yyyyMMdd}",
                "${routeId}/${exchangeId}/{index}.mp4",
                "${ header.id }/{index}.mp4"
            })
    void takesPathsInWhichSomethingDiffers(String path) {
        assertThat(OutputPathGuard.differs(path)).isTrue();
        assertThatCode(() -> OutputPathGuard.check(HIGHLIGHT_EXTRACTION, Map.of("ObjectKey", path), null))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "out_{index}.mp4", "out.mp4", "${routeId}/{index}.mp4", "${camelId}_{index}.mp4",
                        "${env.HOME}/{index}.mp4",
                "${sys.x}/{index}", "${properties:a}/{index}", "${hostname}/{index}.mp4", "{tokens}/{index}",
                        "$token/{index}"
            })
    void refusesPathsInWhichNothingDiffers(String path) {
        assertThatThrownBy(() -> OutputPathGuard.check(HIGHLIGHT_EXTRACTION, Map.of("ObjectKey", path), null))
                .isInstanceOf(IceRequestException.class)
                .hasMessageContaining("output.ObjectKey")
                .hasMessageContaining("{token}")
                .hasMessageContaining("allowOverwrite");
        assertThatThrownBy(() -> OutputPathGuard.check(SCREEN_MEDIA_HIGHLIGHTS, Map.of("MediaURL", path), null))
                .hasMessageContaining("output.MediaURL");
        assertThatThrownBy(() -> OutputPathGuard.check(
                        HIGHLIGHT_EXTRACTION, null, "{\"ObjectKey\": \"" + path + "\", /* c */ }"))
                .hasMessageContaining("outputConfig ObjectKey");
    }

    @Test
    void looksIntoJsonThatIsNotYetJson() {
        assertThatThrownBy(() -> OutputPathGuard.check(
                        HIGHLIGHT_EXTRACTION, Map.of(), "{\"Width\": ${header.w}, \"ObjectKey\" : \"o_{index}.mp4\"}"))
                .isInstanceOf(IceRequestException.class);
        assertThatCode(() -> OutputPathGuard.check(
                        HIGHLIGHT_EXTRACTION, Map.of(), "{\"Width\": ${header.w}, \"ObjectKey\" : \"${id}{index}\"}"))
                .doesNotThrowAnyException();
    }

    @Test
    void theOptionWinsOverTheJson() {
        assertThatCode(() -> OutputPathGuard.check(
                        HIGHLIGHT_EXTRACTION, Map.of("ObjectKey", "{token}{index}"), "{\"ObjectKey\": \"x\"}"))
                .doesNotThrowAnyException();
    }

    @Test
    void aPathFromTheBodyCannotBeJudged() {
        assertThatCode(() -> OutputPathGuard.check(HIGHLIGHT_EXTRACTION, null, null))
                .doesNotThrowAnyException();
        assertThatCode(() -> OutputPathGuard.check(HIGHLIGHT_EXTRACTION, Map.of("Width", 1), "${body}"))
                .doesNotThrowAnyException();
    }

    @Test
    void anotherBucketForEachJobWillDo() {
        assertThatCode(() -> OutputPathGuard.check(
                        HIGHLIGHT_EXTRACTION, Map.of("ObjectKey", "o_{index}", "Bucket", "${header.tenant}"), null))
                .doesNotThrowAnyException();
    }
}
