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
package io.github.icehighlights.localice;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.mp4parser.muxer.Edit;
import org.mp4parser.muxer.Movie;
import org.mp4parser.muxer.container.mp4.MovieCreator;

import io.github.icehighlights.localice.IceCaller.Reply;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/** Real MP4s in, real clips out. */
class HighlightExtractionTest {

    private static final String VIDEO = "{\"MediaURL\":\"oss://media/in/match 1.mp4\"}";

    @RegisterExtension
    static final LocalIceExtension ICE = LocalIceExtension.create(
            builder -> builder.instant().bucket("media").bucket("clips"));

    private final LocalIce ice = ICE.ice();
    private final IceCaller caller = new IceCaller(ice);

    @TempDir
    Path folder;

    @BeforeEach
    void video() {
        ice.s3().put("media", "in/match 1.mp4", LocalIce.sampleVideo());
    }

    @Test
    void findsTheLoudPassage() throws Exception {
        Reply reply = run(
                "{\"MediaArray\":[{\"MediaURL\":\"oss://media/in/match 1.mp4\"}],"
                        + "\"Strategy\":{\"Count\":1,\"ClipDuration\":3}}",
                null);

        assertThat(reply.field("State")).isEqualTo("Finished");
        assertThat(reply.json().path("ErrorCode").textValue()).isEmpty();
        assertThat(reply.json().path("ErrorMessage").textValue()).isEmpty();
        JsonNode result = reply.aiResult().path("HighlightResults");
        assertThat(result).hasSize(1);
        assertThat(result.at("/0/Media").asText()).isEqualTo("oss://media/in/match 1.mp4");
        assertThat(result.at("/0/TimeRanges")).hasSize(1);
        JsonNode range = result.at("/0/TimeRanges/0");
        assertThat(range.path("In").asDouble()).isEqualTo(6);
        assertThat(range.path("Out").asDouble()).isEqualTo(9);
        assertThat(range.has("OutputURL")).isFalse();
        assertThat(range.has("MediaId")).isFalse();
    }

    @Test
    void cutsPlayableClipsAndNumbersThemOverAllMedia() throws Exception {
        String url = "https://media.oss-cn-shanghai.aliyuncs.com/in/match%201.mp4";
        Reply reply = run(
                "{\"MediaArray\":[{\"MediaURL\":\"" + url + "\"},{\"MediaURL\":\"" + url + "\"}],"
                        + "\"Strategy\":{\"Count\":2,\"ClipDuration\":3}}",
                "{\"NeedExport\":true,\"Bucket\":\"clips\",\"ObjectKey\":\"out/{index} ä.mp4\"}");

        List<String> urls = reply.aiResult().findValuesAsText("OutputURL");
        assertThat(urls)
                .containsExactly(
                        "http://clips.oss-cn-shanghai.aliyuncs.com/out/0%20%C3%A4.mp4",
                        "http://clips.oss-cn-shanghai.aliyuncs.com/out/1%20%C3%A4.mp4",
                        "http://clips.oss-cn-shanghai.aliyuncs.com/out/2%20%C3%A4.mp4",
                        "http://clips.oss-cn-shanghai.aliyuncs.com/out/3%20%C3%A4.mp4");
        for (int index = 0; index < 4; index++) {
            PlayableVideo.check(ice.s3().get("clips", "out/" + index + " ä.mp4"), 3);
        }
    }

    @Test
    void clipsOfAVideoWithBFramesKeepTheirTiming() throws Exception {
        byte[] video;
        try (InputStream in = getClass().getResourceAsStream("/bframes.mp4")) {
            video = in.readAllBytes();
        }
        ice.s3().put("media", "bframes.mp4", video);
        Reply reply = run(
                "{\"MediaArray\":[{\"MediaURL\":\"oss://media/bframes.mp4\"}],"
                        + "\"Strategy\":{\"Count\":1,\"ClipDuration\":3}}",
                "{\"NeedExport\":true,\"Bucket\":\"clips\",\"ObjectKey\":\"b/{index}.mp4\"}");
        assertThat(ranges(reply).get(0).path("In").asDouble()).isEqualTo(4);
        byte[] clip = ice.s3().get("clips", "b/0.mp4");
        PlayableVideo.check(clip, 3);
        Movie movie =
                MovieCreator.build(Files.write(folder.resolve("b.mp4"), clip).toString());
        Edit edit = movie.getTracks().get(0).getEdits().get(0);
        assertThat(edit.getSegmentDuration()).isCloseTo(3, within(0.1));
        assertThat(edit.getMediaTime()).isPositive();
    }

