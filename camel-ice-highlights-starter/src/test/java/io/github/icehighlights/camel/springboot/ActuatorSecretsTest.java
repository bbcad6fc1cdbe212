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

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.web.context.support.StandardServletEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

/** An application that shows all values over HTTP, with secrets wherever one can say them. */
class ActuatorSecretsTest {

    private static final String COMMAND = "app.jar --camel.component.ice-highlights.access-key=ak-of-the-command";

    private static final Map<String, Object> ENVIRONMENT = Map.of(
            "MY_KEY",
            "sk/of+a=variable",
            "OTHER_SERVICE",
            "https://example.com/?key=sk%2Fof%2Ba%3Dvariable&page=1",
            "SPRING_APPLICATION_JSON",
            "{\"camel.component.ice-highlights.security-token\":\"token-of-a-\\\"json\"}",
            "ALIBABA_CLOUD_ACCESS_KEY_SECRET",
            "sk-of-the-chain",
            "HARMLESS",
            "harmless-value");

    private static final Map<String, String> SYSTEM_PROPERTIES = Map.of(
            "alibabacloud.accessKeyId", "ak-of-a-system-property",
            "alibabacloud.accessKeyIdSecret", "sk-of-a-system-property",
            "alibabacloud.sessionToken", "token-of-a-system-property",
            "sun.java.command", COMMAND);

    private static final List<String> SECRETS = List.of(
            "sk/of+a=variable",
            "sk%2Fof",
            "token-of-a-",
            "sk-of-the-chain",
            "ak-of-a-system-property",
            "sk-of-a-system-property",
            "token-of-a-system-property",
            "ak-of-the-command",
            "auth-key-of-nobody-0123456789");

    private static final Properties before = new Properties();
    private static ConfigurableApplicationContext application;

    private final HttpClient http = HttpClient.newHttpClient();

    @BeforeAll
    static void start() {
        before.putAll(System.getProperties());
        SYSTEM_PROPERTIES.forEach(System::setProperty);
        application = new SpringApplicationBuilder(TestApplication.class)
                .environment(new StandardServletEnvironment() {
                    @Override
                    public Map<String, Object> getSystemEnvironment() {
                        return ENVIRONMENT;
                    }
                })
                .run(
                        "--server.port=0",
                        COMMAND.substring(COMMAND.indexOf("--")),
                        "--camel.component.ice-highlights.secret-key=${MY_KEY}",
                        "--camel.component.ice-highlights.callback-auth-key=${of.a.file}",
                        "--of.a.file=auth-key-of-nobody-0123456789",
                        "--other.bean=bean:${MY_KEY}:bean");
    }

    @AfterAll
    static void stop() {
        if (application != null) {
            application.close();
        }
        System.setProperties(before);
    }

    /** Otherwise nothing would be proved. */
    @Test
    void theSecretsAreInUse() {
        var properties = application.getBean(IceHighlightsComponentConfiguration.class);
        assertThat(Stream.of(
                        properties.getAccessKey(),
                        properties.getSecretKey(),
                        properties.getSecurityToken(),
                        properties.getCallbackAuthKey()))
                .containsExactly(
                        "ak-of-the-command", "sk/of+a=variable", "token-of-a-\"json", "auth-key-of-nobody-0123456789");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "env",
                "env/MY_KEY",
                "env/SPRING_APPLICATION_JSON",
                "env/sun.java.command",
                "configprops",
                "configprops/camel.component.ice-highlights"
            })
    void noneIsShown(String endpoint) throws Exception {
        assertThat(get(endpoint)).contains("******").doesNotContain(SECRETS);
    }

    @Test
    void theRestIs() throws Exception {
        assertThat(get("env")).contains("MY_KEY", "harmless-value", "oss://example-media/");
    }

    private String get(String endpoint) throws Exception {
        URI uri = URI.create("http://127.0.0.1:" + application.getEnvironment().getProperty("local.server.port")
                + "/actuator/" + endpoint);
        HttpResponse<String> answer =
                http.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer.body();
    }
}
