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
package io.github.icehighlights.camel.model;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class HighlightsJsonTest {

    private static final Clip CLIP = new Clip(
            0, "m1", 20.5, 30.0, List.of("打斗"), "http://b/k", "b", "k 😀", "m9", 9.5, JobState.FINISHED, null, null);
    private static final Clip BARE =
            new Clip(1, null, null, null, null, null, null, null, null, null, JobState.FAILED, "Code", "why");

    private static Highlights highlights(String raw) {
        return new Highlights(
                "films",
                "j1",
                JobType.HIGHLIGHT_EXTRACTION,
                JobState.FINISHED,
                List.of(CLIP, BARE),
                null,
                null,
                "{\"a\":1}",
                Instant.parse("2026-01-01T00:00:00Z"),
                Instant.parse("2026-01-01T00:10:00.123Z"),
                raw);
    }

    @Test
    void isWrittenInTheOrderOfTheRecords() {
        assertThat(HighlightsJson.toJson(highlights("{ \"State\" : \"Finished\", \"n\": 1.10 }")))
                .isEqualTo("{\"channel\":\"films\",\"jobId\":\"j1\",\"jobType\":\"HIGHLIGHT_EXTRACTION\","
                        + "\"state\":\"FINISHED\",\"clips\":["
                        + "{\"index\":0,\"media\":\"m1\",\"in\":20.5,\"out\":30.0,\"tags\":[\"打斗\"],"
                        + "\"url\":\"http://b/k\",\"bucket\":\"b\",\"key\":\"k 😀\",\"mediaId\":\"m9\","
                        + "\"duration\":9.5,\"state\":\"FINISHED\"},"
                        + "{\"index\":1,\"tags\":[],\"state\":\"FAILED\",\"errorCode\":\"Code\","
                        + "\"errorMessage\":\"why\"}],"
                        + "\"userData\":\"{\\\"a\\\":1}\",\"created\":\"2026-01-01T00:00:00Z\","
                        + "\"finished\":\"2026-01-01T00:10:00.123Z\",\"raw\":{\"State\":\"Finished\",\"n\":1.1}}");
    }

    @Test
    void comesBackAsItWent() {
        Highlights highlights = highlights("{\"State\":\"Finished\",\"n\":[1.5,12345678901234567890.123,null]}");
        assertThat(HighlightsJson.fromJson(HighlightsJson.toJson(highlights))).isEqualTo(highlights);
        Highlights empty = new Highlights(null, null, null, null, null, null, null, null, null, null, null);
        assertThat(HighlightsJson.toJson(empty)).isEqualTo("{\"clips\":[]}");
        assertThat(HighlightsJson.fromJson("{\"clips\":[]}")).isEqualTo(empty);
    }

    @ParameterizedTest
    @ValueSource(strings = {"<html>", "", "17", "\"text\"", "{broken", "{} x", "[1e99999999999]"})
    void aRawAnswerThatIsNoJsonStaysText(String raw) {
        Highlights highlights = highlights(raw);
        assertThat(HighlightsJson.toTree(highlights).get("raw").textValue()).isEqualTo(raw);
        assertThat(HighlightsJson.fromJson(HighlightsJson.toJson(highlights))).isEqualTo(highlights);
    }

    @Test
    void aRawAnswerOfAnyDepthCanBeWritten() {
        for (int depth : new int[] {199, 200, 201, 999, 1_000, 100_000}) {
            String raw = "[".repeat(depth) + "]".repeat(depth);
            Highlights highlights = highlights(raw);
            assertThat(HighlightsJson.fromJson(HighlightsJson.toJson(highlights)))
                    .isEqualTo(highlights);
            assertThat(HighlightsJson.toMap(highlights)).containsKey("raw");
        }
    }

    @Test
    void isAMapOfPlainThings() {
        Map<String, Object> map = HighlightsJson.toMap(highlights("{\"a\":{\"b\":[1]}}"));
        assertThat(map)
                .containsEntry("state", "FINISHED")
                .containsEntry("created", "2026-01-01T00:00:00Z")
                .containsEntry("raw", Map.of("a", Map.of("b", List.of(1))))
                .doesNotContainKey("errorCode");
        assertThat(((Map<?, ?>) ((List<?>) map.get("clips")).get(0)).get("out")).isEqualTo(30.0);
        assertThat(HighlightsJson.toMap(CLIP)).containsEntry("in", 20.5).containsEntry("tags", List.of("打斗"));
        map.put("mine", 1);
    }

    @Test
    void bytesAreUtf8() {
        Highlights highlights = highlights(null);
        assertThat(new String(HighlightsJson.toBytes(highlights), StandardCharsets.UTF_8))
                .isEqualTo(HighlightsJson.toJson(highlights))
                .contains("打斗", "😀")
                .doesNotContain("raw");
    }

    @Test
    void numbersThatJsonHasNotAreLeftOut() {
        Clip clip = new Clip(
                0, null, Double.NaN, Double.POSITIVE_INFINITY, null, null, null, null, null, 1e300, null, null, null);
        assertThat(HighlightsJson.toTree(clip)).hasToString("{\"index\":0,\"tags\":[],\"duration\":1.0E300}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "7",
                "{",
                "{\"state\":\"Nope\"}",
                "{\"created\":\"yesterday\"}",
                "{} {}",
                "{\"a\":1e99999999999}"
            })
    void refusesWhatIsNoHighlights(String json) {
        assertThatThrownBy(() -> HighlightsJson.fromJson(json))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Highlights cannot be read");
    }

    @Test
    void unknownFieldsArePassedOver() {
        assertThat(HighlightsJson.fromJson("{\"jobId\":\"j\",\"new\":{},\"clips\":[{\"index\":3,\"new\":1}]}")
                        .clips())
                .singleElement()
                .extracting(Clip::index)
                .isEqualTo(3);
    }
}
