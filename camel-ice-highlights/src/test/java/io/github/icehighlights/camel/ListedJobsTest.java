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
import java.util.ArrayList;
import java.util.List;

import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.junit.jupiter.api.Test;

import io.github.icehighlights.localice.LocalIce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What jobs in flight cost, counted at ICE over real HTTP and in real time, which a busy machine stretches: one by one it
 * would be a dozen calls a job. How many it is exactly, two at most, is counted in virtual time (ListingCurveTest).
 */
class ListedJobsTest {

    private static final String EXTRACTION =
            "ice-highlights:nba?operation=submitHighlightExtractionJob&media=" + CamelOnIce.MEDIA;
    private static final String SPORTS = "ice-highlights:nba?operation=submitSportsHighlightsJob&media="
            + CamelOnIce.MEDIA + "&input.SportsCategory=basketball&output.Count=1&output.Width=320&output.Height=240"
            + "&output.MediaURL=oss://media/clips/{token}-{index}.mp4";
    private static final int WAVES = 5;

    @Test
    void listedExtractionsCostFewCalls() throws Exception {
        try (LocalIce ice = LocalIce.builder().instant().bucket("media").start()) {
            delivered(ice, EXTRACTION, 150);

            assertThat(ice.requests("GetSmartHandleJob") + ice.requests("ListSmartJobs"))
                    .isLessThan(4 * 150);
        }
    }

    @Test
    void listedBatchesCostFewCalls() throws Exception {
        try (LocalIce ice = LocalIce.builder().instant().bucket("media").start()) {
            delivered(ice, SPORTS, 150);

            assertThat(ice.requests("GetBatchMediaProducingJob") + ice.requests("ListBatchMediaProducingJobs"))
                    .isLessThan(4 * 150);
        }
    }

    @Test
    void whatIsNotListedIsLookedAtOneByOne() throws Exception {
        try (LocalIce ice = LocalIce.builder()
                .instant()
                .bucket("media")
                .extractionsListed(false)
                .start()) {
            delivered(ice, EXTRACTION, 50);

            assertThat(ice.requests("ListSmartJobs")).isBetween(1, 5);
        }
    }

    /** All in flight together; they end in waves. */
    private static void delivered(LocalIce ice, String submission, int count) throws Exception {
        try (CamelOnIce camel = new CamelOnIce(ice)) {
            camel.component().getConfiguration().setFirstLook(3_000);
            camel.component().getConfiguration().setLookInterval(2_000);
            MockEndpoint results = results(camel);
            ice.holdAll(true);
            List<String> jobs = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                jobs.add(camel.submit(submission).getMessage().getHeader(IceHighlightsConstants.JOB_ID, String.class));
            }
            for (int wave = 1; wave <= WAVES; wave++) {
                int end = count * wave / WAVES;
                int begin = count * (wave - 1) / WAVES;
                jobs.subList(begin, end).forEach(ice::finish);
                await().atMost(Duration.ofSeconds(30)).until(() -> results.getReceivedCounter() == end);
            }
            assertThat(camel.pending("nba")).isEmpty();
        }
    }

    private static MockEndpoint results(CamelOnIce camel) {
        camel.start(new RouteBuilder() {
            @Override
            public void configure() {
                from("ice-highlights:nba").to("mock:results");
            }
        });
        return camel.mock("results");
    }
}
