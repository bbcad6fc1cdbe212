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
package io.github.icehighlights.quickstart;

import java.nio.file.Path;
import java.time.Duration;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

@Tag("installed-programs")
class QuickstartInBrowserTest {

    @TempDir
    Path target;

    @Test
    void theClipsPlayAndStandAtTheirPlaces() throws Exception {
        int exitCode = new Quickstart(
                        target, "match.mp4", Callbacks.Way.HTTP, new Console(System.out), Duration.ofSeconds(60))
                .run();
        assertThat(exitCode).isZero();

        JsonNode seen = HeadlessChromium.look(target.resolve("highlights/index.html"), 1180);

        assertThat(seen.at("/videos")).hasSize(7).allSatisfy(video -> {
            assertThat(video.at("/error").asText()).isEmpty();
            assertThat(video.at("/width").asInt()).isEqualTo(320);
        });
        assertThat(seen.at("/videos/0/duration").asDouble()).isCloseTo(90, within(0.5));
        assertThat(seen.at("/videos/1/duration").asDouble()).isCloseTo(8, within(1.5));
        assertThat(seen.at("/videos/4/duration").asDouble()).isCloseTo(15, within(1.5));
        assertThat(seen.at("/videos/6/duration").asDouble()).isCloseTo(20, within(1.5));
        assertThat(seen.at("/overflow").asInt()).isNotPositive();
        assertThat(seen.at("/places")).hasSize(3).allSatisfy(place -> {
            assertThat(place.at("/left").asDouble()).isBetween(0.1, 0.9);
            assertThat(place.at("/right").asDouble() - place.at("/left").asDouble())
                    .isCloseTo(8 / 90.0, within(0.02));
        });
    }
}
