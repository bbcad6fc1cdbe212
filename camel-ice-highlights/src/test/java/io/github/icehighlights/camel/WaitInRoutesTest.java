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

import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.engine.PooledExchangeFactory;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.github.icehighlights.camel.model.Highlights;
import io.github.icehighlights.camel.store.PendingState;
import io.github.icehighlights.localice.LocalIceExtension;

import static org.assertj.core.api.Assertions.assertThat;

/** Camel copies, pools, hands over and stops exchanges; one that waits for its job must survive all of it. */
class WaitInRoutesTest {

    private static final String WAIT = "ice-highlights:nba?operation=submitHighlightExtractionJob&media="
            + CamelOnIce.MEDIA + "&waitForCompletion=true";

    @RegisterExtension
    static final LocalIceExtension ICE =
            LocalIceExtension.create(b -> b.instant().bucket("media")).withFreshJobs();

    private CamelOnIce camel;

    @BeforeEach
    void create() {
        camel = new CamelOnIce(ICE.ice());
    }

    @AfterEach
    void stop() {
        ICE.ice().holdAll(false);
        camel.close();
    }

    private Map<PendingState, Long> counts() {
        return camel.component().store().count("nba");
    }

    private static void eventually(org.awaitility.core.ThrowingRunnable assertion) {
        Awaitility.await().atMost(10, TimeUnit.SECONDS).untilAsserted(assertion);
    }

    @Test
    void enrichMayWait() throws Exception {
        camel.start(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:in").enrich(WAIT).to("mock:after");
            }
        });
        Exchange e = camel.send("direct:in", null);
        assertThat(e.getException()).isNull();
        eventually(() -> assertThat(counts()).isEqualTo(Map.of(PendingState.ACKNOWLEDGED, 1L)));
    }

    @Test
    void recipientListMayWait() throws Exception {
        camel.start(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:in").recipientList(constant(WAIT)).to("mock:after");
            }
        });
        Exchange e = camel.send("direct:in", null);
        assertThat(e.getException()).isNull();
        eventually(() -> assertThat(counts()).isEqualTo(Map.of(PendingState.ACKNOWLEDGED, 1L)));
    }

    @Test
    void aRouteThatStartsAgainWaitsAgain() throws Exception {
        camel.start(new RouteBuilder() {
            @Override
            public void configure() {
                from("seda:in").routeId("waiting").to(WAIT).to("mock:after");
            }
        });
        ICE.ice().holdAll(true);
        camel.mock("after").expectedMessageCount(1);
        camel.template().sendBody("seda:in", "x");
        eventually(
                () -> assertThat(camel.component().tracker().waits().isEmpty()).isFalse());
        camel.context().getRouteController().stopRoute("waiting");
        camel.satisfied(camel.mock("after"));
        ICE.ice().holdAll(false);
        camel.context().getRouteController().startRoute("waiting");
        camel.mock("after").reset();
        camel.mock("after").expectedMessageCount(1);
        camel.mock("after").expectedHeaderReceived(IceHighlightsConstants.DETACHED, false);
        camel.template().sendBody("seda:in", "y");
        camel.satisfied(camel.mock("after"));
        assertThat(camel.mock("after").getExchanges().get(0).getMessage().getBody())
                .isInstanceOf(Highlights.class);
    }

    @Test
    void aRouteThatIsResumedWaitsAgain() throws Exception {
        camel.start(new RouteBuilder() {
            @Override
            public void configure() {
                from("seda:in").routeId("waiting").to(WAIT).to("mock:after");
            }
        });
        ICE.ice().holdAll(true);
        camel.mock("after").expectedMessageCount(1);
        camel.template().sendBody("seda:in", "x");
        eventually(
                () -> assertThat(camel.component().tracker().waits().isEmpty()).isFalse());
        camel.context().getRouteController().suspendRoute("waiting");
        camel.satisfied(camel.mock("after"));
        ICE.ice().holdAll(false);
        camel.context().getRouteController().resumeRoute("waiting");
        camel.mock("after").reset();
        camel.mock("after").expectedMessageCount(1);
        camel.mock("after").expectedHeaderReceived(IceHighlightsConstants.DETACHED, false);
        camel.template().sendBody("seda:in", "y");
        camel.satisfied(camel.mock("after"));
    }

    @Test
    void multicastAndSplitMayWait() throws Exception {
        camel.start(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:in")
                        .split(body())
                        .parallelProcessing()
                        .to(WAIT)
                        .end()
                        .to("mock:after");
                from("direct:wire").wireTap("direct:tapped");
                from("direct:tapped").to(WAIT);
            }
        });
        Exchange e = camel.send("direct:in", List.of(1, 2, 3));
        assertThat(e.getException()).isNull();
        camel.send("direct:wire", "x");
        eventually(() -> assertThat(counts()).isEqualTo(Map.of(PendingState.ACKNOWLEDGED, 4L)));
    }

    @Test
    void pooledExchangesMayWait() throws Exception {
        camel.context().getCamelContextExtension().setExchangeFactory(new PooledExchangeFactory());
        camel.start(new RouteBuilder() {
            @Override
            public void configure() {
                from("seda:in").to(WAIT + "&firstLook=10").to("mock:after");
                from("ice-highlights:other?split=CLIPS").to("mock:other");
            }
        });
        camel.mock("after").expectedMessageCount(20);
        for (int i = 0; i < 20; i++) {
            camel.template().sendBody("seda:in", "x" + i);
        }
        camel.satisfied(camel.mock("after"));
        eventually(() -> assertThat(counts()).isEqualTo(Map.of(PendingState.ACKNOWLEDGED, 20L)));
    }
}
