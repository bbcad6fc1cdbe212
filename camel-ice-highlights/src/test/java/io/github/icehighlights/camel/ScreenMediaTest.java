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

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.support.PropertyBindingSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.slf4j.LoggerFactory;

import io.github.icehighlights.camel.ice.IceException;
import io.github.icehighlights.camel.model.Clip;
import io.github.icehighlights.camel.model.Highlights;
import io.github.icehighlights.camel.model.JobState;
import io.github.icehighlights.camel.model.JobType;
import io.github.icehighlights.camel.store.PendingState;
import io.github.icehighlights.localice.LocalIceExtension;

import static org.assertj.core.api.Assertions.assertThat;

/** ICE has no client token for mashups: what may have been sent is searched for, never sent again by itself. */
class ScreenMediaTest {

    private static final String ACTION = "SubmitScreenMediaHighlightsJob";
    private static final String SUBMIT = "ice-highlights:show?operation=submitScreenMediaHighlightsJob&media="
            + CamelOnIce.MEDIA + "&output.Count=1&output.Width=320&output.Height=240"
            + "&output.MediaURL=oss://media/shows/{token}-{index}.mp4";

    @RegisterExtension
    static final LocalIceExtension ICE =
            LocalIceExtension.create(b -> b.instant().bucket("media")).withFreshJobs();

    private CamelOnIce camel;

    @BeforeEach
    void create() {
        camel = new CamelOnIce(ICE.ice());
        camel.component().setListLag(200);
    }

    @AfterEach
    void stop() {
        camel.close();
    }

    private MockEndpoint results() {
        camel.start(new RouteBuilder() {
            @Override
            public void configure() {
                from("ice-highlights:show").to("mock:results");
            }
        });
        MockEndpoint results = camel.mock("results");
        results.expectedMessageCount(1);
        return results;
    }

    @Test
    void aMashupReachesTheRoute() throws Exception {
        MockEndpoint results = results();

        camel.submit(SUBMIT);
        camel.satisfied(results);

        Highlights highlights = results.getExchanges().get(0).getMessage().getBody(Highlights.class);
        assertThat(highlights.jobType()).isEqualTo(JobType.SCREEN_MEDIA_HIGHLIGHTS);
        assertThat(highlights.state()).isEqualTo(JobState.FINISHED);
        assertThat(highlights.clips()).singleElement().satisfies(clip -> {
            assertThat(clip.key()).startsWith("shows/");
            assertThat(ICE.ice().s3().get(clip.bucket(), clip.key())).isNotEmpty();
        });
    }

    @Test
    void whatMayMuteAVideoIsSaidOnce() {
        var logger = (ch.qos.logback.classic.Logger) LoggerFactory.getLogger(SubmitOperation.class);
        var said = new ListAppender<ILoggingEvent>();
        said.start();
        logger.addAppender(said);
        try {
            camel.start();
            camel.submit(SUBMIT);
            camel.submit(SUBMIT);
            camel.submit(SUBMIT + "&editing.MediaConfig.Volume=1");
        } finally {
            logger.detachAppender(said);
        }

        assertThat(said.list)
                .filteredOn(event -> event.getFormattedMessage().contains("Volume"))
                .singleElement()
                .hasToString("[WARN] Channel show: "
                        + "a mashup without editing.MediaConfig.Volume: by one of Alibaba's pages "
                        + "the default is 0, which mutes the original sound; 1 keeps it");
    }

