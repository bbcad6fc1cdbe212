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

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckHelper;
import org.apache.camel.health.HealthCheckRegistry;
import org.apache.camel.health.WritableHealthCheckRepository;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.github.icehighlights.camel.ice.IceException;
import io.github.icehighlights.camel.model.JobState;
import io.github.icehighlights.camel.model.JobType;
import io.github.icehighlights.camel.store.Connection;
import io.github.icehighlights.camel.store.MemoryJobStore;
import io.github.icehighlights.camel.store.PendingState;
import io.github.icehighlights.camel.store.Reservation;
import io.github.icehighlights.localice.LocalIceExtension;

import static org.assertj.core.api.Assertions.assertThat;

/** What ICE and the network do to us, over real HTTP. */
class FaultTest {

    private static final String SUBMIT_ACTION = "SubmitHighlightExtractionJob";
    private static final String LOOK_ACTION = "GetSmartHandleJob";
    private static final String SUBMIT =
            "ice-highlights:nba?operation=submitHighlightExtractionJob&media=" + CamelOnIce.MEDIA;

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
        camel.close();
    }

    private MockEndpoint results() {
        camel.start(new RouteBuilder() {
            @Override
            public void configure() {
                from("ice-highlights:nba").routeId("results").to("mock:results");
            }
        });
        MockEndpoint results = camel.mock("results");
        results.expectedMessageCount(1);
        return results;
    }

    @Test
    void throttlingIsWaitedOut() throws Exception {
        MockEndpoint results = results();
        ICE.ice().faults().on(SUBMIT_ACTION).throttle().times(2);
        ICE.ice().faults().on(LOOK_ACTION).throttle().times(2);

        camel.submit(SUBMIT);
        camel.satisfied(results);

        assertThat(ICE.ice().requests(SUBMIT_ACTION)).isEqualTo(3);
        assertThat(ICE.ice().created()).isEqualTo(1);
    }

    @Test
    void aConnectionThatBreaksAfterTheJobWasMadeDoesNotMakeAnother() throws Exception {
        MockEndpoint results = results();
        ICE.ice().faults().on(SUBMIT_ACTION).resetAfter();

        camel.submit(SUBMIT);
        camel.satisfied(results);

        assertThat(ICE.ice().requests(SUBMIT_ACTION)).isEqualTo(2);
        assertThat(ICE.ice().created()).isEqualTo(1);
    }

    @Test
    void errorsOfTheServiceArePassing() throws Exception {
        MockEndpoint results = results();
        ICE.ice().faults().on(SUBMIT_ACTION).internalError();
        ICE.ice().faults().on(SUBMIT_ACTION).html(502);
        ICE.ice().faults().on(LOOK_ACTION).unavailable();
        ICE.ice().faults().on(LOOK_ACTION).html(503);
        ICE.ice().faults().on(LOOK_ACTION).resetBefore();

        camel.submit(SUBMIT);
        camel.satisfied(results);

        assertThat(ICE.ice().created()).isEqualTo(1);
    }

    @Test
    void anUnknownOutcomeFailsTheExchangeAndIsHealed() throws Exception {
        camel.component().setRetryTimeout(300);
        MockEndpoint results = results();
        ICE.ice().faults().on(SUBMIT_ACTION).resetAfter();

        Exchange exchange = camel.send(SUBMIT, null);

        assertThat(exchange.getException())
                .isInstanceOfSatisfying(IceException.class, e -> assertThat(e.isOutcomeUnknown())
                        .isTrue());
        assertThat(exchange.getMessage().getHeader(IceHighlightsConstants.OUTCOME))
                .isEqualTo("UNKNOWN");
        camel.satisfied(results);
        assertThat(ICE.ice().created()).isEqualTo(1);
    }

    @Test
    void throttlingThatDoesNotEndIsADefiniteNo() {
        camel.component().setRetryTimeout(300);
        camel.start();
        ICE.ice().faults().on(SUBMIT_ACTION).throttle().always();

        Exchange exchange = camel.send(SUBMIT, null);

        assertThat(exchange.getException()).isInstanceOfSatisfying(IceException.class, e -> {
            assertThat(e.isOutcomeUnknown()).isFalse();
            assertThat(e.getCode()).startsWith("Throttling");
            assertThat(e.getHttpStatus()).isEqualTo(400);
        });
        assertThat(camel.pending("nba")).isEmpty();
    }

    @Test
    void aFreshJobThatIceDoesNotKnowYetIsWaitedFor() throws Exception {
        MockEndpoint results = results();
        ICE.ice().faults().notFound(3);

        camel.submit(SUBMIT);
        camel.satisfied(results);

        assertThat(results.getExchanges().get(0).getMessage().getHeader(IceHighlightsConstants.STATE))
                .isEqualTo(JobState.FINISHED);
    }

    @Test
    void aJobThatIceNeverKnowsIsLost() throws Exception {
        camel.component().getConfiguration().setNotFoundGrace(200);
        MockEndpoint results = results();
        ICE.ice().faults().notFound(1_000_000);

        camel.submit(SUBMIT);
        camel.satisfied(results);

        assertThat(results.getExchanges().get(0).getMessage().getHeader(IceHighlightsConstants.STATE))
                .isEqualTo(JobState.LOST);
    }

    @Test
    void aJobThatNeverEndsExpires() throws Exception {
        camel.component().getConfiguration().setMaxJobAge(300);
        MockEndpoint results = results();
        ICE.ice().faults().stuck();

        camel.submit(SUBMIT);
        camel.satisfied(results);

        assertThat(results.getExchanges().get(0).getMessage().getHeader(IceHighlightsConstants.STATE))
                .isEqualTo(JobState.EXPIRED);
    }

    @Test
    void aForbiddenConnectionRestsAndTurnsHealthDown() throws Exception {
        results();
        camel.mock("results").expectedMessageCount(0);
        ICE.ice().faults().on(LOOK_ACTION).forbidden().always();

        camel.submit(SUBMIT);
        Awaitility.await().atMost(10, TimeUnit.SECONDS).untilAsserted(() -> assertThat(health().getState())
                .isEqualTo(HealthCheck.State.DOWN));
        int looks = ICE.ice().requests(LOOK_ACTION);

        assertThat(health().getMessage().orElseThrow()).contains("Forbidden");
        Awaitility.await()
                .during(Duration.ofMillis(500))
                .atMost(Duration.ofSeconds(5))
                .untilAsserted(() -> assertThat(ICE.ice().requests(LOOK_ACTION)).isEqualTo(looks));
        assertThat(camel.component().store().count("nba")).isEqualTo(Map.of(PendingState.ACTIVE, 1L));
    }

    /** As when a key or a client bean was renamed, or the table is an older application's. */
    @Test
    void aJobOfAConnectionThatIsGoneExpiresAndTurnsHealthDown() throws Exception {
        var store = new MemoryJobStore(Clock.systemUTC());
        var gone = new Connection("renamed", "cn-shanghai", "ice.cn-shanghai.aliyuncs.com");
        store.reserve(
                new Reservation("c", "nba", JobType.SPORTS_HIGHLIGHTS, "key", "f", "token", Map.of(), gone, null, null),
                "dead",
                Duration.ofSeconds(1),
                false);
        store.activate("c", "job", null, Duration.ZERO);
        camel.component().setJobStore(store);
        camel.start(new RouteBuilder() {
            @Override
            public void configure() {
                from("ice-highlights:nba?maxJobAge=1000").routeId("results").to("mock:results");
            }
        });
        MockEndpoint results = camel.mock("results");
        results.expectedMessageCount(1);
        camel.satisfied(results);

        assertThat(results.getExchanges().get(0).getMessage().getHeader(IceHighlightsConstants.STATE))
                .isEqualTo(JobState.EXPIRED);
        assertThat(health().getState()).isEqualTo(HealthCheck.State.DOWN);
        assertThat(health().getMessage().orElseThrow()).contains("renamed@cn-shanghai", "No endpoint");
    }

    @Test
    void healthIsUpWhenAllIsWell() {
        results();

        assertThat(health().getState()).isEqualTo(HealthCheck.State.UP);
    }

    @Test
    void producersHaveAHealthCheckToo() throws Exception {
        HealthCheckRegistry registry = HealthCheckRegistry.get(camel.context());
        registry.register(registry.resolveById("producers"));
        WritableHealthCheckRepository checks = HealthCheckHelper.getHealthCheckRepository(
                camel.context(), "producers", WritableHealthCheckRepository.class);
        checks.setEnabled(true);
        camel.start(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:in").to(SUBMIT);
            }
        });

        assertThat(checks.stream())
                .singleElement()
                .satisfies(check -> assertThat(check.call().getState()).isEqualTo(HealthCheck.State.UP));
        camel.context().stop();
        assertThat(checks.stream()).isEmpty();
    }

    private HealthCheck.Result health() {
        return HealthCheckHelper.invokeReadiness(camel.context()).stream()
                .filter(result -> result.getCheck().getId().contains("results"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void getJobAsksForAnyJob() {
        camel.start();
        Exchange submitted = camel.submit(SUBMIT);
        Object jobId = submitted.getMessage().getHeader(IceHighlightsConstants.JOB_ID);

        Exchange job =
                camel.submit("ice-highlights:other?operation=getJob", Map.of(IceHighlightsConstants.JOB_ID, jobId));
        assertThat(job.getMessage().getHeader(IceHighlightsConstants.JOB_ID)).isEqualTo(jobId);

        Exchange unknown = camel.send(
                "ice-highlights:other?operation=getJob", null, Map.of(IceHighlightsConstants.JOB_ID, "no-such-job"));
        assertThat(unknown.getException()).isInstanceOfSatisfying(IceException.class, e -> assertThat(e.isNotFound())
                .isTrue());
        assertThat(camel.send("ice-highlights:other?operation=getJob", null).getException())
                .hasMessageContaining(IceHighlightsConstants.JOB_ID);
    }
}
