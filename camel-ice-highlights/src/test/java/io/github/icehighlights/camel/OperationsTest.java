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

import java.util.Map;

import org.apache.camel.Exchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.github.icehighlights.camel.ice.IceException;
import io.github.icehighlights.camel.request.IceRequestException;
import io.github.icehighlights.localice.LocalIceExtension;

import static org.assertj.core.api.Assertions.assertThat;

class OperationsTest {

    private static final String SUBMIT =
            "ice-highlights:nba?operation=submitHighlightExtractionJob&media=" + CamelOnIce.MEDIA;

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
    void aDryRunChecksAndTellsWhatWouldBeSentButSendsNothing() {
        var key = Map.<String, Object>of(IceHighlightsConstants.IDEMPOTENCY_KEY, "k");

        Exchange checked = camel.submit(SUBMIT + "&dryRun=true", key);
        Exchange wrong = camel.send(SUBMIT + "&dryRun=true&strategy.Count=11", null, key);

        assertThat(ICE.ice().requests("SubmitHighlightExtractionJob")).isZero();
        assertThat(camel.pending("nba")).isEmpty();
        assertThat(wrong.getException()).isInstanceOf(IceRequestException.class);
        Exchange real = camel.submit(SUBMIT, key);
        assertThat(real.getMessage().getHeader(IceHighlightsConstants.CLIENT_TOKEN))
                .isEqualTo(checked.getMessage().getHeader(IceHighlightsConstants.CLIENT_TOKEN));
    }

    @Test
    void aDryRunTellsNothingOfAnEarlierJob() {
        Exchange earlier = camel.submit(SUBMIT + "&waitForCompletion=true");

        Exchange checked =
                camel.submit(SUBMIT + "&dryRun=true", earlier.getMessage().getHeaders());

        assertThat(checked.getMessage().getHeaders())
                .containsKeys(IceHighlightsConstants.CLIENT_TOKEN, IceHighlightsConstants.CORRELATION_ID)
                .doesNotContainKeys(
                        IceHighlightsConstants.JOB_ID,
                        IceHighlightsConstants.STATE,
                        IceHighlightsConstants.REQUEST_ID,
                        IceHighlightsConstants.DUPLICATE,
                        IceHighlightsConstants.DETACHED,
                        IceHighlightsConstants.CLIP_COUNT);
    }

    @Test
    void aForgottenJobIsNotPendingAndItsKeyIsFree() {
        var key = Map.<String, Object>of(IceHighlightsConstants.IDEMPOTENCY_KEY, "k");
        Exchange submitted = camel.submit(SUBMIT, key);
        Object jobId = submitted.getMessage().getHeader(IceHighlightsConstants.JOB_ID);

        camel.submit("ice-highlights:nba?operation=forget", Map.of(IceHighlightsConstants.JOB_ID, jobId));

        assertThat(camel.pending("nba")).isEmpty();
        assertThat(camel.submit(SUBMIT, key).getMessage().getHeader(IceHighlightsConstants.DUPLICATE))
                .isEqualTo(false);
        assertThat(camel.send(
                                "ice-highlights:nba?operation=forget",
                                null,
                                Map.of(IceHighlightsConstants.CORRELATION_ID, "none"))
                        .getException())
                .hasMessageContaining("none");
    }

    @Test
    void aDeletedJobIsGoneAtIceAndHere() {
        Exchange submitted = camel.submit(SUBMIT);
        var job =
                Map.of(IceHighlightsConstants.JOB_ID, submitted.getMessage().getHeader(IceHighlightsConstants.JOB_ID));

        camel.submit("ice-highlights:nba?operation=deleteJob", job);

        assertThat(camel.pending("nba")).isEmpty();
        assertThat(camel.send("ice-highlights:nba?operation=getJob", null, job).getException())
                .hasMessageContaining("NotFound");
    }

    @Test
    void aMashupCannotBeDeletedAtIceAndStays() {
        Exchange submitted = camel.submit("ice-highlights:nba?operation=submitScreenMediaHighlightsJob&media="
                + CamelOnIce.MEDIA + "&editing.MediaConfig.Volume=1"
                + "&output.Count=1&output.MediaURL=oss://media/{token}-{index}.mp4");
        var job =
                Map.of(IceHighlightsConstants.JOB_ID, submitted.getMessage().getHeader(IceHighlightsConstants.JOB_ID));

        assertThat(camel.send("ice-highlights:nba?operation=deleteJob", null, job)
                        .getException())
                .isInstanceOfSatisfying(
                        IceException.class, e -> assertThat(e.getKind()).isEqualTo(IceException.Kind.REFUSED));
        assertThat(camel.pending("nba")).hasSize(1);
    }

    @Test
    void operationsThatNeedAJobSayWhichHeader() {
        for (String operation : new String[] {"replay", "forget", "deleteJob", "getJob"}) {
            assertThat(camel.send("ice-highlights:nba?operation=" + operation, null)
                            .getException())
                    .as(operation)
                    .hasMessageContaining(operation)
                    .hasMessageContaining(IceHighlightsConstants.JOB_ID);
        }
    }
}
