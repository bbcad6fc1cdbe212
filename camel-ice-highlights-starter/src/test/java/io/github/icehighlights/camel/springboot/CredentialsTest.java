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

import java.util.Map;

import com.aliyun.credentials.Client;
import com.aliyun.credentials.models.Config;
import org.apache.camel.CamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

import io.github.icehighlights.camel.IceHighlightsComponent;
import io.github.icehighlights.camel.IceHighlightsConfiguration;

import static org.assertj.core.api.Assertions.assertThat;

/** Keys from properties, clients from beans, and which of them count. */
class CredentialsTest {

    private final ApplicationContextRunner withKeys = Applications.application()
            .withPropertyValues(
                    "camel.component.ice-highlights.access-key=ak-of-properties",
                    "camel.component.ice-highlights.secret-key=sk-of-properties",
                    "camel.component.ice-highlights.security-token=token-of-properties");

    @Test
    void keysOfPropertiesAreUsed() {
        withKeys.run(application -> {
            IceHighlightsConfiguration configuration =
                    Applications.component(application).getConfiguration();
            assertThat(configuration.getAccessKey()).isEqualTo("ak-of-properties");
            assertThat(configuration.getSecretKey()).isEqualTo("sk-of-properties");
            assertThat(configuration.getSecurityToken()).isEqualTo("token-of-properties");
            assertThat(configuration.getCredentialsClient()).isNull();
        });
    }

    /** Without any, the component asks Alibaba's provider chain. */
    @Test
    void noneAreNeeded() {
        Applications.application().run(application -> {
            IceHighlightsConfiguration configuration =
                    Applications.component(application).getConfiguration();
            assertThat(configuration.getAccessKey()).isNull();
            assertThat(configuration.getCredentialsClient()).isNull();
        });
    }

    @Test
    void aCredentialsClientWins() {
        withKeys.withBean("keys", Client.class, CredentialsTest::client).run(application -> {
            IceHighlightsConfiguration configuration =
                    Applications.component(application).getConfiguration();
            assertThat(configuration.getCredentialsClient()).isSameAs(application.getBean("keys"));
            assertThat(configuration.getAccessKey()).isNull();
            assertThat(configuration.getSecretKey()).isNull();
            assertThat(configuration.getSecurityToken()).isNull();
        });
    }

    /** As much of them as there is: what is left of keys could not be used beside a client. */
    @ParameterizedTest
    @ValueSource(strings = {"access-key", "secret-key", "security-token"})
    void aCredentialsClientWinsOverASingleKey(String key) {
        Applications.application()
                .withPropertyValues("camel.component.ice-highlights." + key + "=lone")
                .withBean("keys", Client.class, CredentialsTest::client)
                .run(application -> {
                    IceHighlightsConfiguration configuration =
                            Applications.component(application).getConfiguration();
                    assertThat(configuration.getCredentialsClient()).isSameAs(application.getBean("keys"));
                    assertThat(configuration.getAccessKey()).isNull();
                    assertThat(configuration.getSecretKey()).isNull();
                    assertThat(configuration.getSecurityToken()).isNull();
                });
    }

    /** As an environment spells them, which knows neither dots nor dashes. */
    @Test
    void keysOfTheEnvironmentAreUsed() {
        Map<String, Object> environment = Map.of(
                "CAMEL_COMPONENT_ICEHIGHLIGHTS_ACCESSKEY", "ak-of-environment",
                "CAMEL_COMPONENT_ICEHIGHLIGHTS_SECRETKEY", "sk-of-environment",
                "CAMEL_COMPONENT_ICEHIGHLIGHTS_SECURITYTOKEN", "token-of-environment");
        Applications.application()
                .withInitializer(application -> application
                        .getEnvironment()
                        .getPropertySources()
                        .replace(
                                StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                                new SystemEnvironmentPropertySource(
                                        StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, environment)))
                .run(application -> {
                    IceHighlightsConfiguration configuration =
                            Applications.component(application).getConfiguration();
                    assertThat(configuration.getAccessKey()).isEqualTo("ak-of-environment");
                    assertThat(configuration.getSecretKey()).isEqualTo("sk-of-environment");
                    assertThat(configuration.getSecurityToken()).isEqualTo("token-of-environment");
                });
    }

    @Test
    void anIceClientWins() {
        withKeys.withBean(com.aliyun.ice20201109.Client.class, CredentialsTest::iceClient)
                .run(application -> assertThat(Applications.component(application)
                                .getConfiguration()
                                .getIceClient())
                        .isSameAs(application.getBean(com.aliyun.ice20201109.Client.class)));
    }

    @Test
    void ofTwoClientsThePrimaryOneIsMeant() {
        withKeys.withBean("other", Client.class, CredentialsTest::client)
                .withBean("keys", Client.class, CredentialsTest::client, bean -> bean.setPrimary(true))
                .run(application -> assertThat(Applications.component(application)
                                .getConfiguration()
                                .getCredentialsClient())
                        .isSameAs(application.getBean("keys")));
    }

