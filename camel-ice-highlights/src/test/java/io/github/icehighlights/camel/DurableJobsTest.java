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
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

import javax.sql.DataSource;

import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckHelper;
import org.awaitility.Awaitility;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.icehighlights.camel.store.JdbcJobStore;
import io.github.icehighlights.camel.store.JobStore;
import io.github.icehighlights.camel.store.PendingState;
import io.github.icehighlights.localice.LocalIceExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Jobs in a database outlive the application, and the application outlives its database. */
class DurableJobsTest {

    private static final String ACTION = "SubmitHighlightExtractionJob";
    private static final String SUBMIT = "ice-highlights:nba?operation=submitHighlightExtractionJob&media="
            + CamelOnIce.MEDIA + "&strategy.Count=2&strategy.ClipDuration=5";

    @RegisterExtension
    static final LocalIceExtension ICE =
            LocalIceExtension.create(b -> b.instant().bucket("media")).withFreshJobs();

    @TempDir
    Path folder;

    private final AtomicBoolean there = new AtomicBoolean(true);
    private CamelOnIce camel;

    @BeforeEach
    void create() {
        camel = new CamelOnIce(ICE.ice());
    }

    @AfterEach
    void stop() {
        camel.close();
    }

    private String url() {
        return "jdbc:h2:file:" + folder.resolve("jobs");
    }

    private MockEndpoint results(CamelOnIce camel, int count) {
        camel.start(new RouteBuilder() {
            @Override
            public void configure() {
                from("ice-highlights:nba").to("mock:results");
            }
        });
        MockEndpoint results = camel.mock("results");
        results.expectedMessageCount(count);
        return results;
    }

    @Test
    void aJobSubmittedBeforeARestartIsDeliveredAfterIt() throws Exception {
        camel.component().setJobStoreUrl(url());
        camel.start();
        Object jobId = camel.submit(SUBMIT + "&carryHeaders=order", Map.of("order", "ä7"))
                .getMessage()
                .getHeader(IceHighlightsConstants.JOB_ID);
        camel.close();

        camel = new CamelOnIce(ICE.ice());
        camel.component().setJobStoreUrl(url());
        MockEndpoint results = results(camel, 1);
        camel.satisfied(results);

        assertThat(results.getExchanges().get(0).getMessage().getHeaders())
                .containsEntry(IceHighlightsConstants.JOB_ID, jobId)
                .containsEntry("order", "ä7");
        Awaitility.await()
                .untilAsserted(() -> assertThat(camel.component().store().count("nba"))
                        .isEqualTo(Map.of(PendingState.ACKNOWLEDGED, 1L)));
    }

    @Test
    void aComponentThatStartsAgainOpensItsStoreAgain() throws Exception {
        camel.component().setJobStoreUrl(url());
        camel.start();
        camel.submit(SUBMIT);
        camel.component().stop();
        camel.component().start();

        assertThat(camel.component().store().count("nba")).isEqualTo(Map.of(PendingState.ACTIVE, 1L));
    }

