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

import org.apache.camel.ProducerTemplate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.client.TestRestTemplate;
import org.springframework.http.HttpStatus;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import io.github.icehighlights.localice.LocalIce;
import io.github.icehighlights.localice.LocalIceExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** ICE forbids this application to look at its jobs. */
@SpringBootTest(classes = TestApplication.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class HealthTest {

    @RegisterExtension
    static final LocalIceExtension ICE =
            LocalIceExtension.create(builder -> builder.instant().bucket("example-media"));

    @Autowired
    private ProducerTemplate template;

    @Autowired
    private TestRestTemplate web;

    @DynamicPropertySource
    static void ice(DynamicPropertyRegistry registry) {
        registry.add("camel.component.ice-highlights.endpoint", () -> ICE.ice().endpoint());
        registry.add(
                "camel.component.ice-highlights.access-key", () -> ICE.ice().accessKey());
        registry.add(
                "camel.component.ice-highlights.secret-key", () -> ICE.ice().secretKey());
    }

    @Test
    void itIsNotReadyAndNotWell(LocalIce ice) {
        ice.s3().put("example-media", "match.mp4", LocalIce.sampleVideo());
        ice.faults().on("GetSmartHandleJob").forbidden().always();

        template.sendBodyAndHeader("direct:submit", null, "CamelAwsS3Key", "match.mp4");

        await().untilAsserted(() -> {
            var health = web.getForEntity("/actuator/health", Map.class);
            assertThat(health.getStatusCode()).isEqualTo(HttpStatus.SERVICE_UNAVAILABLE);
            assertThat(health.getBody().toString()).contains("consumer:finished=DOWN", "problems=", "403");
        });
        assertThat(web.getForEntity("/actuator/health/readiness", Map.class).getStatusCode())
                .isEqualTo(HttpStatus.SERVICE_UNAVAILABLE);
        // a new process would be forbidden the same
        assertThat(web.getForEntity("/actuator/health/liveness", Map.class).getStatusCode())
                .isEqualTo(HttpStatus.OK);
    }
}
