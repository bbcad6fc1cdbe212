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
package io.github.icehighlights.camel;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.github.icehighlights.camel.model.Clip;
import io.github.icehighlights.camel.model.Highlights;
import io.github.icehighlights.camel.model.JobState;
import io.github.icehighlights.camel.model.JobType;

import static org.assertj.core.api.Assertions.assertThat;

class IceHighlightsConverterTest {

    private static final Clip CLIP = new Clip(
            0, "m", 1.5, 3.0, List.of("进球"), "https://b/k", "b", "k", null, 1.5, JobState.FINISHED, null, null);
    private static final Highlights HIGHLIGHTS = new Highlights(
            "nba",
            "j",
            JobType.HIGHLIGHT_EXTRACTION,
            JobState.FINISHED,
            List.of(CLIP),
            null,
            null,
            null,
            null,
            null,
            null);

    private final CamelContext context = new DefaultCamelContext();

    @BeforeEach
    void start() {
        context.start();
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    private <T> T convert(Class<T> type, Object value) throws Exception {
        return context.getTypeConverter().mandatoryConvertTo(type, value);
    }

    @Test
    void highlightsBecomeTheSameJsonInEveryShape() throws Exception {
        String json = convert(String.class, HIGHLIGHTS);

        assertThat(json).startsWith("{").contains("进球");
        assertThat(new String(convert(byte[].class, HIGHLIGHTS), StandardCharsets.UTF_8))
                .isEqualTo(json);
        assertThat(new String(convert(InputStream.class, HIGHLIGHTS).readAllBytes(), StandardCharsets.UTF_8))
                .isEqualTo(json);
        assertThat(convert(JsonNode.class, HIGHLIGHTS)).isEqualTo(new ObjectMapper().readTree(json));
        assertThat(convert(Map.class, HIGHLIGHTS)).isEqualTo(new ObjectMapper().readValue(json, Map.class));
    }

    @Test
    void aClipBecomesTheSameJsonInEveryShape() throws Exception {
        String json = convert(String.class, CLIP);

        assertThat(json).startsWith("{").contains("进球");
        assertThat(new String(convert(byte[].class, CLIP), StandardCharsets.UTF_8))
                .isEqualTo(json);
        assertThat(new String(convert(InputStream.class, CLIP).readAllBytes(), StandardCharsets.UTF_8))
                .isEqualTo(json);
        assertThat(convert(JsonNode.class, CLIP)).isEqualTo(new ObjectMapper().readTree(json));
        assertThat(convert(Map.class, CLIP)).isEqualTo(new ObjectMapper().readValue(json, Map.class));
    }

    @Test
    void theComponentBringsThemWhereNobodyElseHasYet() throws Exception {
        String json = convert(String.class, HIGHLIGHTS);
        var converters = context.getTypeConverterRegistry();
        List.of(String.class, JsonNode.class).forEach(type -> converters.removeTypeConverter(type, Highlights.class));
        assertThat(converters.lookup(String.class, Highlights.class)).isNull();

        context.getComponent("ice-highlights");

        assertThat(convert(String.class, HIGHLIGHTS)).isEqualTo(json);
    }
}
