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

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static io.github.icehighlights.camel.request.Requests.extraction;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** How an option's text becomes JSON. */
class OptionsTest {

    private static Requests job() {
        return extraction().body("id1");
    }

    private static String refusal(Requests requests) {
        return catchThrowableOfType(IceRequestException.class, requests::merge).getMessage();
    }

    @Test
    void dotsNest() {
        assertThat(job().output("Video.Bitrate", "3000")
                        .output("Video.Deep.Er", "x")
                        .output())
                .isEqualTo("{\"Video\":{\"Bitrate\":3000,\"Deep\":{\"Er\":\"x\"}}}");
    }

    @Test
    void aWholeObjectAndItsFieldsAreMerged() {
        assertThat(job().output("Video", "{\"Crf\": 23, \"Bitrate\": \"1\"}")
                        .output("Video.Bitrate", "2")
                        .output())
                .isEqualTo("{\"Video\":{\"Bitrate\":2,\"Crf\":23}}");
    }

    @Test
    void keysWithDashesAreKept() {
        assertThat(job().input("x-my-field", "a").input()).contains("\"x-my-field\":\"a\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "10 | '10'",
                "true | 'true'",
                "{'a':1} | {'a':1}",
                "['a'] | ['a']",
                "{index}.mp4 | '{index}.mp4'",
                "{token}/x | '{token}/x'",
                "a{b=c} | 'a{b=c}'",
                "a&b=c | 'a&b=c'"
            })
    void unknownFieldsStayTextUnlessTheyAreJson(String text, String json) {
        assertThat(job().input("New", text.replace('\'', '"')).input())
                .contains("\"New\":" + json.replace('\'', '"') + "}");
    }

    @Test
    void documentedTextsStayTextWhateverTheyBeginWith() {
        assertThat(job().strategy("HighlightDescription", "[drama] first").input())
                .contains("\"HighlightDescription\":\"[drama] first\"");
        assertThat(job().strategy("HighlightDescription", 7).input()).contains("\"HighlightDescription\":\"7\"");
    }

    @Test
    void typedValuesAreTakenAsTheyAre() {
        assertThat(job().strategy("Count", 3L)
                        .strategy("ClipDuration", 15.0)
                        .strategy("EnableActionRecog", true)
                        .strategy("CustomActions", List.of("Cry"))
                        .strategy("New", Map.of("a", new BigDecimal("1.50")))
                        .input())
                .endsWith("\"Strategy\":{\"ClipDuration\":15,\"Count\":3,\"CustomActions\":[\"Cry\"],"
                        + "\"EnableActionRecog\":true,\"New\":{\"a\":1.5}}}");
    }

    @Test
    void textInABodyGetsDocumentedTypesToo() {
        assertThat(extraction()
                        .body("{\"InputConfig\":{\"MediaArray\":[\"i\"],\"Strategy\":{\"Count\":\"4\"}}}")
                        .input())
                .contains("\"Count\":4");
        assertThat(refusal(extraction()
                        .body("{\"InputConfig\":{\"MediaArray\":[\"i\"],\"Strategy\":{\"Count\":\"four\"}}}")))
                .contains("InputConfig.Strategy.Count", "four", "integer");
    }

    @Test
    void wrongTextNamesOptionAndType() {
        assertThat(refusal(job().strategy("Count", "many")))
                .isEqualTo("strategy.Count is \"many\", but an integer is expected, such as 10.");
        assertThat(refusal(job().strategy("EnableActionRecog", "on"))).contains("true or false");
        assertThat(refusal(job().output("Video", "fast"))).contains("output.Video", "JSON object");
        assertThat(refusal(job().strategy("Count", ""))).contains("strategy.Count");
        assertThat(refusal(job().strategy("Count", "9".repeat(500)))).contains("strategy.Count");
    }

    @Test
    void brokenJsonNamesItsPlace() {
        assertThat(refusal(job().input("New", "{\"a\": 1\n \"b\": 2}"))).contains("input.New", "line 2", "column");
        assertThat(refusal(job().outputConfig("{\"a\": [1, 2}"))).contains("outputConfig", "line 1");
        assertThat(refusal(job().input("New", "[打斗, 哭泣]"))).contains("input.New", "neither text in quotes");
        assertThat(refusal(job().input("New", "{\"a\": 1} x"))).contains("input.New", "broken");
        assertThat(refusal(job().input("New", "{\"a\": 1, \"a\": 2}"))).contains("input.New", "a");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Video", "Bucket", "New", "Width", "NeedExport"})
    void aJavaMapAsTextIsRefusedWithWhatToWrite(String field) {
        assertThat(refusal(job().output(field, "{Bitrate=3000, Codec=H.264}")))
                .contains("output." + field, "Java map", "JSON", "output." + field + ".Bitrate=");
    }

    @Test
    void aJavaMapAsAWholeConfigIsRefusedToo() {
        assertThat(refusal(job().outputConfig("{Bucket=a}"))).contains("outputConfig", "Java map");
        assertThat(refusal(job().userData("{NotifyAddress=https://secret}")))
                .contains("userData", "Java map")
                .doesNotContain("secret");
        assertThat(refusal(extraction().body("{MediaId=a}"))).contains("body", "Java map");
    }

    @ParameterizedTest
    @ValueSource(strings = {".a", "a.", "a..b", "", "."})
    void namesMustBeWhole(String name) {
        assertThat(refusal(job().input(name, "x"))).contains("input." + name, "dot");
    }

    @Test
    void aValueCannotAlsoHaveFields() {
        assertThat(refusal(job().input("A", "x").input("A.B", "y"))).contains("input.A.B");
    }

    @Test
    void objectsOfUnknownKindAreRefusedUnread() {
        assertThat(refusal(job().input("A", new Object()))).contains("input.A", "java.lang.Object");
        assertThat(refusal(job().input("A", Double.NaN))).contains("NaN");
        assertThat(refusal(job().input("A", Map.of(1, "x")))).contains("keys");
    }

    @Test
    void nestingAndSizeOfJavaValuesAreBounded() {
        Object deep = "x";
        Object wide = "x";
        for (int i = 0; i < 101; i++) {
            deep = List.of(deep);
        }
        for (int i = 0; i < 60; i++) {
            wide = List.of(wide, wide);
        }
        assertThat(refusal(job().input("A", deep))).contains("deep");
        assertThat(refusal(job().input("A", wide))).contains("values");
    }

    @Test
    void nestingOfJsonIsBounded() {
        assertThat(job().input("A", "[".repeat(100) + "]".repeat(100)).merge()).isNotNull();
        assertThat(refusal(job().input("A", "[".repeat(101) + "]".repeat(101)))).contains("input.A", "depth");
        assertThat(refusal(job().input("A", "[" + " ".repeat(Json.MAX_CHARS) + "]")))
                .contains("input.A", "1048576");
    }

    @Test
    void optionsWithoutValueAreLeftOut() {
        assertThat(job().strategy("Count", null).merge().inputConfig().path("Strategy"))
                .isEmpty();
    }
}
