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

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class CanonicalJsonTest {

    private static String canonical(String json) {
        return CanonicalJson.of(Json.read("test", json));
    }

    @ParameterizedTest
    @CsvSource({
        "15, 15",
        "15.0, 15",
        "15.50, 15.5",
        "1.5e1, 15",
        "-0.0, 0",
        "0e9, 0",
        "1e40, 1E+40",
        "10e39, 1E+40",
        "1e-40, 1E-40",
        "1e999999999, 1E+999999999",
        "12345678901234567890123, 12345678901234567890123",
        "0.1, 0.1",
        "-7.25, -7.25"
    })
    void numbersHaveOneForm(String number, String expected) {
        assertThat(canonical(number)).isEqualTo(expected);
        assertThat(canonical(expected)).isEqualTo(expected);
    }

    @Test
    void keysAreSortedAtEveryDepth() {
        assertThat(canonical("{\"b\":[{\"d\":1,\"c\":null}],\"a\":{},\"B\":[],\"ä\":true}"))
                .isEqualTo("{\"B\":[],\"a\":{},\"b\":[{\"c\":null,\"d\":1}],\"ä\":true}");
    }

    @Test
    void textIsEscapedOnlyWhereItMust() {
        String text = "{\"t\":\"打😀 \\\" \\\\ \\n \\u0001 / é\"}";
        assertThat(canonical(text)).isEqualTo("{\"t\":\"打😀 \\\" \\\\ \\n \\u0001 / é\"}");
        assertThat(Json.read("test", canonical(text))).isEqualTo(Json.read("test", text));
    }
}
