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

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.apache.camel.Exchange;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.Main;
import org.apache.camel.main.MainListenerSupport;
import org.apache.camel.spi.PropertiesFunction;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.processor.idempotent.MemoryIdempotentRepository;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.github.icehighlights.camel.ice.IceException;
import io.github.icehighlights.camel.model.Clip;
import io.github.icehighlights.camel.model.JobType;
import io.github.icehighlights.camel.store.PendingState;
import io.github.icehighlights.localice.LocalIce;
import io.github.icehighlights.localice.LocalIceExtension;

import static org.assertj.core.api.Assertions.assertThat;

/** The examples of the manual bring what the manual says, in each language. */
class ManualExamplesTest {

    @RegisterExtension
    static final LocalIceExtension ICE =
            LocalIceExtension.create(b -> b.instant().bucket("media")).withFreshJobs();

    private CamelOnIce camel;

    @BeforeEach
    void create() {
        camel = new CamelOnIce(ICE.ice());
        ICE.ice().s3().put("media", "in/one.mp4", LocalIce.sampleVideo());
        ICE.ice().s3().put("media", "in/two.mp4", LocalIce.sampleVideo());
    }

    @AfterEach
    void stop() {
        camel.close();
    }

    private MockEndpoint published(RoutesBuilder example) {
        camel.start(example, new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:publish").to("mock:published");
            }
        });
        MockEndpoint published = camel.mock("published");
        published.expectedMessageCount(2);
        return published;
    }

    private void clipsLieBelow(String folder, MockEndpoint published) {
        assertThat(published.getExchanges()).allSatisfy(exchange -> {
            Clip clip = exchange.getMessage().getBody(Clip.class);
            assertThat(clip.key()).startsWith(folder);
            assertThat(ICE.ice().s3().get(clip.bucket(), clip.key())).isNotEmpty();
        });
    }

    private void acknowledged(String channel) {
        Awaitility.await().atMost(10, TimeUnit.SECONDS).untilAsserted(() -> assertThat(
                        camel.component().store().count(channel))
                .isEqualTo(Map.of(PendingState.ACKNOWLEDGED, 1L)));
    }

    /** The same in every language. */
    abstract class Examples {

        abstract RoutesBuilder routes(JobType type) throws Exception;

        @Test
        void anExtractionGivesAClipAnExchange() throws Exception {
            MockEndpoint published = published(routes(JobType.HIGHLIGHT_EXTRACTION));

            camel.submit("direct:episode", Map.of("name", "one.mp4", "show", "The \"First\""));
            camel.satisfied(published);

            clipsLieBelow("clips/", published);
            assertThat(published.getExchanges().get(0).getMessage().getHeader("show"))
                    .isEqualTo("The \"First\"");
            acknowledged("episodes");
        }

        @Test
        void aMashupTakesManyVideosAndMakesTwo() throws Exception {
            MockEndpoint published = published(routes(JobType.SCREEN_MEDIA_HIGHLIGHTS));

            Exchange sent = camel.send("direct:season", List.of("oss://media/in/one.mp4", "oss://media/in/two.mp4"));
            assertThat(sent.getException()).isNull();
            camel.satisfied(published);

            clipsLieBelow("trailers/", published);
            acknowledged("trailers");
        }

        @Test
        void aSportsJobIsWaitedFor() throws Exception {
            MockEndpoint published = published(routes(JobType.SPORTS_HIGHLIGHTS));

            camel.submit("direct:match", Map.of("name", "one.mp4"));
            camel.satisfied(published);

            clipsLieBelow("matches/", published);
            acknowledged("matches");
        }
    }

    @Nested
    class InJava extends Examples {

        @Override
        RoutesBuilder routes(JobType type) {
            return switch (type) {
                case HIGHLIGHT_EXTRACTION -> new ManualRoutes.Extraction();
                case SCREEN_MEDIA_HIGHLIGHTS -> new ManualRoutes.Mashup();
                case SPORTS_HIGHLIGHTS -> new ManualRoutes.Sports();
            };
        }
    }

    /** Routes of a file. */
    abstract class FromFiles extends Examples {

        private final String language;

        FromFiles(String language) {
            this.language = language;
        }

        @Override
        RoutesBuilder routes(JobType type) throws Exception {
            String name =
                    switch (type) {
                        case HIGHLIGHT_EXTRACTION -> "extraction";
                        case SCREEN_MEDIA_HIGHLIGHTS -> "mashup";
                        case SPORTS_HIGHLIGHTS -> "sports";
                    };
            var resource = PluginHelper.getResourceLoader(camel.context())
                    .resolveResource("classpath:examples/" + language + "/" + name + "." + language);
            return PluginHelper.getRoutesLoader(camel.context())
                    .findRoutesBuilders(resource)
                    .iterator()
                    .next();
        }
    }

    @Nested
    @Tag("not-camel-4.22") // camel-xml-io-dsl does not resolve at 4.22.0
    class InXml extends FromFiles {

        InXml() {
            super("xml");
        }
    }

    @Nested
    @Tag("not-camel-4.22") // camel-yaml-dsl does not resolve at 4.22.0
    class InYaml extends FromFiles {

        InYaml() {
            super("yaml");
        }
    }

    @Test
    void aClipThatWasPublishedIsNotPublishedAgain() throws Exception {
        var repository = MemoryIdempotentRepository.memoryIdempotentRepository();
        camel.context().getRegistry().bind("published", repository);
        MockEndpoint published = published(new ManualRoutes.Idempotent());
        published.expectedMessageCount(1);
        ICE.ice().holdAll(true);
        Object jobId = camel.submit(
                        "ice-highlights:episodes?operation=submitHighlightExtractionJob&media=oss://media/in/one.mp4"
                                + "&strategy.Count=2&strategy.ClipDuration=3")
                .getMessage()
                .getHeader(IceHighlightsConstants.JOB_ID);
        repository.add(jobId + "-0");
        ICE.ice().holdAll(false);

        camel.satisfied(published);

        assertThat(published.getExchanges().get(0).getMessage().getHeader(IceHighlightsConstants.CLIP_INDEX))
                .isEqualTo(1);
        acknowledged("episodes");
    }

    @Test
    void theRoutesOfTheFirstPageBringClips() throws Exception {
        camel.start(new ManualRoutes.Usage(), new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:clips").to("mock:clips");
            }
        });
        camel.mock("clips").expectedMessageCount(1);

        camel.submit("direct:match", Map.of("name", "one.mp4"));

        camel.satisfied(camel.mock("clips"));
        acknowledged("matches");
    }

    @Test
    void aRequestMadeInJavaIsTheSame() throws Exception {
        camel.start(new ManualRoutes.Typed(), new RouteBuilder() {
            @Override
            public void configure() {
                from("ice-highlights:episodes?split=CLIPS").to("mock:clips");
            }
        });
        camel.mock("clips").expectedMessageCount(2);

        camel.submit("direct:episode", Map.of("name", "one.mp4"));

        camel.satisfied(camel.mock("clips"));
        clipsLieBelow("clips/", camel.mock("clips"));
    }

    private void errorRoutes() {
        camel.component().setRetryTimeout(100);
        camel.start(new ManualRoutes.Errors(), new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:repair").to("mock:repair");
                from("direct:later").to("mock:later");
                from("direct:operator").to("mock:operator");
            }
        });
    }

    private Exchange order(String media) {
        return camel.send("direct:in", null, new LinkedHashMap<>(Map.of("media", media, "order", "7")));
    }

    @Test
    void eachErrorGoesWhereItIsDealtWith() throws Exception {
        errorRoutes();
        camel.mock("repair").expectedMessageCount(2);
        camel.mock("operator").expectedMessageCount(1);
        camel.mock("later").expectedMessageCount(0);

        order("ftp://elsewhere/match.mp4");
        ICE.ice().faults().on("SubmitHighlightExtractionJob").forbidden();
        assertThat(order(CamelOnIce.MEDIA).getException()).isInstanceOf(IceException.class);
        assertThat(order(CamelOnIce.MEDIA).getException()).isNull();
        order("oss://media/in/one.mp4");

        MockEndpoint.assertIsSatisfied(camel.context());
        assertThat(ICE.ice().created()).isEqualTo(1);
    }

    @Test
    void anAddressThatIsNotReachableIsNotSentTo() {
        camel.component().setRetryTimeout(100);
        camel.component().getConfiguration().setEndpoint("http://127.0.0.1:1");
        camel.start();

        Exchange exchange = camel.send(
                "ice-highlights:matches?operation=submitHighlightExtractionJob&media=" + CamelOnIce.MEDIA, null);

        assertThat(exchange.getException()).isInstanceOfSatisfying(IceException.class, e -> assertThat(e.getKind())
                .isEqualTo(IceException.Kind.NOT_SENT));
        assertThat(camel.pending("matches")).isEmpty();
    }

    @Test
    void whatMayPassIsTriedAgainAndThenPutAside() throws Exception {
        camel.context().getPropertiesComponent().addInitialProperty("retry.delay", "10");
        errorRoutes();
        camel.mock("later").expectedMessageCount(1);
        ICE.ice().faults().on("SubmitHighlightExtractionJob").throttle().always();

        assertThat(order(CamelOnIce.MEDIA).getException())
                .isInstanceOfSatisfying(
                        IceException.class, e -> assertThat(e.isRetryable()).isTrue());

        MockEndpoint.assertIsSatisfied(camel.context());
        assertThat(ICE.ice().requests("SubmitHighlightExtractionJob")).isGreaterThanOrEqualTo(4);
        assertThat(ICE.ice().created()).isZero();
    }

    @Test
    void theSettingsReachTheComponent() throws Exception {
        var main = new Main();
        main.setPropertyPlaceholderLocations("classpath:examples/application.properties");
        main.addMainListener(new MainListenerSupport() {
            @Override
            public void beforeInitialize(BaseMainSupport support) {
                support.getCamelContext().getPropertiesComponent().addPropertiesFunction(new Environment());
            }
        });
        main.start();
        try {
            IceHighlightsConfiguration defaults = main.getCamelContext()
                    .getComponent("ice-highlights", IceHighlightsComponent.class)
                    .getConfiguration();
            assertThat(defaults.getRegion()).isEqualTo("cn-shanghai");
            assertThat(defaults.getAccessKey()).isEqualTo("value of MY_ACCESS_KEY");
            assertThat(defaults.getSecretKey()).isEqualTo("value of MY_SECRET_KEY");
        } finally {
            main.stop();
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
