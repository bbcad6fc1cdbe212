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

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.github.icehighlights.camel.ice.IceException;
import io.github.icehighlights.camel.model.Clip;
import io.github.icehighlights.camel.model.Highlights;
import io.github.icehighlights.camel.model.JobState;
import io.github.icehighlights.camel.model.JobType;
import io.github.icehighlights.camel.store.PendingState;
import io.github.icehighlights.localice.LocalIceExtension;

import static org.assertj.core.api.Assertions.assertThat;

/** Which headers a message has, no more and no less, and which body: what the tables of the reference say. */
class MessageTest {

    private static final String SUBMIT = "ice-highlights:nba?operation=submitHighlightExtractionJob&media="
            + CamelOnIce.MEDIA + "&strategy.Count=2&strategy.ClipDuration=3"
            + "&output.NeedExport=true&output.Bucket=media&output.ObjectKey=clips/{token}-{index}.mp4";

    private static final Set<String> CHECKED = Set.of("Channel", "JobType", "ClientToken", "CorrelationId");
    private static final Set<String> SUBMITTED = with(CHECKED, "JobId", "RequestId", "State", "Duplicate");
    private static final Set<String> ASKED = Set.of("Channel", "JobId", "JobType", "State", "ClipCount");
    private static final Set<String> DELIVERED =
            with(ASKED, "ClientToken", "CorrelationId", "RequestId", "DeliveryCount");

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

    private static Set<String> with(Set<String> names, String... more) {
        Set<String> all = new HashSet<>(names);
        all.addAll(Arrays.asList(more));
        return all;
    }

    private static Set<String> ours(Exchange exchange) {
        return exchange.getMessage().getHeaders().entrySet().stream()
                .filter(header -> header.getValue() != null)
                .map(Map.Entry::getKey)
                .filter(name -> name.startsWith("CamelIceHighlights"))
                .map(name -> name.substring("CamelIceHighlights".length()))
                .collect(Collectors.toSet());
    }

    private Exchange result(String options) throws Exception {
        camel.start(new RouteBuilder() {
            @Override
            public void configure() {
                from("ice-highlights:nba" + options).to("mock:results");
            }
        });
        MockEndpoint results = camel.mock("results");
        results.expectedMinimumMessageCount(1);
        camel.submit(SUBMIT);
        camel.satisfied(results);
        return results.getExchanges().get(0);
    }

    @Test
    void aSubmissionTellsOfItsJob() {
        camel.start();

        Exchange exchange = camel.send(SUBMIT, "the body");

        assertThat(ours(exchange)).isEqualTo(SUBMITTED);
        assertThat(exchange.getMessage().getBody()).isEqualTo("the body");
    }

    @Test
    void iceNeverGetsTheTokenOfAMashup() {
        camel.start();

        Exchange exchange = camel.submit("ice-highlights:nba?operation=submitScreenMediaHighlightsJob&media="
                + CamelOnIce.MEDIA + "&output.Count=1&output.MediaURL=oss://media/{token}-{index}.mp4");

        assertThat(ours(exchange)).isEqualTo(SUBMITTED);
        assertThat(ICE.ice().jobs().get(0).clientToken()).isNullOrEmpty();
        assertThat(exchange.getMessage().getHeader(IceHighlightsConstants.JOB_TYPE))
                .isEqualTo(JobType.SCREEN_MEDIA_HIGHLIGHTS);
    }

    @Test
    void aSportsJobTellsOfItselfLikeAnExtraction() {
        camel.start();

        Exchange exchange = camel.submit("ice-highlights:nba?operation=submitSportsHighlightsJob&media="
                + CamelOnIce.MEDIA + "&input.SportsCategory=basketball"
                + "&output.Count=1&output.MediaURL=oss://media/{token}-{index}.mp4");

        assertThat(ours(exchange)).isEqualTo(SUBMITTED);
        assertThat(exchange.getMessage().getHeader(IceHighlightsConstants.JOB_TYPE))
                .isEqualTo(JobType.SPORTS_HIGHLIGHTS);
    }

    @Test
    void aDryRunTellsWhatASubmissionWouldCarry() {
        camel.start();

        Exchange exchange = camel.send(SUBMIT + "&dryRun=true", "the body");

        assertThat(ours(exchange)).isEqualTo(CHECKED);
        assertThat(exchange.getMessage().getBody()).isEqualTo("the body");
    }

    @Test
    void anExchangeThatWaitedHasTheResult() {
        camel.start();

        Exchange exchange = camel.submit(SUBMIT + "&waitForCompletion=true");

        assertThat(ours(exchange)).isEqualTo(with(DELIVERED, "Duplicate", "Detached"));
        assertThat(exchange.getMessage().getBody()).isInstanceOf(Highlights.class);
    }

