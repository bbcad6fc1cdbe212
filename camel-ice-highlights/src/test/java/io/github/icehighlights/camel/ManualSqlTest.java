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

import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.github.icehighlights.camel.model.JobType;
import io.github.icehighlights.camel.store.Connection;
import io.github.icehighlights.camel.store.JdbcJobStore;
import io.github.icehighlights.camel.store.PendingJob;
import io.github.icehighlights.camel.store.Reservation;

import static org.assertj.core.api.Assertions.assertThat;

/** The SQL that the manual gives to those who look into the table. */
class ManualSqlTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    @TempDir
    Path folder;

    private final JdbcDataSource database = new JdbcDataSource();
    private JdbcJobStore store;

    @BeforeEach
    void fill() {
        database.setURL("jdbc:h2:file:" + folder.resolve("jobs"));
        store = new JdbcJobStore(database);
        store.activate(reserve("old").correlationId(), "job-1", null, Duration.ZERO);
        store.activate(reserve("young").correlationId(), "job-2", null, MINUTE);
        store.uncertain(reserve("odd"), "nobody knows");
    }

    @Test
    void howManyJobsStandWhere() throws SQLException {
        assertThat(rows("how-many.sql")).containsExactlyInAnyOrder("default nba ACTIVE 2", "default nba UNCERTAIN 1");
    }

    @Test
    void whatWaitsForAPerson() throws SQLException {
        assertThat(rows("for-somebody.sql"))
                .containsExactly("id-odd nba SPORTS_HIGHLIGHTS UNCERTAIN null odd nobody knows");
    }

    @Test
    void whatNobodyTakes() throws SQLException {
        assertThat(rows("nobodys.sql")).isEmpty();

        try (var connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("UPDATE ice_highlights_job SET next_look_at = next_look_at - 61000");
        }
        assertThat(rows("nobodys.sql")).singleElement().asString().startsWith("nba 1 ");
    }

    private PendingJob reserve(String key) {
        var intent = new Reservation(
                "id-" + key,
                "nba",
                JobType.SPORTS_HIGHLIGHTS,
                key,
                "fingerprint",
                "token-" + key,
                Map.of(),
                new Connection("default", "cn-shanghai", "ice.cn-shanghai.aliyuncs.com"),
                null,
                null);
        return store.reserve(intent, "node", MINUTE, false).job();
    }

    private List<String> rows(String file) throws SQLException {
        String sql = ManualPage.read(ManualPage.testFile("resources/examples/" + file));
        List<String> rows = new ArrayList<>();
        try (var connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql.strip().replaceAll(";$", ""))) {
            while (row.next()) {
                var values = new ArrayList<String>();
                for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                    values.add(row.getString(i));
                }
                rows.add(String.join(" ", values));
            }
        }
        return rows;
    }
}
