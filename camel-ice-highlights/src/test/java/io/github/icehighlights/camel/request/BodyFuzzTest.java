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

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;
import net.jqwik.api.statistics.StatisticsReport;

import io.github.icehighlights.camel.fuzz.JsonTexts;
import io.github.icehighlights.camel.ice.CorrelationIds;
import io.github.icehighlights.camel.model.JobType;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

/**
 * Whatever the body, as text or as Java values: a request or an {@link IceRequestException}, and soon. What fails is
 * shrunk and printed with its seed; {@link RequestFuzzTest} has fixed seeds and huge texts.
 */
class BodyFuzzTest {

    private static final Scope SCOPE = new Scope("fuzz", "films", "cn-shanghai");

    private static final String[] NAMES = {
        "InputConfig",
        "OutputConfig",
        "EditingConfig",
        "UserData",
        "MediaArray",
        "MediaId",
        "MediaURL",
        "Strategy",
        "HighlightStrategy",
        "Count",
        "ClipDuration",
        "EnableActionRecog",
        "CustomActions",
        "FaceInfo",
        "ImageInfoList",
        "Name",
        "ImageURL",
        "NeedExport",
        "Bucket",
        "ObjectKey",
        "Endpoint",
        "Width",
        "Video",
        "InputMedia",
        "SportsCategory",
        "FaceRegister",
        "FaceUrls",
        "SlowMotionLogoRegister",
        "SlowMotionLogoUrls",
        "StickerArray",
        "TitleArray",
        "SubHeadingArray",
        "Level",
        "MediaConfig",
        "Volume",
        "NotifyAddress",
        "x",
        ""
    };

    /** One request of each type, with most of what it can have. */
    private static final List<String> SOUND = List.of(
            "{\"InputConfig\":{\"MediaArray\":[{\"MediaURL\":\"oss://films/a.mp4\"},{\"MediaId\":\"id1\"}],\"Strategy\":"
                    + "{\"Count\":3,\"ClipDuration\":8.5,\"EnableActionRecog\":true,\"CustomActions\":[\"Fight\"],\"FaceInfo\":"
                    + "{\"ImageInfoList\":[{\"Name\":\"D\",\"ImageURL\":\"https://x/f.png\"}]}}},\"OutputConfig\":"
                    + "{\"NeedExport\":true,\"Bucket\":\"films\",\"ObjectKey\":\"out/{token}_{index}.mp4\",\"Width\":1280,"
                    + "\"Video\":{\"Bitrate\":3000}},\"UserData\":{\"NotifyAddress\":\"https://x/\",\"k\":1}}",
            "{\"InputConfig\":\"{\\\"MediaArray\\\":[\\\"id1\\\"],\\\"TitleArray\\\":[\\\"t\\\"]}\",\"EditingConfig\":"
                    + "{\"MediaConfig\":{\"Volume\":1}},\"OutputConfig\":{\"MediaURL\":\"oss://films/{token}_{index}.mp4\"}}",
            "{\"InputConfig\":{\"MediaArray\":[\"id1\",\"oss://films/a.mp4\"],\"HighlightStrategy\":{\"IntroConfig\":"
                    + "{\"Mode\":\"Auto\"},\"TargetDuration\":30},\"SubHeadingArray\":[{\"Level\":1,\"TitleArray\":[\"t\"]}],"
                    + "\"StickerArray\":[{\"MediaId\":\"s\",\"Opacity\":0.5}]},\"OutputConfig\":{\"MediaURL\":"
                    + "\"oss://films/{token}_{index}.mp4\",\"Count\":2,\"Width\":720,\"Height\":1280}}",
            "{\"InputConfig\":{\"SportsCategory\":\"basketball\",\"InputMedia\":\"id1\",\"FaceRegister\":[{\"FaceUrls\":"
                    + "[\"https://x/f.png\"],\"Name\":\"N\"}],\"SlowMotionLogoRegister\":{\"SlowMotionLogoUrls\":[\"https://x\"]},"
                    + "\"TransferNameRegister\":[{\"OriginalName\":\"a\",\"TransferName\":\"b\"}]},\"OutputConfig\":"
                    + "{\"MediaURL\":\"oss://films/{token}_{index}.mp4\",\"Count\":1},\"UserData\":\"{\\\"k\\\":1}\"}");

    @Provide
    Arbitrary<String> texts() {
        Arbitrary<String> any = JsonTexts.any(NAMES);
        return Arbitraries.oneOf(
                any,
                JsonTexts.damaged(any),
                JsonTexts.mutated(SOUND, NAMES),
                JsonTexts.mutated(SOUND, NAMES),
                Arbitraries.strings().ofMaxLength(100));
    }

