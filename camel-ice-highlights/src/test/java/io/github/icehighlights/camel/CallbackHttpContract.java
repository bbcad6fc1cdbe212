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

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;

import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.github.icehighlights.camel.callback.CallbackAuth;
import io.github.icehighlights.camel.ice.HintTokens;
import io.github.icehighlights.camel.model.Highlights;
import io.github.icehighlights.camel.model.JobState;
import io.github.icehighlights.camel.tracking.Heard;
import io.github.icehighlights.camel.tracking.Hint;
import io.github.icehighlights.localice.LocalIceExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Callbacks over one of Camel's HTTP servers. Without them no job is looked at here for an hour. */
abstract class CallbackHttpContract {

    private static final String SUBMIT =
            "ice-highlights:nba?operation=submitHighlightExtractionJob&media=" + CamelOnIce.MEDIA;
    private static final String PUBLIC_URL = "https://media.example.com/ice/callback?via=proxy";
    private static final String KEY = "Key-of-today-1";
    private static final String OLD_KEY = "Key-of-yesterday-1";

    @RegisterExtension
    static final LocalIceExtension ICE =
            LocalIceExtension.create(b -> b.instant().bucket("media")).withFreshJobs();

    private final HttpServerUnderTest server;
    private CamelOnIce camel;
    private String address;

    CallbackHttpContract(HttpServerUnderTest server) {
        this.server = server;
    }

    @BeforeEach
    void prepare() {
        camel = new CamelOnIce(ICE.ice());
        IceHighlightsConfiguration options = camel.component().getConfiguration();
        options.setFirstLook(3_600_000);
        options.setLookInterval(3_600_000);
        options.setCallbackPath("/ice/callback");
        options.setCallbackUrl(PUBLIC_URL);
        options.setCallbackAuthKey(KEY);
        options.setCallbackPreviousAuthKey(OLD_KEY);
        address = "http://127.0.0.1:" + server.in(camel.context()) + "/ice/callback";
    }

    @AfterEach
    void stop() {
        camel.close();
    }

    final CamelOnIce camel() {
        return camel;
    }

    final void start() {
        camel.start(results());
    }

