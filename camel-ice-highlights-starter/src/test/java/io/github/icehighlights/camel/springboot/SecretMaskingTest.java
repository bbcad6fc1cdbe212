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
package io.github.icehighlights.camel.springboot;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import com.aliyun.credentials.models.Config;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.boot.actuate.context.properties.ConfigurationPropertiesReportEndpoint;
import org.springframework.boot.actuate.endpoint.SanitizingFunction;
import org.springframework.boot.actuate.endpoint.Show;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.core.env.MapPropertySource;
import org.springframework.mock.env.MockEnvironment;

import io.github.icehighlights.camel.springboot.Catalog.Option;

import static org.assertj.core.api.Assertions.assertThat;

class SecretMaskingTest {

    static Stream<String> secrets() {
        return Catalog.options().stream().filter(Option::isSecret).flatMap(option -> {
            String name = option.name();
            String environment =
                    option.property().replace("-", "").replace('.', '_').toUpperCase();
            return Stream.of(
                    option.property(),
                    "camel.component.ice-highlights." + name,
                    "camel.component.ice_highlights." + name,
                    environment,
                    option.property().replace('-', '_').replace('.', '_').toUpperCase(),
                    "camel.component.ice-highlights.configuration." + name);
        });
    }

    @ParameterizedTest
    @MethodSource("secrets")
    void everySecretOptionIsMaskedHoweverItIsWritten(String key) {
        assertThat(SecretMasking.isSecret(key)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ALIBABA_CLOUD_ACCESS_KEY_ID",
                "ALIBABA_CLOUD_ACCESS_KEY_SECRET",
                "ALIBABA_CLOUD_SECURITY_TOKEN",
                "alibabacloud.accessKeyId",
                "alibabacloud.accessKeyIdSecret",
                "alibabacloud.sessionToken",
                "camel.component.ice-highlights.credentialsClient.accessKeySecret",
                "camel.component.ice-highlights.iceClient._credential"
            })
    void soIsWhatElseHoldsKeys(String key) {
        assertThat(SecretMasking.isSecret(key)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "camel.component.ice-highlights.region",
                "camel.component.ice-highlights.endpoint",
                "camel.component.ice-highlights.credentials-client",
                "camel.component.ice-highlights.idempotency-key",
                "camel.component.ice-highlights.output.ObjectKey",
                "ALIBABA_CLOUD_PROFILE",
                "other.access-key"
            })
    void nothingElseIs(String key) {
        assertThat(SecretMasking.isSecret(key)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        // as it is, within something, in a URL, in a JSON
        "a-long/secret, a-long/secret",
        "a-long/secret, prefixa-long/secretsuffix",
        "a-long/secret, https://example.com?key=a-long%2Fsecret",
        "'say \"yes\"', '{\"key\":\"say \\\"yes\\\"\"}'",
        // a short one is within words by chance
        "sk, sk",
        "sk, --secret-key=sk --x",
    })
    void aValueWithASecretInItIsMasked(String secret, String value) {
        assertThat(values(secret).areIn(value)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"sk, a task", "sk, skill", "a-long/secret, a-long", "'', x"})
    void anotherValueIsNot(String secret, String value) {
        assertThat(values(secret).areIn(value)).isFalse();
    }

    /** As a source says it that is hidden by another, through a placeholder. */
    private static SecretValues values(String secret) {
        var environment = new MockEnvironment()
                .withProperty("a.variable", secret)
                .withProperty("camel.component.ice-highlights.secret-key", "${a.variable}");
        environment
                .getPropertySources()
                .addFirst(new MapPropertySource(
                        "nearer", Map.of("camel.component.ice-highlights.secret-key", "of the nearer source")));
        return new SecretValues(
                environment,
                new StaticListableBeanFactory().getBeanProvider(IceHighlightsComponentConfiguration.class));
    }

    /** The report shows beans with what is in them. */
    @Test
    void theReportOfPropertiesShowsNothingOfAClient() {
        var keys = new Config().setType("access_key").setAccessKeyId("my-ak").setAccessKeySecret("my-sk");
        var ice = new com.aliyun.teaopenapi.models.Config()
                .setAccessKeyId("my-ak")
                .setAccessKeySecret("my-sk")
                .setEndpoint("ice.cn-shanghai.aliyuncs.com");

        Applications.application()
                .withConfiguration(AutoConfigurations.of(SecretMasking.class))
                .withBean("keys", com.aliyun.credentials.Client.class, () -> new com.aliyun.credentials.Client(keys))
                .withBean("ice", com.aliyun.ice20201109.Client.class, () -> iceClient(ice))
                .withPropertyValues(
                        "camel.component.ice-highlights.credentials-client=#bean:keys",
                        "camel.component.ice-highlights.ice-client=#bean:ice",
                        "camel.component.ice-highlights.access-key=my-ak",
                        "camel.component.ice-highlights.secret-key=my-sk")
                .run(application -> {
                    var endpoint = new ConfigurationPropertiesReportEndpoint(
                            List.of(application.getBean(SanitizingFunction.class)), Show.ALWAYS);
                    endpoint.setApplicationContext(application);
                    String report = new ObjectMapper()
                            .writeValueAsString(endpoint.configurationProperties()
                                    .getContexts()
                                    .values()
                                    .iterator()
                                    .next()
                                    .getBeans());
                    assertThat(report)
                            .contains("camel.component.ice-highlights")
                            .doesNotContain("my-ak", "my-sk");
                });
    }

    private static com.aliyun.ice20201109.Client iceClient(com.aliyun.teaopenapi.models.Config config) {
        try {
            return new com.aliyun.ice20201109.Client(config);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
