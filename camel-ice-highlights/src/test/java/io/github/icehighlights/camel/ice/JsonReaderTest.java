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
package io.github.icehighlights.camel.ice;

import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class JsonReaderTest {

    private static final JsonReader READER = reader(new JsonFactoryBuilder());

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS, DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private static JsonReader reader(JsonFactoryBuilder factory) {
        return new JsonReader(factory.streamReadConstraints(
                        StreamReadConstraints.builder().maxNestingDepth(20).build())
                .build());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "  \n",
                "null",
                "true",
                "\"text\"",
                "17",
                "-0.0",
                "{}",
                "[]",
                "[[], {}, [null, false, \"\"]]",
                "{\"b\":{\"c\":[1,{\"d\":null}]},\"a\":true}",
                "{\"same\":1,\"other\":2,\"same\":3}",
                "[2147483647, 2147483648, -9223372036854775808, 9223372036854775808]",
                "[1.0, 1.10, 1e3, 1E-400, 0.1000000000000000055511151231257827, 1e999999999]",
                "\"打😀 \\\" \\\\ \\n \\u0001 / é\"",
                "{\"\":\"\"}"
            })
    void aTreeIsThatOfJacksonsMapper(String text) throws JsonProcessingException {
        assertThat(READER.read(text)).isEqualTo(MAPPER.readTree(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "[1",
                "[1,",
                "{\"a\"",
                "{\"a\":",
                "{\"a\":1,",
                "{} x",
                "{} {}",
                "1 2",
                "]",
                "}",
                "[}",
                "{\"a\":]",
                "{a:1}",
                "NaN",
                "'a'",
                "<html>"
            })
    void whatJacksonsMapperRefusesIsRefused(String text) {
        assertThatThrownBy(() -> MAPPER.readTree(text)).isInstanceOf(JsonProcessingException.class);
        assertThatThrownBy(() -> READER.read(text)).isInstanceOf(JsonProcessingException.class);
    }

    @Test
    void depthIsBoundedByTheFactory() throws JsonProcessingException {
        assertThat(READER.read("[".repeat(20) + "]".repeat(20)).size()).isEqualTo(1);
        assertThatThrownBy(() -> READER.read("[".repeat(21) + "]".repeat(21)))
                .isInstanceOf(JsonProcessingException.class)
                .hasMessageContaining("20");
    }

    @Test
    void doubledFieldsAreRefusedWhereTheFactorySaysSo() {
        JsonReader strict = reader(new JsonFactoryBuilder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION));

        assertThatThrownBy(() -> strict.read("{\"a\":{\"b\":1},\"c\":{\"b\":1,\"b\":2}}"))
                .isInstanceOf(JsonProcessingException.class)
                .hasMessageContaining("'b'");
    }
}
