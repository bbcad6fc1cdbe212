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

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import io.github.icehighlights.camel.model.JobType;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class JobRequestTest {

    private static final String OUT = "oss://films/out/{token}_{index}.mp4";
    private static final HighlightExtractionRequest EXTRACTION = HighlightExtractionRequest.of("id1");
    private static final ScreenMediaHighlightsRequest MASHUP = ScreenMediaHighlightsRequest.of("id1");
    private static final SportsHighlightsRequest SPORTS = SportsHighlightsRequest.of("basketball", "id1");

    private static HighlightRequest merged(JobType type, Object body) {
        return new RequestMerger(Requests.LIMITS)
                .merge(new RequestParts(type, body, null, null, null, null, null, null, null, null, null));
    }

    static Stream<Arguments> sameAsJson() {
        return Stream.of(
                Arguments.of(
                        HighlightExtractionRequest.of("oss://films/a.mp4", "id2")
                                .withCount(3)
                                .withClipDuration(8.5)
                                .withActionRecognition("Fight", "Cry")
                                .withHighlightDescription("goals")
                                .withFace("D", "https://x/f.png")
                                .withFace("E", "https://x/g.png")
                                .exportTo("films", "out/{token}_{index}.mp4")
                                .asNewMedia()
                                .withOutputSize(1280, 720)
                                .with("OutputConfig.Video.Bitrate", 3000)
                                .with("InputConfig.Strategy.ThemeConfig", Map.of("ThemeType", "SmoothHighlight"))
                                .withUserData(Map.of("order", 7))
                                .withNotifyAddress("ice-callback-q"),
                        """
                        {"InputConfig": {"MediaArray": ["oss://films/a.mp4", "id2"], "Strategy": {"Count": 3,
                            "ClipDuration": 8.5, "EnableActionRecog": true, "CustomActions": ["Fight", "Cry"],
                            "HighlightDescription": "goals", "FaceInfo": {"ImageInfoList": [
                              {"Name": "D", "ImageURL": "https://x/f.png"}, {"Name": "E", "ImageURL": "https://x/g.png"}]},
                            "ThemeConfig": {"ThemeType": "SmoothHighlight"}}},
                         "OutputConfig": {"NeedExport": true, "Bucket": "films", "ObjectKey": "out/{token}_{index}.mp4",
                            "ExportAsNewMedia": true, "Width": 1280, "Height": 720, "Video": {"Bitrate": 3000}},
                         "UserData": {"order": 7, "NotifyAddress": "ice-callback-q"}}
                        """),
                Arguments.of(
                        ScreenMediaHighlightsRequest.of("id1", "id2")
                                .withTargetDuration(60)
                                .withIntroMode("Auto")
                                .withActionRecognition()
                                .withOpenings("id3")
                                .withEndings("oss://films/end.mp4")
                                .withTitles("t1", "t2")
                                .withSubHeadings(1, "s1")
                                .withSubHeadings(2, "s2", "s3")
                                .withBackgroundMusic("id4")
                                .withBackgroundImages("id5")
                                .withVolume(1)
                                .withTransitions("fadecolor")
                                .exportTo(OUT)
                                .withOutputCount(2)
                                .withOutputSize(720, 1280)
                                .with("InputConfig.StickerArray", List.of(Map.of("MediaId", "id6", "Opacity", 0.5))),
                        """
                        {"InputConfig": {"MediaArray": ["id1", "id2"], "HighlightStrategy": {"TargetDuration": 60,
                            "IntroConfig": {"Mode": "Auto"}, "EnableActionRecog": true},
                            "OpeningArray": [{"MediaId": "id3"}], "EndingArray": ["oss://films/end.mp4"],
                            "TitleArray": ["t1", "t2"], "SubHeadingArray": [{"Level": 1, "TitleArray": ["s1"]},
                              {"Level": 2, "TitleArray": ["s2", "s3"]}], "BackgroundMusicArray": ["id4"],
                            "BackgroundImageArray": ["id5"], "StickerArray": [{"MediaId": "id6", "Opacity": 0.5}]},
                         "EditingConfig": {"MediaConfig": {"Volume": 1},
                            "ProcessConfig": {"AllowTransition": true, "TransitionList": ["fadecolor"]}},
                         "OutputConfig": {"MediaURL": "oss://films/out/{token}_{index}.mp4", "Count": 2, "Width": 720,
                            "Height": 1280}}
                        """),
                Arguments.of(
                        SportsHighlightsRequest.of("basketball", "oss://films/a.mp4")
                                .withFace("N", "https://x/f.png")
                                .withSlowMotionLogos("https://x/l.png")
                                .withTransferName("LAL", "Los Angeles Lakers")
                                .exportTo(OUT)
                                .withOutputCount(1),
                        """
                        {"InputConfig": {"SportsCategory": "basketball", "InputMedia": "oss://films/a.mp4",
                            "FaceRegister": [{"Name": "N", "FaceUrls": ["https://x/f.png"]}],
                            "SlowMotionLogoRegister": {"SlowMotionLogoUrls": ["https://x/l.png"]},
                            "TransferNameRegister": [{"OriginalName": "LAL", "TransferName": "Los Angeles Lakers"}]},
                         "OutputConfig": {"MediaURL": "oss://films/out/{token}_{index}.mp4", "Count": 1}}
                        """));
    }

    @ParameterizedTest
    @MethodSource
    void sameAsJson(JobRequest<?> request, String json) {
        HighlightRequest merged = merged(request.jobType(), request);

        assertThat(merged.canonical()).isEqualTo(merged(request.jobType(), json).canonical());
        assertThat(request.parameters()).isEqualTo(request.parameters()).isNotSameAs(request.parameters());
    }

    private static String[] times(int count, String text) {
        return Collections.nCopies(count, text).toArray(String[]::new);
    }

    static Stream<Arguments> limits() {
        HighlightExtractionRequest faces = EXTRACTION;
        for (int i = 0; i < 201; i++) {
            faces = faces.withFace("n", "https://x/f.png");
        }
        ScreenMediaHighlightsRequest headings = MASHUP;
        SportsHighlightsRequest players = SPORTS;
        for (int i = 0; i < 6; i++) {
            headings = headings.withSubHeadings(1, "t");
            players = players.withFace("n", "https://x/f.png");
        }
        SportsHighlightsRequest names = SPORTS;
        for (int i = 0; i < 11; i++) {
            names = names.withTransferName("a", "b");
        }
        List<Object[]> all = new ArrayList<>();
        all.add(new Object[] {HighlightExtractionRequest.of("id1", times(30, "id1")), "InputConfig.MediaArray"});
        all.add(new Object[] {HighlightExtractionRequest.empty(), "InputConfig.MediaArray"});
        all.add(new Object[] {EXTRACTION.withCount(11), "InputConfig.Strategy.Count"});
        all.add(new Object[] {EXTRACTION.withClipDuration(2.9), "InputConfig.Strategy.ClipDuration"});
        all.add(new Object[] {EXTRACTION.withActionRecognition(times(51, "a")), "InputConfig.Strategy.CustomActions"});
        all.add(new Object[] {EXTRACTION.withActionRecognition("sixsix"), "InputConfig.Strategy.CustomActions[0]"});
        all.add(new Object[] {faces, "InputConfig.Strategy.FaceInfo.ImageInfoList"});
        all.add(new Object[] {EXTRACTION.exportTo("oss://films", "{index}"), "OutputConfig.Bucket"});
        all.add(new Object[] {EXTRACTION.exportTo("films", "no-index.mp4"), "OutputConfig.ObjectKey"});
        all.add(new Object[] {EXTRACTION.asNewMedia(), "OutputConfig.ExportAsNewMedia"});
        all.add(new Object[] {EXTRACTION.withOutputSize(127, 720), "OutputConfig.Width"});
        all.add(new Object[] {EXTRACTION.withUserData(Map.of("k", "v".repeat(512))), "UserData"});
        all.add(new Object[] {EXTRACTION.withNotifyAddress("ftp://x"), "UserData.NotifyAddress"});
        all.add(new Object[] {EXTRACTION.with("EditingConfig.x", 1), "EditingConfig"});
        all.add(new Object[] {EXTRACTION.with("Unknown.x", 1), "body"});
        all.add(new Object[] {MASHUP.withTargetDuration(4.9), "InputConfig.HighlightStrategy.TargetDuration"});
        all.add(new Object[] {MASHUP.withIntroMode("auto"), "InputConfig.HighlightStrategy.IntroConfig.Mode"});
        all.add(new Object[] {MASHUP.withOpenings(times(21, "id")), "InputConfig.OpeningArray"});
        all.add(new Object[] {MASHUP.withEndings(times(21, "id")), "InputConfig.EndingArray"});
        all.add(new Object[] {MASHUP.withTitles(times(51, "t")), "InputConfig.TitleArray"});
        all.add(new Object[] {MASHUP.withTitles("t".repeat(51)), "InputConfig.TitleArray[0]"});
        all.add(new Object[] {headings, "InputConfig.SubHeadingArray"});
        all.add(new Object[] {MASHUP.withSubHeadings(6, "t"), "InputConfig.SubHeadingArray[0].Level"});
        all.add(new Object[] {MASHUP.withBackgroundMusic(times(51, "id")), "InputConfig.BackgroundMusicArray"});
        all.add(new Object[] {MASHUP.withBackgroundImages(times(51, "id")), "InputConfig.BackgroundImageArray"});
        all.add(new Object[] {MASHUP.withVolume(10.1), "EditingConfig.MediaConfig.Volume"});
        all.add(new Object[] {MASHUP.exportTo("oss://films/out.mp4"), "OutputConfig.MediaURL"});
        all.add(new Object[] {MASHUP.withOutputCount(0).exportTo(OUT), "OutputConfig.Count"});
        all.add(new Object[] {SportsHighlightsRequest.of("Basketball", "id1"), "InputConfig.SportsCategory"});
        all.add(new Object[] {SportsHighlightsRequest.of("basketball"), "InputConfig.InputMedia"});
        all.add(new Object[] {players, "InputConfig.FaceRegister"});
        all.add(new Object[] {SPORTS.withFace("n"), "InputConfig.FaceRegister[0].FaceUrls"});
        all.add(new Object[] {
            SPORTS.withSlowMotionLogos(times(6, "https://x")), "InputConfig.SlowMotionLogoRegister.SlowMotionLogoUrls"
        });
        all.add(new Object[] {names, "InputConfig.TransferNameRegister"});
        return all.stream().map(Arguments::of);
    }

    @ParameterizedTest
    @MethodSource
    void limits(JobRequest<?> request, String field) {
        IceRequestException refusal =
                catchThrowableOfType(IceRequestException.class, () -> merged(request.jobType(), request));

        assertThat(refusal.field()).isEqualTo(field);
    }

    @Test
    void aRequestForAnotherOperationIsRefusedNamingBoth() {
        assertThatThrownBy(() -> merged(JobType.SPORTS_HIGHLIGHTS, EXTRACTION))
                .isInstanceOf(IceRequestException.class)
                .hasMessageContaining("HighlightExtractionRequest")
                .hasMessageContaining("SubmitHighlightExtractionJob")
                .hasMessageContaining("SubmitSportsHighlightsJob");
        assertThatThrownBy(() -> Requests.mashup().body(SPORTS).media("id2").merge())
                .isInstanceOf(IceRequestException.class)
                .hasMessageContaining("SportsHighlightsRequest");
    }

    @Test
    void theOptionMediaWinsAndTemplatesFillWhatIsLeftOut() {
        var request = HighlightExtractionRequest.empty().withCount(2);

        assertThat(Requests.extraction()
                        .body(request)
                        .media("id2")
                        .strategy("ClipDuration", "9")
                        .strategy("Count", 1)
                        .input())
                .isEqualTo("{\"MediaArray\":[{\"MediaId\":\"id2\"}],\"Strategy\":{\"ClipDuration\":9,\"Count\":2}}");
        assertThat(Requests.extraction().body(EXTRACTION).media("id2").input())
                .contains("id2")
                .doesNotContain("id1");
        assertThat(Requests.extraction()
                        .body(HighlightExtractionRequest.empty())
                        .inputConfig("{\"MediaArray\": [\"id3\"]}")
                        .input())
                .contains("id3");
    }

    @Test
    void requestsAreImmutable() {
        ObjectNode given = Json.NODES.objectNode();
        given.putObject("InputConfig").putArray("MediaArray").add("id1");
        HighlightExtractionRequest request = new HighlightExtractionRequest(given);
        given.removeAll();
        request.parameters().removeAll();
        request.withCount(3);

        assertThat(request).isEqualTo(EXTRACTION).hasSameHashCodeAs(EXTRACTION);
        assertThat(EXTRACTION.withCount(3)).isNotEqualTo(EXTRACTION).isEqualTo(EXTRACTION.withCount(3));
    }

    @Test
    void aPathThatLeadsNowhereIsRefusedAtOnce() {
        for (String path :
                List.of("", "InputConfig.", "InputConfig..x", "InputConfig.MediaArray.x", "a.".repeat(200))) {
            assertThatThrownBy(() -> EXTRACTION.with(path, 1)).isInstanceOf(IceRequestException.class);
        }
        for (Object value : Arrays.asList(new Object(), Double.NaN, Map.of(1, 2))) {
            assertThatThrownBy(() -> EXTRACTION.with("OutputConfig.x", value)).isInstanceOf(IceRequestException.class);
        }
    }

    @Test
    void userDataIsNotShown() {
        assertThat(EXTRACTION.withNotifyAddress("https://x/?token=abc").toString())
                .contains("id1")
                .doesNotContain("abc");
        assertThat(MASHUP.withUserData(Map.of("k", "abc")).toString()).doesNotContain("abc");
        assertThat(SPORTS.withUserData(Map.of("k", "abc")).toString()).doesNotContain("abc");
    }
}
