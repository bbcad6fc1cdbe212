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

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.apache.camel.ProducerTemplate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.context.ConfigurableApplicationContext;

import io.github.icehighlights.localice.LocalIce;
import io.github.icehighlights.localice.LocalIceExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** An application whose every logger is at TRACE, which is what people do when something does not work. */
class LogSecretsTest {

    private static final String SECRET_KEY = "sk-that-nobody-may-read";
    private static final String CALLBACK_KEY = "callback-key-that-nobody-may-read";

    @RegisterExtension
    static final LocalIceExtension ICE =
            LocalIceExtension.create(builder -> builder.instant().bucket("example-media"));

    /** Kept from the build's own output: it is some ten thousand lines. */
    private final ByteArrayOutputStream output = new ByteArrayOutputStream();

    private final PrintStream before = System.out;

    @BeforeEach
    void listen() {
        System.setOut(new PrintStream(output, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void quietAgain() {
        System.setOut(before);
        LoggingSystem.get(getClass().getClassLoader()).setLogLevel(LoggingSystem.ROOT_LOGGER_NAME, LogLevel.WARN);
    }

    @Test
    void neitherAStartNorSubmissionsShowThem(LocalIce ice) {
        ice.s3().put("example-media", "match.mp4", LocalIce.sampleVideo());
        try (ConfigurableApplicationContext application = start(ice)) {
            ProducerTemplate template = application.getBean(ProducerTemplate.class);
            assertThatThrownBy(() -> template.sendBodyAndHeader("direct:submit", null, "CamelAwsS3Key", "match.mp4"))
                    .as("local ICE knows another key")
                    .hasStackTraceContaining("SignatureDoesNotMatch");
        }
        assertThat(output.toString(StandardCharsets.UTF_8))
                .contains(" TRACE ", "SignatureDoesNotMatch")
                .doesNotContain(SECRET_KEY, CALLBACK_KEY);
    }

    @Test
    void aStartThatFailsDoesNotShowThem(LocalIce ice) {
        assertThatThrownBy(() -> start(ice, "--camel.component.ice-highlights.lease-duration=0")
                        .close())
                .hasStackTraceContaining("leaseDuration");
        assertThat(output.toString(StandardCharsets.UTF_8))
                .contains(" TRACE ", "leaseDuration")
                .doesNotContain(SECRET_KEY, CALLBACK_KEY);
    }

    private static ConfigurableApplicationContext start(LocalIce ice, String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "--logging.level.root=TRACE",
                "--camel.component.ice-highlights.endpoint=" + ice.endpoint(),
                "--camel.component.ice-highlights.access-key=" + ice.accessKey(),
                "--camel.component.ice-highlights.secret-key=" + SECRET_KEY,
                "--camel.component.ice-highlights.callback-auth-key=" + CALLBACK_KEY));
        arguments.addAll(Arrays.asList(more));
        return new SpringApplicationBuilder(TestApplication.class)
                .web(WebApplicationType.NONE)
                .run(arguments.toArray(String[]::new));
    }
}
