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

import static io.github.icehighlights.camel.request.Requests.LIMITS;
import static io.github.icehighlights.camel.request.Requests.extraction;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Each documented limit, on both sides of its boundary. */
class ExtractionRulesTest {

    private static Requests job() {
        return extraction().body("id1");
    }

    private static Requests export() {
        return job().output("NeedExport", "true").output("Bucket", "clips").output("ObjectKey", "{token}_{index}.mp4");
    }

    private static IceRequestException refused(Requests requests) {
        return org.assertj.core.api.Assertions.catchThrowableOfType(IceRequestException.class, requests::merge);
    }

    @ParameterizedTest
    @CsvSource({"Count, 1", "Count, 10", "ClipDuration, 3", "ClipDuration, 60", "ClipDuration, 15.5"})
    void takesNumbersWithinTheirRange(String field, String value) {
        assertThat(job().strategy(field, value).input()).contains("\"" + field + "\":" + value);
    }

    @ParameterizedTest
    @CsvSource({
        "Count, 0, 1 to 10",
        "Count, 11, 1 to 10",
        "Count, -1, 1 to 10",
        "Count, 1.5, integer",
        "Count, ten, integer",
        "ClipDuration, 2.99, 3 to 60",
        "ClipDuration, 60.01, 3 to 60",
        "ClipDuration, 15s, number"
    })
    void refusesNumbersBeyondTheirRange(String field, String value, String limit) {
        IceRequestException refusal = refused(job().strategy(field, value));
        assertThat(refusal.getMessage()).contains(field, value, limit);
        assertThat(refusal.field()).endsWith("trategy." + field);
        assertThat(refusal.value()).contains(value);
        assertThat(refusal.limit()).contains(limit);
    }

    @Test
    void takesThirtyMediaAndNotOneMore() {
        assertThat(extraction()
                        .body(Collections.nCopies(30, "id"))
                        .merge()
                        .inputConfig()
                        .get("MediaArray"))
                .hasSize(30);
        assertThat(refused(extraction().body(Collections.nCopies(31, "id"))))
                .hasMessageContaining("31")
                .hasMessageContaining("30");
        assertThat(extraction()
                        .body(Collections.nCopies(31, "id"))
                        .limits(LIMITS.withMaxMedia(31))
                        .merge())
                .isNotNull();
        assertThat(refused(extraction().inputConfig("{\"MediaArray\": []}"))).hasMessageContaining("1 to 30");
    }

    @Test
    void takesFiftyActionsOfFiveCharacters() {
        assertThat(job().strategy("CustomActions", Collections.nCopies(50, "Fight"))
                        .merge())
                .isNotNull();
        assertThat(refused(job().strategy("CustomActions", Collections.nCopies(51, "Fight"))))
                .hasMessageContaining("51");
        assertThat(refused(job().strategy("CustomActions", "Fight,Fights")))
                .hasMessageContaining("CustomActions[1]")
                .hasMessageContaining("6 characters");
    }

    @Test
    void countsCharactersNotBytesNorUtf16Units() {
        // five Chinese characters are 15 bytes; five emoji are 10 UTF-16 units
        assertThat(job().strategy("CustomActions", "打斗哭泣笑,😀😀😀😀😀").input()).contains("[\"打斗哭泣笑\",\"😀😀😀😀😀\"]");
        assertThat(refused(job().strategy("CustomActions", "打斗哭泣笑了"))).hasMessageContaining("6 characters");
        assertThat(refused(job().strategy("CustomActions", "😀😀😀😀😀😀"))).hasMessageContaining("6 characters");
    }

    @Test
    void refusesEmptyAndUntextualActions() {
        assertThat(refused(job().strategy("CustomActions", "Fight,,Cry"))).hasMessageContaining("CustomActions[1]");
        assertThat(refused(job().strategy("CustomActions", "[1]"))).hasMessageContaining("text is expected");
    }