    @Test
    void looksForFiveClipsOfFifteenSecondsByDefault() throws Exception {
        // the video is shorter than that: it is its own highlight
        Reply reply = run("{\"MediaArray\":[" + VIDEO + "]}", null);
        assertThat(ranges(reply)).hasSize(1);
        assertThat(ranges(reply).get(0).path("In").asDouble()).isZero();
        assertThat(ranges(reply).get(0).path("Out").asDouble()).isEqualTo(12);
    }

    @Test
    void clipsAreListedInTheOrderOfTheVideo() throws Exception {
        Reply reply = run("{\"MediaArray\":[" + VIDEO + "],\"Strategy\":{\"Count\":10,\"ClipDuration\":3}}", null);
        List<Double> begins =
                ranges(reply).findValues("In").stream().map(JsonNode::asDouble).toList();
        assertThat(begins).hasSizeBetween(3, 4).isSorted().contains(6.0);
    }

    @Test
    void userDataComesBackAsItWasSent() throws Exception {
        String userData = "{ \"k\" : \"中\\u4e2d +&%\" }";
        Reply submitted = caller.call(
                IceCaller.SUBMIT, Map.of("InputConfig", "{\"MediaArray\":[" + VIDEO + "]}", "UserData", userData));
        assertThat(caller.look(submitted.jobId()).field("UserData")).isEqualTo(userData);
    }

    @Test
    void aMediaIdStandsForItsObject() throws Exception {
        ice.registerMedia("asset-1", "https://media.oss-cn-shanghai.aliyuncs.com/in/match%201.mp4");
        Reply reply = run(
                "{\"MediaArray\":[{\"MediaId\":\"asset-1\"}]," + "\"Strategy\":{\"Count\":1,\"ClipDuration\":3}}",
                null);
        assertThat(reply.aiResult().at("/HighlightResults/0/Media").asText()).isEqualTo("asset-1");
        assertThat(ranges(reply).get(0).path("In").asDouble()).isEqualTo(6);
    }

    @Test
    void clipsBecomeMediaOnRequest() throws Exception {
        Reply reply = run(
                "{\"MediaArray\":[" + VIDEO + "],\"Strategy\":{\"Count\":1,\"ClipDuration\":3}}",
                "{\"NeedExport\":true,\"Bucket\":\"clips\",\"ObjectKey\":\"new/{index}.mp4\","
                        + "\"ExportAsNewMedia\":true}");
        String mediaId = ranges(reply).get(0).path("MediaId").asText();
        assertThat(mediaId).matches("[0-9a-f]{32}");
        Reply again = run("{\"MediaArray\":[{\"MediaId\":\"" + mediaId + "\"}]}", null);
        assertThat(ranges(again).get(0).path("Out").asDouble()).isCloseTo(3, within(0.1));
    }

    @Test
    void tagsComeWithActionRecognitionOnly() throws Exception {
        String actions = "\"Count\":1,\"ClipDuration\":3,\"CustomActions\":[\"Cry\"]";
        String on = "{\"MediaArray\":[" + VIDEO + "],\"Strategy\":{\"EnableActionRecog\":true," + actions + "}}";
        String off = "{\"MediaArray\":[" + VIDEO + "],\"Strategy\":{" + actions + "}}";
        assertThat(ranges(run(on, null)).get(0).at("/Tags/0").asText()).isEqualTo("Cry");
        assertThat(ranges(run(off, null)).get(0).has("Tags")).isFalse();
    }