    @Test
    void aBatchThatPartlyFailedIsFinishedAndSaysWhichVideosAreMissing() throws Exception {
        MockEndpoint results = results();
        ICE.ice().faults().partlyFailed(1, "InvalidMaterial.NotFound", "no such material");

        camel.submit(SUBMIT.replace("output.Count=1", "output.Count=2"));
        camel.satisfied(results);

        Highlights highlights = results.getExchanges().get(0).getMessage().getBody(Highlights.class);
        assertThat(highlights.state()).isEqualTo(JobState.FINISHED);
        assertThat(highlights.clips())
                .extracting(Clip::state)
                .containsExactlyInAnyOrder(JobState.FAILED, JobState.FINISHED);
        assertThat(highlights.clips())
                .filteredOn(clip -> clip.state() == JobState.FAILED)
                .singleElement()
                .satisfies(clip -> assertThat(clip.errorCode()).isEqualTo("InvalidMaterial.NotFound"));
        assertThat(highlights.raw()).contains("SubJobList");
    }

    @Test
    void aBatchThatFailedAsAWholeTellsItsError() throws Exception {
        MockEndpoint results = results();
        ICE.ice().faults().failed("InvalidMaterial.NotFound", "no such material");

        camel.submit(SUBMIT);
        camel.satisfied(results);

        assertThat(results.getExchanges().get(0).getMessage().getHeaders())
                .containsEntry(IceHighlightsConstants.STATE, JobState.FAILED)
                .containsEntry(IceHighlightsConstants.ERROR_CODE, "InvalidMaterial.NotFound");
    }

    @Test
    void aDefiniteRefusalIsTriedAgain() throws Exception {
        MockEndpoint results = results();
        ICE.ice().faults().on(ACTION).throttle().times(2);

        camel.submit(SUBMIT);
        camel.satisfied(results);

        assertThat(ICE.ice().created()).isEqualTo(1);
    }

    @Test
    void anAnswerThatGotLostIsFoundInTheList() throws Exception {
        MockEndpoint results = results();
        ICE.ice().faults().on(ACTION).resetAfter();

        Exchange exchange = camel.send(SUBMIT, null);

        assertThat(exchange.getException())
                .isInstanceOfSatisfying(IceException.class, e -> assertThat(e.isOutcomeUnknown())
                        .isTrue());
        camel.satisfied(results);
        assertThat(ICE.ice().requests(ACTION)).isEqualTo(1);
        assertThat(ICE.ice().created()).isEqualTo(1);
    }

    /** Neither while its outcome is unknown nor when it is uncertain. */
    @Test
    void aRedeliveryByTheErrorHandlerSendsNoSecondMashup() {
        camel.component().setRetryTimeout(100);
        camel.start(new RouteBuilder() {
            @Override
            public void configure() {
                errorHandler(defaultErrorHandler().maximumRedeliveries(5).redeliveryDelay(700));
                from("direct:in").to(SUBMIT);
            }
        });
        ICE.ice().faults().on(ACTION).resetBefore();

        Exchange exchange = camel.send("direct:in", null);

        assertThat(ICE.ice().requests(ACTION)).isEqualTo(1);
        assertThat(camel.pending("show")).singleElement().satisfies(job -> assertThat(job.state())
                .isEqualTo(PendingState.UNCERTAIN));
        assertThat(exchange.getMessage().getHeader(IceHighlightsConstants.JOB_ID))
                .isNull();
        assertThat(exchange.getMessage().getHeader(IceHighlightsConstants.OUTCOME))
                .isEqualTo("UNKNOWN");
    }

    @Test
    void whatNoListShowsIsUncertainUntilSomebodyDecides() throws Exception {
        MockEndpoint results = results();
        ICE.ice().faults().on(ACTION).resetBefore();

        camel.send(SUBMIT, null);
        Awaitility.await().atMost(20, TimeUnit.SECONDS).untilAsserted(() -> assertThat(camel.pending("show"))
                .singleElement()
                .satisfies(job -> assertThat(job.state()).isEqualTo(PendingState.UNCERTAIN)));
        assertThat(ICE.ice().requests(ACTION)).isEqualTo(1);
        assertThat(ICE.ice().created()).isZero();

        String submission = camel.pending("show").get(0).correlationId();
        camel.submit("ice-highlights:show?operation=replay", Map.of(IceHighlightsConstants.CORRELATION_ID, submission));
        camel.satisfied(results);

        assertThat(ICE.ice().created()).isEqualTo(1);
    }

