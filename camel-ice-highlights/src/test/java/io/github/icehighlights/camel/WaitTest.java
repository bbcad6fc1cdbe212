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

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

import org.apache.camel.Exchange;
import org.apache.camel.ExchangeTimedOutException;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.support.DefaultMessage;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.icehighlights.camel.model.Highlights;
import io.github.icehighlights.camel.model.JobState;
import io.github.icehighlights.camel.store.PendingState;
import io.github.icehighlights.localice.LocalIceExtension;

import static org.assertj.core.api.Assertions.assertThat;

class WaitTest {

    private static final String WAIT = "ice-highlights:nba?operation=submitHighlightExtractionJob&media="
            + CamelOnIce.MEDIA + "&waitForCompletion=true";

    @RegisterExtension
    static final LocalIceExtension ICE =
            LocalIceExtension.create(b -> b.instant().bucket("media")).withFreshJobs();

    private CamelOnIce camel;

    @BeforeEach
    void create() {
        camel = new CamelOnIce(ICE.ice());
    }

    @AfterEach
    void stop() {
        ICE.ice().holdAll(false);
        camel.close();
    }

    private Map<PendingState, Long> counts() {
        return camel.component().store().count("nba");
    }

    private static void eventually(org.awaitility.core.ThrowingRunnable assertion) {
        Awaitility.await().atMost(15, TimeUnit.SECONDS).untilAsserted(assertion);
    }

    @Test
    void theExchangeGoesOnWithTheResult() {
        camel.start();

        Exchange exchange = camel.submit(WAIT);

        assertThat(exchange.getMessage().getBody()).isInstanceOf(Highlights.class);
        assertThat(exchange.getMessage().getHeaders())
                .containsEntry(IceHighlightsConstants.STATE, JobState.FINISHED)
                .containsEntry(IceHighlightsConstants.DETACHED, false);
        eventually(() -> assertThat(counts()).isEqualTo(Map.of(PendingState.ACKNOWLEDGED, 1L)));
    }

    @Test
    void theConsumerOfTheChannelDoesNotGetAJobSomebodyWaitsFor() throws Exception {
        camel.start(new RouteBuilder() {
            @Override
            public void configure() {
                from("ice-highlights:nba").to("mock:results");
            }
        });
        camel.mock("results").expectedMessageCount(0);

        camel.submit(WAIT);

        eventually(() -> assertThat(counts()).isEqualTo(Map.of(PendingState.ACKNOWLEDGED, 1L)));
        camel.mock("results").assertIsSatisfied();
    }

    @Test
    void aWaitThatTimesOutLeavesTheJobToTheConsumer() throws Exception {
        camel.start(new RouteBuilder() {
            @Override
            public void configure() {
                from("ice-highlights:nba").to("mock:results");
            }
        });
        MockEndpoint results = camel.mock("results");
        results.expectedMessageCount(1);
        ICE.ice().holdAll(true);

        Exchange exchange = camel.submit(WAIT + "&waitTimeout=200");

        assertThat(exchange.getMessage().getBody()).isNull();
        assertThat(exchange.getMessage().getHeaders())
                .containsEntry(IceHighlightsConstants.DETACHED, true)
                .containsEntry(IceHighlightsConstants.STATE, JobState.CREATED);
        ICE.ice().holdAll(false);
        ICE.ice().finish(exchange.getMessage().getHeader(IceHighlightsConstants.JOB_ID, String.class));
        camel.satisfied(results);
    }

    @Test
    void aWaitThatTimesOutMayFailAndItsRedeliveryWaitsForTheSameJob() {
        camel.start();
        ICE.ice().holdAll(true);
        var key = Map.<String, Object>of(IceHighlightsConstants.IDEMPOTENCY_KEY, "k");

        Exchange first = camel.send(WAIT + "&waitTimeout=200&onWaitTimeout=FAIL", null, key);
        assertThat(first.getException()).isInstanceOf(ExchangeTimedOutException.class);
        ICE.ice().holdAll(false);
        ICE.ice().finish(ICE.ice().jobs().get(0).jobId());
        Exchange second = camel.submit(WAIT, key);

        assertThat(second.getMessage().getBody()).isInstanceOf(Highlights.class);
        assertThat(second.getMessage().getHeader(IceHighlightsConstants.DUPLICATE))
                .isEqualTo(true);
        assertThat(ICE.ice().created()).isEqualTo(1);
    }

