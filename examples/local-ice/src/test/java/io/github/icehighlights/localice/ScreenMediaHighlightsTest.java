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

import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.github.icehighlights.localice.IceCaller.Reply;
import io.github.icehighlights.localice.media.Loudness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

/** Passages of all media become one video, as often as asked. */
class ScreenMediaHighlightsTest {

    private static final String INPUT = "{\"MediaArray\":[\"oss://media/a.mp4\",\"oss://media/b.mp4\"]}";
    private static final String OUTPUT =
            "{\"MediaURL\":\"http://clips.oss-cn-shanghai.aliyuncs.com/mix/{index}.mp4\",\"Count\":2}";
    private static final String EDITING =
            "{\"MediaConfig\":{\"Volume\":1},\"ProcessConfig\":{\"AllowTransition\":true}}";

    @RegisterExtension
    static final LocalIceExtension ICE = LocalIceExtension.create(
                    builder -> builder.instant().bucket("media").bucket("clips"))
            .withFreshJobs();

    private final LocalIce ice = ICE.ice();
    private final IceCaller caller = new IceCaller(ice);

    @BeforeEach
    void videos() {
        ice.s3().put("media", "a.mp4", LocalIce.sampleVideo());
        ice.s3().put("media", "b.mp4", LocalIce.sampleVideo());
    }

    @Test
    void joinsPassagesOfAllMedia() throws Exception {
        JsonNode job = run(INPUT, OUTPUT);
        assertThat(job.path("Status").asText()).as("%s", job).isEqualTo("Finished");
        assertThat(job.path("JobType").asText()).isEqualTo("Screen_Media_Highlights");
        assertThat(job.path("SubJobList").findValuesAsText("Status")).containsExactly("Success", "Success");
        assertThat(job.path("SubJobList").findValuesAsText("MediaURL"))
                .containsExactly(
                        "http:/clips.oss-cn-shanghai.aliyuncs.com/mix/0.mp4",
                        "http:/clips.oss-cn-shanghai.aliyuncs.com/mix/1.mp4");
        for (int index = 0; index < 2; index++) {
            // three seconds of each medium; cut at frames of sound, a joint may be a frame off
            assertThat(job.at("/SubJobList/" + index + "/Duration").asDouble()).isCloseTo(6, within(0.1));
            PlayableVideo.check(ice.s3().get("clips", "mix/" + index + ".mp4"), 6, 0.2);
        }
        // one video has the loud passages of both media, the other has others
        double first = Loudness.of(ice.s3().get("clips", "mix/0.mp4"), 3.2, 5.8);
        double second = Loudness.of(ice.s3().get("clips", "mix/1.mp4"), 3.2, 5.8);
        assertThat(Math.max(first, second)).isGreaterThan(100 * Math.min(first, second));
    }

    @Test
    void keepsTheWishedLength() throws Exception {
        String input = INPUT.replace("]}", "],\"HighlightStrategy\":{\"TargetDuration\":8}}");
        JsonNode job = run(input, OUTPUT.replace("\"Count\":2", "\"Count\":1"));
        assertThat(job.at("/SubJobList/0/Duration").asDouble()).isCloseTo(8, within(0.1));
        // both halves have the loud passage in them
        byte[] video = ice.s3().get("clips", "mix/0.mp4");
        double quiet = Loudness.of(LocalIce.sampleVideo(), 0, 6);
        assertThat(Loudness.of(video, 0, 4)).isGreaterThan(100 * quiet);
        assertThat(Loudness.of(video, 4, 8)).isGreaterThan(100 * quiet);
    }

    @Test
    void cannotBeLongerThanItsMedia() throws Exception {
        String input = INPUT.replace("]}", "],\"HighlightStrategy\":{\"TargetDuration\":24.5}}");
        assertFailed(run(input, OUTPUT), "InvalidParameter", "TargetDuration");
    }

    @Test
    void joinsVideosWithBFrames() throws Exception {
        ice.s3().put("media", "a.mp4", videoWithBFrames());
        ice.s3().put("media", "b.mp4", videoWithBFrames());
        JsonNode job = run(INPUT, OUTPUT);
        assertThat(job.at("/SubJobList/0/Duration").asDouble()).as("%s", job).isCloseTo(4, within(0.1));
        PlayableVideo.check(ice.s3().get("clips", "mix/0.mp4"), 4, 0.2);
    }

    @Test
    void videosThatDoNotFitTogetherFailTheJob() throws Exception {
        ice.s3().put("media", "b.mp4", videoWithBFrames());
        assertFailed(run(INPUT, OUTPUT), "JobFailed", "does not transcode");
    }

    @Test
    void moreThanTwoHoursInAllFailTheJob() throws Exception {
        // twelve seconds become 51 minutes
        ice.s3().put("media", "long.mp4", SlowedVideo.by(256));
        String medium = "\"oss://media/long.mp4\"";
        String input = "{\"MediaArray\":[" + String.join(",", List.of(medium, medium, medium)) + "]}";
        assertFailed(run(input, OUTPUT), "InvalidParameter", "two hours");
    }

