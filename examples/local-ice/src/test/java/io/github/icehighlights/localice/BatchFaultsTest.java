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
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.icehighlights.localice.IceCaller.Reply;
import io.github.icehighlights.localice.fault.Faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Faults of batches, and the faults of all actions on theirs. */
class BatchFaultsTest {

    private static final Map<String, String> INPUTS = Map.of(
            IceCaller.SPORTS, "{\"SportsCategory\":\"basketball\",\"InputMedia\":\"oss://media/a.mp4\"}",
            IceCaller.SCREEN_MEDIA, "{\"MediaArray\":[\"oss://media/a.mp4\"]}");

    @RegisterExtension
    static final LocalIceExtension ICE = LocalIceExtension.create(
                    builder -> builder.instant().bucket("media").bucket("clips"))
            .withFreshJobs();

    private final LocalIce ice = ICE.ice();
    private final Faults faults = ice.faults();
    private final IceCaller caller = new IceCaller(ice);

    @BeforeEach
    void video() {
        ice.s3().put("media", "a.mp4", LocalIce.sampleVideo());
    }

    @ParameterizedTest
    @ValueSource(strings = {IceCaller.SPORTS, IceCaller.SCREEN_MEDIA})
    void theFirstVideosFail(String action) throws Exception {
        faults.partlyFailed(2, "QueryMaterialFailed", "no");
        String folder = action + "/partly";
        JsonNode job = caller.batch(submit(action, folder, 3).jobId());
        assertThat(job.path("Status").asText()).isEqualTo("Finished");
        assertThat(job.path("Extend").textValue()).isEqualTo("{}");
        JsonNode videos = job.path("SubJobList");
        assertThat(videos.findValuesAsText("Status")).containsExactly("Failed", "Failed", "Success");
        for (int index = 0; index < 2; index++) {
            assertThat(videos.get(index).path("ErrorCode").asText()).isEqualTo("QueryMaterialFailed");
            assertThat(videos.get(index).path("ErrorMessage").asText()).isEqualTo("no");
            assertThat(videos.get(index).has("MediaURL")).isFalse();
            assertThat(videos.get(index).has("MediaId")).isFalse();
        }
        assertThat(videos.at("/2/MediaURL").asText()).endsWith(folder + "/2.mp4");
        assertThat(ice.s3().list("clips"))
                .filteredOn(key -> key.startsWith(folder))
                .containsExactly(folder + "/2.mp4");
        // the next one is whole again
        JsonNode next = caller.batch(submit(action, folder, 3).jobId());
        assertThat(next.path("SubJobList").findValuesAsText("Status")).containsOnly("Success");
    }

    @Test
    void allVideosCanFailOfAJobThatIsFinished() throws Exception {
        faults.on(IceCaller.SPORTS).partlyFailed(10, "JobFailed", "no");
        JsonNode job = caller.batch(submit(IceCaller.SPORTS, "all", 2).jobId());
        assertThat(job.path("Status").asText()).isEqualTo("Finished");
        assertThat(job.path("SubJobList").findValuesAsText("Status")).containsExactly("Failed", "Failed");
    }

    @Test
    void anExtractionIsNoBatch() throws Exception {
        faults.partlyFailed(1, "JobFailed", "no");
        String id = caller.submit("{\"MediaArray\":[{\"MediaURL\":\"oss://media/a.mp4\"}]}")
                .jobId();
        assertThat(caller.look(id).field("State")).isEqualTo("Finished");
        assertThat(faults.pending()).hasSize(1);
        JsonNode job = caller.batch(submit(IceCaller.SPORTS, "after", 1).jobId());
        assertThat(job.at("/SubJobList/0/Status").asText()).isEqualTo("Failed");
        assertThat(faults.pending()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {IceCaller.SPORTS, IceCaller.SCREEN_MEDIA})
    void theOtherFaultsWorkToo(String action) throws Exception {
        faults.on(action).throttle();
        assertThat(submit(action, "x", 1).field("Code")).isEqualTo("Throttling.User");
        faults.on(action).resetBefore();
        assertThatThrownBy(() -> submit(action, "x", 1)).isInstanceOf(IOException.class);
        assertThat(ice.created(action)).isZero();
        faults.on(action).resetAfter();
        assertThatThrownBy(() -> submit(action, "x", 1)).isInstanceOf(IOException.class);
        assertThat(ice.created(action)).isEqualTo(1);

        faults.on(action).failed("QueryMaterialFailed", "no");
        faults.notFound(1);
        String failed = submit(action, "x", 1).jobId();
        assertThat(caller.call(IceCaller.GET_BATCH, Map.of("JobId", failed)).field("Code"))
                .isEqualTo("JobNotFound");
        assertThat(caller.batch(failed).path("Status").asText()).isEqualTo("Failed");
        assertThat(caller.batch(failed).path("Extend").asText()).contains("QueryMaterialFailed");

        faults.stuck();
        String stuck = submit(action, "x", 1).jobId();
        assertThat(caller.batch(stuck).path("Status").asText()).isEqualTo("Processing");
        ice.finish(stuck);
        assertThat(caller.batch(stuck).path("Status").asText()).isEqualTo("Finished");

        faults.on(IceCaller.GET_BATCH).job(stuck).html(502);
        assertThat(caller.call(IceCaller.GET_BATCH, Map.of("JobId", stuck)).status())
                .isEqualTo(502);
        faults.on(IceCaller.LIST_BATCHES).unavailable();
        assertThat(caller.call(IceCaller.LIST_BATCHES, Map.of()).status()).isEqualTo(503);
    }

    private Reply submit(String action, String folder, int count) throws Exception {
        String output = "{\"MediaURL\":\"oss://clips/" + folder + "/{index}.mp4\",\"Count\":" + count + "}";
        return caller.call(action, Map.of("InputConfig", INPUTS.get(action), "OutputConfig", output));
    }
}
