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
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static io.github.icehighlights.camel.model.JobType.SCREEN_MEDIA_HIGHLIGHTS;
import static io.github.icehighlights.camel.model.JobType.SPORTS_HIGHLIGHTS;
import static io.github.icehighlights.quickstart.page.Results.clip;
import static io.github.icehighlights.quickstart.page.Results.failed;
import static io.github.icehighlights.quickstart.page.Results.failedClip;
import static io.github.icehighlights.quickstart.page.Results.finished;
import static io.github.icehighlights.quickstart.page.Results.video;
import static org.assertj.core.api.Assertions.assertThat;

class HighlightPageTest {

    @TempDir
    Path folder;

    private HighlightPage page;

    @BeforeEach
    void createPage() throws IOException {
        page = new HighlightPage(folder);
    }

    @Test
    void showsEachClipWithItsPlaceItsTimesAndItsTags() throws Exception {
        page.add(
                finished("job-1", clip(0, 14, 22, "clips/a-0.mp4", "goal"), clip(1, 61.5, 69.25, "clips/a-1.mp4")),
                "match.mp4");

        assertThat(html())
                .contains("2 clips from 1 source", "match.mp4", "job-1", "SubmitHighlightExtractionJob")
                .contains("src=\"./match.mp4#", "src=\"./clips/a-0.mp4#", "src=\"./clips/a-1.mp4#")
                .contains("--in:14.0;--out:22.0", "--in:61.5;--out:69.25", "--length:69.25")
                .contains("0:14 – 0:22", "8.0 s", "1:01.5 – 1:09.3")
                .contains("<span class=\"tag\">goal</span>");
    }

    @Test
    void takesHostileNamesForText() throws Exception {
        String hostile = "\"><img src=x onerror=alert(1)>'`&${job}</script>";
        page.add(finished(hostile, clip(0, 1, 2, hostile, hostile), failedClip(1, hostile, hostile)), hostile);
        page.add(failed("job-2", hostile, hostile), hostile);

        assertThat(html())
                .doesNotContain("<img", "onerror=alert(1)>", "'`&$")
                .contains("&quot;&gt;&lt;img src=x onerror=alert(1)&gt;&#39;&#96;&amp;${job}&lt;/script&gt;")
                .contains("src=\"./%22%3E%3Cimg%20src=x%20onerror=alert(1)%3E&#39;%60&amp;$%7Bjob%7D%3C/script%3E#");
    }

    @Test
    void linksToAnyFileNameWithinItsFolder() throws Exception {
        page.add(finished("job-1", clip(0, 1, 2, "javascript:alert(1)"), clip(1, 2, 3, "//host/x")), "50% a#b?ü.mp4");

        assertThat(html())
                .contains("src=\"./50%25%20a%23b%3F%C3%BC.mp4#")
                .contains("src=\"./javascript:alert(1)#", "src=\".//")
                .doesNotContain("=\"javascript:", "=\"//");
    }

    @Test
    void saysThatNothingWasFound() throws Exception {
        page.add(finished("job-1"), "match.mp4");

        assertThat(html()).contains("0 clips from 1 source", "found no highlights");
    }

    @Test
    void saysWhyAJobFailed() throws Exception {
        page.add(failed("job-1", "InvalidParameter.Media", "no voice"), "match.mp4");

        assertThat(html())
                .contains("The job failed: InvalidParameter.Media – no voice")
                .doesNotContain("found no");
    }

    @Test
    void showsTheOtherClipsWhenOneFailed() throws Exception {
        page.add(finished("job-1", clip(0, 1, 2, "a-0.mp4"), failedClip(1, "Broken", "no key frame")), "match.mp4");

        assertThat(html()).contains("src=\"./a-0.mp4#", "This clip failed: Broken – no key frame", "place unknown");
    }

    @Test
    void saysThatAClipWasNotExported() throws Exception {
        page.add(finished("job-1", clip(0, 1, 2, null)), "match.mp4");

        assertThat(html()).contains("This clip was not exported", "--in:1.0;--out:2.0");
    }

    @Test
    void keepsOnePlaceForAJobThatIsDeliveredAgain() throws Exception {
        page.add(finished("job-1", clip(0, 1, 2, "a-0.mp4")), "a.mp4");
        page.add(finished("job-2", clip(0, 1, 2, "b-0.mp4")), "b.mp4");
        page.add(finished("job-1", clip(0, 1, 2, "a-0.mp4")), "a.mp4");

        assertThat(html()).contains("2 clips from 2 sources").containsOnlyOnce("aria-label=\"Source a.mp4\"");
        assertThat(html().indexOf("Source a.mp4")).isLessThan(html().indexOf("Source b.mp4"));
    }

    @Test
    void headsTheJobsOfASourceByTheirTypes() throws Exception {
        page.add(finished("job-1", clip(0, 14, 22, "a-0.mp4")), "match.mp4");
        page.add(
                finished(SPORTS_HIGHLIGHTS, "job-2", video(0, 15.04, "b-0.mp4"), video(1, null, "b-1.mp4")),
                "match.mp4");
        page.add(finished(SCREEN_MEDIA_HIGHLIGHTS, "job-3", video(0, 20.0, "c-0.mp4")), "match.mp4");

        assertThat(html())
                .contains("4 clips from 1 source", "15.0 s", "20.0 s")
                .containsSubsequence(
                        "Source match.mp4",
                        "<h3>Highlight extraction</h3>",
                        "SubmitHighlightExtractionJob",
                        "job-1",
                        "./a-0.mp4#",
                        "<h3>Sports highlights</h3>",
                        "SubmitSportsHighlightsJob",
                        "job-2",
                        "./b-0.mp4#",
                        "./b-1.mp4#",
                        "<h3>Highlight mashup</h3>",
                        "SubmitScreenMediaHighlightsJob",
                        "job-3",
                        "./c-0.mp4#")
                .doesNotContain("place unknown", "null")
                .containsOnlyOnce("class=\"original\"")
                .containsOnlyOnce("class=\"timeline\"");
    }

    @Test
    void showsWhatAnEarlierProcessHasLeft() throws Exception {
        page.add(finished("job-1", clip(0, 1, 2, "a-0.mp4")), "match.mp4");
        page.add(finished("job-1", clip(0, 1, 2, "a-0.mp4")), "match.mp4");

        page = new HighlightPage(folder);
        assertThat(page.jobs()).containsExactly(finished("job-1", clip(0, 1, 2, "a-0.mp4")));
        page.add(finished("job-2", clip(0, 3, 4, "b-0.mp4")), "match.mp4");

        assertThat(html()).contains("./a-0.mp4", "./b-0.mp4", "2 clips from 1 source");
    }

    @Test
    void needsNothingFromElsewhere() throws Exception {
        page.add(finished("job-1", clip(0, 1, 2, "a-0.mp4")), "match.mp4");

        assertThat(html()).doesNotContainPattern("https?://").doesNotContain("@import", "url(", "<link");
        assertThat(folder)
                .as("the page, and from what it is made again after a crash")
                .isDirectoryNotContaining(file -> !file.endsWith("index.html") && !file.endsWith("jobs.json"));
    }

    private String html() throws Exception {
        return Files.readString(page.file());
    }
}