    @Test
    void aMediumThatIsNotThereFailsTheJobAndIsNamed() throws Exception {
        Reply reply = run(
                "{\"MediaArray\":[" + VIDEO + ",{\"MediaURL\":\"oss://media/no.mp4\"},"
                        + "{\"MediaURL\":\"oss://nobucket/a.mp4\"},{\"MediaId\":\"unknown-asset\"}]}",
                null);
        assertFailed(reply, "InvalidMaterial.NotFound");
        assertThat(reply.field("ErrorMessage"))
                .contains("oss://media/no.mp4", "oss://nobucket/a.mp4", "unknown-asset")
                .doesNotContain("match 1.mp4");
    }

    @Test
    void aFileThatIsNoVideoFailsTheJob() throws Exception {
        byte[] cut = Arrays.copyOf(LocalIce.sampleVideo(), 2_000);
        ice.s3().put("media", "bad/cut.mp4", cut);
        ice.s3().put("media", "bad/text.mp4", "This is no video, whatever its name says.".getBytes(UTF_8));
        ice.s3().put("media", "bad/empty.mp4", new byte[0]);
        ice.s3().put("media", "bad/zeros.mp4", new byte[1_000]);
        for (String key : List.of("cut", "text", "empty", "zeros")) {
            Reply reply = run("{\"MediaArray\":[{\"MediaURL\":\"oss://media/bad/" + key + ".mp4\"}]}", null);
            assertFailed(reply, "InvalidParameter.ResourceContentBad");
        }
    }

    @Test
    void moreThanTwoHoursInAllFailTheJob() throws Exception {
        // with a coarser time scale, twelve seconds become 51 minutes
        ice.s3().put("media", "long.mp4", SlowedVideo.by(256));
        String medium = "{\"MediaURL\":\"oss://media/long.mp4\"}";
        Reply two = run("{\"MediaArray\":[" + medium + "," + medium + "]}", null);
        assertThat(two.field("State")).as(two.text()).isEqualTo("Finished");
        assertFailed(run("{\"MediaArray\":[" + medium + "," + medium + "," + medium + "]}", null), "InvalidParameter");
    }

    @Test
    void anOutputBucketThatIsNotThereFailsTheJob() throws Exception {
        Reply reply = run(
                "{\"MediaArray\":[" + VIDEO + "]}",
                "{\"NeedExport\":true,\"Bucket\":\"nobucket\",\"ObjectKey\":\"{index}.mp4\"}");
        assertFailed(reply, "InvalidParameter");
        assertThat(reply.field("ErrorMessage")).contains("nobucket");
    }

    @Test
    void anObjectThatChangedIsListenedToAnew() throws Exception {
        String input = "{\"MediaArray\":[{\"MediaURL\":\"oss://media/changing.mp4\"}]}";
        ice.s3().put("media", "changing.mp4", LocalIce.sampleVideo());
        assertThat(ranges(run(input, null)).get(0).path("Out").asDouble()).isEqualTo(12);
        ice.s3().put("media", "changing.mp4", SlowedVideo.by(10));
        assertThat(ranges(run(input, null)).get(0).path("Out").asDouble()).isNotEqualTo(12);
    }

    private static JsonNode ranges(Reply reply) {
        return reply.aiResult().at("/HighlightResults/0/TimeRanges");
    }

    private static void assertFailed(Reply reply, String code) {
        assertThat(reply.field("State")).as(reply.text()).isEqualTo("Failed");
        assertThat(reply.field("ErrorCode")).isEqualTo(code);
        assertThat(reply.field("ErrorMessage")).isNotEmpty();
        assertThat(reply.json().has("JobResult")).isFalse();
    }

    private Reply run(String input, String output) throws Exception {
        Map<String, String> parameters =
                output == null ? Map.of("InputConfig", input) : Map.of("InputConfig", input, "OutputConfig", output);
        Reply submitted = caller.call(IceCaller.SUBMIT, parameters);
        assertThat(submitted.status()).as(submitted.text()).isEqualTo(200);
        return caller.look(submitted.jobId());
    }
}
