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

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.Processor;
import org.apache.camel.Route;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.spi.TransactedPolicy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.github.icehighlights.camel.store.JdbcJobStore;
import io.github.icehighlights.camel.store.JdbcStoreSettings;
import io.github.icehighlights.camel.store.JobStoreException;
import io.github.icehighlights.camel.store.PendingState;
import io.github.icehighlights.camel.store.TestDatabase;
import io.github.icehighlights.localice.LocalIceExtension;

import static org.assertj.core.api.Assertions.assertThat;

/** Routes that hold a transaction on the database of the job store. */
class TransactedStoreTest {

    private static final String SUBMIT = "ice-highlights:nba?operation=submitHighlightExtractionJob&firstLook=600000"
            + "&idempotencyKey=k&media=" + CamelOnIce.MEDIA;
    private static final Duration POOL_TIMEOUT = Duration.ofSeconds(1);

    @RegisterExtension
    static final LocalIceExtension ICE =
            LocalIceExtension.create(b -> b.instant().bucket("media")).withFreshJobs();

    private final HikariDataSource pool = TestDatabase.POSTGRESQL.pool(1, POOL_TIMEOUT);
    private final CamelOnIce camel = new CamelOnIce(ICE.ice());
    private final JdbcJobStore store = new JdbcJobStore(
            pool, new JdbcStoreSettings("ice_highlights_job", UUID.randomUUID().toString(), true));

    @BeforeEach
    void start() {
        camel.component().setJobStore(store);
        camel.context().getRegistry().bind("tx", new JdbcTransaction(pool));
        camel.start(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:transacted").transacted("tx").to(SUBMIT).process(exchange -> {
                    if (exchange.getMessage().getHeader("fails", false, boolean.class)) {
                        throw new IllegalStateException("after the submission");
                    }
                });
                from("direct:plain").to(SUBMIT);
            }
        });
    }

    @AfterEach
    void stop() {
        camel.close();
        pool.close();
    }

    @Test
    @Timeout(20)
    void aTransactionOnTheOnlyConnectionFailsTheSubmissionAndNothingIsSent() {
        Exchange exchange = camel.send("direct:transacted", null);

        assertThat(exchange.getException())
                .isInstanceOf(JobStoreException.class)
                .hasMessageContaining("reserve");
        assertThat(ICE.ice().created()).isZero();

        assertThat(camel.send("direct:plain", null).getException())
                .as("tried again")
                .isNull();
        assertThat(ICE.ice().created()).isEqualTo(1);
        assertThat(store.count("nba")).isEqualTo(Map.of(PendingState.ACTIVE, 1L));
    }

    @Test
    void aTransactionThatIsRolledBackTakesNoSubmissionBack() {
        pool.setMaximumPoolSize(2);

        Exchange failed = camel.send("direct:transacted", null, Map.of("fails", true));
        Exchange again = camel.send("direct:transacted", null);

        assertThat(failed.getException()).hasMessage("after the submission");
        assertThat(again.getException()).isNull();
        assertThat(again.getMessage().getHeaders()).containsEntry(IceHighlightsConstants.DUPLICATE, true);
        assertThat(ICE.ice().created()).isEqualTo(1);
    }

    /** A transaction on a connection of the pool, from the first step of the route to its last. */
    private record JdbcTransaction(DataSource dataSource) implements TransactedPolicy {

        @Override
        public void beforeWrap(Route route, NamedNode definition) {}

        @Override
        public Processor wrap(Route route, Processor processor) {
            return exchange -> {
                try (Connection connection = dataSource.getConnection();
                        Statement statement = connection.createStatement()) {
                    connection.setAutoCommit(false);
                    statement.execute("SELECT 1");
                    exchange.getExchangeExtension().setTransacted(true);
                    processor.process(exchange);
                    end(connection, exchange);
                }
            };
        }

        private static void end(Connection connection, Exchange exchange) throws SQLException {
            if (exchange.getException() == null) {
                connection.commit();
            } else {
                connection.rollback();
            }
        }
    }
}
