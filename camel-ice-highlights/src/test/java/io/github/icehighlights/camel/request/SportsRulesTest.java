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
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.icehighlights.camel.model.JobType;

import static io.github.icehighlights.camel.request.Requests.LIMITS;
import static io.github.icehighlights.camel.request.Requests.sports;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class SportsRulesTest {

    private static Requests job() {
        return sports().body("id1").input("SportsCategory", "basketball");
    }

    private static IceRequestException refused(Requests requests) {
        return catchThrowableOfType(IceRequestException.class, requests::merge);
    }

    @Test
    void alibabasSamplePasses() {
        String input = """
            { "SportsCategory": "basketball", "InputMedia": "http://b.oss-cn-shanghai.aliyuncs.com/basketball-0707.mp4",
              "FaceRegister": [ { "FaceUrls": ["http://testcdn.com/front.jpg"], "Name": "James" } ],
              "SlowMotionLogoRegister": { "SlowMotionLogoUrls": ["http://testcdn.com/logo1.jpg"] },
              "TransferNameRegister": [ { "OriginalName": "IND", "TransferName": "印第安纳步行者" } ] }\
            """;
        assertThat(sports().inputConfig(input).input()).contains("印第安纳步行者", "basketball-0707.mp4", "testcdn");
    }

    @ParameterizedTest
    @ValueSource(strings = {"basketball", "pingpong"})
    void knowsTwoSports(String category) {
        assertThat(job().input("SportsCategory", category).merge()).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Basketball", "football", "", " "})
    void refusesOtherSports(String category) {
        assertThat(refused(job().input("SportsCategory", category))).hasMessageContaining("basketball or pingpong");
    }

    @Test
    void sportsAreALimitOneCanMove() {
        assertThat(job().input("SportsCategory", "football")
                        .limits(LIMITS.withSportsCategories(Set.of("football")))
                        .merge())
                .isNotNull();
        assertThat(refused(sports().body("id1"))).hasMessageContaining("SportsCategory is missing");
    }

    @Test
    void takesOneMedium() {
        assertThat(job().body(List.of("id1")).input()).contains("\"InputMedia\":\"id1\"");
        assertThat(job().body(Map.of("MediaId", "id1")).input()).contains("\"InputMedia\":\"id1\"");
        assertThat(refused(job().body(List.of("id1", "id2")))).hasMessageContaining("2");
        assertThat(refused(job().body(null))).hasMessageContaining("InputMedia is missing");
    }

    @Test
    void theMediumMayBeAnOptionOfItsDocumentedName() {
        Requests sport = sports().input("SportsCategory", "basketball");
        assertThat(sport.input("InputMedia", "oss://films/a.mp4").input())
                .contains("\"InputMedia\":\"https://films.oss-cn-shanghai.aliyuncs.com/a.mp4\"");
        assertThat(sport.input("InputMedia", "{\"MediaId\":\"id1\"}").input()).contains("\"InputMedia\":\"id1\"");
        assertThat(refused(sport.input("InputMedia", List.of("id1"))).field()).endsWith("InputMedia");
        assertThat(new RequestMerger(LIMITS)
                        .undocumented(JobType.SPORTS_HIGHLIGHTS, Map.of("input", Map.of("InputMedia", "id1"))))
                .isEmpty();
    }

    @Test
    void namesToTransferAreTexts() {
        assertThat(refused(job().input("TransferNameRegister", "[{\"OriginalName\":\"IND\",\"TransferName\":7}]"))
                        .field())
                .endsWith("[0].TransferName");
    }

    @Test
    void runsInShanghaiOnly() {
        assertThat(refused(job().region("cn-beijing"))).hasMessageContaining("cn-shanghai");
        assertThat(job().limits(RequestLimits.defaults("cn-beijing").withCheckRegions(false))
                        .merge())
                .isNotNull();
    }

    @ParameterizedTest
    @CsvSource({"FaceRegister, 5", "TransferNameRegister, 10"})
    void registersHaveTheirLimits(String field, int max) {
        Map<String, Object> entry = Map.of("Name", "n", "FaceUrls", List.of("https://a/b"), "OriginalName", "o");
        assertThat(job().input(field, Collections.nCopies(max, entry)).merge()).isNotNull();
        assertThat(refused(job().input(field, Collections.nCopies(max + 1, entry)))
                        .field())
                .endsWith(field);
    }

    @Test
    void slowMotionLogosAreAnObjectOfFive() {
        String field = "SlowMotionLogoRegister.SlowMotionLogoUrls";
        assertThat(job().input(field, Collections.nCopies(5, "https://a/b")).merge())
                .isNotNull();
        assertThat(refused(job().input(field, Collections.nCopies(6, "https://a/b"))))
                .isNotNull();
        assertThat(refused(job().input("SlowMotionLogoRegister", "[]"))).hasMessageContaining("object");
    }

    @Test
    void facesNeedNameAndPicture() {
        assertThat(refused(job().input("FaceRegister", "[{\"FaceUrls\":[\"https://a\"]}]"))
                        .field())
                .endsWith("[0].Name");
        assertThat(refused(job().input("FaceRegister", "[{\"Name\":\"n\"}]")).field())
                .endsWith("[0].FaceUrls");
    }

    @Test
    void knowsNeitherStrategyNorEditing() {
        assertThat(refused(job().strategy("Count", "1"))).hasMessageContaining("strategy.Count");
        assertThat(refused(job().editingConfig("{\"a\":1}"))).hasMessageContaining("EditingConfig");
    }

    @Test
    void theOutputHasAnIndex() {
        assertThat(refused(job().output("MediaURL", "oss://clips/x.mp4"))).hasMessageContaining("{index}");
        assertThat(job().output("MediaURL", "oss://clips/x_{index}.mp4")
                        .output("Count", "1")
                        .output())
                .contains("\"Count\":1");
    }

    /** One page of Alibaba's calls the names required, the API does not. */
    @Test
    void namesToTransferAreAdvisedNotDemanded() {
        RequestMerger merger = new RequestMerger(LIMITS);
        Requests names = job().output("MediaURL", "oss://clips/{index}.mp4")
                .input("TransferNameRegister", "[{\"OriginalName\":\"IND\",\"TransferName\":\"Pacers\"}]");

        assertThat(merger.advice(names.merge())).isEmpty();
        assertThat(merger.advice(job().merge())).anyMatch(advice -> advice.contains("TransferNameRegister"));
        assertThat(merger.advice(names.input("TransferNameRegister", "[]").merge()))
                .hasSize(1);
    }

    /** Each of Alibaba's samples has it; that it is required stands nowhere. */
    @Test
    void anOutputWithoutUrlIsPointedOutAndNotRefused() {
        RequestMerger merger = new RequestMerger(LIMITS);

        assertThat(merger.advice(job().merge())).anyMatch(advice -> advice.contains("output.MediaURL"));
        assertThat(merger.advice(job().output("Count", "1").merge()))
                .anyMatch(advice -> advice.contains("output.MediaURL"));
        assertThat(merger.advice(job().outputConfig("{\"MediaURL\":\"oss://clips/{index}.mp4\"}")
                        .merge()))
                .noneMatch(advice -> advice.contains("output.MediaURL"));
    }
}
