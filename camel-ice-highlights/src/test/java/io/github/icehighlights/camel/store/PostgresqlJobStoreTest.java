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
package io.github.icehighlights.camel.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import io.github.icehighlights.camel.model.JobState;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class PostgresqlJobStoreTest implements DatabaseStoreTests {

    private final String namespace = UUID.randomUUID().toString();
    private final JobStore store = new JdbcJobStore(database().pooled(), new JdbcStoreSettings(TABLE, namespace, true));

    @Override
    public TestDatabase database() {
        return TestDatabase.POSTGRESQL;
    }

    @Override
    public String namespace() {
        return namespace;
    }

    @Override
    public JobStore store() {
        return store;
    }

    /** A row that stays where it is has no index to be told. Where a page is full, one has to move. */
    @Test
    void takingAndDeliveringAJobTouchesNoIndex() {
        String table = "in_place";
        // without a pool: the server counts what a connection did when it ends
        var store = new JdbcJobStore(database().plain(), new JdbcStoreSettings(table, "default", true));
        for (int i = 0; i < 20; i++) {
            Reservation reservation = reservation(CHANNEL, "k" + i);
            store.reserve(reservation, OWNER, LEASE, false);
            store.activate(reservation.correlationId(), "job-" + i, "request", Duration.ZERO);
        }

        List<PendingJob> claimed = store.claimDue(CHANNEL, OWNER, LEASE, 20);
        for (PendingJob job : claimed) {
            assertThat(store.renew(job, LEASE)).isTrue();
            assertThat(store.beginDelivery(job, new JobEnd(JobState.FINISHED, Duration.ofSeconds(1)), LEASE))
                    .isTrue();
        }

        assertThat(claimed).hasSize(20);
        await().untilAsserted(() -> {
            assertThat(updates("n_tup_upd", table)).isEqualTo(80);
            assertThat(updates("n_tup_hot_upd", table)).isBetween(50L, 60L);
        });
    }

    private long updates(String kind, String table) throws SQLException {
        try (Connection connection = database().plain().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT " + kind + " FROM pg_stat_user_tables WHERE relname = '" + table + "'")) {
            rows.next();
            return rows.getLong(1);
        }
    }

    /** In a table without statistics it would be taken for the right one, and all rows be read for one. */
    @Test
    void noIndexBeginsWithWhatAllRowsHaveInCommon() throws SQLException {
        store.open();
        List<String> indexes = new ArrayList<>();
        try (Connection connection = database().pooled().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery("SELECT indexdef FROM pg_indexes WHERE tablename = '" + TABLE + "'")) {
            while (rows.next()) {
                indexes.add(rows.getString(1));
            }
        }
        assertThat(indexes).hasSizeGreaterThan(5).noneMatch(index -> index.contains("(namespace"));
    }
}
