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

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Currency;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.Processor;
import org.apache.camel.Route;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.impl.engine.PooledExchangeFactory;
import org.apache.camel.spi.ExceptionHandler;
import org.apache.camel.spi.TransactedPolicy;
import org.apache.camel.support.service.ServiceHelper;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.icehighlights.camel.model.Clip;
import io.github.icehighlights.camel.model.Highlights;
import io.github.icehighlights.camel.store.JobStore;
import io.github.icehighlights.camel.store.MemoryJobStore;
import io.github.icehighlights.camel.store.PendingJob;
import io.github.icehighlights.camel.store.PendingState;
import io.github.icehighlights.camel.store.Reservation;
import io.github.icehighlights.localice.LocalIceExtension;

import static org.assertj.core.api.Assertions.assertThat;

/** Routes that stop, fail, hand over and share their exchanges while they have a result in hand. */
class DeliveryEdgesTest {

    private static final String SUBMIT = "ice-highlights:nba?operation=submitHighlightExtractionJob&media="
            + CamelOnIce.MEDIA + "&strategy.Count=2&strategy.ClipDuration=3";

    @RegisterExtension
    static final LocalIceExtension ICE =
            LocalIceExtension.create(b -> b.instant().bucket("media")).withFreshJobs();

    private final CountDownLatch open = new CountDownLatch(1);
    private CamelOnIce camel;

    @BeforeEach
    void create() {
        camel = new CamelOnIce(ICE.ice());
    }

    @AfterEach
    void stop() {
        open.countDown();
        camel.close();
    }

    private void route(String options, Processor processor) {
        camel.start(new RouteBuilder() {
            @Override
            public void configure() {
                from("ice-highlights:nba" + options)
                        .routeId("results")
                        .process(processor)
                        .to("mock:results");
            }
        });
    }

    private MockEndpoint expect(String mock, int count) {
        MockEndpoint endpoint = camel.mock(mock);
        endpoint.expectedMessageCount(count);
        return endpoint;
    }

    private void eventually(Map<PendingState, Long> counts) {
        Awaitility.await().atMost(20, TimeUnit.SECONDS).untilAsserted(() -> assertThat(
                        camel.component().store().count("nba"))
                .isEqualTo(counts));
    }

