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
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.github.icehighlights.camel.model.Highlights;
import io.github.icehighlights.camel.model.JobType;
import io.github.icehighlights.camel.request.HighlightExtractionRequest;
import io.github.icehighlights.camel.request.IceRequestException;
import io.github.icehighlights.camel.request.ScreenMediaHighlightsRequest;
import io.github.icehighlights.camel.request.SportsHighlightsRequest;
import io.github.icehighlights.localice.LocalIceExtension;

import static org.assertj.core.api.Assertions.assertThat;

/** Requests made in Java, from the body of a message to the clips. */
class JobRequestRouteTest {

    private static final String OUT = "oss://media/out/{token}_{index}.mp4";

    @RegisterExtension
    static final LocalIceExtension ICE =
            LocalIceExtension.create(b -> b.instant().bucket("media")).withFreshJobs();

    private CamelOnIce camel;

    @BeforeEach
    void start() {
        camel = new CamelOnIce(ICE.ice()).start(new RouteBuilder() {
            @Override
            public void configure() {
                from("ice-highlights:nba").to("mock:results");
            }
        });
    }

    @AfterEach
    void stop() {
        camel.close();
    }

    @Test
    void eachTypeOfJobFromItsRequest() throws Exception {
        MockEndpoint results = camel.mock("results");
        results.expectedMessageCount(3);
        var extraction = HighlightExtractionRequest.of(CamelOnIce.MEDIA)
                .withCount(2)
                .exportTo("media", "out/{token}_{index}.mp4")
                .withUserData(Map.of("order", 7));

        Exchange exchange = camel.send("ice-highlights:nba?operation=submitHighlightExtractionJob", extraction);
        assertThat(exchange.getException()).isNull();
        assertThat(exchange.getMessage().getBody()).isSameAs(extraction);
        assertThat(camel.send(
                                "ice-highlights:nba?operation=submitScreenMediaHighlightsJob",
                                ScreenMediaHighlightsRequest.of(CamelOnIce.MEDIA)
                                        .exportTo(OUT)
                                        .withOutputCount(1)
                                        .withOutputSize(720, 1280))
                        .getException())
                .isNull();
        assertThat(camel.send(
                                "ice-highlights:nba?operation=submitSportsHighlightsJob",
                                SportsHighlightsRequest.of("basketball", CamelOnIce.MEDIA)
                                        .withTransferName("LAL", "Lakers")
                                        .exportTo(OUT)
                                        .withOutputCount(1)
                                        .withOutputSize(1280, 720))
                        .getException())
                .isNull();

        camel.satisfied(results);
        assertThat(results.getExchanges())
                .extracting(result -> result.getMessage().getBody(Highlights.class))
                .allSatisfy(highlights -> assertThat(highlights.clips()).isNotEmpty())
                .extracting(Highlights::jobType)
                .containsExactlyInAnyOrder(JobType.values());
        assertThat(ICE.ice().created()).isEqualTo(3);
    }

    @Test
    void aRequestForAnotherOperationCostsNothing() {
        Exchange exchange = camel.send(
                "ice-highlights:nba?operation=submitSportsHighlightsJob",
                HighlightExtractionRequest.of(CamelOnIce.MEDIA));

        assertThat(exchange.getException())
                .isInstanceOf(IceRequestException.class)
                .hasMessageContaining("HighlightExtractionRequest")
                .hasMessageContaining("SubmitSportsHighlightsJob");
        assertThat(ICE.ice().created()).isZero();
        assertThat(camel.pending("nba")).isEmpty();
    }
}
