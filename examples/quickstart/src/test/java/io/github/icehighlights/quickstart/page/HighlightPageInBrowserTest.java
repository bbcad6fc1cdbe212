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
package io.github.icehighlights.quickstart.page;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.icehighlights.camel.model.JobType;
import io.github.icehighlights.quickstart.HeadlessChromium;

import static io.github.icehighlights.quickstart.page.Results.clip;
import static io.github.icehighlights.quickstart.page.Results.finished;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

@Tag("installed-programs")
class HighlightPageInBrowserTest {

    @TempDir
    Path folder;

    private HighlightPage page;

    @BeforeEach
    void createPage() throws IOException {
        page = new HighlightPage(folder);
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 1180})
    void drawsEachClipAtItsPlaceOnTheSource(int width) throws Exception {
        video("match.mp4");
        video("clips/a-0.mp4");
        video("clips/a-1.mp4");
        page.add(finished("job-1", clip(0, 9, 18, "clips/a-0.mp4"), clip(1, 45, 54, "clips/a-1.mp4")), "match.mp4");
        page.add(finished(JobType.SPORTS_HIGHLIGHTS, "job-2", Results.video(0, 90.0, "clips/a-0.mp4")), "match.mp4");

        JsonNode seen = HeadlessChromium.look(page.file(), width);

        assertThat(seen.at("/videos")).hasSize(4).allSatisfy(video -> {
            assertThat(video.at("/width").asInt()).isEqualTo(320);
            assertThat(video.at("/duration").asDouble()).isCloseTo(90, within(0.5));
        });
        assertThat(seen.at("/places")).hasSize(2);
        assertPlace(seen.at("/places/0"), 0.1, 0.2);
        assertPlace(seen.at("/places/1"), 0.5, 0.6);
        assertThat(seen.at("/marks"))
                .extracting(JsonNode::asText)
                .startsWith("0:00", "0:15")
                .endsWith("1:30");
        assertThat(seen.at("/overflow").asInt())
                .as("nothing sticks out of the window")
                .isNotPositive();
    }

    @Test
    void leadsFromAClipToItsPlaceAndFromAPlaceToItsClip() throws Exception {
        video("match.mp4");
        video("clips/a-0.mp4");
        video("clips/a-1.mp4");
        page.add(finished("job-1", clip(0, 9, 18, "clips/a-0.mp4"), clip(1, 45, 54, "clips/a-1.mp4")), "match.mp4");

        JsonNode seen = HeadlessChromium.look(page.file(), 1180);

        assertThat(seen.at("/soughtTo").asDouble()).isCloseTo(45, within(0.5));
        assertThat(seen.at("/focus").asText()).isEqualTo("clip-job-1-0");
    }

    @Test
    void playsFilesWithHostileNamesAndRunsNoneOfThem() throws Exception {
        String hostile = "50% \"><img src=x onerror=document.title=1> #1 ?'`&amp; ü.mp4";
        video(hostile);
        page.add(finished(hostile, clip(0, 9, 18, hostile, hostile)), hostile);

        JsonNode seen = HeadlessChromium.look(page.file(), 1180);

        assertThat(seen.at("/videos"))
                .hasSize(2)
                .allSatisfy(video -> assertThat(video.at("/width").asInt()).isEqualTo(320));
        assertThat(seen.at("/strangers").asInt()).isZero();
    }

    private static void assertPlace(JsonNode place, double left, double right) {
        assertThat(place.at("/left").asDouble()).isCloseTo(left, within(0.01));
        assertThat(place.at("/right").asDouble()).isCloseTo(right, within(0.01));
        assertThat(place.at("/height").asDouble()).isGreaterThan(20);
    }

    private void video(String name) throws Exception {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        try (InputStream video = getClass().getResourceAsStream("/video/match.mp4")) {
            Files.copy(video, file, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
