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

import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class RedactorTest {

    private final Redactor redactor = new Redactor(() -> List.of("s3cr3t+/=", "abc"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://b.oss-cn-shanghai.aliyuncs.com/k.mp4?Expires=15&OSSAccessKeyId=CANARY&Signature=CANARY%3D",
                "http:/b.oss-cn-shanghai.aliyuncs.com/k?security-token=CANARY",
                "Signature=CANARY",
                "&security-token=CANARY&",
                "SecurityToken: \"CANARY\"",
                "{\"AccessKeySecret\":\"CANARY\"}",
                "x-acs-security-token:CANARY",
                "x-oss-signature=CANARY x-oss-credential=CANARY",
                "Authorization: ACS3-HMAC-SHA256 Credential=CANARY,SignedHeaders=a;b,Signature=CANARY",
                "<SecurityToken>CANARY</SecurityToken><OSSAccessKeyId>CANARY</OSSAccessKeyId>",
                "Signature%3DCANARY",
                "https://user:CANARY@proxy.example/",
                "key LTAI5tCANARY12345 is inactive",
                "s3cr3t+/= and s3cr3t%2B%2F%3D",
            })
    void secretsGo(String text) {
        assertThat(redactor.clean(text, 500))
                .doesNotContain("CANARY")
                .doesNotContain("s3cr3t")
                .contains("***");
    }

    @Test
    void theRestStays() {
        String text = "The specified parameter \"InputConfig\" is not valid: abc, see https://help.aliyun.com/x";
        assertThat(redactor.clean(text, 500)).isEqualTo(text);
    }

    @Test
    void anIdOfARequestStaysUnlessItHoldsASecret() {
        var keys = new Redactor(() -> Arrays.asList("DEADBEEF", null, "12"));

        assertThat(keys.clean("00000000-0000-4000-8000-00000000000A", 100))
                .isEqualTo("00000000-0000-4000-8000-00000000000A");
        assertThat(keys.clean("00000000-DEADBEEF-8000", 100)).isEqualTo("00000000-***-8000");
        assertThat(keys.clean("00000000-deadbeef-8000", 100)).isEqualTo("00000000-***-8000");
    }

    @Test
    void controlCharactersGo() {
        assertThat(redactor.clean("a\r\n\u001b[2Jb\u0000\u202Ec\u2028d", 500)).isEqualTo("a [2Jb c d");
    }

    @Test
    void itIsCutBetweenCharacters() {
        assertThat(redactor.clean("ab\uD83D\uDE00cd", 3)).isEqualTo("ab...");
        assertThat(redactor.clean("abc", 3)).isEqualTo("abc");
        assertThat(redactor.clean(null, 3)).isNull();
    }

    @Test
    void itDoesNotRunAway() {
        String text = "x-acs-".repeat(200_000) + "=" + "signature".repeat(100_000);
        assertThat(redactor.clean(text, 200)).hasSizeLessThan(210);
    }
}