    /** Nobody waits for what an asynchronous step throws: unless it ends the exchange, that hangs for ever. */
    @ParameterizedTest
    @ValueSource(strings = {IceHighlightsConstants.CLIENT_TOKEN, IceHighlightsConstants.DETACHED})
    void anExchangeWhoseMessageRefusesAHeaderFailsAndDoesNotHang(String refused) {
        camel.start();

        CompletableFuture<Exchange> sent = camel.context()
                .createProducerTemplate()
                .asyncSend(
                        WAIT,
                        exchange -> exchange.setMessage(new DefaultMessage(exchange) {
                            @Override
                            public void setHeader(String name, Object value) {
                                if (name.equals(refused)) {
                                    throw new IllegalStateException("no header " + name);
                                }
                                super.setHeader(name, value);
                            }
                        }));

        assertThat(sent)
                .succeedsWithin(Duration.ofSeconds(15))
                .satisfies(exchange -> assertThat(exchange.getException()).hasMessage("no header " + refused));
    }

    @Test
    void theResultOfAJobThatWasTakenBeforeIsStillToBeHad() {
        camel.start();
        var key = Map.<String, Object>of(IceHighlightsConstants.IDEMPOTENCY_KEY, "k");
        camel.submit(WAIT, key);
        eventually(() -> assertThat(counts()).isEqualTo(Map.of(PendingState.ACKNOWLEDGED, 1L)));

        Exchange again = camel.submit(WAIT, key);

        assertThat(again.getMessage().getBody()).isInstanceOf(Highlights.class);
        assertThat(ICE.ice().created()).isEqualTo(1);
    }

