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
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;

import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.github.icehighlights.localice.LocalIceExtension;

import static org.assertj.core.api.Assertions.assertThat;

/** What jobs cost with callbacks over real HTTP, once it is known how long they take: nothing of it is configured. */
@Tag("not-camel-4.22") // camel-jetty does not resolve at 4.22.0
class CallbackLearningTest {

    private static final String KEY = "Key-of-2026";
    private static final int FEWEST = 25;

    @RegisterExtension
    static final LocalIceExtension ICE = LocalIceExtension.create(b -> b.speed(200)
                    .bucket("media")
                    .callbackAuthKey(KEY)
                    .callbackPace(Duration.ofSeconds(3), Duration.ofMillis(200)))
            .withFreshJobs();

    private CamelOnIce camel;
    private MockEndpoint results;

    @BeforeEach
    void start() {
        camel = new CamelOnIce(ICE.ice(), options -> options.setLookInterval(2_000));
        camel.component().setMaxCallsPerSecond(200);
        IceHighlightsConfiguration options = camel.component().getConfiguration();
        options.setCallbackPath("/ice/callback");
        options.setCallbackUrl("http://127.0.0.1:" + HttpServerUnderTest.JETTY.in(camel.context()) + "/ice/callback");
        options.setCallbackAuthKey(KEY);
        camel.start(new RouteBuilder() {
            @Override
            public void configure() {
                from("ice-highlights:nba?concurrentDeliveries=4").to("mock:results");
            }
        });
        results = camel.mock("results");
    }

    @AfterEach
    void stop() {
        camel.close();
    }

    /** Submits jobs, waits until all are delivered, and tells how many Get calls each has cost. */
    private double callsOf(int jobs) throws InterruptedException {
        results.reset();
        results.expectedMessageCount(jobs);
        int before = ICE.ice().requests("GetSmartHandleJob");
        Set<Object> submitted = new HashSet<>();
        for (int i = 0; i < jobs; i++) {
            submitted.add(
                    camel.submit("ice-highlights:nba?operation=submitHighlightExtractionJob&media=" + CamelOnIce.MEDIA)
                            .getMessage()
                            .getHeader(IceHighlightsConstants.JOB_ID));
        }
        MockEndpoint.assertIsSatisfied(60, TimeUnit.SECONDS, results);
        assertThat(results.getExchanges())
                .extracting(exchange -> exchange.getMessage().getHeader(IceHighlightsConstants.JOB_ID))
                .containsExactlyInAnyOrderElementsOf(submitted);
        return (double) (ICE.ice().requests("GetSmartHandleJob") - before) / jobs;
    }

    @Test
    void aJobCostsOneCallAndNoneIsLostWhenNoCallbackComesAnyMore() throws InterruptedException {
        double unlearned = callsOf(FEWEST);
        double learned = callsOf(60);
        assertThat(camel.component().tracker().notices()).isEmpty();

        for (int i = 0; i < 40; i++) {
            ICE.ice().faults().callback().lost();
        }
        long begun = System.nanoTime();
        double lost = callsOf(20);
        Duration took = Duration.ofNanos(System.nanoTime() - begun);
        assertThat(camel.component().tracker().notices()).hasSize(1);
        double polled = callsOf(20);

        System.out.printf(
                "Get calls per job: %.2f before learning, %.2f after; all callbacks lost: %.2f, all delivered after %d s;"
                        + " then %.2f%n",
                unlearned, learned, lost, took.toSeconds(), polled);
        assertThat(unlearned).isLessThanOrEqualTo(1.1);
        assertThat(learned).isLessThanOrEqualTo(1.1);
        assertThat(took)
                .as("not the quarter of an hour of those who know nothing")
                .isLessThan(Duration.ofSeconds(50));
    }
}
