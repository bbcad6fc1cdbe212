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

import java.io.ByteArrayInputStream;
import java.io.File;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static io.github.icehighlights.camel.request.Requests.MEDIUM;
import static io.github.icehighlights.camel.request.Requests.URL;
import static io.github.icehighlights.camel.request.Requests.extraction;
import static io.github.icehighlights.camel.request.Requests.mashup;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

class BodyReaderTest {

    private static final String BY_URL = "{\"MediaURL\":\"" + URL + "\"}";
    private static final String BY_ID = "{\"MediaId\":\"id1\"}";

    private static String refusal(Object body) {
        return catchThrowableOfType(
                        IceRequestException.class, () -> extraction().body(body).merge())
                .getMessage();
    }

    static Stream<Arguments> shapes() {
        return Stream.of(
                Arguments.of("id1", BY_ID),
                Arguments.of(" id1\n", BY_ID),
                Arguments.of(URL, BY_URL),
                Arguments.of(MEDIUM, BY_URL),
                Arguments.of(BY_ID, BY_ID),
                Arguments.of("[\"id1\", {\"MediaURL\": \"" + MEDIUM + "\"},]", BY_ID + "," + BY_URL),
                Arguments.of(List.of("id1", MEDIUM), BY_ID + "," + BY_URL),
                Arguments.of(List.of(Map.of("MediaId", "id1"), BY_URL), BY_ID + "," + BY_URL),
                Arguments.of(Map.of("MediaURL", MEDIUM), BY_URL),
                Arguments.of(Json.read("x", BY_ID), BY_ID),
                Arguments.of("{\"InputConfig\": {\"MediaArray\": [" + BY_ID + "]}}", BY_ID),
                Arguments.of(Map.of("InputConfig", "{\"MediaArray\": [" + BY_ID + "]}"), BY_ID),
                Arguments.of(Map.of("InputConfig", Map.of("MediaArray", List.of("id1"))), BY_ID));
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void readsMediaInEveryShape(Object body, String media) {
        assertThat(extraction().body(body).input()).isEqualTo("{\"MediaArray\":[" + media + "]}");
    }

    @Test
    void readsAlibabasSampleWithItsCommentsAndCommas() {
        String body = """
            { // as on the page
              "InputConfig": "{ \\"MediaArray\\": [\\"id1\\",], /* five */ \\"Strategy\\": { \\"Count\\": 5, } }",
              "OutputConfig": { "NeedExport": true, "Bucket": "b", "ObjectKey": "path/to/test_{index}.mp4", },
              "UserData": "{\\"NotifyAddress\\":\\"ice-callback-demo\\"}",
            }\
            """;
        HighlightRequest request = extraction().body(body).merge();
        assertThat(request.canonical())
                .isEqualTo("{\"InputConfig\":{\"MediaArray\":[{\"MediaId\":\"id1\"}],\"Strategy\":{\"Count\":5}},"
                        + "\"JobType\":\"HIGHLIGHT_EXTRACTION\","
                        + "\"OutputConfig\":{\"Bucket\":\"b\",\"NeedExport\":true,"
                        + "\"ObjectKey\":\"path/to/test_{index}.mp4\"},"
                        + "\"UserData\":{\"NotifyAddress\":\"ice-callback-demo\"}}");
    }

    @Test
    void readsAllFourParts() {
        HighlightRequest request = mashup().body(Map.of(
                        "InputConfig", Map.of("MediaArray", List.of("id1")),
                        "EditingConfig", Map.of("MediaConfig", Map.of("Volume", 1)),
                        "OutputConfig", Map.of("Count", 1),
                        "UserData", "{\"a\":\"b\"}"))
                .merge();
        assertThat(request.editingConfig()).hasToString("{\"MediaConfig\":{\"Volume\":1}}");
        assertThat(request.outputConfig()).hasToString("{\"Count\":1}");
        assertThat(request.userData()).hasToString("{\"a\":\"b\"}");
    }

    @Test
    void neverReadsFilesAndStreams() {
        assertThat(refusal(new File("x"))).contains("java.io.File", "media=");
        assertThat(refusal(new ByteArrayInputStream(new byte[0]))).contains("ByteArrayInputStream");
        assertThat(refusal(new byte[0])).contains("[B");
        assertThat(refusal(List.of(new File("x")))).contains("java.io.File");
        assertThat(refusal(7)).contains("java.lang.Integer");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "  ",
                "\n",
                "{}",
                "[]",
                "Hello world",
                "movie.mp4",
                "in/movie",
                "http:/one/slash",
                "ftp://host/file",
                "https://",
                "<xml/>",
                "{\"MediaId\": \" \"}",
                "{\"MediaId\": 7}",
                "[null]",
                "[7]",
                "[[]]",
                "[{}]",
                "[\"\"]",
                "null://",
                "{",
                "[",
                "{\"InputConfig\": 7}",
                "{\"InputConfig\": \"7\"}"
            })
    void refusesWhatIsNoMedium(String body) {
        assertThat(refusal(body)).isNotBlank();
    }

    @Test
    void namesTheKeysOfAStrangersMap() {
        assertThat(refusal(Map.of("order", 1)))
                .contains("[order]", "InputConfig, EditingConfig, OutputConfig, UserData", "MediaId");
        assertThat(refusal("{\"inputConfig\": {}}")).contains("[inputConfig]");
    }

    @Test
    void doesNotPassOverMisspeltParts() {
        assertThat(refusal("{\"InputConfig\": {\"MediaArray\": [\"i\"]}, \"OutPutConfig\": {}}"))
                .contains("OutPutConfig");
        assertThat(refusal("{\"InputConfig\": {\"MediaArray\": [\"i\"]}, \"ClientToken\": \"t\"}"))
                .contains("idempotencyKey");
    }

    @Test
    void nullInAListIsNamed() {
        assertThat(refusal(Arrays.asList("id1", null))).contains("[1]");
    }

    /** Like a number in JSON; one of a million digits would take minutes to be written. */
    @Test
    void aJavaNumberMayHaveAsManyDigitsAsOneInJson() {
        BigInteger digits = BigInteger.TEN.pow(399);
        assertThat(refusal(Map.of("UserData", Map.of("n", digits.multiply(BigInteger.TEN)))))
                .contains("body")
                .contains("400 digits");
        assertThat(refusal(Map.of("UserData", Map.of("n", new BigDecimal("0." + "1".repeat(401))))))
                .contains("400 digits");
        assertTimeoutPreemptively(Duration.ofSeconds(5), () -> refusal(List.of(BigInteger.ONE.shiftLeft(100_000_000))));
        Map<String, Object> input = Map.of("MediaArray", List.of("id1"), "x", digits);
        assertThat(extraction().body(Map.of("InputConfig", input)).input()).contains("1E+399");
    }

    /** Refusals are logged: a key must not make lines of its own there, nor megabytes. */
    @Test
    void aStrangeKeyIsShownInOneShortLine() {
        for (String key : List.of("a\nb", "k".repeat(5_000))) {
            assertThat(refusal(Map.of(key, Double.NaN))).hasSizeLessThan(500).doesNotContain("\n");
            assertThat(refusal(Map.of("InputConfig", Map.of("Strategy", Map.of(key, new Object())))))
                    .hasSizeLessThan(500)
                    .doesNotContain("\n");
        }
    }
}
