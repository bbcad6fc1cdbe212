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

import java.util.Collections;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static io.github.icehighlights.camel.request.Requests.mashup;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class ScreenMediaRulesTest {

    private static Requests job() {
        return mashup().body("id1");
    }

    private static IceRequestException refused(Requests requests) {
        return catchThrowableOfType(IceRequestException.class, requests::merge);
    }

    @Test
    void alibabasSamplePasses() {
        HighlightRequest request = mashup().body(Map.of(
                        "InputConfig", "{ \"MediaArray\": [ \"****9d46c886b45481030f6e****\" ] }",
                        "EditingConfig",
                                "{ \"MediaConfig\": { \"Volume\": 1 }, \"ProcessConfig\": "
                                        + "{ \"AllowTransition\": true, \"TransitionList\": [\"fadecolor\"] } }",
                        "OutputConfig",
                                "{ \"MediaURL\": \"http://xxx.oss-cn-shanghai.aliyuncs.com/xxx_{index}.mp4\","
                                        + " \"Count\": 1, \"Width\": 1080, \"Height\": 1920 }"))
                .merge();
        assertThat(request.canonical()).contains("xxx_{index}.mp4", "fadecolor", "****9d46c886b45481030f6e****");
    }

    @Test
    void theStrategyGoesWhereThisJobWantsIt() {
        assertThat(job().strategy("TargetDuration", "60")
                        .strategy("IntroConfig.Mode", "Auto")
                        .input())
                .isEqualTo("{\"HighlightStrategy\":{\"IntroConfig\":{\"Mode\":\"Auto\"},\"TargetDuration\":60},"
                        + "\"MediaArray\":[\"id1\"]}");
        assertThat(refused(job().strategy("TargetDuration", "4.99"))).hasMessageContaining("at least 5");
        assertThat(job().strategy("TargetDuration", "5").merge()).isNotNull();
        assertThat(refused(job().strategy("IntroConfig.Mode", "On"))).hasMessageContaining("Auto or Disabled");
    }

    @Test
    void actionsAreShanghais() {
        assertThat(job().strategy("CustomActions", "Fight").merge()).isNotNull();
        assertThat(refused(job().region("cn-beijing").strategy("EnableActionRecog", "true")))
                .isNotNull();
    }

    @ParameterizedTest
    @CsvSource({
        "OpeningArray, 20",
        "EndingArray, 20",
        "BackgroundMusicArray, 50",
        "BackgroundImageArray, 50",
        "StickerArray, 50",
        "TitleArray, 50"
    })
    void listsHaveTheirLimits(String field, int max) {
        assertThat(job().input(field, Collections.nCopies(max, "id2")).merge()).isNotNull();
        assertThat(refused(job().input(field, Collections.nCopies(max + 1, "id2")))
                        .field())
                .endsWith(field);
    }

    @Test
    void mediaOfListsGetTheirShape() {
        assertThat(job().input("OpeningArray", List.of("oss://films/a.png"))
                        .input("BackgroundMusicArray", List.of(Map.of("MediaId", "m1")))
                        .input())
                .isEqualTo("{\"BackgroundMusicArray\":[\"m1\"],\"MediaArray\":[\"id1\"],\"OpeningArray\":"
                        + "[{\"MediaURL\":\"https://films.oss-cn-shanghai.aliyuncs.com/a.png\"}]}");
    }

    @Test
    void titlesHaveFiftyCharacters() {
        assertThat(job().input("TitleArray", "斗".repeat(50)).input()).contains("[\"斗");
        assertThat(refused(job().input("TitleArray", "斗".repeat(51)))).hasMessageContaining("51");
        assertThat(job().input("TitleArray", "Now, or never").input()).contains("[\"Now, or never\"]");
    }

    @ParameterizedTest
    @CsvSource({"0, false", "1, true", "5, true", "6, false", "1.5, false"})
    void headingsHaveFiveLevels(String level, boolean fine) {
        Requests requests = job().input("SubHeadingArray", "[{\"Level\":" + level + ",\"TitleArray\":[\"a\"]}]");
        if (fine) {
            assertThat(requests.merge()).isNotNull();
        } else {
            assertThat(refused(requests).field()).endsWith("[0].Level");
        }
    }

    @Test
    void thereAreFiveHeadings() {
        Map<String, Object> heading = Map.of("Level", 1, "TitleArray", List.of("a"));
        assertThat(job().input("SubHeadingArray", Collections.nCopies(5, heading))
                        .merge())
                .isNotNull();
        assertThat(refused(job().input("SubHeadingArray", Collections.nCopies(6, heading))))
                .isNotNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"Opacity\":1.1",
                "\"Opacity\":-0.1",
                "\"DyncFrames\":101",
                "\"DyncFrames\":-1",
                "\"X\":\"left\"",
                "\"Height\":[]"
            })
    void stickersHaveTheirLimits(String field) {
        assertThat(refused(job().input("StickerArray", "[{\"MediaId\":\"s\"," + field + "}]")))
                .isNotNull();
    }

    @Test
    void stickersPassWithinTheirLimits() {
        assertThat(job().input("StickerArray", "[{\"MediaId\":\"s\",\"Opacity\":1,\"DyncFrames\":100,\"X\":0.1}]")
                        .merge())
                .isNotNull();
    }

    @ParameterizedTest
    @CsvSource({"0, true", "10, true", "0.55, true", "0.555, false", "10.01, false", "-1, false", "loud, false"})
    void volumeIsFromZeroToTen(String volume, boolean fine) {
        Requests requests = job().editing("MediaConfig.Volume", volume);
        if (fine) {
            assertThat(requests.merge().editingConfig()).hasToString("{\"MediaConfig\":{\"Volume\":" + volume + "}}");
        } else {
            assertThat(refused(requests).field())
                    .isEqualTo(
                            volume.equals("loud") ? "editing.MediaConfig.Volume" : "EditingConfig.MediaConfig.Volume");
        }
    }

    @Test
    void theOutputHasAnIndexAndAResolvedUrl() {
        assertThat(job().output("MediaURL", "oss://clips/{token}/x y_{index}.mp4")
                        .output())
                .isEqualTo("{\"MediaURL\":\"https://clips.oss-cn-shanghai.aliyuncs.com/{token}/x%20y_{index}.mp4\"}");
        assertThat(refused(job().output("MediaURL", "oss://clips/x.mp4"))).hasMessageContaining("{index}");
        assertThat(refused(job().output("MediaURL", "https://b.oss-cn-beijing.aliyuncs.com/x_{index}.mp4")))
                .isNotNull();
        assertThat(refused(job().output("Count", "0"))).isNotNull();
        assertThat(refused(job().output("Width", "64"))).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://clips.oss-accelerate.aliyuncs.com/x_{index}.mp4",
                "https://cdn.example.com/x_{index}.mp4",
                "oss://clips.oss-accelerate.aliyuncs.com/x_{index}.mp4"
            })
    void theOutputIsOnOssToo(String url) {
        assertThat(refused(job().output("MediaURL", url)).field()).isEqualTo("OutputConfig.MediaURL");
    }

    @Test
    void theIdWinsOverTheUrl() {
        assertThat(mashup().body(Map.of("MediaId", "id1", "MediaURL", Requests.URL))
                        .input())
                .isEqualTo("{\"MediaArray\":[\"id1\"]}");
    }

    @Test
    void mediaLimitIsThirty() {
        assertThat(mashup().body(Collections.nCopies(30, "id")).merge()).isNotNull();
        assertThat(refused(mashup().body(Collections.nCopies(31, "id")))).isNotNull();
    }

    /** ICE may take 0 for one that is not given, which is mute: ours to say, not ours to choose. */
    @Test
    void aVolumeThatIsNotGivenIsPointedOutAndNotInvented() {
        RequestMerger merger = new RequestMerger(Requests.LIMITS);

        assertThat(job().merge().editingConfig()).isNull();
        assertThat(merger.advice(job().merge()))
                .anySatisfy(advice -> assertThat(advice).contains("MediaConfig.Volume", "mute"));
        assertThat(merger.advice(
                        job().editing("ProcessConfig.AllowTransition", "true").merge()))
                .anyMatch(advice -> advice.contains("MediaConfig.Volume"));
        assertThat(merger.advice(job().editing("MediaConfig.Volume", "0").merge()))
                .noneMatch(advice -> advice.contains("MediaConfig.Volume"));
    }

    /** Each of Alibaba's samples has it; that it is required stands nowhere. */
    @Test
    void anOutputWithoutUrlIsPointedOutAndNotRefused() {
        RequestMerger merger = new RequestMerger(Requests.LIMITS);

        assertThat(merger.advice(job().merge())).anyMatch(advice -> advice.contains("output.MediaURL"));
        assertThat(merger.advice(job().output("Count", "1").merge()))
                .anyMatch(advice -> advice.contains("output.MediaURL"));
        assertThat(merger.advice(job().editing("MediaConfig.Volume", "1")
                        .output("MediaURL", "oss://clips/{index}.mp4")
                        .merge()))
                .isEmpty();
    }
}
