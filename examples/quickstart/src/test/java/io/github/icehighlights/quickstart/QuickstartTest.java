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

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.github.icehighlights.quickstart.Callbacks.Way;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

/** The quickstart as it is: real FTP, a real bucket, real MP4s. */
class QuickstartTest {

    private static final Pattern PLACE = Pattern.compile("--in:([\\d.]+);--out:([\\d.]+)");
    private static final Pattern ASKED = Pattern.compile("asked for jobs (\\d+) times");
    private static final Pattern LINK = Pattern.compile("src=\"\\./([^\"#]+)");

    @TempDir
    Path checkout;

    private Path target;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @BeforeEach
    void checkOutIntoAFolderThatIsNoUri() {
        target = checkout.resolve("My Projects & more");
    }

    @Test
    void bringsTheLoudPassagesByEachTypeOfJobAndAPageThatShowsThem() throws Exception {
        assertThat(run("match.mp4", Way.HTTP, Duration.ofSeconds(60)))
                .as(said())
                .isZero();

        assertThat(said())
                .containsSubsequence("ready", "uploading")
                .containsSubsequence(
                        "submitted   highlight extraction, job",
                        "fetched",
                        "finished    highlight extraction, job",
                        "submitted   sports highlights, job",
                        "fetched",
                        "finished    sports highlights, job",
                        "submitted   highlight mashup, job",
                        "fetched",
                        "finished    highlight mashup, job")
                .containsSubsequence("news        callbacks over HTTP at http://127.0.0.1:", "submitted")
                .contains("ICE was asked for jobs 3 times, and called back 3 times")
                .containsSubsequence("6 clips", "highlight extraction", " s to ", "sports highlights", "15.0 s long")
                .containsSubsequence("15.0 s long", "highlight mashup", "20.0 s long", "Open file:");
        Path highlights = target.resolve("highlights");
        String page = Files.readString(highlights.resolve("index.html"));
        assertThat(numbers(page)).hasSize(3).allSatisfy(place -> assertThat(loudPassages())
                .anySatisfy(loud -> assertThat(overlap(place, loud)).isGreaterThan(6)));
        List<Path> videos = LINK.matcher(page)
                .results()
                .map(m -> highlights.resolve(m.group(1)))
                .toList();
        assertThat(videos).hasSize(7).allSatisfy(video -> assertThat(video).isNotEmptyFile());
        assertThat(videos.get(0)).hasSameBinaryContentAs(Path.of("src/main/resources/video/match.mp4"));
        assertThat(videos.subList(1, 4))
                .allSatisfy(clip -> assertThat(Mp4.seconds(clip)).isCloseTo(8, within(1.5)));
        assertThat(videos.subList(4, 6))
                .allSatisfy(clip -> assertThat(Mp4.seconds(clip)).isCloseTo(15, within(1.5)));
        assertThat(Mp4.seconds(videos.get(6))).isCloseTo(20, within(1.5));
        assertThat(target.resolve("quickstart/ftp/.done/match.mp4")).exists();
    }

    @Test
    void hearsThroughAQueue() throws Exception {
        assertThat(run("match.mp4", Way.QUEUE, Duration.ofSeconds(60)))
                .as(said())
                .isZero();

        assertThat(said())
                .contains("callbacks through the queue ice-callback-quickstart")
                .contains("ICE was asked for jobs 3 times, and called back 3 times");
    }

    @Test
    void polls() throws Exception {
        assertThat(run("match.mp4", Way.NONE, Duration.ofSeconds(60)))
                .as(said())
                .isZero();

        assertThat(said()).contains("news        polling", "and called back 0 times");
        Matcher asked = ASKED.matcher(said());
        assertThat(asked.find()).isTrue();
        // each job takes three seconds, and is looked at each second
        assertThat(Integer.parseInt(asked.group(1))).isGreaterThanOrEqualTo(6);
    }

    @Test
    void saysWhichWaysThereAre() {
        assertThat(Way.named("queue")).isEqualTo(Way.QUEUE);
        assertThat(Way.named("")).isEqualTo(Way.HTTP);
        assertThatThrownBy(() -> Way.named("smq")).hasMessage("-Dcallback is http, queue or none, not 'smq'");
    }

    @Test
    void saysWhyAVideoCouldNotBeRead() throws Exception {
        assertThat(run("broken.mp4", Way.NONE, Duration.ofSeconds(60))).isEqualTo(1);

        assertThat(said())
                .contains("failed      highlight extraction, job", "FAILED      highlight extraction, job")
                .doesNotContain("sports highlights", "Open file:");
        assertThat(target.resolve("highlights/index.html")).content().contains("The job failed");
    }

    @Test
    void saysHowFarItCameWhenTimeIsOver() throws Exception {
        assertThat(run("match.mp4", Way.NONE, Duration.ofMillis(1))).isEqualTo(1);

        assertThat(said()).contains("FAILED", "not finished after", "no job is pending");
    }

    private int run(String video, Way way, Duration patience) {
        Console console = new Console(new PrintStream(out, true, StandardCharsets.UTF_8));
        return new Quickstart(target, video, way, console, patience).run();
    }

    private String said() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private static List<double[]> numbers(String page) {
        return PLACE.matcher(page)
                .results()
                .map(m -> new double[] {Double.parseDouble(m.group(1)), Double.parseDouble(m.group(2))})
                .toList();
    }

    /** Where the crowd roars; see make-video.sh. */
    private static List<double[]> loudPassages() {
        return List.of(new double[] {14, 22}, new double[] {41, 50}, new double[] {69, 77});
    }

    private static double overlap(double[] a, double[] b) {
        return Math.min(a[1], b[1]) - Math.max(a[0], b[0]);
    }
}
