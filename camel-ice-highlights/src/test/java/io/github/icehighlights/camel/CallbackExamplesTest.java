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
package io.github.icehighlights.camel;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.Main;
import org.apache.camel.main.MainListenerSupport;
import org.apache.camel.spi.PropertiesFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.github.icehighlights.localice.LocalIce;
import io.github.icehighlights.localice.LocalIceExtension;

import static org.assertj.core.api.Assertions.assertThat;

/** What docs/callbacks.adoc shows, in an application of camel-main. Without callbacks no job would come in time. */
@Tag("not-camel-4.14")
@Tag("not-camel-4.22")
class CallbackExamplesTest {

    private static final String OPTION = "camel.component.ice-highlights.";

    @RegisterExtension
    static final LocalIceExtension ICE = LocalIceExtension.create(
                    b -> b.instant().bucket("media").queue("ice-callback-media"))
            .withFreshJobs();

    private final Main main = new Main();

    @AfterEach
    void stop() {
        main.stop();
    }

    private CamelContext start(String properties, RouteBuilder routes) throws Exception {
        LocalIce ice = ICE.ice();
        ice.s3().put("media", "in/match.mp4", LocalIce.sampleVideo());
        if (properties != null) {
            main.setPropertyPlaceholderLocations("classpath:examples/" + properties);
        }
        Map.of(
                        "endpoint", ice.endpoint(),
                        "region", ice.region(),
                        "access-key", ice.accessKey(),
                        "secret-key", ice.secretKey(),
                        "first-look", "3600000",
                        "look-interval", "3600000")
                .forEach((name, value) -> main.addOverrideProperty(OPTION + name, value));
        main.addMainListener(new MainListenerSupport() {
            @Override
            public void beforeInitialize(BaseMainSupport support) {
                support.getCamelContext().getPropertiesComponent().addPropertiesFunction(new Environment());
            }
        });
        main.configure().addRoutesBuilder(new ManualCallbackRoutes.Plain());
        main.configure().addRoutesBuilder(routes);
        main.configure().addRoutesBuilder(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:publish").to("mock:published");
            }
        });
        main.start();
        return main.getCamelContext();
    }

    private Object submit() throws Exception {
        return main.getCamelTemplate()
                .request("direct:episode", exchange -> exchange.getMessage().setHeader("name", "match.mp4"))
                .getMessage()
                .getHeader(IceHighlightsConstants.JOB_ID);
    }

    private void published() throws Exception {
        MockEndpoint published = main.getCamelContext().getEndpoint("mock:published", MockEndpoint.class);
        published.expectedMessageCount(1);
        assertThat(submit()).isNotNull();
        MockEndpoint.assertIsSatisfied(30, TimeUnit.SECONDS, published);
    }

    private static RouteBuilder none() {
        return new RouteBuilder() {
            @Override
            public void configure() {}
        };
    }

    @Test
    void http() throws Exception {
        int port = freePort();
        main.addOverrideProperty("camel.server.port", Integer.toString(port));
        main.addOverrideProperty(OPTION + "callback-url", "http://127.0.0.1:" + port + "/ice/callback");
        start("callback-http.properties", none());

        published();
    }

    @Test
    void queue() throws Exception {
        main.addOverrideProperty(OPTION + "callback-queue-endpoint", ICE.ice().queueEndpoint());
        start("callback-queue.properties", none());

        published();
    }

    @Test
    void anyRoute() throws Exception {
        start(null, new ManualCallbackRoutes.AnyRoute());
        MockEndpoint published = main.getCamelContext().getEndpoint("mock:published", MockEndpoint.class);
        published.expectedMessageCount(1);
        Object jobId = submit();

        main.getCamelTemplate().sendBody("seda:events", ICE.ice().callbacks().event(jobId.toString()));

        MockEndpoint.assertIsSatisfied(Duration.ofSeconds(30).toMillis(), TimeUnit.MILLISECONDS, published);
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            return socket.getLocalPort();
        }
    }

    /** Stands in for the environment of the process, which a test cannot set. */
    private static final class Environment implements PropertiesFunction {

        @Override
        public String getName() {
            return "env";
        }

        @Override
        public String apply(String name) {
            return "value of " + name;
        }
    }
}
