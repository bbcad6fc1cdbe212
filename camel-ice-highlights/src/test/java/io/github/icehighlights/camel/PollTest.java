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

import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.github.icehighlights.localice.LocalIceExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/** Polling a channel is refused, and takes no result from the route that comes later. */
class PollTest {

    private static final String SUBMIT =
            "ice-highlights:nba?operation=submitHighlightExtractionJob&media=" + CamelOnIce.MEDIA;

    @RegisterExtension
    static final LocalIceExtension ICE =
            LocalIceExtension.create(b -> b.instant().bucket("media")).withFreshJobs();

    private CamelOnIce camel;

    @BeforeEach
    void start() {
        camel = new CamelOnIce(ICE.ice()).start(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:enrich").pollEnrich("ice-highlights:nba", 200);
                from("direct:poll").poll("ice-highlights:nba", 200);
            }
        });
    }

    @AfterEach
    void stop() {
        camel.close();
    }

    @Test
    void pollingIsRefusedAndTheResultStaysForARoute() throws Exception {
        camel.submit(SUBMIT);

        for (String route : new String[] {"direct:enrich", "direct:poll"}) {
            Exchange exchange = camel.send(route, "body");
            refused(exchange.getException());
            assertThat(exchange.getMessage().getBody()).isEqualTo("body");
        }
        try (var consumer = camel.context().createConsumerTemplate()) {
            refused(catchThrowable(() -> consumer.receive("ice-highlights:nba", 200)));
            refused(catchThrowable(() -> consumer.receiveNoWait("ice-highlights:nba")));
        }
        assertThat(camel.pending("nba")).hasSize(1);

        MockEndpoint results = camel.mock("results");
        results.expectedMessageCount(1);
        camel.context().addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("ice-highlights:nba").to(results);
            }
        });
        camel.satisfied(results);
    }

    private static void refused(Throwable error) {
        assertThat(rootOf(error))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessageContaining("nba")
                .hasMessageContaining("from(\"ice-highlights:nba\")")
                .hasMessageContaining("getJob");
    }

    private static Throwable rootOf(Throwable error) {
        Throwable root = error;
        while (root != null && root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }
}
