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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.github.icehighlights.localice.LocalIceExtension;

import static org.assertj.core.api.Assertions.assertThat;

/** What becomes of a submission that goes out on a connection which the server has just closed. */
@Timeout(60)
class KeptConnectionTest {

    private static final String EXTRACTION = "SubmitHighlightExtractionJob";
    private static final String MASHUP = "SubmitScreenMediaHighlightsJob";
    private static final String EXTRACT =
            "ice-highlights:nba?operation=submitHighlightExtractionJob&media=" + CamelOnIce.MEDIA;
    private static final String MASH = "ice-highlights:show?operation=submitScreenMediaHighlightsJob&media="
            + CamelOnIce.MEDIA + "&output.MediaURL=https://media.oss-cn-shanghai.aliyuncs.com/{token}-{index}.mp4";

    @RegisterExtension
    static final LocalIceExtension ICE =
            LocalIceExtension.create(b -> b.instant().bucket("media")).withFreshJobs();

    private Relay relay;
    private CamelOnIce camel;

    @BeforeEach
    void create() {
        relay = new Relay(ICE.ice().endpoint());
        camel = new CamelOnIce(ICE.ice());
        camel.component().getConfiguration().setEndpoint(relay.endpoint());
        camel.start();
    }

    @AfterEach
    void stop() {
        camel.close();
        relay.close();
    }

    @Test
    void aBurstOfSubmissionsNeedsFewConnections() {
        for (int i = 0; i < 20; i++) {
            camel.submit(EXTRACT);
        }

        assertThat(ICE.ice().created()).isEqualTo(20);
        assertThat(relay.connections()).isLessThan(10);
    }

    @ParameterizedTest
    @EnumSource
    void aSubmissionOnAConnectionThatIsGoneIsSentAgainAndMakesOneJob(Relay.End end) {
        relay.cutWhatIsReused(end);

        int submitted = 0;
        Exchange last;
        do {
            last = camel.submit(EXTRACT);
            submitted++;
        } while (relay.cuts() == 0);

        assertThat(relay.cuts()).isEqualTo(1);
        assertThat(ICE.ice().requests(EXTRACTION)).isEqualTo(submitted);
        assertThat(ICE.ice().created()).isEqualTo(submitted);
        assertThat(last.getMessage().getHeaders())
                .containsKey(IceHighlightsConstants.JOB_ID)
                .doesNotContainKey(IceHighlightsConstants.OUTCOME);
    }

    /** It has no token: sent on a connection that is gone, its outcome would be unknown. */
    @Test
    void aMashupNeverGoesOutOnAKeptConnection() {
        relay.cutWhatIsReused(Relay.End.RESET);
        for (int i = 1; i <= 5; i++) {
            camel.submit(MASH);
            camel.submit(EXTRACT);
        }

        assertThat(ICE.ice().requests(MASHUP)).isEqualTo(5);
        assertThat(ICE.ice().created()).isEqualTo(10);
    }
}
