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

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class IceConnectionSettingsTest {

    @ParameterizedTest
    @CsvSource({
        "cn-beijing,            , HTTPS, ice.cn-beijing.aliyuncs.com",
        "cn-beijing, ice-vpc.cn-beijing.aliyuncs.com, HTTPS, ice-vpc.cn-beijing.aliyuncs.com",
        ", https://gateway.example:8443/, HTTPS, gateway.example:8443",
        ", HTTP://127.0.0.1:8080, HTTP, 127.0.0.1:8080",
    })
    void endpoints(String region, String endpoint, String protocol, String host) {
        IceConnectionSettings settings = settings(region, endpoint, null, null, null, null);

        assertThat(settings.protocol()).isEqualTo(protocol);
        assertThat(settings.host()).isEqualTo(host);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"ftp://x", "https://h/path", "https://h?q=1", "https://user:canary@h", "a b", "https://", "h/p"})
    void endpointsThatAreNone(String endpoint) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings("cn-shanghai", endpoint, null, null, null, null))
                .withMessageContaining("endpoint")
                .withMessageNotContaining("canary");
    }

    @Test
    void whatBelongsTogether() {
        assertThatIllegalArgumentException().isThrownBy(() -> settings(null, null, null, null, null, null));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings("cn/evil.example", null, null, null, null, null));
        assertThatIllegalArgumentException().isThrownBy(() -> settings("cn-shanghai", null, "a", null, null, null));
        assertThatIllegalArgumentException().isThrownBy(() -> settings("cn-shanghai", null, null, "s", null, null));
        assertThatIllegalArgumentException().isThrownBy(() -> settings("cn-shanghai", null, null, null, "t", null));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings("cn-shanghai", null, null, null, null, Duration.ZERO));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings("cn-shanghai", null, null, null, null, Duration.ofDays(30)));
    }

    @Test
    void theConnectionNamesItself() {
        assertThat(new SdkIceApi(settings("cn-shanghai", null, null, null, null, null)))
                .hasToString("SdkIceApi[SdkConnection[IceConnectionSettings[region=cn-shanghai, "
                        + "endpoint=https://ice.cn-shanghai.aliyuncs.com, accessKey=null, secretKey=null, "
                        + "securityToken=null, credentials=null, connectTimeout=PT5S, readTimeout=PT20S, "
                        + "callTimeout=PT30S]]]");
    }

    private static IceConnectionSettings settings(
            String region, String endpoint, String key, String secret, String token, Duration callTimeout) {
        return new IceConnectionSettings(region, endpoint, key, secret, token, null, null, null, callTimeout);
    }
}