    @Test
    void aRouteThatFailsAfterTheWaitLeavesTheResultToTheConsumer() throws Exception {
        camel.start(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:in").to(WAIT).process(e -> {
                    throw new IllegalStateException("after the wait");
                });
                from("ice-highlights:nba").to("mock:results");
            }
        });
        MockEndpoint results = camel.mock("results");
        results.expectedMessageCount(1);

        Exchange exchange = camel.send("direct:in", null);

        assertThat(exchange.getException()).hasMessage("after the wait");
        camel.satisfied(results);
        assertThat(results.getExchanges().get(0).getMessage().getHeader(IceHighlightsConstants.DELIVERY_COUNT))
                .isEqualTo(2);
    }

    @Test
    void aSecondExchangeDoesNotWaitForTheSameJob() throws Exception {
        camel.start();
        ICE.ice().holdAll(true);
        var key = Map.<String, Object>of(IceHighlightsConstants.IDEMPOTENCY_KEY, "k");
        CompletableFuture<Exchange> first =
                camel.template().asyncSend(WAIT, e -> e.getMessage().setHeaders(new java.util.HashMap<>(key)));
        eventually(() -> assertThat(counts()).isEqualTo(Map.of(PendingState.ACTIVE, 1L)));

        Exchange second = camel.submit(WAIT, key);

        assertThat(second.getMessage().getHeader(IceHighlightsConstants.DETACHED))
                .isEqualTo(true);
        ICE.ice().holdAll(false);
        ICE.ice().finish(ICE.ice().jobs().get(0).jobId());
        assertThat(first.get(10, TimeUnit.SECONDS).getMessage().getBody()).isInstanceOf(Highlights.class);
    }

    @Test
    void whoWaitsGoesOnWhenTheApplicationBeginsToEnd() throws Exception {
        camel.start();
        ICE.ice().holdAll(true);
        CompletableFuture<Exchange> waiting = camel.template().asyncSend(WAIT, camel.exchange());
        eventually(() -> assertThat(counts()).isEqualTo(Map.of(PendingState.ACTIVE, 1L)));

        camel.component().stopWaiting();

        assertThat(waiting.get(10, TimeUnit.SECONDS).getMessage().getHeader(IceHighlightsConstants.DETACHED))
                .isEqualTo(true);
        // and nobody waits any more, until the component starts again
        assertThat(camel.submit(WAIT).getMessage().getHeader(IceHighlightsConstants.DETACHED))
                .isEqualTo(true);
        ICE.ice().holdAll(false);
        camel.component().stop();
        camel.component().stopWaiting();
        camel.component().start();
        assertThat(camel.submit(WAIT).getMessage().getBody()).isInstanceOf(Highlights.class);
    }

    @Test
    void aTransactedExchangeMayNotWait() {
        camel.start();

        Exchange exchange =
                camel.template().send(WAIT, e -> e.getExchangeExtension().setTransacted(true));

        assertThat(exchange.getException()).hasMessageContaining("transacted");
        assertThat(ICE.ice().created()).isZero();
    }

    @Test
    void aFailedJobMayFailTheExchangeThatWaits() {
        camel.start();
        ICE.ice().faults().failed("InvalidMaterial.NotFound", "no such material");

        Exchange exchange = camel.send(WAIT + "&failedJobs=EXCEPTION", null);

        assertThat(exchange.getException()).isInstanceOf(IceJobFailedException.class);
        eventually(() -> assertThat(counts()).isEqualTo(Map.of(PendingState.ACKNOWLEDGED, 1L)));
    }

    @Test
    void routesThatAskSynchronouslyAfterASubmissionDoNotBlockOneAnother() throws Exception {
        ProducerTemplate inner = camel.template();
        camel.start(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:in").to(WAIT).process(e -> {
                    Exchange answer = inner.request("ice-highlights:nba?operation=listJobs", x -> {});
                    e.getMessage().setBody(answer.getMessage().getBody());
                });
            }
        });
        List<CompletableFuture<Exchange>> exchanges = new ArrayList<>();
        ProducerTemplate template = camel.template();
        for (int i = 0; i < 40; i++) {
            exchanges.add(template.asyncSend("direct:in", camel.exchange()));
        }

        CompletableFuture.allOf(exchanges.toArray(CompletableFuture[]::new)).get(20, TimeUnit.SECONDS);
    }

    @Test
    void aWaitMayBeMeantToBeEndless() {
        camel.start();
        CompletableFuture<Exchange> answer =
                camel.template().asyncSend(WAIT + "&waitTimeout=" + Long.MAX_VALUE, e -> {});
        assertThat(answer).succeedsWithin(Duration.ofSeconds(10));
    }

    @Test
    void aFailedJobIsNotPaidAgainByTheErrorHandler() {
        camel.start(new RouteBuilder() {
            @Override
            public void configure() {
                errorHandler(defaultErrorHandler().maximumRedeliveries(2).redeliveryDelay(1));
                from("direct:in").to(WAIT + "&failedJobs=EXCEPTION");
            }
        });
        ICE.ice().faults().failed("InvalidMaterial.NotFound", "no such material");

        Exchange exchange = camel.send("direct:in", null);

        assertThat(ICE.ice().created()).isEqualTo(1);
        assertThat(exchange.getException()).isInstanceOf(IceJobFailedException.class);
    }

    @Test
    void aFailedJobThatWasCaughtLeavesTheErrorHandlerAsItWas() {
        var tries = new java.util.concurrent.atomic.AtomicInteger();
        camel.start(new RouteBuilder() {
            @Override
            public void configure() {
                errorHandler(defaultErrorHandler().maximumRedeliveries(2).redeliveryDelay(1));
                from("direct:in")
                        .doTry()
                        .to(WAIT + "&failedJobs=EXCEPTION")
                        .doCatch(IceJobFailedException.class)
                        .to("log:caught?level=DEBUG")
                        .end()
                        .process(e -> {
                            if (tries.incrementAndGet() < 3) {
                                throw new IllegalStateException("passing");
                            }
                        });
            }
        });
        ICE.ice().faults().failed("InvalidMaterial.NotFound", "no such material");

        assertThat(camel.send("direct:in", null).getException()).isNull();
        assertThat(tries).hasValue(3);
    }

    @Test
    void aRouteThatStopsLetsItsWaitingExchangesGo() throws Exception {
        camel.start(new RouteBuilder() {
            @Override
            public void configure() {
                from("seda:in").routeId("waiting").to(WAIT).to("mock:after");
            }
        });
        ICE.ice().holdAll(true);
        camel.mock("after").expectedMessageCount(1);
        camel.mock("after").expectedHeaderReceived(IceHighlightsConstants.DETACHED, true);
        camel.template().sendBody("seda:in", "x");
        eventually(() -> assertThat(counts()).isEqualTo(Map.of(PendingState.ACTIVE, 1L)));
        eventually(
                () -> assertThat(camel.component().tracker().waits().isEmpty()).isFalse());

        Instant before = Instant.now();
        camel.context().getRouteController().stopRoute("waiting");

        assertThat(Duration.between(before, Instant.now())).isLessThan(Duration.ofSeconds(5));
        camel.satisfied(camel.mock("after"));
        assertThat(camel.pending("nba")).hasSize(1);
    }

    @Test
    void aThousandExchangesWaitWithoutAThread() throws Exception {
        var afterwards = new AtomicBoolean();
        camel.start(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:in")
                        .routeId("waiting")
                        .to(WAIT + "&firstLook=600000")
                        .process(e -> afterwards.set(true));
            }
        });
        ICE.ice().holdAll(true);
        camel.send("ice-highlights:warm?operation=submitHighlightExtractionJob&media=" + CamelOnIce.MEDIA, null);
        // four threads send them all: an exchange that kept its thread would keep the others from being sent
        ProducerTemplate template = camel.template();
        template.setExecutorService(Executors.newFixedThreadPool(4));
        long othersBefore = otherThreads();

        List<CompletableFuture<Exchange>> exchanges = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            exchanges.add(template.asyncSend("direct:in", camel.exchange()));
        }
        Awaitility.await().atMost(60, TimeUnit.SECONDS).untilAsserted(() -> assertThat(counts())
                .isEqualTo(Map.of(PendingState.ACTIVE, 1_000L)));

        assertThat(exchanges).noneMatch(CompletableFuture::isDone);
        assertThat(threadsParkedInUs()).isEmpty();
        assertThat(ourThreads()).isLessThanOrEqualTo(100);
        assertThat(otherThreads()).isEqualTo(othersBefore);

        Instant before = Instant.now();
        camel.context().stop();
        assertThat(Duration.between(before, Instant.now())).isLessThan(Duration.ofSeconds(5));

        assertThat(exchanges).allMatch(CompletableFuture::isDone);
        assertThat(exchanges.get(999).get().getMessage().getHeader(IceHighlightsConstants.DETACHED))
                .isEqualTo(true);
        assertThat(afterwards).isTrue();
        assertThat(counts()).isEqualTo(Map.of(PendingState.ACTIVE, 1_000L));
    }

    private long ourThreads() {
        return camelThreads().filter(name -> name.contains("IceHighlights")).count();
    }

    private long otherThreads() {
        return camelThreads().filter(name -> !name.contains("IceHighlights")).count();
    }

    private Stream<String> camelThreads() {
        String context = "Camel (" + camel.context().getName() + ")";
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith(context));
    }

    /** Threads that wait within an exchange: one of our frames, or of Camel's await manager, under a park. */
    private static List<String> threadsParkedInUs() {
        ThreadInfo[] threads = ManagementFactory.getThreadMXBean().dumpAllThreads(false, false);
        return Arrays.stream(threads)
                .filter(thread -> thread.getThreadState() == Thread.State.WAITING
                        || thread.getThreadState() == Thread.State.TIMED_WAITING)
                .filter(thread -> Arrays.stream(thread.getStackTrace())
                        .map(StackTraceElement::getClassName)
                        .anyMatch(name -> name.startsWith("io.github.icehighlights.camel.") && !name.contains("Test")
                                || name.contains("AsyncProcessorAwaitManager")))
                .map(ThreadInfo::toString)
                .toList();
    }
}
