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

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.github.icehighlights.localice.IceCaller.Reply;
import io.github.icehighlights.localice.media.Loudness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/** Real MP4s in, real clips out, and the report of a batch in the shape of the published sample. */
class SportsHighlightsTest {

    private static final String INPUT =
            "{\"SportsCategory\":\"basketball\",\"InputMedia\":\"oss://media/match 1.mp4\"}";
    private static final String OUTPUT =
            "{\"MediaURL\":\"http://clips.oss-cn-shanghai.aliyuncs.com/out/clip_{index}.mp4\",\"Count\":2,"
                    + "\"Width\":1080,\"Height\":1920}";

    private static final ManualClock CLOCK = new ManualClock();

    @RegisterExtension
    static final LocalIceExtension ICE = LocalIceExtension.create(
                    builder -> builder.instant().clock(CLOCK).bucket("media").bucket("clips"))
            .withFreshJobs();

    private final LocalIce ice = ICE.ice();
    private final IceCaller caller = new IceCaller(ice);

    @BeforeEach
    void video() {
        ice.s3().put("media", "match 1.mp4", LocalIce.sampleVideo());
    }

    @Test
    void cutsTheLoudestPassagesAsClips() throws Exception {
        JsonNode job = caller.batch(submit(INPUT, OUTPUT).jobId());
        assertThat(job.path("Status").asText()).as("%s", job).isEqualTo("Finished");
        assertThat(job.path("JobType").asText()).isEqualTo("Sports_Highlights");
        JsonNode clips = job.path("SubJobList");
        assertThat(clips).hasSize(2);
        for (int index = 0; index < 2; index++) {
            JsonNode clip = clips.get(index);
            assertThat(clip.path("Status").asText()).isEqualTo("Success");
            assertThat(clip.path("MediaURL").asText())
                    .isEqualTo("http:/clips.oss-cn-shanghai.aliyuncs.com/out/clip_" + index + ".mp4");
            assertThat(clip.path("Duration").asDouble()).isCloseTo(3, within(0.1));
            PlayableVideo.check(ice.s3().get("clips", "out/clip_" + index + ".mp4"), 3);
        }
        // one of them is the loud passage, the other is not
        double first = Loudness.of(ice.s3().get("clips", "out/clip_0.mp4"), 0, 2.8);
        double second = Loudness.of(ice.s3().get("clips", "out/clip_1.mp4"), 0, 2.8);
        assertThat(Math.max(first, second)).isGreaterThan(100 * Math.min(first, second));
    }

    @Test
    void theOneClipHasTheLoudPassageInIt() throws Exception {
        JsonNode clips = caller.batch(
                        submit(INPUT, OUTPUT.replace("\"Count\":2,", "")).jobId())
                .path("SubJobList");
        assertThat(clips).hasSize(1);
        assertThat(clips.at("/0/Duration").asDouble()).isCloseTo(6, within(0.1));
        byte[] clip = ice.s3().get("clips", "out/clip_0.mp4");
        double quiet = Loudness.of(LocalIce.sampleVideo(), 0, 6);
        assertThat(Loudness.of(clip, 0, 6)).isGreaterThan(100 * quiet);
    }

    @Test
    void clipsAreMediaAssets() throws Exception {
        JsonNode clips = caller.batch(submit(INPUT, OUTPUT).jobId()).path("SubJobList");
        String asset = clips.at("/0/MediaId").asText();
        String next = submit(
                        INPUT.replace("oss://media/match 1.mp4", asset), OUTPUT.replace("\"Count\":2", "\"Count\":1"))
                .jobId();
        assertThat(caller.batch(next).at("/SubJobList/0/Duration").asDouble()).isCloseTo(2, within(0.6));
    }

    @Test
    void everyVideoIsMadeEvenIfTheFootageIsShort() throws Exception {
        // 20 seconds of clips do not fit in twelve: passages are used more than once
        String id = submit(INPUT, OUTPUT.replace("\"Count\":2", "\"Count\":20")).jobId();
        JsonNode clips = caller.batch(id).path("SubJobList");
        assertThat(clips.findValuesAsText("Status")).hasSize(20).containsOnly("Success");
        assertThat(ice.s3().list("clips")).contains("out/clip_19.mp4");
    }

    @Test
    void answersInTheShapeOfTheSample() throws Exception {
        String userData = "{ \"k\" : \"中\" }";
        Map<String, String> parameters = Map.of("InputConfig", INPUT, "OutputConfig", OUTPUT, "UserData", userData);
        Reply submitted = caller.call(IceCaller.SPORTS, parameters);
        assertThat(submitted.field("JobId")).matches("[0-9a-f]{32}\n");
        assertThat(submitted.field("RequestId")).endsWith("\n");
        JsonNode job = caller.batch(submitted.jobId());
        assertThat(job.path("JobId").asText()).isEqualTo(submitted.field("JobId"));
        assertThat(job.path("InputConfig").textValue()).isEqualTo(INPUT);
        assertThat(job.path("OutputConfig").textValue()).isEqualTo(OUTPUT);
        assertThat(job.has("EditingConfig")).isFalse();
        assertThat(job.path("UserData").textValue()).isEqualTo(userData);
        assertThat(job.path("Extend").textValue()).isEqualTo("{}");
        assertThat(job.path("CreateTime").asText()).matches("[-0-9]{10}T[:0-9]{8}Z");
        assertThat(job.path("ModifiedTime").asText()).matches("[-0-9]{10}T[:0-9]{8}Z\n");
        assertThat(job.path("CompleteTime").asText()).matches("[-0-9]{10}T[:0-9]{8}Z\n");
        List<String> ids = new ArrayList<>();
        for (JsonNode clip : job.path("SubJobList")) {
            assertThat(clip.path("ErrorCode").asText()).isNotEmpty();
            ids.addAll(List.of(
                    clip.path("JobId").asText(),
                    clip.path("MediaId").asText(),
                    clip.path("ProjectId").asText()));
        }
        assertThat(ids).hasSize(6).doesNotHaveDuplicates().doesNotContain(submitted.jobId());
        assertThat(ids).allMatch(id -> id.matches("[0-9a-f]{32}"));
        // and they stay the same from look to look
        assertThat(caller.batch(submitted.jobId())).isEqualTo(job);
    }

