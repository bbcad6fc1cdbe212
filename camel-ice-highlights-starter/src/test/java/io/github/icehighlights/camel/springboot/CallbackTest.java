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
import java.util.concurrent.TimeUnit;

import org.apache.camel.EndpointInject;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.test.spring.junit5.CamelSpringBootTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.client.TestRestTemplate;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.util.TestSocketUtils;

import io.github.icehighlights.localice.LocalIce;
import io.github.icehighlights.localice.LocalIceExtension;

import static org.assertj.core.api.Assertions.assertThat;

/** ICE's callbacks come through the application's own web server and its Spring Security. */
@CamelSpringBootTest
@SpringBootTest(
        classes = {TestApplication.class, SecureApplication.class},
        webEnvironment = SpringBootTest.WebEnvironment.DEFINED_PORT,
        properties = {
            "spring.config.import=classpath:examples/callback.yaml",
            "spring.autoconfigure.exclude=",
            "ICE_AUTH_KEY=0123456789abcdef0123456789abcdef",
            // whoever does not get the callback waits for an hour
            "camel.component.ice-highlights.safety-first-look=1h"
        })
class CallbackTest {

    @RegisterExtension
    static final LocalIceExtension ICE =
            LocalIceExtension.create(builder -> builder.instant().bucket("example-media"));

    @Autowired
    private ProducerTemplate template;

    @EndpointInject("mock:finished")
    private MockEndpoint finished;

    @Autowired
    private TestRestTemplate web;

    @DynamicPropertySource
    static void ice(DynamicPropertyRegistry registry) {
        int port = TestSocketUtils.findAvailableTcpPort();
        registry.add("server.port", () -> port);
        registry.add("camel.component.ice-highlights.callback-url", () -> "http://127.0.0.1:" + port + "/ice/callback");
        registry.add("camel.component.ice-highlights.endpoint", () -> ICE.ice().endpoint());
        registry.add(
                "camel.component.ice-highlights.access-key", () -> ICE.ice().accessKey());
        registry.add(
                "camel.component.ice-highlights.secret-key", () -> ICE.ice().secretKey());
    }

    @Test
    void aCallbackBringsTheResultBeforeItsTime(LocalIce ice) throws InterruptedException {
        ice.s3().put("example-media", "match.mp4", LocalIce.sampleVideo());
        finished.expectedMessageCount(1);

        template.sendBodyAndHeader("direct:submit", null, "CamelAwsS3Key", "match.mp4");

        MockEndpoint.assertIsSatisfied(20, TimeUnit.SECONDS, finished);
    }

    @Test
    void whatIsForgedAndWhatIsElsewhereIsRefused() {
        var forged = web.postForEntity("/ice/callback", Map.of("EventType", "SmartJobComplete"), String.class);
        var elsewhere = web.getForEntity("/ice/other", String.class);

        // the component says no
        assertThat(forged.getStatusCode()).isEqualTo(HttpStatus.UNAUTHORIZED);
        assertThat(forged.getHeaders()).doesNotContainKey(HttpHeaders.WWW_AUTHENTICATE);
        // Spring Security says no
        assertThat(elsewhere.getHeaders()).containsKey(HttpHeaders.WWW_AUTHENTICATE);
    }
}
