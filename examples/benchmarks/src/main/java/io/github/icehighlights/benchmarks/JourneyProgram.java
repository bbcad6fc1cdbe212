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
package io.github.icehighlights.benchmarks;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;

import io.github.icehighlights.camel.IceHighlightsComponent;
import io.github.icehighlights.camel.IceHighlightsConfiguration;
import io.github.icehighlights.camel.IceHighlightsConstants;

/** Takes jobs from submission to delivery: {@code SUBJECT NUMBER}. */
final class JourneyProgram {

    private static final int CALLERS = 16;
    /** Nothing has come in for so long: nothing will, until a job ends. */
    private static final long PLATEAU_MILLIS = 4_000;

    private static final Duration LIMIT = Duration.ofMinutes(6);

    private final AtomicInteger submitted = new AtomicInteger();
    private final Set<String> delivered = ConcurrentHashMap.newKeySet();
    private final DefaultCamelContext context = new DefaultCamelContext();

    public static void main(String[] arguments) throws Exception {
        try (var ice = LocalIceProcess.start()) {
            new JourneyProgram().run(ice, arguments[0].equals(Journey.COMPONENT), Integer.parseInt(arguments[1]));
        }
        Runtime.getRuntime().halt(0);
    }

    private void run(LocalIceProcess ice, boolean withComponent, int number) throws Exception {
        context.addRoutes(withComponent ? component(ice.endpoint()) : route(ice.endpoint(), number));
        context.start();
        ProducerTemplate template = context.createProducerTemplate();
        ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
        long begin = System.nanoTime();
        for (int i = 0; i < number; i++) {
            String id = "video-" + i;
            callers.execute(() -> template.send("direct:video", exchange -> {
                exchange.getMessage().setHeader("video", id);
                exchange.getMessage().setHeader(IceHighlightsConstants.IDEMPOTENCY_KEY, id);
            }));
        }
        double seconds = plateau(begin, number);
        int inFlight = submitted.get() - delivered.size();
        Fork.report(Journey.IN_FLIGHT, inFlight);
        Fork.report(Journey.SUBMITTED, submitted.get() / seconds);

        long released = System.nanoTime();
        ice.release();
        Patience.until(LIMIT, () -> delivered.size() >= number);
        Fork.report(Journey.DELIVERED, (System.nanoTime() - released) / 1e9);
        Fork.report(Journey.LOST, ice.created() - delivered.size());
        callers.shutdown();
    }

    /** Waits until all are submitted, or none any more; the seconds until the last one was. */
    private double plateau(long begin, int number) throws InterruptedException {
        // a JVM that has just begun may take longer for its first one
        Patience.until(LIMIT, () -> submitted.get() > 0);
        int before = 0;
        long last = System.nanoTime();
        while (submitted.get() < number && System.nanoTime() - last < PLATEAU_MILLIS * 1_000_000) {
            if (submitted.get() > before) {
                before = submitted.get();
                last = System.nanoTime();
            }
            Thread.sleep(5);
        }
        return ((submitted.get() < number ? last : System.nanoTime()) - begin) / 1e9;
    }

    private RouteBuilder component(String endpoint) {
        var component = new IceHighlightsComponent();
        IceHighlightsConfiguration defaults = component.getConfiguration();
        defaults.setEndpoint(endpoint);
        defaults.setRegion("cn-shanghai");
        defaults.setAccessKey("ak");
        defaults.setSecretKey("sk");
        component.setMaxCallsPerSecond(1_000);
        context.addComponent("ice-highlights", component);
        return new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:video")
                        .to("ice-highlights:matches?operation=submitHighlightExtractionJob&media="
                                + LocalIceProcess.MEDIA)
                        .process(exchange -> submitted.incrementAndGet());
                from("ice-highlights:matches?concurrentDeliveries=10")
                        .process(exchange -> delivered.add(
                                exchange.getMessage().getHeader(IceHighlightsConstants.JOB_ID, String.class)));
            }
        };
    }

    private RouteBuilder route(String endpoint, int number) throws Exception {
        var ice = new HandWrittenIce(endpoint);
        return new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:video").to("seda:videos?size=" + number);
                from("seda:videos?size=" + number + "&concurrentConsumers=" + CALLERS)
                        .process(exchange -> {
                            exchange.setProperty(
                                    "job", ice.submit(exchange.getMessage().getHeader("video", String.class), false));
                            submitted.incrementAndGet();
                        })
                        .loopDoWhile(exchange -> !delivered.contains(exchange.getProperty("job", String.class)))
                        .delay(10_000)
                        .process(exchange -> {
                            String job = exchange.getProperty("job", String.class);
                            if (ice.isFinished(job)) {
                                delivered.add(job);
                            }
                        })
                        .end();
            }
        };
    }
}
