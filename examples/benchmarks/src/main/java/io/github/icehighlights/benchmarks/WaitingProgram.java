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

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

import org.apache.camel.AsyncCallback;
import org.apache.camel.AsyncProducer;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.AsyncProcessorSupport;
import org.apache.camel.support.DefaultExchange;

import io.github.icehighlights.camel.IceHighlightsComponent;
import io.github.icehighlights.camel.IceHighlightsConfiguration;

/** Lets exchanges wait, and says what that costs: {@code SUBJECT NUMBER}. */
final class WaitingProgram implements AutoCloseable {

    private static final int WARM_UP = 200;
    private static final int AT_ONCE = 8;
    private static final long HOUR = 3_600_000;

    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicInteger ended = new AtomicInteger();
    private final InstantIce ice;
    private final DefaultCamelContext context = new DefaultCamelContext();
    private final WatchedStore store = new WatchedStore();
    private final List<Exchange> exchanges = new ArrayList<>();
    private volatile boolean over;

    WaitingProgram() throws Exception {
        ice = new InstantIce();
    }

    public static void main(String[] arguments) throws Exception {
        new WaitingProgram().run(arguments[0], Integer.parseInt(arguments[1])).forEach(Fork::report);
        // thousands of threads that sleep for an hour
        Runtime.getRuntime().halt(0);
    }

    /** Threads and bytes of heap, as {@link Waiting} names them. The exchanges still wait when it returns. */
    Map<String, Double> run(String subject, int number) throws Exception {
        context.addRoutes(route(subject));
        context.start();
        AsyncProducer producer = context.getEndpoint("direct:in").createAsyncProducer();
        producer.start();
        // each on its caller's thread, as a consumer would; a caller whose exchange waits without one comes back
        ExecutorService callers = Executors.newCachedThreadPool();
        if (subject.equals(Waiting.COMPONENT)) {
            warmUp(producer);
        }
        int threads = threads();
        long heap = Heap.used();
        for (int i = 0; i < number; i++) {
            int before = i;
            // as consumers would, a few at a time: all at once would show threads that submit, not threads that wait
            Patience.until(() -> before - inHand(subject) < AT_ONCE);
            Exchange exchange = exchange(i);
            exchanges.add(exchange);
            if (subject.equals(Waiting.COMPONENT) || subject.equals(Waiting.HELD)) {
                producer.process(exchange, done -> ended.incrementAndGet());
            } else {
                callers.execute(() -> producer.process(exchange, done -> ended.incrementAndGet()));
            }
        }
        Patience.until(() -> inHand(subject) >= number);
        if (ended.get() > 0 && !subject.equals(Waiting.COMPONENT)) {
            throw new IllegalStateException(ended + " exchanges did not wait");
        }
        return Map.of(
                Waiting.THREADS, (double) (threads() - threads), Waiting.HEAP, (Heap.used() - heap) / (double) number);
    }

    @Override
    public void close() {
        context.stop();
    }

    private int inHand(String subject) {
        return subject.equals(Waiting.COMPONENT) ? store.attached() - WARM_UP : waiting.get();
    }

    /** Exchanges come and go, so that every pool has the threads it will ever have. */
    private void warmUp(AsyncProducer producer) throws Exception {
        for (int i = 0; i < WARM_UP; i++) {
            producer.process(exchange(-1 - i), done -> ended.incrementAndGet());
        }
        Patience.until(() -> store.attached() == WARM_UP);
        ice.finished();
        store.wakeAll("waiting");
        Patience.until(() -> ended.get() == WARM_UP);
        ice.unfinished();
        store.forgetAll("waiting");
    }

    private Exchange exchange(int number) {
        Exchange exchange = new DefaultExchange(context);
        exchange.getMessage().setHeader("CamelFileName", "matches/2026/match-" + number + ".mp4");
        exchange.getMessage().setBody("oss://media/matches/2026/match-" + number + ".mp4");
        return exchange;
    }

    private RouteBuilder route(String subject) throws Exception {
        return switch (subject) {
            case Waiting.COMPONENT -> withComponent();
            case Waiting.HELD ->
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        from("direct:in").process(new Holder());
                    }
                };
            case Waiting.LOOP ->
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        from("direct:in")
                                .process(WaitingProgram.this::submit)
                                .loopDoWhile(exchange -> !over)
                                .process(exchange -> look(exchange))
                                .delay(HOUR)
                                .end();
                    }
                };
            case Waiting.BEAN ->
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        from("direct:in").process(WaitingProgram.this::submit).process(exchange -> {
                            while (!over) {
                                look(exchange);
                                Thread.sleep(HOUR);
                            }
                        });
                    }
                };
            default -> throw new IllegalArgumentException(subject);
        };
    }

    private RouteBuilder withComponent() {
        var component = new IceHighlightsComponent();
        IceHighlightsConfiguration defaults = component.getConfiguration();
        defaults.setIceClient(ice);
        defaults.setRegion("cn-shanghai");
        defaults.setFirstLook(HOUR);
        defaults.setWaitTimeout(2 * HOUR);
        component.setMaxCallsPerSecond(1_000_000);
        component.setJobStore(store.store());
        context.addComponent("ice-highlights", component);
        return new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:in")
                        .to("ice-highlights:waiting?operation=submitHighlightExtractionJob&waitForCompletion=true");
            }
        };
    }

    /** What somebody writes who has the SDK only; the request is as small as can be. */
    private void submit(Exchange exchange) throws Exception {
        exchange.setProperty("job", "job-" + exchange.getExchangeId());
    }

    private void look(Exchange exchange) {
        exchange.setProperty("state", "Executing");
        waiting.incrementAndGet();
    }

    private static int threads() {
        return ManagementFactory.getThreadMXBean().getThreadCount();
    }

    /** Keeps the exchange, and nothing beside it. */
    private final class Holder extends AsyncProcessorSupport {

        private final List<Map.Entry<Exchange, AsyncCallback>> held = new ArrayList<>();

        @Override
        public boolean process(Exchange exchange, AsyncCallback callback) {
            held.add(Map.entry(exchange, callback));
            waiting.incrementAndGet();
            return false;
        }
    }
}
