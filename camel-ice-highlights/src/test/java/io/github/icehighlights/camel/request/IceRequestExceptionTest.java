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
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class IceRequestExceptionTest {

    @Test
    void longValuesAreCutAt100Characters() {
        assertThat(IceRequestException.of("f", "x".repeat(100), "limit").value())
                .isEqualTo('"' + "x".repeat(100) + '"');
        assertThat(IceRequestException.of("f", "😀".repeat(101), "limit").value())
                .isEqualTo('"' + "😀".repeat(100) + "...\"");
        assertThat(IceRequestException.of("f", "x".repeat(1_000_000), "limit").getMessage())
                .hasSizeLessThan(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://b.oss-cn-shanghai.aliyuncs.com/a?Signature=s3cret&x=y",
                "https://key:s3cret@host/a",
                "[https://a/b?token=s3cret, https://s3cret@c]",
                "oss://b/k?s3cret",
                "https://host/a#s3cret"
            })
    void whatAUrlHidesStaysHidden(String url) {
        assertThat(IceRequestException.of("f", url, "limit")).hasMessageNotContaining("s3cret");
        assertThat(catchThrowableOfType(IceRequestException.class, () -> Requests.extraction()
                        .body(url + " \n")
                        .region("x")
                        .merge()))
                .hasMessageNotContaining("s3cret");
    }

    @Test
    void messagesAreOneLine() {
        assertThat(IceRequestException.of("f", "a\nb\u0000c\r", "limit").getMessage())
                .isEqualTo("f is \"a b c \", but limit.");
    }

    @Test
    void tellsItsParts() {
        IceRequestException refusal = IceRequestException.of("Count", 11, "ICE takes 1 to 10");
        assertThat(refusal).hasMessage("Count is 11, but ICE takes 1 to 10.").hasNoCause();
        assertThat(refusal.field()).isEqualTo("Count");
        assertThat(refusal.value()).isEqualTo("11");
        assertThat(refusal.limit()).isEqualTo("ICE takes 1 to 10");
    }
}
