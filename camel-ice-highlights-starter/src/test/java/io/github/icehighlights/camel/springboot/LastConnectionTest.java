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

import java.time.Duration;
import java.util.concurrent.TimeUnit;

import org.apache.camel.CamelExecutionException;
import org.apache.camel.EndpointInject;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.test.spring.junit5.CamelSpringBootTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.transaction.support.TransactionTemplate;

import io.github.icehighlights.localice.LocalIce;
import io.github.icehighlights.localice.LocalIceExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The application's pool has one connection, and the application's transaction has it. */
@CamelSpringBootTest
@SpringBootTest(
        classes = TestApplication.class,
        properties = {"spring.datasource.hikari.maximum-pool-size=1", "spring.datasource.hikari.connection-timeout=1000"
        })
class LastConnectionTest {

    @RegisterExtension
    static final LocalIceExtension ICE =
            LocalIceExtension.create(builder -> builder.instant().bucket("example-media"));

    @Autowired
    private ProducerTemplate template;

    @Autowired
    private TransactionTemplate transaction;

    @EndpointInject("mock:finished")
    private MockEndpoint finished;

    @DynamicPropertySource
    static void ice(DynamicPropertyRegistry registry) {
        registry.add("camel.component.ice-highlights.endpoint", () -> ICE.ice().endpoint());
        registry.add(
                "camel.component.ice-highlights.access-key", () -> ICE.ice().accessKey());
        registry.add(
                "camel.component.ice-highlights.secret-key", () -> ICE.ice().secretKey());
    }

    @Test
    void aSubmissionInATransactionFailsInTimeAndSaysWhy(LocalIce ice) throws InterruptedException {
        ice.s3().put("example-media", "match.mp4", LocalIce.sampleVideo());
        finished.expectedMessageCount(1);
        long began = System.nanoTime();

        assertThatThrownBy(() -> transaction.executeWithoutResult(status -> submit()))
                .isInstanceOf(CamelExecutionException.class)
                .cause()
                .hasMessageContaining("The job store failed to reserve")
                .hasMessageContaining("Connection is not available, request timed out")
                .hasMessageContaining("total=1, active=1");

        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(20));
        assertThat(ice.created()).isZero();
        // one is enough outside of transactions
        submit();
        MockEndpoint.assertIsSatisfied(20, TimeUnit.SECONDS, finished);
    }

    private void submit() {
        template.sendBodyAndHeader("direct:submit", null, "CamelAwsS3Key", "match.mp4");
    }
}
