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
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import io.github.icehighlights.camel.IceHighlightsConstants;
import io.github.icehighlights.localice.LocalIce;
import io.github.icehighlights.localice.LocalIceExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Tomcat ends gracefully, and a request waits for its job. */
class GracefulShutdownTest {

    private static final String WAIT =
            "ice-highlights:matches?operation=submitHighlightExtractionJob&waitForCompletion=true&waitTimeout=600000"
                    + "&media=oss://example-media/match.mp4&idempotencyKey=none";

    @RegisterExtension
    static final LocalIceExtension ICE =
            LocalIceExtension.create(builder -> builder.instant().bucket("example-media"));

    @RestController
    static class Web {

        private final ProducerTemplate template;

        Web(ProducerTemplate template) {
            this.template = template;
        }

        @GetMapping("/controller")
        String controller() {
            return "detached "
                    + template.request(WAIT, exchange -> {}).getMessage().getHeader(IceHighlightsConstants.DETACHED);
        }

        @Bean
        static RouteBuilder route() {
            return new RouteBuilder() {
                @Override
                public void configure() {
                    from("platform-http:/route")
                            .to(WAIT)
                            .setBody(simple("detached ${header." + IceHighlightsConstants.DETACHED + "}"));
                }
            };
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"controller", "route"})
    void requestsThatWaitForTheirJobsDoNotHoldItUp(String path, LocalIce ice) throws Exception {
        ice.s3().put("example-media", "match.mp4", LocalIce.sampleVideo());
        ice.holdAll(true);
        int created = ice.created();
        CompletableFuture<HttpResponse<String>> answer;
        long began;
        try (ConfigurableApplicationContext application = start(ice)) {
            URI uri = URI.create(
                    "http://127.0.0.1:" + application.getEnvironment().getProperty("local.server.port") + "/" + path);
            answer = HttpClient.newHttpClient()
                    .sendAsync(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
            await().until(() -> ice.created() > created);
            began = System.nanoTime();
        } finally {
            ice.holdAll(false);
        }

        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(30));
        assertThat(answer.get(10, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
        assertThat(answer.get().body()).isEqualTo("detached true");
    }

    private static ConfigurableApplicationContext start(LocalIce ice) {
        return new SpringApplicationBuilder(TestApplication.class, Web.class)
                .run(
                        "--server.port=0",
                        "--server.shutdown=graceful",
                        "--spring.lifecycle.timeout-per-shutdown-phase=120s",
                        "--camel.component.ice-highlights.endpoint=" + ice.endpoint(),
                        "--camel.component.ice-highlights.access-key=" + ice.accessKey(),
                        "--camel.component.ice-highlights.secret-key=" + ice.secretKey());
    }
}