    /** Java values in the places where they count, and anywhere. */
    @Provide
    Arbitrary<Object> values() {
        Arbitrary<Object> any = JsonTexts.javaValues(NAMES);
        Arbitrary<Object> input =
                Combinators.combine(Arbitraries.of(NAMES), any).as(BodyFuzzTest::input);
        Arbitrary<Object> request = Combinators.combine(input, any.injectNull(0.8), any.injectNull(0.8))
                .as(BodyFuzzTest::request);
        return Arbitraries.oneOf(any, request, request);
    }

    private static Object input(String name, Object value) {
        Map<String, Object> input = new HashMap<>();
        input.put("MediaArray", List.of("id1"));
        input.put("InputMedia", "id1");
        input.put("SportsCategory", "pingpong");
        input.put(name, value);
        return input;
    }

    private static Object request(Object input, Object output, Object userData) {
        Map<String, Object> request = new HashMap<>();
        request.put("InputConfig", input);
        request.put("OutputConfig", output);
        request.put("UserData", userData);
        return request;
    }

    @Property
    @StatisticsReport(onFailureOnly = true)
    void texts(@ForAll("texts") String body, @ForAll JobType type) {
        counted(merged(type, body, null));
        merged(type, body, "id2");
    }

    @Property
    @StatisticsReport(onFailureOnly = true)
    void javaValues(@ForAll("values") Object body, @ForAll JobType type) {
        HighlightRequest request = counted(merged(type, body, null));
        merged(type, body, "oss://films/b.mp4");
        if (request != null && !(body instanceof String)) {
            // what Java values may say can be said in JSON too
            String json = CanonicalJson.of(JavaValues.toJson("body", body));
            HighlightRequest same = merged(type, json, null);
            assertThat(same).isNotNull();
            assertThat(same.canonical()).isEqualTo(request.canonical());
        }
    }

    @Property
    void wholeConfigs(@ForAll("texts") String input, @ForAll("texts") String output, @ForAll JobType type) {
        Duration limit = Duration.ofSeconds(10);
        assertTimeoutPreemptively(
                limit,
                () -> tried(new RequestParts(type, "id1", null, null, null, null, null, input, null, null, null)));
        assertTimeoutPreemptively(
                limit,
                () -> tried(new RequestParts(type, "id1", null, null, null, null, null, null, null, output, null)));
    }

    @Property
    void typedRequests(@ForAll("paths") String path, @ForAll("values") Object value) {
        List<JobRequest<?>> requests = List.of(
                HighlightExtractionRequest.of("id1"),
                ScreenMediaHighlightsRequest.of("id1"),
                SportsHighlightsRequest.of("pingpong", "id1"));
        for (JobRequest<?> request : requests) {
            try {
                JobRequest<?> other = request.with(path, value);
                assertThat(other.toString()).isNotBlank();
                merged(request.jobType(), other, null);
            } catch (IceRequestException e) {
                assertThat(e.getMessage()).isNotBlank().hasSizeLessThan(1_000).doesNotContain("\n");
            }
        }
    }

    @Provide
    Arbitrary<String> paths() {
        return Arbitraries.oneOf(
                Arbitraries.of(NAMES).list().ofMaxSize(4).map(names -> String.join(".", names)),
                Arbitraries.strings().ofMaxLength(30));
    }

    private static HighlightRequest counted(HighlightRequest request) {
        // were everything refused at the door, this would try nothing
        Statistics.collect(request == null ? "refused" : "taken");
        Statistics.coverage(coverage -> coverage.check("taken").percentage(share -> share > 0));
        return request;
    }

    private static HighlightRequest merged(JobType type, Object body, String media) {
        return assertTimeoutPreemptively(
                Duration.ofSeconds(10),
                () -> tried(new RequestParts(type, body, media, null, null, null, null, null, null, null, null)));
    }

    /** The request, or null where it was refused in the one way that is allowed. */
    private static HighlightRequest tried(RequestParts parts) {
        try {
            HighlightRequest request = new RequestMerger(Requests.LIMITS).merge(parts);
            Submission submission = Submission.of(request, SCOPE, "key", null);
            assertThat(CorrelationIds.read(submission.parameters().get("UserData")))
                    .isEqualTo(submission.correlationId());
            submission.parameters().values().forEach(value -> assertThat(value).hasSizeLessThan(100_000));
            return request;
        } catch (IceRequestException e) {
            assertThat(e.getMessage()).isNotBlank().hasSizeLessThan(1_000).doesNotContain("\n");
            return null;
        }
    }
}