    @Test
    void anExchangeThatWaitedInVainHasItsSubmission() {
        camel.start();
        ICE.ice().holdAll(true);

        Exchange exchange = camel.send(SUBMIT + "&waitForCompletion=true&waitTimeout=100", "the body");

        assertThat(ours(exchange)).isEqualTo(with(SUBMITTED, "Detached"));
        assertThat(exchange.getMessage().getBody()).isEqualTo("the body");
    }

    @Test
    void aFailedJobThatWasWaitedForHasItsError() {
        camel.start();
        ICE.ice().faults().failed("InvalidMaterial.NotFound", "no such material");

        Exchange exchange = camel.submit(SUBMIT + "&waitForCompletion=true");

        assertThat(ours(exchange)).isEqualTo(with(DELIVERED, "Duplicate", "Detached", "ErrorCode", "ErrorMessage"));
        assertThat(exchange.getMessage().getBody(Highlights.class).clips()).isEmpty();
    }

    @Test
    void aRequestAsBodyIsLaidOverTheOptions() {
        camel.start();

        Exchange exchange =
                camel.send(SUBMIT + "&waitForCompletion=true", "{\"InputConfig\":{\"Strategy\":{\"Count\":1}}}");

        assertThat(exchange.getException()).isNull();
        assertThat(exchange.getMessage().getHeader(IceHighlightsConstants.CLIP_COUNT))
                .isEqualTo(1);
    }

    @Test
    void headersOfTwoJobsAreAMistake() {
        camel.start();
        Exchange one = camel.submit(SUBMIT);
        Exchange two = camel.submit(SUBMIT);

        for (String operation : List.of("replay", "forget")) {
            Exchange exchange = camel.send(
                    "ice-highlights:nba?operation=" + operation,
                    null,
                    Map.of(
                            IceHighlightsConstants.JOB_ID,
                            one.getMessage().getHeader(IceHighlightsConstants.JOB_ID),
                            IceHighlightsConstants.CORRELATION_ID,
                            two.getMessage().getHeader(IceHighlightsConstants.CORRELATION_ID)));

            assertThat(exchange.getException())
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("two different jobs");
        }
        assertThat(camel.pending("nba")).hasSize(2);
    }

    @Test
    void whatIsNotParkedIsNotReplayed() {
        camel.start();
        Object jobId = camel.submit(SUBMIT).getMessage().getHeader(IceHighlightsConstants.JOB_ID);

        Exchange exchange =
                camel.send("ice-highlights:nba?operation=replay", null, Map.of(IceHighlightsConstants.JOB_ID, jobId));

        assertThat(exchange.getException())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not parked");
    }

    @Test
    void getJobTellsTheReport() {
        camel.start();
        Object jobId = camel.submit(SUBMIT).getMessage().getHeader(IceHighlightsConstants.JOB_ID);

        Exchange exchange =
                camel.submit("ice-highlights:nba?operation=getJob", Map.of(IceHighlightsConstants.JOB_ID, jobId));

        assertThat(ours(exchange)).isEqualTo(ASKED);
        assertThat(exchange.getMessage().getBody()).isInstanceOf(Highlights.class);
    }

    @Test
    void getJobTakesTheTypeOfAForeignJobFromHeaderOrOption() {
        camel.start();
        Object jobId = camel.submit("ice-highlights:nba?operation=submitSportsHighlightsJob&media=" + CamelOnIce.MEDIA
                        + "&input.SportsCategory=basketball"
                        + "&output.Count=1&output.MediaURL=oss://media/{token}-{index}.mp4")
                .getMessage()
                .getHeader(IceHighlightsConstants.JOB_ID);

        try (var other = new CamelOnIce(ICE.ice()).start()) {
            String getJob = "ice-highlights:nba?operation=getJob";
            var job = Map.of(IceHighlightsConstants.JOB_ID, jobId);
            var jobAndType = Map.of(
                    IceHighlightsConstants.JOB_ID, jobId, IceHighlightsConstants.JOB_TYPE, JobType.SPORTS_HIGHLIGHTS);

            for (String operation : new String[] {getJob, "ice-highlights:nba?operation=deleteJob"}) {
                assertThat(other.send(operation, null, job).getException())
                        .isInstanceOfSatisfying(IceException.class, e -> assertThat(e.isNotFound())
                                .isTrue())
                        .hasMessageContaining("option jobType")
                        .hasMessageContaining(IceHighlightsConstants.JOB_TYPE);
            }
            assertThat(other.send(getJob + "&jobType=HIGHLIGHT_EXTRACTION", null, job)
                            .getException())
                    .hasMessageNotContaining("option jobType");
            assertThat(other.submit(getJob, jobAndType)
                            .getMessage()
                            .getBody(Highlights.class)
                            .jobType())
                    .isEqualTo(JobType.SPORTS_HIGHLIGHTS);
            assertThat(other.submit(getJob + "&jobType=SPORTS_HIGHLIGHTS", job)
                            .getMessage()
                            .getBody(Highlights.class)
                            .jobType())
                    .isEqualTo(JobType.SPORTS_HIGHLIGHTS);
        }
    }

