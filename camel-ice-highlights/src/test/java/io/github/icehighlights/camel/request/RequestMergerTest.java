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

import java.lang.management.ManagementFactory;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.sun.management.ThreadMXBean;
import org.junit.jupiter.api.Test;

import io.github.icehighlights.camel.model.JobType;

import static io.github.icehighlights.camel.request.Requests.MEDIUM;
import static io.github.icehighlights.camel.request.Requests.URL;
import static io.github.icehighlights.camel.request.Requests.extraction;
import static io.github.icehighlights.camel.request.Requests.mashup;
import static io.github.icehighlights.camel.request.Requests.sports;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class RequestMergerTest {

    /** It was 14,000 when this was written, and 21,000 when patterns and paths were made anew for each request. */
    private static final long BYTES_A_REQUEST = 17_500;

    @Test
    void aRequestAllocatesLittle() {
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        var merger = new RequestMerger(Requests.LIMITS);
        RequestParts parts = extraction()
                .body(MEDIUM)
                .output("NeedExport", "true")
                .output("Bucket", "media")
                .output("ObjectKey", "clips/{token}-{index}.mp4")
                .parts();
        for (int i = 0; i < 2_000; i++) {
            merger.merge(parts);
        }

        assertThat(threads.isThreadAllocatedMemoryEnabled()).isTrue();
        long least = Long.MAX_VALUE;
        for (int round = 0; round < 5; round++) {
            long before = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
            for (int i = 0; i < 1_000; i++) {
                merger.merge(parts);
            }
            long after = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
            least = Math.min(least, (after - before) / 1_000);
        }

        assertThat(least).isLessThan(BYTES_A_REQUEST);
    }

    @Test
    void theOptionMediaGivesTheMedium() {
        assertThat(extraction().media(MEDIUM).input()).isEqualTo("{\"MediaArray\":[{\"MediaURL\":\"" + URL + "\"}]}");
    }

    @Test
    void theOptionMediaWinsOverTheBodyWhateverTheBodyIs() {
        String expected = "{\"MediaArray\":[{\"MediaURL\":\"" + URL + "\"}]}";
        for (Object body : List.of("id2", new Object(), "", List.of("a", "b"), Map.of("order", 7), "{broken")) {
            assertThat(extraction().media(MEDIUM).body(body).input())
                    .as("%s", body)
                    .isEqualTo(expected);
        }
    }

    @Test
    void besideTheOptionMediaARequestInTheBodyStillCounts() {
        Map<String, Object> body =
                Map.of("InputConfig", Map.of("MediaArray", List.of("other"), "Strategy", Map.of("Count", 2)));
        assertThat(extraction().media(MEDIUM).body(body).input())
                .isEqualTo("{\"MediaArray\":[{\"MediaURL\":\"" + URL + "\"}],\"Strategy\":{\"Count\":2}}");
    }

    @Test
    void besideTheOptionMediaABrokenRequestIsNotPassedOver() {
        assertThatThrownBy(() ->
                        extraction().media(MEDIUM).body("{\"InputConfig\": {").merge())
                .isInstanceOf(IceRequestException.class)
                .hasMessageContaining("broken");
    }

    @Test
    void singleOptionsThatAreNotDocumentedAreFound() {
        Map<String, Map<String, ?>> options = new LinkedHashMap<>();
        options.put("input", Map.of("Strategy.count", 1));
        options.put("strategy", Map.of("Cuont", 1, "Count", 2, "FaceInfo.Any", 3));
        options.put("output", Map.of("Video.Bitrate", 1, "Video.Codec", "x", "Buket", "b"));

        assertThat(new RequestMerger(Requests.LIMITS).undocumented(JobType.HIGHLIGHT_EXTRACTION, options))
                .containsExactly(
                        "input.Strategy.count",
                        "strategy.Cuont",
                        "strategy.FaceInfo.Any",
                        "output.Buket",
                        "output.Video.Codec");
        assertThat(new RequestMerger(Requests.LIMITS)
                        .undocumented(
                                JobType.SCREEN_MEDIA_HIGHLIGHTS,
                                Map.of("strategy", Map.of("TargetDuration", 1, "IntroConfig.Mode", "x"))))
                .isEmpty();
    }

    @Test
    void aWholeJsonLiesBelowSingleOptionsAndTheseBelowTheBody() {
        Requests requests = extraction()
                .inputConfig("{\"Strategy\": {\"Count\": 1, \"ClipDuration\": 10, \"Other\": \"json\"}}")
                .strategy("Count", "2")
                .strategy("ClipDuration", "11.5")
                .body("{\"InputConfig\": {\"MediaArray\": [\"id1\"], \"Strategy\": {\"Count\": 3}}}");
        assertThat(requests.input())
                .isEqualTo("{\"MediaArray\":[{\"MediaId\":\"id1\"}],"
                        + "\"Strategy\":{\"ClipDuration\":11.5,\"Count\":3,\"Other\":\"json\"}}");
    }

    @Test
    void templatesFillWhatTheBodyLeavesOut() {
        Requests requests = extraction()
                .body("id1")
                .outputConfig("{\"NeedExport\": true, \"Bucket\": \"clips\"}")
                .output("ObjectKey", "{token}/{index}.mp4")
                .userData("{\"a\": 1, \"b\": 1}");
        assertThat(requests.output())
                .isEqualTo("{\"Bucket\":\"clips\",\"NeedExport\":true,\"ObjectKey\":\"{token}/{index}.mp4\"}");
        assertThat(requests.body(Map.of("InputConfig", "{\"MediaArray\":[\"x\"]}", "UserData", "{\"b\":2}"))
                        .merge()
                        .userData())
                .hasToString("{\"a\":1,\"b\":2}");
    }

    @Test
    void theBodysListReplacesTheTemplates() {
        assertThat(extraction()
                        .inputConfig("{\"MediaArray\": [{\"MediaId\": \"t1\"}, {\"MediaId\": \"t2\"}]}")
                        .body("id1")
                        .input())
                .isEqualTo("{\"MediaArray\":[{\"MediaId\":\"id1\"}]}");
    }

    @Test
    void aTemplateAloneMayGiveTheMedium() {
        assertThat(extraction().inputConfig("{\"MediaArray\": [\"t1\"]}").input())
                .isEqualTo("{\"MediaArray\":[{\"MediaId\":\"t1\"}]}");
    }

    @Test
    void withoutAnyMediumThereIsNoJob() {
        assertThatThrownBy(() -> extraction().merge())
                .isInstanceOf(IceRequestException.class)
                .hasMessageContaining("InputConfig.MediaArray is missing");
    }

    @Test
    void eachTypeOfJobGetsMediaInItsOwnShape() {
        assertThat(mashup().body(List.of(MEDIUM, Map.of("MediaId", "id2"))).input())
                .isEqualTo("{\"MediaArray\":[\"" + URL + "\",\"id2\"]}");
        assertThat(sports().body(MEDIUM).input("SportsCategory", "basketball").input())
                .isEqualTo("{\"InputMedia\":\"" + URL + "\",\"SportsCategory\":\"basketball\"}");
    }
}
