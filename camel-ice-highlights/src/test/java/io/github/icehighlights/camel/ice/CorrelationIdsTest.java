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

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class CorrelationIdsTest {

    private static final String ID = "0123456789abcdefghjk";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"iceHighlights\":\"" + ID + "\"}",
                "{\"NotifyAddress\":\"a\",\"iceHighlights\":\"" + ID + "+\"}",
                "{\"a\":1,\"iceHighlights\":\"" + ID + "\",\"b\":{}}\n",
                " { \"iceHighlights\" : \"" + ID + "\" , } // comment",
                "\"{\\\"iceHighlights\\\":\\\"" + ID + "\\\"}\"",
                "{\"NotifyAddress\":\"https://broken, \"iceHighlights\":\"" + ID + "\"",
                "{\\\"iceHighlights\\\":\\\"" + ID + "\\\"}"
            })
    void readsOurMarkHoweverItComesBack(String userData) {
        assertThat(CorrelationIds.read(userData)).isEqualTo(ID);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "{}",
                "x",
                "[]",
                "17",
                "null",
                "{\"iceHighlights\":\"\"}",
                "{\"iceHighlights\":7}",
                "{\"iceHighlights\":\"NOT-OURS\"}",
                "{\"iceHighlights\":{\"a\":1}}",
                "{\"iceHighlights\":\"" + ID + "x\"}",
                "{\"other\":\"" + ID + "\"}",
                "{a=b}",
                "\"",
                "{\"a\":{\"iceHighlights\":\"" + ID + "\"}}"
            })
    void readsNothingWhereThereIsNothingOfOurs(String userData) {
        assertThat(CorrelationIds.read(userData)).isNull();
    }

    @Test
    void whatIsLeftIsTheUsers() {
        assertThat(CorrelationIds.strip("{\"iceHighlights\":\"" + ID + "\"}")).isNull();
        assertThat(CorrelationIds.strip("{\"b\":\"x\",\"iceHighlights\":\"" + ID + "\"}"))
                .isEqualTo("{\"b\":\"x\"}");
        assertThat(CorrelationIds.strip("{\"NotifyAddress\":\"a\",\"iceHighlights\":\"" + ID + "\"}"))
                .isEqualTo("{\"NotifyAddress\":\"a\"}");
        assertThat(CorrelationIds.strip("{\"NotifyAddress\":\"a\",\"iceHighlights\":\"" + ID + "+\"}"))
                .isNull();
        assertThat(CorrelationIds.strip("{\"NotifyAddress\":\"https://a?ice-hint=" + ID + ".0123456789012345678901"))
                .endsWith(ID + ".***");
        assertThat(CorrelationIds.strip("{ \"b\": 1 }")).isEqualTo("{ \"b\": 1 }");
        assertThat(CorrelationIds.strip("{broken")).isEqualTo("{broken");
        assertThat(CorrelationIds.strip("{}")).isNull();
        assertThat(CorrelationIds.strip(" ")).isNull();
        assertThat(CorrelationIds.strip(null)).isNull();
    }
}