    @Test
    void whatNoListShowsIsSentOnceMoreIfThatIsWished() throws Exception {
        PropertyBindingSupport.build()
                .withCamelContext(camel.context())
                .withTarget(camel.component())
                .withConfigurer(camel.component().getComponentPropertyConfigurer())
                .withIgnoreCase(true)
                .withProperty("uncertain", "resubmit")
                .bind();
        MockEndpoint results = results();
        ICE.ice().faults().on(ACTION).resetBefore();

        Exchange exchange = camel.send(SUBMIT, null);

        assertThat(exchange.getException()).isInstanceOf(IceException.class);
        camel.satisfied(results);
        assertThat(ICE.ice().requests(ACTION)).isEqualTo(2);
        assertThat(ICE.ice().created()).isEqualTo(1);
    }

    /** Otherwise it would go round every listLag. */
    @Test
    void whatIceRefusesWhenItIsSentOnceMoreStaysUncertain() {
        camel.component().setUncertain(Uncertain.RESUBMIT);
        results();
        ICE.ice().faults().on(ACTION).resetBefore().times(1);
        ICE.ice().faults().on(ACTION).error(400, "InvalidParameter", "no").always();

        camel.send(SUBMIT, null);

        Awaitility.await().atMost(20, TimeUnit.SECONDS).untilAsserted(() -> {
            assertThat(ICE.ice().requests(ACTION)).isEqualTo(2);
            assertThat(camel.pending("show")).singleElement().satisfies(job -> {
                assertThat(job.state()).isEqualTo(PendingState.UNCERTAIN);
                assertThat(job.lastError()).contains("InvalidParameter");
            });
        });
        Awaitility.await()
                .during(Duration.ofSeconds(1))
                .atMost(Duration.ofSeconds(10))
                .until(() -> ICE.ice().requests(ACTION) == 2);
    }

    /** The reference's sample has it so, and the stand-in does as the sample does. */
    @Test
    void aUrlWithOneSlashReachesTheRouteMended() throws Exception {
        MockEndpoint results = results();

        camel.submit(SUBMIT);
        camel.satisfied(results);

        Highlights highlights = results.getExchanges().get(0).getMessage().getBody(Highlights.class);
        assertThat(highlights.raw()).contains("\"http:/media.").doesNotContain("\"http://media.");
        assertThat(highlights.clips()).singleElement().satisfies(clip -> assertThat(clip.url())
                .startsWith("http://media.oss-")
                .endsWith(".aliyuncs.com/" + clip.key()));
    }

    @Test
    void countIsOfVideosInAMashupAndOfClipsOfEachMediumInAnExtraction() throws Exception {
        MockEndpoint results = results();
        results.expectedMessageCount(2);
        String media = "[\"" + CamelOnIce.MEDIA + "\",\"" + CamelOnIce.MEDIA + "\"]";

        camel.template()
                .sendBody(SUBMIT.replaceFirst("&media=[^&]*", "").replace("output.Count=1", "output.Count=3"), media);
        camel.template()
                .sendBody(
                        "ice-highlights:show?operation=submitHighlightExtractionJob"
                                + "&strategy.Count=2&strategy.ClipDuration=3",
                        media);
        camel.satisfied(results);

        Map<JobType, Highlights> byType = results.getExchanges().stream()
                .map(exchange -> exchange.getMessage().getBody(Highlights.class))
                .collect(Collectors.toMap(Highlights::jobType, Function.identity()));
        assertThat(byType.get(JobType.SCREEN_MEDIA_HIGHLIGHTS).clips()).hasSize(3);
        assertThat(byType.get(JobType.HIGHLIGHT_EXTRACTION).clips()).hasSize(2 * 2);
    }
}