    @ParameterizedTest
    @CsvSource({"EnableActionRecog, true", "CustomActions, Cry"})
    void recognisesActionsInShanghaiOnly(String field, String value) {
        assertThat(job().strategy(field, value).merge()).isNotNull();
        assertThat(refused(job().region("cn-beijing").strategy(field, value)))
                .hasMessageContaining(field)
                .hasMessageContaining("cn-shanghai");
        assertThat(job().limits(RequestLimits.defaults("cn-beijing").withCheckRegions(false))
                        .strategy(field, value)
                        .merge())
                .isNotNull();
    }

    @Test
    void actionRecognitionSwitchedOffIsFineEverywhere() {
        assertThat(job().region("cn-beijing")
                        .strategy("EnableActionRecog", "false")
                        .merge())
                .isNotNull();
        assertThat(job().region("cn-beijing").strategy("CustomActions", "[]").merge())
                .isNotNull();
    }

    @Test
    void takesTwoHundredFaces() {
        Map<String, Object> face = Map.of("Name", "Daniel", "ImageId", "f1");
        assertThat(job().strategy("FaceInfo.ImageInfoList", Collections.nCopies(200, face))
                        .merge())
                .isNotNull();
        assertThat(refused(job().strategy("FaceInfo.ImageInfoList", Collections.nCopies(201, face))))
                .hasMessageContaining("201");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'ImageId':'i'} | [0].Name", "{'Name':'  ','ImageId':'i'} | [0].Name", "{'Name':'n'} | [0].ImageURL",
                "{'Name':'n','ImageURL':''} | [0].ImageURL", "{'Name':7,'ImageId':'i'} | [0].Name", "7 | [0]"
            })
    void refusesAFaceWithoutNameOrPicture(String face, String field) {
        Requests requests = job().strategy("FaceInfo.ImageInfoList", "[" + face.replace('\'', '"') + "]");
        assertThat(refused(requests).field()).endsWith("ImageInfoList" + field);
    }

    @Test
    void takesAFaceFromAnyServer() {
        assertThat(job().strategy("FaceInfo", "{\"ImageInfoList\":[{\"Name\":\"n\",\"ImageURL\":\"https://a.b/c\"}]}")
                        .merge())
                .isNotNull();
    }

    @Test
    void exportsWithAllThatIsNeeded() {
        assertThat(export().output("OutputMediaTarget", "oss-object")
                        .output("ExportAsNewMedia", "true")
                        .output())
                .isEqualTo("{\"Bucket\":\"clips\",\"ExportAsNewMedia\":true,\"NeedExport\":true,"
                        + "\"ObjectKey\":\"{token}_{index}.mp4\",\"OutputMediaTarget\":\"oss-object\"}");
    }

    @ParameterizedTest
    @CsvSource({
        "Bucket, ''",
        "Bucket, clips/dir",
        "Bucket, https://clips",
        "ObjectKey, ''",
        "ObjectKey, out.mp4",
        "ObjectKey, /out_{index}.mp4",
        "ObjectKey, https://b/out_{index}.mp4",
        "OutputMediaTarget, vod-media",
        "NeedExport, yes"
    })
    void refusesAnExportThatCannotWork(String field, String value) {
        assertThat(refused(export().output(field, value)).field()).endsWith(field);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bucket", "ObjectKey"})
    void refusesAnExportWithoutBucketOrKey(String field) {
        assertThat(refused(export().output(field, null))).hasMessageContaining(field + " is missing");
    }

    @ParameterizedTest
    @CsvSource({"Bucket, clips", "ObjectKey, o_{index}.mp4", "ExportAsNewMedia, true"})
    void refusesAPaidJobThatWouldWriteNothing(String field, String value) {
        assertThat(refused(job().output(field, value))).hasMessageContaining("NeedExport=true");
        assertThat(refused(job().output("NeedExport", false).output(field, value)))
                .hasMessageContaining("NeedExport=true");
    }

    @Test
    void takesAKeyOf1023Bytes() {
        String end = "_{index}.mp4";
        assertThat(export().output("ObjectKey", "x".repeat(1023 - end.length()) + end)
                        .merge())
                .isNotNull();
        assertThat(refused(export().output("ObjectKey", "x".repeat(1024 - end.length()) + end))
                        .limit())
                .contains("1023");
        assertThat(refused(export().output("ObjectKey", "斗".repeat(341) + end))).isNotNull();
    }

    @ParameterizedTest
    @CsvSource({"128, 128", "4096, 2160", "2160, 4096"})
    void takesPicturesOfUsualSize(String width, String height) {
        assertThat(export().output("Width", width).output("Height", height).output())
                .contains("\"Width\":" + width)
                .contains("\"Height\":" + height);
    }

    @ParameterizedTest
    @CsvSource({"127, 128", "128, 127", "4097, 1000", "1000, 4097", "2161, 2161", "wide, 1000"})
    void refusesPicturesOfOddSize(String width, String height) {
        Requests requests = export().output("Width", width).output("Height", height);
        assertThat(refused(requests).field()).matches(".*(Width|Height)");
    }

    @Test
    void sizesOfPicturesAreALimitOneCanMove() {
        assertThat(export().limits(LIMITS.withSides(1, 8192, 8192))
                        .output("Width", 1)
                        .output("Height", 8192)
                        .merge())
                .isNotNull();
    }

    @Test
    void theEndpointMustBeInTheRegion() {
        assertThat(export().output("Endpoint", "https://oss-cn-shanghai.aliyuncs.com")
                        .merge())
                .isNotNull();
        assertThat(export().output("Endpoint", "https://s3.example.com").merge())
                .isNotNull();
        for (String elsewhere : List.of("https://oss-cn-beijing.aliyuncs.com", "oss-cn-beijing.aliyuncs.com")) {
            assertThat(refused(export().output("Endpoint", elsewhere)).field()).endsWith("Endpoint");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"cn-shanghai", "cn-beijing", "cn-hangzhou", "cn-shenzhen", "us-west-1", "ap-southeast-1"})
    void runsInSixRegions(String region) {
        assertThat(job().region(region).merge()).isNotNull();
    }

    @Test
    void runsNowhereElseUnlessOneInsists() {
        assertThat(refused(job().region("eu-central-1")).field()).isEqualTo("region");
        assertThat(job().limits(RequestLimits.defaults("eu-central-1").withCheckRegions(false))
                        .merge())
                .isNotNull();
        assertThat(job().region(null).merge()).isNotNull();
    }

    @Test
    void unknownFieldsPassUntouched() {
        String config = "{\"MediaArray\":[{\"Extra\":{\"a\":[1,null]},\"MediaId\":\"id\"}],\"New\":\"10\","
                + "\"Strategy\":{\"Count\":null,\"ThemeConfig\":{\"ThemeType\":\"SmoothHighlight\"},\"X\":false}}";
        assertThat(extraction().inputConfig(config).input()).isEqualTo(config);
    }

    @Test
    void refusesWhatOtherTypesOfJobTake() {
        assertThatThrownBy(() -> job().editing("MediaConfig.Volume", "1").merge())
                .isInstanceOf(IceRequestException.class)
                .hasMessageContaining("EditingConfig");
    }

    /** Ten highlights of each of thirty media are 300 clips; the number of a mashup's videos is another Count. */
    @Test
    void countIsOfEachMediumInAStrategyAndOfVideosInAnOutput() {
        assertThat(extraction()
                        .body(Collections.nCopies(30, "id"))
                        .strategy("Count", "10")
                        .merge()
                        .inputConfig()
                        .path("Strategy"))
                .hasToString("{\"Count\":10}");
        assertThat(refused(job().strategy("Count", "11")).field()).isEqualTo("InputConfig.Strategy.Count");

        HighlightRequest mashup =
                Requests.mashup().body("id1").output("Count", "11").merge();
        assertThat(mashup.outputConfig()).hasToString("{\"Count\":11}");
        assertThat(mashup.inputConfig().has("HighlightStrategy")).isFalse();
    }
}