    static RouteBuilder results() {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from("ice-highlights:nba").routeId("results").to("mock:results");
            }
        };
    }

    private CallbackPost post(Object jobId) {
        return new CallbackPost(address).body(CallbackPost.event(jobId, "{}"));
    }

    private CallbackPost post(byte[] body) {
        return new CallbackPost(address).body(body).signed(PUBLIC_URL, KEY);
    }

    /** A server may go with its last path. */
    private boolean isOpen() {
        try {
            return post("x").signed(PUBLIC_URL, KEY).status() == 200;
        } catch (IllegalStateException e) {
            return false;
        }
    }

    private Object submit() {
        return camel.submit(SUBMIT).getMessage().getHeader(IceHighlightsConstants.JOB_ID);
    }

    @Test
    void aSignedCallbackBringsTheJobWithOneCallAndNothingOfItsContent() throws InterruptedException {
        start();
        MockEndpoint results = camel.mock("results");
        results.expectedMessageCount(1);
        Object jobId = submit();

        HttpResponse<String> answer = post(jobId).signed(PUBLIC_URL, KEY).send();

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().map()).doesNotContainKeys("X-ICE-SIGNATURE", "X-ICE-TIMESTAMP");
        camel.satisfied(results);
        Exchange delivered = results.getExchanges().get(0);
        Highlights highlights = delivered.getMessage().getBody(Highlights.class);
        assertThat(highlights.state()).isEqualTo(JobState.FINISHED);
        assertThat(delivered.getMessage().getHeaders().toString() + highlights).doesNotContain("forged", "evil");
        assertThat(ICE.ice().requests("GetSmartHandleJob")).isEqualTo(1);
    }

    @Test
    void keysRotate() {
        start();

        assertThat(post("x").signed(PUBLIC_URL, OLD_KEY).status()).isEqualTo(200);
    }

    @Test
    void whoCannotSignIsRefusedAndCausesNothing() {
        start();
        Object jobId = submit();
        Instant now = Instant.now();

        assertThat(post(jobId).status()).as("no signature").isEqualTo(401);
        assertThat(post(jobId).signed(PUBLIC_URL, "another").status()).as("key").isEqualTo(401);
        assertThat(post(jobId).signed(address, KEY).status()).as("url").isEqualTo(401);
        assertThat(post(jobId).signed(PUBLIC_URL, KEY, now.minusSeconds(400)).status())
                .as("replayed")
                .isEqualTo(401);
        assertThat(post(jobId).signed(PUBLIC_URL, KEY, now.plusSeconds(400)).status())
                .as("from the future")
                .isEqualTo(401);
        assertThat(post(jobId)
                        .signed(PUBLIC_URL, KEY)
                        .header("X-ICE-TIMESTAMP", "999999999999999999999")
                        .status())
                .as("no time")
                .isEqualTo(401);
        assertThat(ICE.ice().requests("GetSmartHandleJob")).isZero();
        assertThat(camel.pending("nba")).hasSize(1);
    }

    @Test
    void aClockMayBeWrongByMinutesEitherWay() {
        start();
        Instant now = Instant.now();

        assertThat(post("x").signed(PUBLIC_URL, KEY, now.minusSeconds(200)).status())
                .isEqualTo(200);
        assertThat(post("x").signed(PUBLIC_URL, KEY, now.plusSeconds(200)).status())
                .isEqualTo(200);
    }

    @Test
    void aTokenIsWorthAHintOfItsJobWhateverTheEventSays() throws InterruptedException {
        start();
        MockEndpoint results = camel.mock("results");
        results.expectedMessageCount(1);
        Message submitted = camel.submit(SUBMIT).getMessage();
        Object other = submit();
        String correlationId = submitted.getHeader(IceHighlightsConstants.CORRELATION_ID, String.class);
        String query = new HintTokens(List.of(KEY)).sign("", correlationId);

        String forged = CallbackPost.event(other, "{}");
        assertThat(new CallbackPost(address + query.replace(".", ".A"))
                        .body(forged)
                        .status())
                .isEqualTo(401);
        assertThat(new CallbackPost(address + query).body(forged).status()).isEqualTo(200);

        camel.satisfied(results);
        assertThat(results.getExchanges().get(0).getMessage().getHeader(IceHighlightsConstants.JOB_ID))
                .isEqualTo(submitted.getHeader(IceHighlightsConstants.JOB_ID));
        assertThat(ICE.ice().requests("GetSmartHandleJob")).isEqualTo(1);
    }

    @Test
    void whereNothingIsAskedForAHintStillBringsNoForeignJob() throws InterruptedException {
        camel.component().getConfiguration().setCallbackAuth(CallbackAuth.NONE);
        start();
        MockEndpoint results = camel.mock("results");
        results.expectedMessageCount(1);
        Object jobId = submit();

        assertThat(post("0123456789abcdef").status()).isEqualTo(200);
        assertThat(post(jobId).status()).isEqualTo(200);

        camel.satisfied(results);
        assertThat(ICE.ice().requests("GetSmartHandleJob")).isEqualTo(1);
    }

    @Test
    void garbageIsRefused() throws IOException {
        start();
        byte[] event = CallbackPost.event("x", "{}").getBytes(StandardCharsets.UTF_8);

        assertThat(post(new byte[0]).status()).isEqualTo(400);
        assertThat(post("not JSON".getBytes(StandardCharsets.UTF_8)).status()).isEqualTo(400);
        assertThat(post(compressed(event, false)).status()).isEqualTo(400);
        assertThat(post(compressed(event, false))
                        .header("Content-Encoding", "deflate")
                        .status())
                .isEqualTo(400);
        assertThat(post("[".repeat(60_000).getBytes(StandardCharsets.UTF_8)).status())
                .isEqualTo(400);
    }

    @Test
    void whatIsTooLargeIsRefused() throws IOException {
        start();
        byte[] large = CallbackPost.event("x", "a".repeat(1 << 20)).getBytes(StandardCharsets.UTF_8);

        assertThat(post(large).status()).isEqualTo(413);
        assertThat(post(compressed(large, true))
                        .header("Content-Encoding", "gzip")
                        .status())
                .isIn(400, 413);
    }

    @Test
    void aStrangersBodyIsNotRead() throws IOException {
        start();
        byte[] large = "a".repeat(1 << 20).getBytes(StandardCharsets.UTF_8);

        assertThat(new CallbackPost(address).body(large).status()).isEqualTo(401);
        assertThat(new CallbackPost(address)
                        .body(bomb())
                        .header("Content-Encoding", "gzip")
                        .status())
                .isEqualTo(401);
        assertThat(new CallbackPost(address)
                        .body(compressed(large, false))
                        .header("Content-Encoding", "deflate")
                        .status())
                .isEqualTo(401);
    }

    @Test
    void whatIsCompressedIsNotInflated() throws IOException {
        start();
        byte[] event = CallbackPost.event("x", "{}").getBytes(StandardCharsets.UTF_8);

        assertThat(post(compressed(event, true))
                        .header("Content-Encoding", "gzip")
                        .status())
                .isEqualTo(400);
        assertThat(post(bomb()).header("Content-Encoding", "gzip").status()).isIn(400, 413);
        assertThat(post(bomb())
                        .header("Content-Encoding", "gzip")
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .status())
                .as("what servers take for a form they read themselves")
                .isBetween(400, 500);
        assertThat(post(event).status()).isEqualTo(200);
    }

    /** 256 MB in 256 KB. */
    private static byte[] bomb() throws IOException {
        var out = new ByteArrayOutputStream();
        byte[] nothing = new byte[1 << 20];
        try (OutputStream compressing = new GZIPOutputStream(out)) {
            for (int i = 0; i < 256; i++) {
                compressing.write(nothing);
            }
        }
        return out.toByteArray();
    }

    private static byte[] compressed(byte[] bytes, boolean gzip) throws IOException {
        var out = new ByteArrayOutputStream();
        try (OutputStream compressing = gzip ? new GZIPOutputStream(out) : new DeflaterOutputStream(out)) {
            compressing.write(bytes);
        }
        return out.toByteArray();
    }

    @Test
    void onlyPostIsAllowed() {
        start();

        for (String method : new String[] {"GET", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS"}) {
            assertThat(post("x").method(method).signed(PUBLIC_URL, KEY).status())
                    .as(method)
                    .isEqualTo(405);
        }
    }

    @Test
    void aSuspendedRouteIsUnavailableUntilItGoesOn() throws Exception {
        start();
        MockEndpoint results = camel.mock("results");
        results.expectedMessageCount(1);
        Object jobId = submit();

        camel.context().getRouteController().suspendRoute("results");
        assertThat(post(jobId).signed(PUBLIC_URL, KEY).status()).isEqualTo(503);
        assertThat(post(jobId).status()).isEqualTo(503);
        camel.context().getRouteController().resumeRoute("results");

        assertThat(post(jobId).signed(PUBLIC_URL, KEY).status()).isEqualTo(200);
        camel.satisfied(results);
    }

    @Test
    void whatCannotBeRecordedIsNotSaidToBe() {
        var store = new FaultyStore();
        camel.component().setJobStore(store.store());
        start();
        assertThat(post("x").signed(PUBLIC_URL, KEY).status()).isEqualTo(200);

        store.goAway();
        HttpResponse<String> answer = post("x").signed(PUBLIC_URL, KEY).send();
        store.comeBack();

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body()).isEqualTo("not recorded");
        assertThat(post("x").signed(PUBLIC_URL, KEY).status()).isEqualTo(200);
    }

    @Test
    void noMoreHintsAreTakenThanCanBeRemembered() {
        var store = new FaultyStore();
        camel.component().setJobStore(store.store());
        start();
        store.hang();
        try {
            List<CompletableFuture<Heard>> taken = IntStream.range(0, 10_000)
                    .mapToObj(i -> camel.component().tracker().hints().accept(new Hint(null, "job-" + i)))
                    .toList();
            assertThat(taken).noneMatch(CompletableFuture::isDone);

            assertThat(post("x").signed(PUBLIC_URL, KEY).status()).isEqualTo(503);

            store.comeBack();
            CompletableFuture.allOf(taken.toArray(CompletableFuture[]::new)).join();
        } finally {
            store.comeBack();
        }
        assertThat(post("x").signed(PUBLIC_URL, KEY).status()).isEqualTo(200);
    }

    @Test
    void aPathIsSharedAndClosesWithItsLastUser() throws Exception {
        start();
        camel.context().addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("ice-highlights:other").routeId("other").to("mock:other");
            }
        });

        camel.context().getRouteController().stopRoute("results");
        assertThat(post("x").signed(PUBLIC_URL, KEY).status()).isEqualTo(200);
        camel.context().getRouteController().stopRoute("other");
        assertThat(isOpen()).isFalse();
        camel.context().getRouteController().startRoute("results");
        assertThat(post("x").signed(PUBLIC_URL, KEY).status()).isEqualTo(200);
    }

    @Test
    void aPostIsAnsweredWhileTheRouteIsAtWork() throws Exception {
        var begun = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        camel.start(new RouteBuilder() {
            @Override
            public void configure() {
                from("ice-highlights:nba")
                        .process(exchange -> {
                            begun.countDown();
                            goOn.await(60, TimeUnit.SECONDS);
                        })
                        .to("mock:results");
            }
        });
        MockEndpoint results = camel.mock("results");
        results.expectedMessageCount(2);
        Object first = submit();
        Object second = submit();
        try {
            assertThat(post(first).signed(PUBLIC_URL, KEY).status()).isEqualTo(200);
            assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();

            assertThat(post(second).signed(PUBLIC_URL, KEY).status()).isEqualTo(200);
            assertThat(results.getReceivedCounter()).isZero();
        } finally {
            goOn.countDown();
        }

        camel.satisfied(results);
    }

    @Test
    void aSecondComponentHasToTakeAnotherPath() throws Exception {
        start();
        var second = new IceHighlightsComponent();
        second.setConfiguration(camel.component().getConfiguration().copy());
        camel.context().addComponent("ice-second", second);

        assertThatThrownBy(() -> camel.context().addRoutes(new RouteBuilder() {
                    @Override
                    public void configure() {
                        from("ice-second:other").to("mock:other");
                    }
                }))
                .hasStackTraceContaining("callbackPath /ice/callback of")
                .hasStackTraceContaining("is taken by another component");

        second.getConfiguration().setCallbackPath("/ice/other");
        camel.context().addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("ice-second:another").to("mock:other");
            }
        });
        assertThat(post("x").signed(PUBLIC_URL, KEY).status()).isEqualTo(200);
    }

    @Test
    void aPathHasOneSetOfOptions() {
        start();

        assertThatThrownBy(() -> camel.context().addRoutes(new RouteBuilder() {
                    @Override
                    public void configure() {
                        from("ice-highlights:other?callbackAuthKey=RAW(other)").to("mock:other");
                    }
                }))
                .hasStackTraceContaining("callbackPath /ice/callback is used twice")
                .hasStackTraceContaining("on the component");
    }
}
