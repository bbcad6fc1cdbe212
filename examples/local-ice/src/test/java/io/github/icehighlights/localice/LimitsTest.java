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

import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.icehighlights.localice.IceCaller.Reply;

import static org.assertj.core.api.Assertions.assertThat;

/** Each documented limit, from both sides. */
class LimitsTest {

    private static final String MEDIA = "\"MediaArray\":[{\"MediaId\":\"m\"}]";
    private static final String OUTPUT = "\"NeedExport\":true,\"Bucket\":\"b\",\"ObjectKey\":\"o_{index}.mp4\"";

    @RegisterExtension
    static final LocalIceExtension ICE =
            LocalIceExtension.create(LocalIceBuilder::instant).withFreshJobs();

    private final LocalIce ice = ICE.ice();
    private final IceCaller caller = new IceCaller(ice);

    @Test
    void inputConfigIsNeeded() throws Exception {
        assertRefused(Map.of(), "MissingParameter");
        assertRefused(Map.of("InputConfig", "{}"), "MissingParameter");
        assertRefused(Map.of("InputConfig", "{\"MediaArray\":[]}"), "MissingParameter");
        assertRefused(Map.of("InputConfig", "[]"), "InvalidParameter");
        assertRefused(Map.of("InputConfig", "{\"MediaArray\":[{\"MediaId\":\"m\"}]} x"), "InvalidParameter");
    }

    @Test
    void mediaAreObjects() throws Exception {
        assertRefused(Map.of("InputConfig", "{\"MediaArray\":[\"m\"]}"), "InvalidParameter");
        assertRefused(Map.of("InputConfig", "{\"MediaArray\":[{}]}"), "MissingParameter");
    }

