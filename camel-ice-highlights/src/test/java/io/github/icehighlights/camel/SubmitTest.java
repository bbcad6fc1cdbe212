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

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;

import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.icehighlights.camel.ice.IceException;
import io.github.icehighlights.camel.model.JobState;
import io.github.icehighlights.camel.model.JobType;
import io.github.icehighlights.camel.request.IceRequestException;
import io.github.icehighlights.camel.tracking.IdempotencyKeyException;
import io.github.icehighlights.localice.LocalIceExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SubmitTest {

    private static final String SUBMIT = "ice-highlights:nba?operation=submitHighlightExtractionJob";

    @RegisterExtension
    static final LocalIceExtension ICE =
            LocalIceExtension.create(b -> b.instant().bucket("media")).withFreshJobs();

    private CamelOnIce camel;

    @BeforeEach
    void start() {
        camel = new CamelOnIce(ICE.ice()).start();
    }

    @AfterEach
    void stop() {
        camel.close();
    }

    @Test
    void aSubmissionLeavesTheBodyAndTellsTheJobInHeaders() {
        Exchange exchange = camel.send(SUBMIT + "&media=" + CamelOnIce.MEDIA, "the body");

        assertThat(exchange.getException()).isNull();
        assertThat(exchange.getMessage().getBody()).isEqualTo("the body");
        Map<String, Object> headers = exchange.getMessage().getHeaders();
        assertThat(headers)
                .containsEntry(IceHighlightsConstants.CHANNEL, "nba")
                .containsEntry(IceHighlightsConstants.JOB_TYPE, JobType.HIGHLIGHT_EXTRACTION)
                .containsEntry(IceHighlightsConstants.STATE, JobState.CREATED)
                .containsEntry(IceHighlightsConstants.DUPLICATE, false)
                .containsKeys(
                        IceHighlightsConstants.REQUEST_ID,
                        IceHighlightsConstants.CLIENT_TOKEN,
                        IceHighlightsConstants.CORRELATION_ID);
        var job = ICE.ice().jobs().get(0);
        assertThat(headers)
                .containsEntry(IceHighlightsConstants.JOB_ID, job.jobId().strip());
        assertThat(job.clientToken()).isEqualTo(headers.get(IceHighlightsConstants.CLIENT_TOKEN));
        assertThat(job.userData()).contains((String) headers.get(IceHighlightsConstants.CORRELATION_ID));
    }

    @Test
    void aSecondSecretForTheSameAccessKeyIsUsedAndNotIgnored() {
        String uri = SUBMIT + "&media=" + CamelOnIce.MEDIA + "&accessKey="
                + ICE.ice().accessKey();

        assertThat(camel.send(uri + "&secretKey=" + ICE.ice().secretKey(), null).getException())
                .isNull();
        assertThat(camel.send(uri + "&secretKey=anotherOne", null).getException())
                .isInstanceOf(IceException.class)
                .hasMessageContaining("SignatureDoesNotMatch")
                .hasMessageNotContaining("anotherOne");
        assertThat(camel.send(SUBMIT + "&media=" + CamelOnIce.MEDIA, null).getException())
                .isNull();
        assertThat(ICE.ice().created()).isEqualTo(2);
    }

    @Test
    void theMediumMayBeTheBodyAListOrJson() {
        assertThat(camel.send(SUBMIT, CamelOnIce.MEDIA).getException()).isNull();
        assertThat(camel.send(SUBMIT, List.of(CamelOnIce.MEDIA)).getException()).isNull();
        assertThat(camel.send(
                                SUBMIT,
                                "{\"InputConfig\":{\"MediaArray\":[{\"MediaURL\":"
                                        + "\"https://media.oss-cn-shanghai.aliyuncs.com/match.mp4\"}]}}")
                        .getException())
                .isNull();
        assertThat(ICE.ice().created()).isEqualTo(3);
    }

    @Test
    void mediaThatGivesNothingIsAMistakeAndNotAWishForTheBody() {
        Exchange exchange = camel.send(SUBMIT + "&media=${header.none}", CamelOnIce.MEDIA);

        assertThat(exchange.getException())
                .isInstanceOf(IceRequestException.class)
                .hasMessageContaining("media");
        assertThat(ICE.ice().created()).isZero();
    }

    @Test
    void aStreamWithoutMediaIsRefusedUnread() {
        InputStream unreadable = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("was read");
            }
        };

        Exchange exchange = camel.send(SUBMIT, unreadable);

        assertThat(exchange.getException())
                .isInstanceOf(IceRequestException.class)
                .hasMessageContaining("media");
        assertThat(ICE.ice().requests("SubmitHighlightExtractionJob")).isZero();
    }

    @Test
    void aStreamBodyGoesThroughUntouchedWhenMediaIsGiven() {
        var stream = new ByteArrayInputStream(new byte[] {1});

        Exchange exchange = camel.send(SUBMIT + "&media=" + CamelOnIce.MEDIA, stream);

        assertThat(exchange.getException()).isNull();
        assertThat(exchange.getMessage().getBody()).isSameAs(stream);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"strategy.Count=11", "strategy.ClipDuration=2", "output.NeedExport=true", "strategy.Count=many"})
    void aWrongRequestCostsNothing(String option) {
        Exchange exchange = camel.send(SUBMIT + "&media=" + CamelOnIce.MEDIA + "&" + option, null);

        assertThat(exchange.getException()).isInstanceOf(IceRequestException.class);
        assertThat(ICE.ice().requests("SubmitHighlightExtractionJob")).isZero();
        assertThat(camel.pending("nba")).isEmpty();
    }

    @Test
    void theSameKeyIsTheSameJob() {
        String uri = SUBMIT + "&media=" + CamelOnIce.MEDIA + "&idempotencyKey=${header.order}";

        Exchange first = camel.submit(uri, Map.of("order", 7));
        Exchange again = camel.submit(uri, Map.of("order", 7));
        Exchange other = camel.submit(uri, Map.of("order", 8));

        assertThat(ICE.ice().created()).isEqualTo(2);
        Object jobId = first.getMessage().getHeader(IceHighlightsConstants.JOB_ID);
        assertThat(again.getMessage().getHeader(IceHighlightsConstants.JOB_ID)).isEqualTo(jobId);
        assertThat(again.getMessage().getHeader(IceHighlightsConstants.DUPLICATE))
                .isEqualTo(true);
        assertThat(other.getMessage().getHeader(IceHighlightsConstants.JOB_ID)).isNotEqualTo(jobId);
    }

    @Test
    void theSameKeyForAnotherRequestIsAnError() {
        var key = Map.<String, Object>of(IceHighlightsConstants.IDEMPOTENCY_KEY, "k");

        Exchange first = camel.send(SUBMIT + "&media=" + CamelOnIce.MEDIA, null, key);
        Exchange second = camel.send(SUBMIT + "&media=" + CamelOnIce.MEDIA + "&strategy.Count=2", null, key);

        assertThat(first.getException()).isNull();
        assertThat(first.getMessage().getHeaders()).doesNotContainKey(IceHighlightsConstants.IDEMPOTENCY_KEY);
        assertThat(second.getException())
                .isInstanceOf(IdempotencyKeyException.class)
                .hasMessageContaining("'key-k'");
        assertThat(ICE.ice().created()).isEqualTo(1);
    }

    @Test
    void withoutOriginEveryExchangeIsANewSubmission() {
        camel.send(SUBMIT, CamelOnIce.MEDIA);
        camel.send(SUBMIT, CamelOnIce.MEDIA);

        assertThat(ICE.ice().created()).isEqualTo(2);
    }

    @Test
    void aFileThatIsReadAgainIsTheSameSubmissionAndAChangedOneIsNot() {
        String uri = SUBMIT + "&media=" + CamelOnIce.MEDIA;
        Map<String, Object> file =
                Map.of(Exchange.FILE_NAME, "match.mp4", Exchange.FILE_LENGTH, 10L, Exchange.FILE_LAST_MODIFIED, 1_000L);
        Map<String, Object> changed =
                Map.of(Exchange.FILE_NAME, "match.mp4", Exchange.FILE_LENGTH, 10L, Exchange.FILE_LAST_MODIFIED, 2_000L);

        camel.send(uri, null, file);
        camel.send(uri, null, file);
        assertThat(ICE.ice().created()).isEqualTo(1);
        camel.send(uri, null, changed);
        assertThat(ICE.ice().created()).isEqualTo(2);
    }

    @Test
    void idempotencyKeyNoneAsksForANewJobEveryTime() {
        Map<String, Object> file = Map.of(Exchange.FILE_NAME, "match.mp4", Exchange.FILE_LAST_MODIFIED, 1_000L);
        String uri = SUBMIT + "&media=" + CamelOnIce.MEDIA + "&idempotencyKey=none";

        camel.send(uri, null, file);
        camel.send(uri, null, file);

        assertThat(ICE.ice().created()).isEqualTo(2);
    }

    @Test
    void aClientTokenHeaderOfAnEarlierJobIsNotTakenUp() {
        String uri = SUBMIT + "&media=" + CamelOnIce.MEDIA + "&idempotencyKey=none";
        Exchange first = camel.send(uri, null);
        camel.send(uri, null, first.getMessage().getHeaders());

        assertThat(ICE.ice().created()).isEqualTo(2);
    }

    @Test
    void anOutputPathThatIsTheSameForEveryJobIsRefusedAtStart() {
        String uri = SUBMIT + "&media=" + CamelOnIce.MEDIA
                + "&output.NeedExport=true&output.Bucket=media&output.ObjectKey=clips/{index}.mp4";

        assertThatThrownBy(() -> camel.context().getEndpoint(uri).createProducer())
                .isInstanceOf(IceRequestException.class)
                .hasMessageContaining("{token}");
        assertThat(camel.send(uri + "&allowOverwrite=true", null).getException())
                .isNull();
    }

    @Test
    void aRedeliveryByTheErrorHandlerKeepsKeyAndOperation() throws Exception {
        camel.close();
        camel = new CamelOnIce(ICE.ice());
        camel.component().setRetryTimeout(100);
        camel.start(new RouteBuilder() {
            @Override
            public void configure() {
                errorHandler(defaultErrorHandler().maximumRedeliveries(5).redeliveryDelay(1_500));
                from("direct:in").to("ice-highlights:nba?media=" + CamelOnIce.MEDIA);
            }
        });
        ICE.ice().faults().on("SubmitHighlightExtractionJob").resetAfter();

        Exchange exchange = camel.submit(
                "direct:in",
                Map.of(
                        IceHighlightsConstants.OPERATION, "submitHighlightExtractionJob",
                        IceHighlightsConstants.IDEMPOTENCY_KEY, "k"));

        assertThat(ICE.ice().created()).isEqualTo(1);
        assertThat(exchange.getMessage().getHeaders())
                .doesNotContainKeys(IceHighlightsConstants.OPERATION, IceHighlightsConstants.IDEMPOTENCY_KEY)
                .containsKey(IceHighlightsConstants.JOB_ID);
    }

    @Test
    void whatAMessageBringsStaysAValueOfTheJson() {
        Exchange exchange = camel.submit(
                SUBMIT + "&media=" + CamelOnIce.MEDIA + "&userData={\"name\":\"${header.name}\"}",
                Map.of("name", "a\",\"NotifyAddress\":\"https://elsewhere.example.com\",\"b\":\""));

        assertThat(exchange.getException()).isNull();
        assertThat(ICE.ice().jobs().get(0).userData()).contains("\\\"NotifyAddress\\\"");
    }

    @Test
    void alsoWhenAHeaderNamesTheOperation() {
        String paths = "ice-highlights:nba?output.ObjectKey=clips/{index}.mp4";

        assertThatThrownBy(() -> camel.context().getEndpoint(paths).createProducer())
                .isInstanceOf(IceRequestException.class);
        assertThatThrownBy(() ->
                        camel.context().getEndpoint(paths + "&operation=getJob").createProducer())
                .isInstanceOf(IceRequestException.class);
    }

    @Test
    void theTokenOfAnOutputPathDiffersFromJobToJob() {
        String uri = SUBMIT + "&media=" + CamelOnIce.MEDIA + "&strategy.Count=1&strategy.ClipDuration=3"
                + "&output.NeedExport=true&output.Bucket=media&output.ObjectKey=clips/{token}-{index}.mp4&waitForCompletion=true";

        Exchange first = camel.send(uri, null);
        Exchange second = camel.send(uri, null);

        assertThat(first.getException()).isNull();
        assertThat(second.getException()).isNull();
        assertThat(ICE.ice().s3().list("media"))
                .filteredOn(key -> key.startsWith("clips/"))
                .hasSize(2);
    }

    @Test
    void whatNeitherOptionNorHeaderNamesIsNoOperation() {
        assertThat(camel.send("ice-highlights:nba", CamelOnIce.MEDIA).getException())
                .hasMessageContaining("operation")
                .hasMessageContaining("submitHighlightExtractionJob");
        assertThat(camel.send("ice-highlights:nba", null, Map.of(IceHighlightsConstants.OPERATION, "submitAll"))
                        .getException())
                .hasMessageContaining("submitAll");
    }

    @Test
    void wrongKeysAreIcesRefusalAndNothingIsPending() {
        Exchange exchange = camel.send(SUBMIT + "&accessKey=other&secretKey=wrong&media=" + CamelOnIce.MEDIA, null);

        assertThat(exchange.getException()).isInstanceOfSatisfying(IceException.class, e -> {
            assertThat(e.isOutcomeUnknown()).isFalse();
            assertThat(e.isRetryable()).isFalse();
            assertThat(e.getRequestId()).isNotBlank();
        });
        assertThat(camel.pending("nba")).isEmpty();
    }

    @Test
    void halfAPairOfKeysIsAnError() {
        assertThatThrownBy(() -> {
                    try (var other = new CamelOnIce(ICE.ice())) {
                        other.component().getConfiguration().setSecretKey(null);
                        other.start();
                        other.context().getEndpoint("ice-highlights:x");
                    }
                })
                .rootCause()
                .hasMessageContaining("secretKey");
    }
}
