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
import java.util.List;
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

/** Each documented limit of sports and screen media highlights, from both sides. */
class BatchLimitsTest {

    private static final String URL = "http://clips.oss-cn-shanghai.aliyuncs.com/o_{index}.mp4";
    private static final String OUTPUT = "{\"MediaURL\":\"" + URL + "\",\"Count\":1,\"Width\":1080,\"Height\":1920}";
    private static final String MEDIA = "\"MediaArray\":[\"m\"]";
    private static final String MATCH = "\"SportsCategory\":\"pingpong\",\"InputMedia\":\"m\"";

    @RegisterExtension
    static final LocalIceExtension ICE =
            LocalIceExtension.create(LocalIceBuilder::instant).withFreshJobs();

    private final LocalIce ice = ICE.ice();
    private final IceCaller caller = new IceCaller(ice);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"SportsCategory\":\"basketball\",\"InputMedia\":\"m\"} | true",
                "{\"SportsCategory\":\"Basketball\",\"InputMedia\":\"m\"} | false",
                "{\"SportsCategory\":\"football\",\"InputMedia\":\"m\"} | false",
                "{\"InputMedia\":\"m\"} | false",
                "{\"SportsCategory\":\"pingpong\"} | false",
                "{\"SportsCategory\":\"pingpong\",\"InputMedia\":\"oss://media/a.mp4\"} | true",
                "{\"SportsCategory\":\"pingpong\",\"InputMedia\":[\"m\"]} | false",
                "{\"SportsCategory\":\"pingpong\",\"InputMedia\":{\"MediaId\":\"m\"}} | false",
                "{\"SportsCategory\":\"pingpong\",\"InputMedia\":\"https://cdn.example.com/a.mp4\"} | false",
                "{\"SportsCategory\":\"pingpong\",\"InputMedia\":\"https://m.oss-cn-beijing.aliyuncs.com/a\"} | false",
                "{" + MATCH + ",\"SomethingNew\":1} | true",
                "{" + MATCH + ",\"FaceRegister\":[{\"FaceUrls\":[\"http://x/y\"],\"Name\":\"James\"}]} | true",
                "{" + MATCH + ",\"FaceRegister\":[{\"FaceUrls\":[\"http://x/y\"]}]} | false",
                "{" + MATCH + ",\"FaceRegister\":[{\"FaceUrls\":[],\"Name\":\"James\"}]} | false",
                "{" + MATCH + ",\"FaceRegister\":{\"FaceUrls\":[\"http://x/y\"],\"Name\":\"James\"}} | false",
                "{" + MATCH + ",\"SlowMotionLogoRegister\":{\"SlowMotionLogoUrls\":[\"http://x/y\"]}} | true",
                "{" + MATCH + ",\"SlowMotionLogoRegister\":[\"http://x/y\"]} | false",
                "{" + MATCH + ",\"TransferNameRegister\":[{\"OriginalName\":\"IND\",\"TransferName\":\"队\"}]} | true",
                "{" + MATCH + ",\"TransferNameRegister\":[{\"OriginalName\":\"IND\"}]} | false",
                "{" + MATCH + ",\"TransferNameRegister\":{\"OriginalName\":\"IND\",\"TransferName\":\"I\"}} | false",
                "[] | false",
                "no json | false"
            })
    void sports(String input, boolean accepted) throws Exception {
        assertAnswer(IceCaller.SPORTS, Map.of("InputConfig", input, "OutputConfig", OUTPUT), accepted);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"FaceRegister\":[%s] | {\"FaceUrls\":[\"http://x/y\"],\"Name\":\"n\"} | 5",
                "\"SlowMotionLogoRegister\":{\"SlowMotionLogoUrls\":[%s]} | \"http://x/y\" | 5",
                "\"TransferNameRegister\":[%s] | {\"OriginalName\":\"a\",\"TransferName\":\"b\"} | 10"
            })
    void sportsLists(String list, String element, int most) throws Exception {
        for (int size = most; size <= most + 1; size++) {
            String input = "{" + MATCH + "," + list.formatted(repeat(element, size)) + "}";
            assertAnswer(IceCaller.SPORTS, Map.of("InputConfig", input, "OutputConfig", OUTPUT), size == most);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"TitleArray\":[\"t\"] | true",
                "\"SomethingNew\":1 | true",
                "\"OpeningArray\":[{\"MediaId\":\"m\"},{\"MediaURL\":\"oss://media/a.png\"}] | true",
                "\"OpeningArray\":[\"m\"] | false",
                "\"EndingArray\":[{}] | false",
                "\"SubHeadingArray\":[{\"Level\":5,\"TitleArray\":[\"t\"]}] | true",
                "\"SubHeadingArray\":[{\"Level\":6,\"TitleArray\":[\"t\"]}] | false",
                "\"SubHeadingArray\":[{\"TitleArray\":[\"t\"]}] | false",
                "\"StickerArray\":[{\"MediaId\":\"m\",\"X\":0.5,\"DyncFrames\":100,\"Opacity\":1}] | true",
                "\"StickerArray\":[{\"X\":0.5}] | false",
                "\"StickerArray\":[{\"MediaId\":\"m\",\"X\":\"0.5\"}] | false",
                "\"StickerArray\":[{\"MediaId\":\"m\",\"DyncFrames\":101}] | false",
                "\"StickerArray\":[{\"MediaId\":\"m\",\"Opacity\":1.1}] | false",
                "\"StickerArray\":[{\"MediaURL\":\"https://cdn.example.com/a.png\"}] | false",
                "\"BackgroundMusicArray\":[\"https://cdn.example.com/a.mp3\"] | false",
                "\"BackgroundImageArray\":[{\"MediaId\":\"m\"}] | false",
                "\"HighlightStrategy\":{\"IntroConfig\":{\"Mode\":\"Auto\"},\"PlotPacingType\":\"x\"} | true",
                "\"HighlightStrategy\":{\"IntroConfig\":{\"Mode\":\"On\"}} | false",
                "\"HighlightStrategy\":{\"TargetDuration\":5} | true",
                "\"HighlightStrategy\":{\"TargetDuration\":4.9} | false",
                "\"HighlightStrategy\":{\"TargetDuration\":\"5\"} | false",
                "\"HighlightStrategy\":{\"EnableActionRecog\":true,\"CustomActions\":[\"Cry\"]} | true"
            })
    void screenMedia(String field, boolean accepted) throws Exception {
        assertAnswer(IceCaller.SCREEN_MEDIA, screenMedia(field), accepted);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"MediaArray\":[]}",
                "{\"MediaArray\":[\"\"]}",
                "{\"MediaArray\":[{\"MediaId\":\"m\"}]}",
                "{\"MediaArray\":\"m\"}",
                "{\"MediaArray\":[\"https://m.oss-cn-beijing.aliyuncs.com/a.mp4\"]}"
            })
    void screenMediaAreStrings(String input) throws Exception {
        assertAnswer(IceCaller.SCREEN_MEDIA, Map.of("InputConfig", input, "OutputConfig", OUTPUT), false);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"MediaArray\":[%s] | \"m\" | 30",
                "\"OpeningArray\":[%s] | {\"MediaId\":\"m\"} | 20",
                "\"EndingArray\":[%s] | {\"MediaId\":\"m\"} | 20",
                "\"TitleArray\":[%s] | \"t\" | 50",
                "\"SubHeadingArray\":[%s] | {\"Level\":1,\"TitleArray\":[\"t\"]} | 5",
                "\"SubHeadingArray\":[{\"Level\":1,\"TitleArray\":[%s]}] | \"t\" | 50",
                "\"StickerArray\":[%s] | {\"MediaId\":\"m\"} | 50",
                "\"BackgroundMusicArray\":[%s] | \"m\" | 50",
                "\"BackgroundImageArray\":[%s] | \"m\" | 50"
            })
    void screenMediaLists(String list, String element, int most) throws Exception {
        for (int size = most; size <= most + 1; size++) {
            assertAnswer(IceCaller.SCREEN_MEDIA, screenMedia(list.formatted(repeat(element, size))), size == most);
        }
    }

    @Test
    void aTitleHasAtMostFiftyCharacters() throws Exception {
        for (String titles :
                new String[] {"\"TitleArray\":[\"%s\"]", "\"SubHeadingArray\":[{\"Level\":1,\"TitleArray\":[\"%s\"]}]"
                }) {
            assertAnswer(IceCaller.SCREEN_MEDIA, screenMedia(titles.formatted("题".repeat(50))), true);
            assertAnswer(IceCaller.SCREEN_MEDIA, screenMedia(titles.formatted("题".repeat(51))), false);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{} | true",
                "{\"MediaConfig\":{\"Volume\":10}} | true",
                "{\"MediaConfig\":{\"Volume\":\"0.25\"}} | true",
                "{\"MediaConfig\":{\"Volume\":10.1}} | false",
                "{\"MediaConfig\":{\"Volume\":\"-1\"}} | false",
                "{\"MediaConfig\":{\"Volume\":\"loud\"}} | false",
                "{\"ProcessConfig\":{\"AllowTransition\":true,\"TransitionList\":[\"fadecolor\"]}} | true",
                "[] | false",
                "no json | false"
            })
    void editing(String editing, boolean accepted) throws Exception {
        Map<String, String> parameters = screenMedia("\"TitleArray\":[]");
        parameters.put("EditingConfig", editing);
        assertAnswer(IceCaller.SCREEN_MEDIA, parameters, accepted);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"MediaURL\":\"" + URL + "\"} | true",
                "{\"MediaURL\":\"" + URL + "\",\"Count\":100,\"MaxDuration\":15} | true",
                "{\"MediaURL\":\"" + URL + "\",\"Count\":0} | false",
                "{\"MediaURL\":\"" + URL + "\",\"Count\":\"1\"} | false",
                "{\"MediaURL\":\"" + URL + "\",\"Width\":0} | false",
                "{\"MediaURL\":\"" + URL + "\",\"Height\":\"1\"} | false",
                "{\"MediaURL\":\"oss://clips/o_{index}.mp4\"} | true",
                "{\"MediaURL\":\"http://clips.oss-cn-shanghai.aliyuncs.com/o.mp4\"} | false",
                "{\"MediaURL\":\"http://clips.oss-cn-beijing.aliyuncs.com/o_{index}.mp4\"} | false",
                "{\"MediaURL\":\"http://cdn.example.com/o_{index}.mp4\"} | false",
                "{\"Count\":1} | false",
                "no json | false"
            })
    void output(String output, boolean accepted) throws Exception {
        assertAnswer(
                IceCaller.SCREEN_MEDIA, Map.of("InputConfig", "{" + MEDIA + "}", "OutputConfig", output), accepted);
        assertAnswer(IceCaller.SPORTS, Map.of("InputConfig", "{" + MATCH + "}", "OutputConfig", output), accepted);
    }

    @Test
    void bothConfigurationsAreNeeded() throws Exception {
        for (Map<String, String> parameters :
                List.of(Map.of("InputConfig", "{" + MEDIA + "," + MATCH + "}"), Map.of("OutputConfig", OUTPUT))) {
            assertThat(caller.call(IceCaller.SPORTS, parameters).field("Code")).isEqualTo("MissingParameter");
            assertThat(caller.call(IceCaller.SCREEN_MEDIA, parameters).field("Code"))
                    .isEqualTo("MissingParameter");
        }
    }

    @Test
    void userDataAndTokenAreChecked() throws Exception {
        Map<String, String> sports = new HashMap<>(Map.of("InputConfig", "{" + MATCH + "}", "OutputConfig", OUTPUT));
        sports.put("UserData", "plain");
        assertAnswer(IceCaller.SPORTS, sports, false);
        sports.put("UserData", "{\"a\":\"" + "x".repeat(505) + "\"}");
        assertAnswer(IceCaller.SPORTS, sports, false);
        sports.remove("UserData");
        sports.put("ClientToken", "x".repeat(65));
        assertAnswer(IceCaller.SPORTS, sports, false);
        Map<String, String> screenMedia = screenMedia("\"TitleArray\":[]");
        screenMedia.put("UserData", "plain");
        assertAnswer(IceCaller.SCREEN_MEDIA, screenMedia, false);
    }

    @Test
    void sportsAndActionsAreForShanghaiOnly() throws Exception {
        try (LocalIce beijing = LocalIce.builder().region("cn-beijing").start()) {
            IceCaller there = new IceCaller(beijing);
            String output = OUTPUT.replace("shanghai", "beijing");
            Reply sports =
                    there.call(IceCaller.SPORTS, Map.of("InputConfig", "{" + MATCH + "}", "OutputConfig", output));
            assertThat(sports.status()).isEqualTo(400);
            assertThat(sports.field("Message")).contains("cn-shanghai");
            Map<String, String> screenMedia = screenMedia("\"HighlightStrategy\":{\"TargetDuration\":5}");
            screenMedia.put("OutputConfig", output);
            assertThat(there.call(IceCaller.SCREEN_MEDIA, screenMedia).status()).isEqualTo(200);
            for (String actions : new String[] {"\"EnableActionRecog\":true", "\"CustomActions\":[\"Cry\"]"}) {
                screenMedia.put("InputConfig", "{" + MEDIA + ",\"HighlightStrategy\":{" + actions + "}}");
                assertThat(there.call(IceCaller.SCREEN_MEDIA, screenMedia).field("Message"))
                        .contains("cn-shanghai");
            }
            assertThat(beijing.created()).isEqualTo(1);
        }
    }

    private void assertAnswer(String action, Map<String, String> parameters, boolean accepted) throws Exception {
        int before = ice.created(action);
        Reply reply = caller.call(action, parameters);
        assertThat(reply.status()).as(reply.text()).isEqualTo(accepted ? 200 : 400);
        if (!accepted) {
            assertThat(reply.field("Code")).isIn("InvalidParameter", "MissingParameter");
        }
        assertThat(ice.created(action)).isEqualTo(before + (accepted ? 1 : 0));
    }

    /** A field named MediaArray takes the place of the usual one. */
    private static Map<String, String> screenMedia(String field) {
        String media = field.startsWith("\"MediaArray\"") ? "" : MEDIA + ",";
        return new HashMap<>(Map.of("InputConfig", "{" + media + field + "}", "OutputConfig", OUTPUT));
    }

    private static String repeat(String text, int times) {
        return IntStream.range(0, times).mapToObj(i -> text).collect(Collectors.joining(","));
    }
}