    @Test
    void allMissingMediaAreNamed() throws Exception {
        JsonNode job = run("{\"MediaArray\":[\"asset\",\"oss://media/a.mp4\",\"oss://media/no.mp4\"]}", OUTPUT);
        assertFailed(job, "InvalidMaterial.NotFound", "asset,oss://media/no.mp4");
    }

    @Test
    void theConfigurationComesBackAsItWasSent() throws Exception {
        Map<String, String> parameters = new HashMap<>();
        parameters.put("InputConfig", INPUT);
        parameters.put("EditingConfig", EDITING);
        parameters.put("OutputConfig", OUTPUT);
        parameters.put("UserData", "{\"k\":\"v\"}");
        JsonNode job =
                caller.batch(caller.call(IceCaller.SCREEN_MEDIA, parameters).jobId());
        parameters.forEach(
                (name, sent) -> assertThat(job.path(name).textValue()).isEqualTo(sent));
    }

    @Test
    void aTokenIsIgnored() throws Exception {
        Map<String, String> parameters =
                Map.of("ClientToken", "中".repeat(100), "InputConfig", INPUT, "OutputConfig", OUTPUT);
        String first = caller.call(IceCaller.SCREEN_MEDIA, parameters).jobId();
        String second = caller.call(IceCaller.SCREEN_MEDIA, parameters).jobId();
        assertThat(second).isNotEqualTo(first).isNotEmpty();
        assertThat(ice.created(IceCaller.SCREEN_MEDIA)).isEqualTo(2);
        assertThat(ice.jobs()).extracting(JobSummary::clientToken).containsOnlyNulls();
    }

    @Test
    void aLostAnswerLeavesAJobThatOnlyTheListTells() throws Exception {
        ice.faults().on(IceCaller.SCREEN_MEDIA).resetAfter();
        Map<String, String> parameters =
                Map.of("InputConfig", INPUT, "OutputConfig", OUTPUT, "UserData", "{\"correlation\":\"c-1\"}");
        assertThatThrownBy(() -> caller.call(IceCaller.SCREEN_MEDIA, parameters))
                .isInstanceOf(IOException.class);
        assertThat(ice.created(IceCaller.SCREEN_MEDIA)).isEqualTo(1);
        JsonNode list = caller.call(IceCaller.LIST_BATCHES, Map.of()).json().path("EditingBatchJobList");
        assertThat(list.findValuesAsText("UserData")).containsExactly("{\"correlation\":\"c-1\"}");
        String found = list.at("/0/JobId").asText().trim();
        assertThat(caller.batch(found).path("Status").asText()).isEqualTo("Finished");
    }

    @Test
    void echoesAndUrlsCanBeAsked() throws Exception {
        try (LocalIce other = LocalIce.builder()
                .instant()
                .bucket("media")
                .bucket("clips")
                .brokenEchoes(true)
                .oneSlashUrls(false)
                .start()) {
            other.s3().put("media", "a.mp4", LocalIce.sampleVideo());
            other.s3().put("media", "b.mp4", LocalIce.sampleVideo());
            IceCaller there = new IceCaller(other);
            for (String input : List.of(INPUT, "{\"MediaArray\":[\"oss://media/a.mp4\"]}")) {
                JsonNode job = there.batch(
                        there.call(IceCaller.SCREEN_MEDIA, Map.of("InputConfig", input, "OutputConfig", OUTPUT))
                                .jobId());
                String echo = job.path("InputConfig").textValue();
                assertThat(echo).contains("oss://media/a.mp4");
                assertThatThrownBy(() -> new ObjectMapper().readTree(echo)).isInstanceOf(JsonProcessingException.class);
                assertThat(job.path("OutputConfig").textValue()).isEqualTo(OUTPUT);
                assertThat(job.at("/SubJobList/0/MediaURL").asText())
                        .isEqualTo("http://clips.oss-cn-shanghai.aliyuncs.com/mix/0.mp4");
            }
        }
    }

    private static byte[] videoWithBFrames() throws IOException {
        try (InputStream in = ScreenMediaHighlightsTest.class.getResourceAsStream("/bframes.mp4")) {
            return in.readAllBytes();
        }
    }

    private static void assertFailed(JsonNode job, String code, String message) throws Exception {
        assertThat(job.path("Status").asText()).as("%s", job).isEqualTo("Failed");
        JsonNode extend = new ObjectMapper().readTree(job.path("Extend").textValue());
        assertThat(extend.path("ErrorCode").asText()).isEqualTo(code);
        assertThat(extend.path("ErrorMessage").asText()).contains(message);
    }

    private JsonNode run(String input, String output) throws Exception {
        Reply reply = caller.call(IceCaller.SCREEN_MEDIA, Map.of("InputConfig", input, "OutputConfig", output));
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        return caller.batch(reply.jobId());
    }
}