    @Test
    void ofTwoClientsNoneIsMeantByItself() {
        withKeys.withBean("other", Client.class, CredentialsTest::client)
                .withBean("keys", Client.class, CredentialsTest::client)
                .run(application -> assertThat(Applications.component(application)
                                .getConfiguration()
                                .getAccessKey())
                        .isEqualTo("ak-of-properties"));
    }

    @Test
    void aClientCanBeNamed() {
        withKeys.withBean("other", Client.class, CredentialsTest::client)
                .withBean("keys", Client.class, CredentialsTest::client)
                .withPropertyValues(
                        "camel.component.ice-highlights.credentials-client=#bean:keys",
                        "camel.component.ice-highlights.autowired-enabled=false")
                .run(application -> {
                    IceHighlightsConfiguration configuration =
                            Applications.component(application).getConfiguration();
                    assertThat(configuration.getCredentialsClient()).isSameAs(application.getBean("keys"));
                    assertThat(configuration.getAccessKey()).isNull();
                });
    }

    @Test
    void autowiringCanBeTurnedOff() {
        withKeys.withBean("keys", Client.class, CredentialsTest::client)
                .withPropertyValues("camel.component.ice-highlights.autowired-enabled=false")
                .run(application -> assertThat(Applications.component(application)
                                .getConfiguration()
                                .getAccessKey())
                        .isEqualTo("ak-of-properties"));
    }

    /** Or the account of the one pays for the jobs of the other. */
    @Test
    void aComponentOfAnotherNameHasItsOwnOnly() {
        withKeys.withBean("keys", Client.class, CredentialsTest::client)
                .withBean(com.aliyun.ice20201109.Client.class, CredentialsTest::iceClient)
                .withPropertyValues("camel.component.ice-highlights.region=cn-beijing")
                .run(application -> {
                    var european = new IceHighlightsComponent();
                    european.setConfiguration(withKeysOfItsOwn());
                    application.getBean(CamelContext.class).addComponent("ice-eu", european);

                    IceHighlightsConfiguration configuration = european.getConfiguration();
                    assertThat(configuration.getRegion()).isEqualTo("eu-central-1");
                    assertThat(configuration.getAccessKey()).isEqualTo("ak-of-europe");
                    assertThat(configuration.getSecretKey()).isEqualTo("sk-of-europe");
                    assertThat(configuration.getSecurityToken()).isNull();
                    assertThat(configuration.getCredentialsClient()).isNull();
                    assertThat(configuration.getIceClient()).isNull();
                });
    }

    @Test
    void aComponentOfAnotherNameKeepsItsOwnClient() {
        withKeys.withBean(com.aliyun.ice20201109.Client.class, CredentialsTest::iceClient)
                .run(application -> {
                    var european = new IceHighlightsComponent();
                    Client own = client();
                    european.getConfiguration().setCredentialsClient(own);
                    application.getBean(CamelContext.class).addComponent("ice-eu", european);

                    assertThat(european.getConfiguration().getCredentialsClient())
                            .isSameAs(own);
                    assertThat(european.getConfiguration().getAccessKey()).isNull();
                    assertThat(european.getConfiguration().getIceClient()).isNull();
                });
    }

    /** Set in Java, they are meant; and the bean may be another component's too. */
    @Test
    void keysOfAConfigurationBeanStay() {
        Applications.application()
                .withBean("keys", Client.class, CredentialsTest::client)
                .withBean(com.aliyun.ice20201109.Client.class, CredentialsTest::iceClient)
                .withBean("european", IceHighlightsConfiguration.class, CredentialsTest::withKeysOfItsOwn)
                .withPropertyValues("camel.component.ice-highlights.configuration=#bean:european")
                .run(application -> {
                    IceHighlightsConfiguration configuration =
                            Applications.component(application).getConfiguration();
                    assertThat(configuration).isSameAs(application.getBean("european"));
                    assertThat(configuration.getAccessKey()).isEqualTo("ak-of-europe");
                    assertThat(configuration.getSecretKey()).isEqualTo("sk-of-europe");
                    assertThat(configuration.getCredentialsClient()).isNull();
                    assertThat(configuration.getIceClient()).isNull();
                });
    }

    private static IceHighlightsConfiguration withKeysOfItsOwn() {
        var configuration = new IceHighlightsConfiguration();
        configuration.setRegion("eu-central-1");
        configuration.setAccessKey("ak-of-europe");
        configuration.setSecretKey("sk-of-europe");
        return configuration;
    }

    private static Client client() {
        return new Client(
                new Config().setType("access_key").setAccessKeyId("ak-of-bean").setAccessKeySecret("sk-of-bean"));
    }

    private static com.aliyun.ice20201109.Client iceClient() {
        try {
            return new com.aliyun.ice20201109.Client(new com.aliyun.teaopenapi.models.Config()
                    .setAccessKeyId("ak-of-bean")
                    .setAccessKeySecret("sk-of-bean")
                    .setEndpoint("ice.cn-shanghai.aliyuncs.com"));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
