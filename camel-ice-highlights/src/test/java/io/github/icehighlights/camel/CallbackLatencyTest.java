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
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.github.icehighlights.localice.LocalIceExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** How long it takes from the end of a job at ICE to the route. Without callbacks no job is looked at here for an hour. */
@Tag("not-camel-4.14") // the queue's client and this Camel's JAXB exclude each other
@Tag("not-camel-4.22") // so do they there, and camel-jetty does not resolve
class CallbackLatencyTest {

    private static final String QUEUE = "ice-callback-latency";
    private static final String KEY = "Key-of-2026";
    private static final int JOBS = 50;
    private static final long HOUR = 3_600_000;

    @RegisterExtension
    static final LocalIceExtension ICE = LocalIceExtension.create(
                    b -> b.instant().bucket("media").callbackAuthKey(KEY).queue(QUEUE))
            .withFreshJobs();

    /** When each job came to the route, by its id, in nanoseconds. */
    private final Map<String, Long> arrived = new ConcurrentHashMap<>();

    private CamelOnIce camel;

    @BeforeEach
    void prepare() {
        camel = new CamelOnIce(ICE.ice(), options -> {
            options.setFirstLook(HOUR);
            options.setLookInterval(HOUR);
            options.setSafetyFirstLook(HOUR);
            options.setSafetyLookInterval(HOUR);
        });
    }

    @AfterEach
    void stop() {
        camel.close();
    }

    @Test
    void overHttpAJobIsInTheRouteWithinASecondOfItsEnd() {
        measure("HTTP", options -> {
            String address = "http://127.0.0.1:" + HttpServerUnderTest.JETTY.in(camel.context()) + "/ice/callback";
            options.setCallbackPath("/ice/callback");
            options.setCallbackUrl(address);
            options.setCallbackAuthKey(KEY);
        });
    }

    @Test
    void fromTheQueueAJobIsInTheRouteWithinASecondOfItsEnd() {
        measure("SMQ", options -> {
            options.setCallbackQueue(QUEUE);
            options.setCallbackQueueEndpoint(ICE.ice().queueEndpoint());
        });
    }

    private void measure(String way, Consumer<IceHighlightsConfiguration> callbacks) {
        callbacks.accept(camel.component().getConfiguration());
        camel.start(new RouteBuilder() {
            @Override
            public void configure() {
                from("ice-highlights:nba")
                        .process(exchange -> arrived.put(
                                exchange.getMessage().getHeader(IceHighlightsConstants.JOB_ID, String.class),
                                System.nanoTime()));
            }
        });
        ICE.ice().holdAll(true);
        List<String> jobs = new ArrayList<>();
        for (int i = 0; i < JOBS; i++) {
            jobs.add(camel.submit("ice-highlights:nba?operation=submitHighlightExtractionJob&media=" + CamelOnIce.MEDIA)
                    .getMessage()
                    .getHeader(IceHighlightsConstants.JOB_ID, String.class));
        }
        assertThat(arrived).isEmpty();
        assertThat(looks()).isZero();

        long[] took = jobs.stream().mapToLong(this::millisFromItsEnd).sorted().toArray();

        long median = took[JOBS / 2];
        System.out.printf(
                "From the end of a job to the route over %s, %d jobs one after the other: p50 %d ms, p99 %d ms, max %d ms%n",
                way, JOBS, median, took[JOBS * 99 / 100], took[JOBS - 1]);
        // the machine may have other things to do, but not each time
        assertThat(median).isLessThan(1_000);
        assertThat(looks()).as("the hint's and no other").isEqualTo(JOBS);
    }

    private long millisFromItsEnd(String jobId) {
        long ended = System.nanoTime();
        ICE.ice().finish(jobId);
        await().atMost(Duration.ofSeconds(30))
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(5))
                .until(() -> arrived.containsKey(jobId));
        return (arrived.get(jobId) - ended) / 1_000_000;
    }

    private static int looks() {
        return ICE.ice().requests("GetSmartHandleJob");
    }
}
