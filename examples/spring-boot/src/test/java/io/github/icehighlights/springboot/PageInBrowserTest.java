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
package io.github.icehighlights.springboot;

import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The page in a real browser, while the jobs run. {@code -Dpicture=FILE} keeps what it looks like. */
@Tag("installed-programs")
class PageInBrowserTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    @Test
    void theListFollowsTheJobsAndAClipPlays() throws Exception {
        try (LocalRun run = new LocalRun(folder, 5);
                Chromium page = new Chromium(run.address(), folder.resolve("browser"))) {
            assertThat(page.evaluate("document.querySelectorAll('.job').length").asInt())
                    .isZero();

            run.upload();

            await().atMost(PATIENCE)
                    .until(() -> page.evaluate("document.querySelectorAll('.SUBMITTED').length")
                                    .asInt()
                            > 0);
            // age and next look, as long as there is one
            await().atMost(PATIENCE).until(() -> facts(page, ".SUBMITTED")
                    .anyMatch(facts -> facts.matches("\\d+ s old, next look in \\d+ s")));
            await().atMost(PATIENCE)
                    .until(() -> page.evaluate("document.querySelectorAll('.timeline button').length")
                                    .asInt()
                            == 9);
            assertThat(page.evaluate("document.querySelector('#summary').textContent")
                            .asText())
                    .startsWith("3 of 3 videos have their highlights.");
            assertThat(facts(page, ".FINISHED")).hasSize(3).allMatch(facts -> facts.matches("\\d+ s ago"));

            page.evaluate("document.querySelectorAll('.timeline button')[1].click()");
            await().atMost(PATIENCE)
                    .until(() -> page.evaluate("document.querySelector('video').currentTime")
                                    .asDouble()
                            > 0.5);
            assertThat(page.evaluate("document.querySelector('video').duration").asDouble())
                    .isBetween(6.0, 10.0);
            if (System.getProperty("picture") != null) {
                await().atMost(PATIENCE).until(() -> page.evaluate(
                                "[...document.querySelectorAll('video')].every(video => video.readyState >= 2)")
                        .asBoolean());
                page.screenshot(Path.of(System.getProperty("picture")));
            }
        }
    }

    /** What the jobs of a state say of themselves. */
    private static Stream<String> facts(Chromium page, String state) {
        String texts = page.evaluate("[...document.querySelectorAll('" + state
                        + " .facts')].map(facts => facts.textContent).join('|')")
                .asText();
        return texts.isEmpty() ? Stream.empty() : Stream.of(texts.split("\\|"));
    }
}
