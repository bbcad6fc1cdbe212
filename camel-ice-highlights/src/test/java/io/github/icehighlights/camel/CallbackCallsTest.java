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
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import io.github.icehighlights.localice.LocalIce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What jobs cost with callbacks over real HTTP where the safety net looks early: after five minutes and every five minutes,
 * while every third job takes longer and one in twenty longer than fifteen. Two hundred times as fast.
 */
@Tag("not-camel-4.22") // camel-jetty does not resolve at 4.22.0
class CallbackCallsTest {

    private static final String KEY = "Key-of-2026";
    private static final int JOBS = 60;
    private static final double SPEED = 200;
    private static final double MEDIAN_MILLIS = 180_000 / SPEED;
    private static final double SIGMA = .978;
    private static final long SAFETY_MILLIS = (long) (300_000 / SPEED);

    private final Map<String, Long> begun = new ConcurrentHashMap<>();
    private final Map<String, Long> arrived = new ConcurrentHashMap<>();

    @Test
    void jobsThatAreNotListedCostALookAndAHalf() {
        measure("not listed", false, 1.6);
    }

    @Test
    void jobsThatAreListedCostOneLook() {
        measure("listed", true, 1.1);
    }

    private void measure(String what, boolean listed, double most) {
        ScheduledExecutorService ends = Executors.newSingleThreadScheduledExecutor();
        try (LocalIce ice = LocalIce.builder()
                        .instant()
                        .bucket("media")
                        .callbackAuthKey(KEY)
                        .extractionsListed(listed)
                        .start();
                var camel = new CamelOnIce(ice, options -> {
                    options.setLookInterval(SAFETY_MILLIS / 5);
                    options.setSafetyFirstLook(SAFETY_MILLIS);
                    options.setSafetyLookInterval(SAFETY_MILLIS);
                })) {
            run(ice, camel, ends);

            double calls = 1.0 * ice.requests("GetSmartHandleJob") / JOBS;
            System.out.printf(
                    "Get calls per job with callbacks, safety net early, %s: %.2f; calls of lists per job: %.2f; load %.1f%n",
                    what, calls, 1.0 * ice.requests("ListSmartJobs") / JOBS, Machine.load());
            assertThat(calls)
                    .isLessThanOrEqualTo(mostOf(arrived.keySet().stream()
                            .mapToDouble(job -> arrived.get(job) - begun.get(job))
                            .toArray()));
            if (!Machine.isBusy()) {
                assertThat(calls).isLessThanOrEqualTo(most);
            }
        } finally {
            ends.shutdownNow();
        }
    }

    private void run(LocalIce ice, CamelOnIce camel, ScheduledExecutorService ends) {
        String address = "http://127.0.0.1:" + HttpServerUnderTest.JETTY.in(camel.context()) + "/ice/callback";
        IceHighlightsConfiguration options = camel.component().getConfiguration();
        options.setCallbackPath("/ice/callback");
        options.setCallbackUrl(address);
        options.setCallbackAuthKey(KEY);
        camel.start(new RouteBuilder() {
            @Override
            public void configure() {
                from("ice-highlights:nba?concurrentDeliveries=4")
                        .process(exchange -> arrived.put(
                                exchange.getMessage().getHeader(IceHighlightsConstants.JOB_ID, String.class), now()));
            }
        });
        ice.holdAll(true);
        for (double duration : durations()) {
            long begin = now();
            String jobId = camel.submit(
                            "ice-highlights:nba?operation=submitHighlightExtractionJob&media=" + CamelOnIce.MEDIA)
                    .getMessage()
                    .getHeader(IceHighlightsConstants.JOB_ID, String.class);
            begun.put(jobId, begin);
            ends.schedule(() -> ice.finish(jobId), (long) duration, TimeUnit.MILLISECONDS);
        }
        await().atMost(Duration.ofSeconds(90)).until(() -> arrived.size() == JOBS);
    }

    private static long now() {
        return System.nanoTime() / 1_000_000;
    }

    /** As they are distributed in practice: log-normal. The 60 in the middle of each sixtieth of very many, in no order. */
    private static List<Double> durations() {
        Random random = new Random(1);
        double[] many = random.doubles(JOBS * 1_000L)
                .map(ignored -> MEDIAN_MILLIS * Math.exp(SIGMA * random.nextGaussian()))
                .sorted()
                .toArray();
        List<Double> durations = new ArrayList<>();
        for (int i = 0; i < JOBS; i++) {
            durations.add(many[i * 1_000 + 500]);
        }
        Collections.shuffle(durations, random);
        return durations;
    }

    /** A look for the callback, and those of the safety net for as long as the job took: they come a tenth earlier at most. */
    private static double mostOf(double[] millis) {
        double looks = 0;
        for (double job : millis) {
            looks += 1 + Math.floor(job / (.9 * SAFETY_MILLIS));
        }
        return looks / millis.length;
    }
}