    @Test
    void goesThroughItsStates() throws Exception {
        ManualClock clock = new ManualClock();
        try (LocalIce slow = LocalIce.builder()
                .clock(clock)
                .speed(1)
                .bucket("media")
                .bucket("clips")
                .start()) {
            slow.s3().put("media", "match 1.mp4", LocalIce.sampleVideo());
            IceCaller there = new IceCaller(slow);
            String id = there.call(IceCaller.SPORTS, Map.of("InputConfig", INPUT, "OutputConfig", OUTPUT))
                    .jobId();
            JsonNode init = there.batch(id);
            assertThat(init.path("Status").asText()).isEqualTo("Init");
            assertThat(init.path("SubJobList")).isEmpty();
            assertThat(init.has("CompleteTime")).isFalse();
            clock.advance(Duration.ofSeconds(2));
            JsonNode processing = there.batch(id);
            assertThat(processing.path("Status").asText()).isEqualTo("Processing");
            assertThat(processing.path("SubJobList").findValuesAsText("Status")).containsExactly("Processing", "Init");
            slow.finish(id);
            JsonNode finished = there.batch(id);
            assertThat(finished.path("Status").asText()).isEqualTo("Finished");
            assertThat(finished.path("SubJobList").findValuesAsText("JobId"))
                    .isEqualTo(processing.path("SubJobList").findValuesAsText("JobId"));
        }
    }

    @Test
    void aTokenStandsForOneJob() throws Exception {
        Map<String, String> parameters =
                new HashMap<>(Map.of("ClientToken", "t", "InputConfig", INPUT, "OutputConfig", OUTPUT));
        String first = caller.call(IceCaller.SPORTS, parameters).jobId();
        assertThat(caller.call(IceCaller.SPORTS, parameters).jobId()).isEqualTo(first);
        assertThat(ice.created(IceCaller.SPORTS)).isEqualTo(1);
        parameters.put("UserData", "{}");
        Reply other = caller.call(IceCaller.SPORTS, parameters);
        assertThat(other.status()).isEqualTo(400);
        assertThat(other.field("Code")).isEqualTo("IdempotentParameterMismatch");
        CLOCK.advance(Duration.ofMinutes(10));
        assertThat(caller.call(IceCaller.SPORTS, parameters).jobId()).isNotEqualTo(first);
        assertThat(ice.created(IceCaller.SPORTS)).isEqualTo(2);
    }

    @Test
    void aMediumThatIsNotThereFailsTheMainJob() throws Exception {
        JsonNode job = caller.batch(submit(INPUT.replace("match", "no"), OUTPUT).jobId());
        assertFailed(job, "InvalidMaterial.NotFound", "oss://media/no 1.mp4");
    }

    @Test
    void anOutputBucketThatIsNotThereFailsTheMainJob() throws Exception {
        JsonNode job = caller.batch(
                submit(INPUT, OUTPUT.replace("//clips", "//nobucket")).jobId());
        assertFailed(job, "InvalidParameter", "nobucket");
    }

    @Test
    void aJobThatIsFailedByHandSaysSoInExtend() throws Exception {
        ice.holdAll(true);
        String id = submit(INPUT, OUTPUT).jobId();
        assertThat(caller.batch(id).path("Status").asText()).isEqualTo("Processing");
        ice.fail(id, "JobFailed", "because of \"this\"");
        assertFailed(caller.batch(id), "JobFailed", "because of \"this\"");
    }

    @Test
    void isNoSmartJob() throws Exception {
        String batch = submit(INPUT, OUTPUT).jobId();
        String smart = caller.submit("{\"MediaArray\":[{\"MediaId\":\"m\"}]}").jobId();
        assertThat(caller.look(batch).status()).isEqualTo(404);
        assertThat(caller.call(IceCaller.DELETE, Map.of("JobId", batch)).status())
                .isEqualTo(404);
        Reply reply = caller.call(IceCaller.GET_BATCH, Map.of("JobId", smart));
        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.field("Code")).isEqualTo("JobNotFound");
        assertThat(caller.look(smart).status()).isEqualTo(200);
        assertThat(caller.batch(batch).path("JobId").asText().trim()).isEqualTo(batch);
    }

    private static void assertFailed(JsonNode job, String code, String message) throws Exception {
        assertThat(job.path("Status").asText()).as("%s", job).isEqualTo("Failed");
        assertThat(job.path("SubJobList")).isEmpty();
        JsonNode extend = new ObjectMapper().readTree(job.path("Extend").textValue());
        assertThat(extend.path("ErrorCode").asText()).isEqualTo(code);
        assertThat(extend.path("ErrorMessage").asText()).contains(message);
    }

    private Reply submit(String input, String output) throws Exception {
        Reply reply = caller.call(IceCaller.SPORTS, Map.of("InputConfig", input, "OutputConfig", output));
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        return reply;
    }
}
