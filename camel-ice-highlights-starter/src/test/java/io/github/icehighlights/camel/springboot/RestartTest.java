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

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.component.mock.MockEndpoint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

import io.github.icehighlights.camel.IceHighlightsConstants;
import io.github.icehighlights.localice.LocalIce;
import io.github.icehighlights.localice.LocalIceExtension;

import static org.assertj.core.api.Assertions.assertThat;

/** An application ends while its route has a result in hand, and begins anew. */
class RestartTest {

    @RegisterExtension
    static final LocalIceExtension ICE =
            LocalIceExtension.create(builder -> builder.instant().bucket("example-media"));

    @TempDir
    Path folder;

    @Test
    void theNextProcessGetsTheResultAtOnce(LocalIce ice) throws InterruptedException {
        ice.s3().put("example-media", "match.mp4", LocalIce.sampleVideo());
        var arrived = new CountDownLatch(1);
        try (ConfigurableApplicationContext first = start(ice)) {
            finished(first).whenAnyExchangeReceived(exchange -> {
                arrived.countDown();
                // until Camel's patience is over
                new CountDownLatch(1).await();
            });
            first.getBean(ProducerTemplate.class)
                    .sendBodyAndHeader("direct:submit", null, "CamelAwsS3Key", "match.mp4");
            assertThat(arrived.await(20, TimeUnit.SECONDS)).isTrue();
        }

        try (ConfigurableApplicationContext second = start(ice)) {
            MockEndpoint finished = finished(second);
            finished.expectedMessageCount(1);
            finished.message(0).header(IceHighlightsConstants.DELIVERY_COUNT).isEqualTo(2);
            // a lease lasts for ten minutes here
            MockEndpoint.assertIsSatisfied(20, TimeUnit.SECONDS, finished);
        }
        assertThat(ice.created()).isEqualTo(1);
    }

    private static MockEndpoint finished(ConfigurableApplicationContext application) {
        return application.getBean(CamelContext.class).getEndpoint("mock:finished", MockEndpoint.class);
    }

    private ConfigurableApplicationContext start(LocalIce ice) {
        return new SpringApplicationBuilder(TestApplication.class)
                .web(WebApplicationType.SERVLET)
                .run(
                        "--server.port=0",
                        "--server.shutdown=graceful",
                        "--camel.main.shutdown-timeout=1",
                        "--spring.datasource.url=jdbc:h2:file:" + folder.resolve("jobs")
                                + ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE",
                        "--camel.component.ice-highlights.job-store=jdbc",
                        "--camel.component.ice-highlights.lease-duration=10m",
                        "--camel.component.ice-highlights.endpoint=" + ice.endpoint(),
                        "--camel.component.ice-highlights.access-key=" + ice.accessKey(),
                        "--camel.component.ice-highlights.secret-key=" + ice.secretKey());
    }
}
