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
import java.util.stream.IntStream;

import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import io.github.icehighlights.localice.LocalIce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What jobs cost with callbacks over real HTTP where the safety net looks early, and finds most of them at work. Real time is
 * stretched by a busy machine: the bounds of 1.6 and 1.1 calls a job are kept in virtual time (ListingCurveTest).
 */
@Tag("not-camel-4.22") // camel-jetty does not resolve at 4.22.0
class CallbackCallsTest {

    private static final String KEY = "Key-of-2026";

    private final Map<String, Long> begun = new ConcurrentHashMap<>();
    private final Map<String, Long> arrived = new ConcurrentHashMap<>();
    private ScheduledExecutorService ends;
    private LocalIce ice;
    private CamelOnIce camel;

    private void start(boolean listed, long safetyMillis) {
        ends = Executors.newSingleThreadScheduledExecutor();
        ice = LocalIce.builder()
                .instant()
                .bucket("media")
                .callbackAuthKey(KEY)
                .extractionsListed(listed)
                .start();
        camel = new CamelOnIce(ice, options -> {
            options.setLookInterval(safetyMillis / 5);
            options.setSafetyFirstLook(safetyMillis);
            options.setSafetyLookInterval(safetyMillis);
        });
        IceHighlightsConfiguration options = camel.component().getConfiguration();
        options.setCallbackPath("/ice/callback");
        options.setCallbackUrl("http://127.0.0.1:" + HttpServerUnderTest.JETTY.in(camel.context()) + "/ice/callback");
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
    }

    @AfterEach
    void stop() {
        ends.shutdownNow();
        camel.close();
        ice.close();
    }

    /**
     * The safety net looks after five minutes and every five minutes, while every third job takes longer and one in twenty
     * longer than fifteen; all of it two hundred times as fast.
     */
    @Test
    void jobsThatAreNotListedCostALookAndAHalf() {
        double speed = 200;
        long safetyMillis = (long) (300_000 / speed);
        start(false, safetyMillis);
        List<Double> durations = durations(60, 180_000 / speed, .978);

        durations.forEach(millis -> endAfter(submit(), millis.longValue()));

        callsOf(durations.size(), safetyMillis, 1);
    }

    /** Each is at work when the safety net looks, and by itself it would look twice. */
    @Test
    void jobsThatAreListedCostOneLook() {
        int jobs = 150;
        long safetyMillis = 2_000;
        start(true, safetyMillis);

        List<String> submitted =
                IntStream.range(0, jobs).mapToObj(i -> submit()).toList();
        submitted.forEach(jobId -> endAfter(jobId, 2 * safetyMillis + safetyMillis / 2));

        callsOf(jobs, safetyMillis, .5);
    }

    private String submit() {
        long begin = now();
        String jobId = camel.submit(
                        "ice-highlights:nba?operation=submitHighlightExtractionJob&media=" + CamelOnIce.MEDIA)
                .getMessage()
                .getHeader(IceHighlightsConstants.JOB_ID, String.class);
        begun.put(jobId, begin);
        return jobId;
    }

    private void endAfter(String jobId, long millis) {
        ends.schedule(() -> ice.finish(jobId), millis, TimeUnit.MILLISECONDS);
    }

    private static long now() {
        return System.nanoTime() / 1_000_000;
    }

    /** Waits until all are delivered, and tells how many Get calls each has cost: at most that part of what single looks cost. */
    private void callsOf(int jobs, long safetyMillis, double part) {
        await().atMost(Duration.ofSeconds(90)).until(() -> arrived.size() == jobs);
        double calls = 1.0 * ice.requests("GetSmartHandleJob") / jobs;
        // they come a tenth earlier at most
        double single = arrived.keySet().stream()
                .mapToDouble(job -> 1 + Math.floor((arrived.get(job) - begun.get(job)) / (.9 * safetyMillis)))
                .average()
                .orElseThrow();
        System.out.printf(
                "%d jobs with callbacks, safety net early: %.2f Get calls a job, without lists up to %.2f; %.2f calls of lists;"
                        + " load %.1f%n",
                jobs, calls, single, 1.0 * ice.requests("ListSmartJobs") / jobs, Machine.load());
        assertThat(calls).isLessThanOrEqualTo(part * single);
    }

    /** Log-normal, as they are in practice, in no order: the one in the middle of each of so many parts of very many. */
    private static List<Double> durations(int count, double median, double sigma) {
        var random = new Random(1);
        double[] many = IntStream.range(0, count * 1_000)
                .mapToDouble(i -> median * Math.exp(sigma * random.nextGaussian()))
                .sorted()
                .toArray();
        List<Double> durations = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            durations.add(many[i * 1_000 + 500]);
        }
        Collections.shuffle(durations, random);
        return durations;
    }
}