    private CompletableFuture<Void> stopRoute() {
        return CompletableFuture.runAsync(() -> {
            try {
                camel.context().getRouteController().stopRoute("results");
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
    }

    /** Camel first suspends the consumer, then waits for its exchanges. */
    private void beginsToStop() {
        Awaitility.await()
                .atMost(10, TimeUnit.SECONDS)
                .until(() -> ServiceHelper.isSuspended(
                        camel.context().getRoute("results").getConsumer()));
    }

    private static void waitFor(CountDownLatch latch) throws InterruptedException {
        assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void aRouteThatStopsFinishesWhatItHasInHand() throws Exception {
        var inRoute = new CountDownLatch(1);
        route("", exchange -> {
            inRoute.countDown();
            waitFor(open);
        });
        MockEndpoint results = expect("results", 1);
        camel.submit(SUBMIT);
        waitFor(inRoute);

        CompletableFuture<Void> stopped = stopRoute();
        beginsToStop();
        assertThat(stopped).isNotDone();
        open.countDown();

        stopped.get(10, TimeUnit.SECONDS);
        camel.satisfied(results);
        eventually(Map.of(PendingState.ACKNOWLEDGED, 1L));
    }

    @Test
    void aRouteThatDoesNotEndIsStoppedByForceAndGetsItsJobAgain() throws Exception {
        var inRoute = new CountDownLatch(1);
        route("", exchange -> {
            if (inRoute.getCount() > 0) {
                inRoute.countDown();
                waitFor(open);
            }
        });
        MockEndpoint results = expect("results", 1);
        camel.submit(SUBMIT);
        waitFor(inRoute);

        Instant before = Instant.now();
        camel.context().getRouteController().stopRoute("results", 1, TimeUnit.SECONDS);
        assertThat(Duration.between(before, Instant.now())).isLessThan(Duration.ofSeconds(8));
        assertThat(camel.component().store().count("nba")).isEqualTo(Map.of(PendingState.ACTIVE, 1L));

        camel.context().getRouteController().startRoute("results");
        camel.satisfied(results);
        eventually(Map.of(PendingState.ACKNOWLEDGED, 1L));
    }

    @Test
    void aStopInTheMiddleOfASplitGoesOnAtTheNextClip() throws Exception {
        List<Integer> seen = new CopyOnWriteArrayList<>();
        var inRoute = new CountDownLatch(1);
        route("?split=CLIPS", exchange -> {
            seen.add(exchange.getMessage().getBody(Clip.class).index());
            inRoute.countDown();
            waitFor(open);
        });
        MockEndpoint results = expect("results", 2);
        camel.submit(SUBMIT);
        waitFor(inRoute);

        CompletableFuture<Void> stopped = stopRoute();
        beginsToStop();
        open.countDown();
        stopped.get(10, TimeUnit.SECONDS);
        assertThat(seen).containsExactly(0);
        eventually(Map.of(PendingState.ACTIVE, 1L));

        camel.context().getRouteController().startRoute("results");
        camel.satisfied(results);
        eventually(Map.of(PendingState.ACKNOWLEDGED, 1L));
        assertThat(seen).containsExactly(0, 1);
    }

    @Test
    void aBodyThatDoesNotConvertIsAFailureOfTheRoute() {
        camel.start(new RouteBuilder() {
            @Override
            public void configure() {
                from("ice-highlights:nba?maxDeliveries=2").convertBodyTo(Currency.class);
            }
        });

        camel.submit(SUBMIT);

        eventually(Map.of(PendingState.PARKED, 1L));
        assertThat(camel.pending("nba")).singleElement().satisfies(job -> {
            assertThat(job.deliveries()).isEqualTo(2);
            assertThat(job.lastError()).contains("Currency");
        });
    }

    @Test
    void whatTheDeadLetterChannelTakesIsAcknowledged() throws Exception {
        camel.start(new RouteBuilder() {
            @Override
            public void configure() {
                errorHandler(deadLetterChannel("mock:dead"));
                from("ice-highlights:nba").process(exchange -> {
                    throw new IllegalStateException("broken");
                });
            }
        });
        MockEndpoint dead = expect("dead", 1);

        camel.submit(SUBMIT);

        camel.satisfied(dead);
        eventually(Map.of(PendingState.ACKNOWLEDGED, 1L));
        assertThat(dead.getExchanges().get(0).getMessage().getBody()).isInstanceOf(Highlights.class);
    }

    @Test
    void aBridgeDoesNotLeadAFailureOfTheRouteThroughItsErrorHandlerTwice() throws Exception {
        camel.start(new RouteBuilder() {
            @Override
            public void configure() {
                onException(IllegalStateException.class).to("mock:seen");
                from("ice-highlights:nba?bridgeErrorHandler=true&maxDeliveries=2")
                        .process(exchange -> {
                            throw new IllegalStateException("broken");
                        });
            }
        });
        MockEndpoint seen = expect("seen", 2);

        camel.submit(SUBMIT);

        eventually(Map.of(PendingState.PARKED, 1L));
        camel.satisfied(seen);
    }

    @Test
    void aFailureOfTheRouteReachesTheExceptionHandlerWithTheJobsName() {
        List<String> handled = new CopyOnWriteArrayList<>();
        camel.context().getRegistry().bind("handler", new ExceptionHandler() {
            @Override
            public void handleException(Throwable exception) {
                handleException(null, null, exception);
            }

            @Override
            public void handleException(String message, Throwable exception) {
                handleException(message, null, exception);
            }

            @Override
            public void handleException(String message, Exchange exchange, Throwable exception) {
                handled.add(message + ": " + exception.getMessage());
            }
        });
        route("?maxDeliveries=1&exceptionHandler=#handler", exchange -> {
            throw new IllegalStateException("broken");
        });

        String jobId = camel.submit(SUBMIT).getMessage().getHeader(IceHighlightsConstants.JOB_ID, String.class);

        eventually(Map.of(PendingState.PARKED, 1L));
        assertThat(handled).singleElement().asString().contains(jobId, "nba", "broken");
    }

    /** As an older or a newer node might leave them. */
    private static JobStore storeWithUnreadableHeaders() {
        JobStore store = new MemoryJobStore(Clock.systemUTC());
        return (JobStore) Proxy.newProxyInstance(
                JobStore.class.getClassLoader(), new Class<?>[] {JobStore.class}, (proxy, method, arguments) -> {
                    try {
                        Object result = method.invoke(store, arguments);
                        return method.getName().equals("claimDue")
                                ? ((Collection<?>) result)
                                        .stream()
                                                .map(job -> broken((PendingJob) job))
                                                .toList()
                                : result;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private static PendingJob broken(PendingJob job) {
        Reservation was = job.reservation();
        var reservation = new Reservation(
                was.correlationId(),
                was.channel(),
                was.jobType(),
                was.key(),
                was.fingerprint(),
                was.clientToken(),
                was.request(),
                was.connection(),
                "no JSON",
                was.supersedes());
        return new PendingJob(
                reservation,
                job.state(),
                job.version(),
                job.lease(),
                job.waiter(),
                job.jobId(),
                job.requestId(),
                job.outcome(),
                job.times(),
                job.tally(),
                job.sendable(),
                job.lastError());
    }

    @Test
    void aResultThatCannotBeMadeAnExchangeIsParkedAndDoesNotHoldItsPlace() throws Exception {
        camel.component().setJobStore(storeWithUnreadableHeaders());
        camel.start(new RouteBuilder() {
            @Override
            public void configure() {
                onException(Exception.class).handled(true).to("mock:bridged");
                from("ice-highlights:nba?maxDeliveries=2&bridgeErrorHandler=true")
                        .to("mock:results");
            }
        });
        MockEndpoint bridged = expect("bridged", 4);

        camel.submit(SUBMIT);
        camel.submit(SUBMIT);

        eventually(Map.of(PendingState.PARKED, 2L));
        camel.satisfied(bridged);
        assertThat(camel.pending("nba"))
                .allSatisfy(job -> assertThat(job.lastError()).contains("Carried headers"));
    }

    @Test
    void onCompletionRunsBeforeTheJobIsAcknowledged() throws Exception {
        List<Map<PendingState, Long>> then = new CopyOnWriteArrayList<>();
        camel.start(new RouteBuilder() {
            @Override
            public void configure() {
                onCompletion()
                        .modeBeforeConsumer()
                        .process(exchange -> then.add(camel.component().store().count("nba")))
                        .to("mock:completed");
                from("ice-highlights:nba").to("mock:results");
            }
        });
        MockEndpoint completed = expect("completed", 1);

        camel.submit(SUBMIT);

        camel.satisfied(completed);
        assertThat(then).containsExactly(Map.of(PendingState.ACTIVE, 1L));
        eventually(Map.of(PendingState.ACKNOWLEDGED, 1L));
    }

    /** A transaction as far as Camel is concerned: the exchange is marked while it runs. */
    private static final class Transaction implements TransactedPolicy {

        @Override
        public void beforeWrap(Route route, NamedNode definition) {}

        @Override
        public Processor wrap(Route route, Processor processor) {
            return exchange -> {
                exchange.getExchangeExtension().setTransacted(true);
                processor.process(exchange);
            };
        }
    }

    @Test
    void aTransactedRouteIsAcknowledgedWhenItSucceeds() throws Exception {
        var failures = new AtomicInteger(1);
        camel.context().getRegistry().bind("tx", new Transaction());
        camel.start(new RouteBuilder() {
            @Override
            public void configure() {
                from("ice-highlights:nba")
                        .transacted("tx")
                        .process(exchange -> {
                            if (failures.getAndDecrement() > 0) {
                                throw new IllegalStateException("not yet");
                            }
                        })
                        .to("ice-highlights:other?operation=listJobs")
                        .to("mock:results");
            }
        });
        MockEndpoint results = expect("results", 1);

        camel.submit(SUBMIT);

        camel.satisfied(results);
        assertThat(results.getExchanges().get(0).getMessage().getHeader(IceHighlightsConstants.DELIVERY_COUNT))
                .isEqualTo(2);
        eventually(Map.of(PendingState.ACKNOWLEDGED, 1L));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void twoHundredJobsArriveOnceEachWithTheirOwnHeaders(boolean pooled) throws Exception {
        if (pooled) {
            camel.context().getCamelContextExtension().setExchangeFactory(new PooledExchangeFactory());
        }
        Set<String> failedOnce = ConcurrentHashMap.newKeySet();
        List<String> arrived = new CopyOnWriteArrayList<>();
        List<String> mixedUp = new CopyOnWriteArrayList<>();
        camel.start(new RouteBuilder() {
            @Override
            public void configure() {
                from("ice-highlights:nba?concurrentDeliveries=5").process(exchange -> {
                    String jobId =
                            exchange.getMessage().getBody(Highlights.class).jobId();
                    int order = exchange.getMessage().getHeader("order", int.class);
                    if (!jobId.equals(exchange.getMessage().getHeader(IceHighlightsConstants.JOB_ID))
                            || exchange.getMessage().getHeader("left") != null) {
                        mixedUp.add(jobId);
                    }
                    exchange.getMessage().setHeader("left", order);
                    if (order % 5 == 0 && failedOnce.add(jobId)) {
                        throw new IllegalStateException("once");
                    }
                    arrived.add(jobId);
                });
            }
        });

        Set<Object> submitted = new HashSet<>();
        for (int i = 0; i < 200; i++) {
            Exchange exchange = camel.submit(SUBMIT + "&carryHeaders=order", Map.of("order", i));
            submitted.add(exchange.getMessage().getHeader(IceHighlightsConstants.JOB_ID));
        }

        eventually(Map.of(PendingState.ACKNOWLEDGED, 200L));
        assertThat(arrived)
                .hasSize(200)
                .containsExactlyInAnyOrderElementsOf(
                        submitted.stream().map(String.class::cast).toList());
        assertThat(failedOnce).hasSize(40);
        assertThat(mixedUp).isEmpty();
        assertThat(camel.context().getInflightRepository().size()).isZero();
    }
}