    @Test
    void atMostThirtyMedia() throws Exception {
        assertAccepted(input(repeat("{\"MediaId\":\"m\"}", 30)));
        assertRefused(input(repeat("{\"MediaId\":\"m\"}", 31)), "InvalidParameter");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "oss://media/a.mp4",
                "https://media.oss-cn-shanghai.aliyuncs.com/a.mp4",
                "http://media.oss-cn-shanghai-internal.aliyuncs.com/a.mp4"
            })
    void anOssUrlOfTheRegionIsAccepted(String url) throws Exception {
        assertAccepted(input("{\"MediaURL\":\"" + url + "\"}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://media.oss-cn-beijing.aliyuncs.com/a.mp4",
                "https://media.oss-accelerate.aliyuncs.com/a.mp4",
                "https://cdn.example.com/a.mp4",
                "https://media.oss-cn-shanghai.aliyuncs.com/",
                "oss://media",
                "ftp://host/a.mp4"
            })
    void anyOtherUrlIsRefused(String url) throws Exception {
        assertRefused(input("{\"MediaURL\":\"" + url + "\"}"), "InvalidParameter");
    }

    @Test
    void theIdWinsOverTheUrl() throws Exception {
        assertAccepted(input("{\"MediaId\":\"m\",\"MediaURL\":\"https://cdn.example.com/a.mp4\"}"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"Count\":1 | true",
                "\"Count\":10 | true",
                "\"Count\":0 | false",
                "\"Count\":11 | false",
                "\"Count\":\"5\" | false",
                "\"Count\":2.5 | false",
                "\"ClipDuration\":3 | true",
                "\"ClipDuration\":60.0 | true",
                "\"ClipDuration\":2.9 | false",
                "\"ClipDuration\":60.1 | false",
                "\"ClipDuration\":\"15\" | false",
                "\"EnableActionRecog\":true | true",
                "\"EnableActionRecog\":\"true\" | false",
                "\"CustomActions\":[\"Fight\",\"打斗打斗打\"] | true",
                "\"CustomActions\":[\"Fights\"] | false",
                "\"CustomActions\":[\"打斗打斗打斗\"] | false",
                "\"CustomActions\":\"Fight\" | false",
                "\"HighlightDescription\":\"x\" | true",
                "\"ThemeConfig\":{\"ThemeType\":\"SmoothHighlight\"} | true",
                "\"FaceInfo\":{\"ImageInfoList\":[{\"Name\":\"a\",\"ImageURL\":\"http://x/y\"}]} | true",
                "\"FaceInfo\":{\"ImageInfoList\":[{\"Name\":\"a\",\"ImageId\":\"i\"}]} | true",
                "\"FaceInfo\":{\"ImageInfoList\":[{\"Name\":\"a\"}]} | false",
                "\"FaceInfo\":{\"ImageInfoList\":[{\"ImageId\":\"i\"}]} | false"
            })
    void strategy(String field, boolean accepted) throws Exception {
        Map<String, String> parameters = Map.of("InputConfig", "{" + MEDIA + ",\"Strategy\":{" + field + "}}");
        if (accepted) {
            assertAccepted(parameters);
        } else {
            Reply reply = caller.call(IceCaller.SUBMIT, parameters);
            assertThat(reply.status()).isEqualTo(400);
            assertThat(reply.field("Code")).isIn("InvalidParameter", "MissingParameter");
            assertThat(ice.created()).isZero();
        }
    }

    @Test
    void atMostFiftyActionsAndTwoHundredFaces() throws Exception {
        assertAccepted(strategy("\"CustomActions\":[" + repeat("\"Cry\"", 50) + "]"));
        assertRefused(strategy("\"CustomActions\":[" + repeat("\"Cry\"", 51) + "]"), "InvalidParameter");
        String face = "{\"Name\":\"a\",\"ImageId\":\"i\"}";
        assertAccepted(strategy("\"FaceInfo\":{\"ImageInfoList\":[" + repeat(face, 200) + "]}"));
        assertRefused(strategy("\"FaceInfo\":{\"ImageInfoList\":[" + repeat(face, 201) + "]}"), "InvalidParameter");
    }

    @Test
    void actionsAreRecognisedInShanghaiOnly() throws Exception {
        try (LocalIce beijing = LocalIce.builder().region("cn-beijing").start()) {
            IceCaller there = new IceCaller(beijing);
            assertThat(there.call(IceCaller.SUBMIT, strategy("\"EnableActionRecog\":true"))
                            .field("Code"))
                    .isEqualTo("InvalidParameter");
            assertThat(there.call(IceCaller.SUBMIT, strategy("\"CustomActions\":[\"Cry\"]"))
                            .field("Code"))
                    .isEqualTo("InvalidParameter");
            assertThat(there.call(IceCaller.SUBMIT, strategy("\"Count\":1")).status())
                    .isEqualTo(200);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{} | true",
                "{\"NeedExport\":false,\"ObjectKey\":\"no index\"} | true",
                "{\"NeedExport\":\"true\"} | false",
                "{" + OUTPUT + "} | true",
                "{" + OUTPUT
                        + ",\"OutputMediaTarget\":\"oss-object\",\"Width\":1280,\"Video\":{\"Bitrate\":3000}} | true",
                "{" + OUTPUT + ",\"OutputMediaTarget\":\"vod-media\"} | false",
                "{" + OUTPUT + ",\"Endpoint\":\"https://oss-cn-shanghai.aliyuncs.com\"} | true",
                "{" + OUTPUT + ",\"Endpoint\":\"https://oss-cn-beijing.aliyuncs.com\"} | false",
                "{" + OUTPUT + ",\"Width\":\"1280\"} | false",
                "{" + OUTPUT + ",\"Video\":\"{}\"} | false",
                "{\"NeedExport\":true,\"ObjectKey\":\"o_{index}.mp4\"} | false",
                "{\"NeedExport\":true,\"Bucket\":\"b\"} | false",
                "{\"NeedExport\":true,\"Bucket\":\"b\",\"ObjectKey\":\"o.mp4\"} | false",
                "not json | false"
            })
    void output(String output, boolean accepted) throws Exception {
        Reply reply = caller.call(IceCaller.SUBMIT, Map.of("InputConfig", "{" + MEDIA + "}", "OutputConfig", output));
        assertThat(reply.status()).as(reply.text()).isEqualTo(accepted ? 200 : 400);
        assertThat(ice.created()).isEqualTo(accepted ? 1 : 0);
    }

    @Test
    void userDataHasAtMost512Bytes() throws Exception {
        // 中 takes three bytes
        String full = "{\"a\":\"" + "中".repeat(168) + "\"}";
        assertThat(full.getBytes(java.nio.charset.StandardCharsets.UTF_8)).hasSize(512);
        assertAccepted(with("UserData", full));
        assertRefused(with("UserData", full.replaceFirst("中", "中x")), "InvalidParameter");
    }

    @Test
    void userDataIsJsonWithAKnownKindOfAddress() throws Exception {
        assertRefused(with("UserData", "plain"), "InvalidParameter");
        assertAccepted(with("UserData", "{\"NotifyAddress\":\"https://host/path\"}"));
        assertAccepted(with("UserData", "{\"NotifyAddress\":\"ice-callback-queue\"}"));
        assertRefused(with("UserData", "{\"NotifyAddress\":\"queue\"}"), "InvalidParameter");
    }

    @Test
    void aTokenHasAtMost64AsciiCharacters() throws Exception {
        assertAccepted(with("ClientToken", "x".repeat(64)));
        assertRefused(with("ClientToken", "x".repeat(65)), "InvalidParameter");
        assertRefused(with("ClientToken", "中"), "InvalidParameter");
    }

    private void assertAccepted(Map<String, String> parameters) throws Exception {
        int before = ice.created();
        Reply reply = caller.call(IceCaller.SUBMIT, parameters);
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        assertThat(ice.created()).isEqualTo(before + 1);
    }

    private void assertRefused(Map<String, String> parameters, String code) throws Exception {
        int before = ice.created();
        Reply reply = caller.call(IceCaller.SUBMIT, parameters);
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.field("Code")).isEqualTo(code);
        assertThat(ice.created()).isEqualTo(before);
    }

    private static Map<String, String> input(String media) {
        return Map.of("InputConfig", "{\"MediaArray\":[" + media + "]}");
    }

    private static Map<String, String> strategy(String field) {
        return Map.of("InputConfig", "{" + MEDIA + ",\"Strategy\":{" + field + "}}");
    }

    private static Map<String, String> with(String name, String value) {
        Map<String, String> parameters = new HashMap<>(Map.of("InputConfig", "{" + MEDIA + "}"));
        parameters.put(name, value);
        return parameters;
    }

    private static String repeat(String text, int times) {
        return IntStream.range(0, times).mapToObj(i -> text).collect(Collectors.joining(","));
    }
}
