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
import java.util.concurrent.TimeUnit;

import org.apache.camel.EndpointInject;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.test.spring.junit5.CamelSpringBootTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.client.TestRestTemplate;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.transaction.support.TransactionTemplate;

import io.github.icehighlights.camel.model.Highlights;
import io.github.icehighlights.camel.model.JobState;
import io.github.icehighlights.localice.LocalIce;
import io.github.icehighlights.localice.LocalIceExtension;

import static org.assertj.core.api.Assertions.assertThat;

/** A whole application: web, actuator, Camel and the starter, configured by {@code application.yaml}. */
@CamelSpringBootTest
@SpringBootTest(classes = TestApplication.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class StarterTest {

    @RegisterExtension
    static final LocalIceExtension ICE =
            LocalIceExtension.create(builder -> builder.instant().bucket("example-media"));

    @Autowired
    private ProducerTemplate template;

    @EndpointInject("mock:finished")
    private MockEndpoint finished;

    @Autowired
    private TestRestTemplate web;

    @Autowired
    private TransactionTemplate transaction;

    @BeforeEach
    void video(LocalIce ice) {
        finished.reset();
        ice.s3().put("example-media", "match.mp4", LocalIce.sampleVideo());
    }

    @DynamicPropertySource
    static void ice(DynamicPropertyRegistry registry) {
        registry.add("camel.component.ice-highlights.endpoint", () -> ICE.ice().endpoint());
        registry.add(
                "camel.component.ice-highlights.access-key", () -> ICE.ice().accessKey());
        registry.add(
                "camel.component.ice-highlights.secret-key", () -> ICE.ice().secretKey());
    }

    @Test
    void aJobIsSubmittedAndItsHighlightsArrive() throws InterruptedException {
        finished.expectedMessageCount(1);

        template.sendBodyAndHeader("direct:submit", null, "CamelAwsS3Key", "match.mp4");

        MockEndpoint.assertIsSatisfied(20, TimeUnit.SECONDS, finished);
        Highlights highlights = finished.getExchanges().get(0).getMessage().getBody(Highlights.class);
        assertThat(highlights.state()).isEqualTo(JobState.FINISHED);
        assertThat(highlights.clips()).hasSize(1);
    }

    /** What was sent to ICE cannot be rolled back, so neither is its record. */
    @Test
    void aJobOutlivesTheTransactionThatItWasSubmittedIn() throws InterruptedException {
        finished.expectedMessageCount(1);

        transaction.executeWithoutResult(status -> {
            template.sendBodyAndHeader("direct:submit", null, "CamelAwsS3Key", "match.mp4");
            status.setRollbackOnly();
        });

        MockEndpoint.assertIsSatisfied(20, TimeUnit.SECONDS, finished);
    }

    @Test
    void theActuatorShowsTheHealthOfTheConsumer() {
        Map<?, ?> health = web.getForObject("/actuator/health", Map.class);

        assertThat(health.toString())
                .contains("consumer:finished")
                // Spring Boot's own database, where the application names none
                .contains("notices=The job store 'jdbc' keeps pending jobs in the memory of this process");
        assertThat(web.getForObject("/actuator/health/readiness", Map.class).get("status"))
                .isEqualTo("UP");
    }

    @Test
    void theActuatorShowsNoSecret() {
        String environment = web.getForObject("/actuator/env", String.class);
        String beans = web.getForObject("/actuator/configprops", String.class);

        for (String answer : List.of(environment, beans)) {
            assertThat(answer)
                    .contains(ICE.ice().endpoint())
                    .doesNotContain(ICE.ice().secretKey(), ICE.ice().accessKey());
        }
    }
}
