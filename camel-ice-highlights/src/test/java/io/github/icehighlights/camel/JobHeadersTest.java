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

import java.util.HashMap;
import java.util.Map;

import org.apache.camel.Exchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.github.icehighlights.camel.model.JobState;
import io.github.icehighlights.localice.LocalIceExtension;

import static org.assertj.core.api.Assertions.assertThat;

class JobHeadersTest {

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
    void whatWasSaidOfAnEarlierJobDoesNotPassForTheNext() {
        Map<String, Object> earlier = new HashMap<>();
        earlier.put(IceHighlightsConstants.OUTCOME, "UNKNOWN");
        earlier.put(IceHighlightsConstants.STATE, JobState.FAILED);
        earlier.put(IceHighlightsConstants.ERROR_CODE, "InvalidMaterial.NotFound");
        earlier.put(IceHighlightsConstants.ERROR_MESSAGE, "no such material");
        earlier.put(IceHighlightsConstants.DETACHED, true);
        earlier.put(IceHighlightsConstants.CLIP_COUNT, 3);
        earlier.put(IceHighlightsConstants.CLIP_INDEX, 1);
        earlier.put(IceHighlightsConstants.CLIP_BUCKET, "b");
        earlier.put(IceHighlightsConstants.CLIP_KEY, "k");
        earlier.put(IceHighlightsConstants.DELIVERY_COUNT, 2);
        earlier.put("other", "stays");

        Exchange exchange = camel.submit(SUBMIT, earlier);

        assertThat(exchange.getMessage().getHeaders())
                .containsOnlyKeys(
                        "other",
                        IceHighlightsConstants.JOB_ID,
                        IceHighlightsConstants.JOB_TYPE,
                        IceHighlightsConstants.STATE,
                        IceHighlightsConstants.CHANNEL,
                        IceHighlightsConstants.REQUEST_ID,
                        IceHighlightsConstants.CLIENT_TOKEN,
                        IceHighlightsConstants.CORRELATION_ID,
                        IceHighlightsConstants.DUPLICATE)
                .containsEntry(IceHighlightsConstants.STATE, JobState.CREATED);
    }

    @Test
    void theOutcomeOfAnEarlierFailureDoesNotPassForThatOfThisOne() {
        Exchange exchange = camel.send(
                SUBMIT + "&accessKey=other&secretKey=wrong", null, Map.of(IceHighlightsConstants.OUTCOME, "UNKNOWN"));

        assertThat(exchange.getException()).isNotNull();
        assertThat(exchange.getMessage().getHeaders()).doesNotContainKey(IceHighlightsConstants.OUTCOME);
    }
}