    @Test
    void listJobsTellsInItsBodyOnly() {
        camel.start();
        camel.submit(SUBMIT);

        Exchange exchange = camel.submit("ice-highlights:nba?operation=listJobs");

        assertThat(ours(exchange)).isEmpty();
        assertThat(exchange.getMessage().getBody(List.class)).singleElement().isInstanceOf(JobSummary.class);
    }

    @Test
    void forgetAndDeleteJobLeaveTheMessageAsItIs() {
        camel.start();
        for (String operation : List.of("forget", "deleteJob")) {
            Object jobId = camel.submit(SUBMIT).getMessage().getHeader(IceHighlightsConstants.JOB_ID);

            Exchange exchange = camel.send(
                    "ice-highlights:nba?operation=" + operation,
                    "the body",
                    Map.of(IceHighlightsConstants.JOB_ID, jobId));

            assertThat(exchange.getException()).isNull();
            assertThat(ours(exchange)).containsExactly("JobId");
            assertThat(exchange.getMessage().getBody()).isEqualTo("the body");
        }
    }

    @Test
    void replayLeavesTheMessageAsItIs() {
        camel.start(new RouteBuilder() {
            @Override
            public void configure() {
                from("ice-highlights:nba?maxDeliveries=1").throwException(IllegalStateException.class, "broken");
            }
        });
        Object jobId = camel.submit(SUBMIT).getMessage().getHeader(IceHighlightsConstants.JOB_ID);
        Awaitility.await().atMost(10, TimeUnit.SECONDS).untilAsserted(() -> assertThat(camel.pending("nba"))
                .singleElement()
                .satisfies(job -> assertThat(job.state()).isEqualTo(PendingState.PARKED)));

        Exchange exchange = camel.send(
                "ice-highlights:nba?operation=replay", "the body", Map.of(IceHighlightsConstants.JOB_ID, jobId));

        assertThat(exchange.getException()).isNull();
        assertThat(ours(exchange)).containsExactly("JobId");
        assertThat(exchange.getMessage().getBody()).isEqualTo("the body");
    }

    @Test
    void aResultHasItsJob() throws Exception {
        Exchange result = result("");

        assertThat(ours(result)).isEqualTo(DELIVERED);
        assertThat(result.getMessage().getBody()).isInstanceOf(Highlights.class);
    }

    @Test
    void aClipHasItsPlaceToo() throws Exception {
        Exchange clip = result("?split=CLIPS");

        assertThat(ours(clip)).isEqualTo(with(DELIVERED, "ClipIndex", "ClipBucket", "ClipKey"));
        assertThat(clip.getMessage().getBody()).isInstanceOf(Clip.class);
    }

    @Test
    void aFailedJobHasItsError() throws Exception {
        ICE.ice().faults().failed("InvalidMaterial.NotFound", "no such material");

        Exchange result = result("");

        assertThat(ours(result)).isEqualTo(with(DELIVERED, "ErrorCode", "ErrorMessage"));
        assertThat(result.getMessage().getHeader(IceHighlightsConstants.STATE)).isEqualTo(JobState.FAILED);
    }

    @Test
    void aFailedJobAsExceptionHasTheSameHeadersAndBody() throws Exception {
        ICE.ice().faults().failed("InvalidMaterial.NotFound", "no such material");
        camel.start(new RouteBuilder() {
            @Override
            public void configure() {
                onException(IceJobFailedException.class).to("mock:failed");
                from("ice-highlights:nba?failedJobs=EXCEPTION").to("mock:results");
            }
        });
        camel.mock("failed").expectedMessageCount(1);
        camel.submit(SUBMIT);
        camel.satisfied(camel.mock("failed"));

        Exchange failed = camel.mock("failed").getExchanges().get(0);
        assertThat(ours(failed)).isEqualTo(with(DELIVERED, "ErrorCode", "ErrorMessage"));
        assertThat(failed.getMessage().getBody()).isInstanceOf(Highlights.class);
        assertThat(failed.getProperty(Exchange.EXCEPTION_CAUGHT)).isInstanceOf(IceJobFailedException.class);
    }
}