    /** Camel may interrupt the thread that stops its consumers, too. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void anApplicationEndsWhenTheRouteThatItInterruptsHasGivenItsJobBack(boolean isStopInterrupted) throws Exception {
        JdbcConnectionPool pool = JdbcConnectionPool.create(url(), "sa", "");
        var interrupted = new CountDownLatch(1);
        var end = new CountDownLatch(1);
        camel.component().setJobStore(pool);
        camel.component().setLeaseDuration(600_000);
        camel.context().getShutdownStrategy().setTimeout(1);
        camel.start(new RouteBuilder() {
            @Override
            public void configure() {
                from("ice-highlights:nba").process(exchange -> {
                    try {
                        new CountDownLatch(1).await();
                    } catch (InterruptedException e) {
                        interrupted.countDown();
                        end.await();
                        throw e;
                    }
                });
            }
        });
        camel.submit(SUBMIT);
        Awaitility.await().until(() -> camel.context().getInflightRepository().size() == 1);

        CompletableFuture<Void> stopped = CompletableFuture.runAsync(() -> {
            if (isStopInterrupted) {
                Thread.currentThread().interrupt();
            }
            camel.close();
        });
        assertThat(interrupted.await(20, TimeUnit.SECONDS)).isTrue();
        assertThatThrownBy(() -> stopped.get(500, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
        end.countDown();
        stopped.get(20, TimeUnit.SECONDS);

        JobStore store = new JdbcJobStore(pool);
        assertThat(store.page("nba", EnumSet.of(PendingState.ACTIVE), null, 10))
                .singleElement()
                .satisfies(job -> assertThat(job.lease()).isNull());
        store.close();
        pool.dispose();
    }

    @Test
    void applicationsWithOtherNamespacesShareATable() throws Exception {
        JdbcConnectionPool pool = JdbcConnectionPool.create(url(), "sa", "");
        CamelOnIce other = new CamelOnIce(ICE.ice());
        try {
            camel.component().setJobStore(pool);
            camel.start();
            other.component().setJobStore(pool);
            other.component().setStoreNamespace("other");
            MockEndpoint nothing = results(other, 0);
            camel.submit(SUBMIT, Map.of(IceHighlightsConstants.IDEMPOTENCY_KEY, "k"));
            other.submit(
                    "ice-highlights:theirs?operation=submitHighlightExtractionJob&media=" + CamelOnIce.MEDIA
                            + "&strategy.Count=2&strategy.ClipDuration=5",
                    Map.of(IceHighlightsConstants.IDEMPOTENCY_KEY, "k"));

            assertThat(camel.pending("nba")).hasSize(1);
            assertThat(other.pending("nba")).isEmpty();
            assertThat(ICE.ice().requests(ACTION)).isEqualTo(2);
            nothing.assertIsSatisfied();
        } finally {
            other.close();
            pool.dispose();
        }
    }

    @Test
    void withoutItsStoreNothingIsSent() {
        camel.component().setJobStore(databaseThatIsThereWhile(there::get));
        camel.start();
        there.set(false);

        Exchange failed = camel.send(SUBMIT, null);

        assertThat(failed.getException()).hasStackTraceContaining("no database there");
        assertThat(ICE.ice().requests(ACTION)).isZero();
    }

    @Test
    void aStoreThatGoesAwayAfterTheReservationDoesNotStopTheExchangeAndTheJobIsDelivered() throws Exception {
        there.set(false);
        camel.component()
                .setJobStore(
                        databaseThatIsThereWhile(() -> there.get() || ICE.ice().requests(ACTION) == 0));
        MockEndpoint results = results(camel, 1);

        Exchange submitted = camel.submit(SUBMIT);

        assertThat(submitted.getMessage().getHeader(IceHighlightsConstants.JOB_ID))
                .isNotNull();
        Awaitility.await().untilAsserted(() -> assertThat(readiness()).contains(HealthCheck.State.DOWN));
        there.set(true);
        camel.satisfied(results);
        Awaitility.await().untilAsserted(() -> assertThat(readiness()).doesNotContain(HealthCheck.State.DOWN));
        assertThat(ICE.ice().requests(ACTION)).isEqualTo(1);
    }

    @Test
    void anApplicationStartsWithoutItsDatabase() throws Exception {
        there.set(false);
        camel.component().setJobStore(databaseThatIsThereWhile(there::get));
        MockEndpoint results = results(camel, 1);
        Awaitility.await().untilAsserted(() -> assertThat(readiness()).contains(HealthCheck.State.DOWN));

        there.set(true);
        camel.submit(SUBMIT);

        camel.satisfied(results);
    }

    @Test
    void aDatabaseInMemoryIsWarnedOf() {
        camel.component().setJobStore(JdbcConnectionPool.create("jdbc:h2:mem:jobs", "sa", ""));
        results(camel, 0);

        assertThat(camel.component().store().isDurable()).isFalse();
        assertThat(HealthCheckHelper.invokeReadiness(camel.context())).anySatisfy(result -> {
            assertThat(result.getState()).isEqualTo(HealthCheck.State.UP);
            assertThat(result.getDetails().get("notices")).asString().contains("lost when it ends", "jdbc:h2:file:");
        });
    }

    private DataSource databaseThatIsThereWhile(BooleanSupplier isThere) {
        DataSource pool = JdbcConnectionPool.create(url(), "sa", "");
        return (DataSource) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {DataSource.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("getConnection") && !isThere.getAsBoolean()) {
                        throw new SQLException("no database there");
                    }
                    try {
                        return method.invoke(pool, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private List<HealthCheck.State> readiness() {
        return HealthCheckHelper.invokeReadiness(camel.context()).stream()
                .map(HealthCheck.Result::getState)
                .toList();
    }
}
