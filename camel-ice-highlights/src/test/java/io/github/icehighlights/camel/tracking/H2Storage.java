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
package io.github.icehighlights.camel.tracking;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.UUID;

import javax.sql.DataSource;

import org.h2.jdbcx.JdbcConnectionPool;

import io.github.icehighlights.camel.store.JdbcStoreSettings;
import io.github.icehighlights.camel.store.JdbcStores;
import io.github.icehighlights.camel.store.JobStore;
import io.github.icehighlights.camel.store.TappedDataSource;

/** A database whose clock is the simulation's, and which loses connections before and after their commits. */
final class H2Storage implements Storage {

    private final JdbcConnectionPool pool;
    private final JobStore plain;

    H2Storage(Clock clock) {
        SimulatedTime.begin(clock);
        pool = JdbcConnectionPool.create("jdbc:h2:mem:" + UUID.randomUUID(), "sa", "");
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE ALIAS SIM_NOW FOR \"" + SimulatedTime.class.getName() + ".now\"");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        plain = store(pool);
        plain.open();
    }

    private static JobStore store(DataSource dataSource) {
        return JdbcStores.withNow(dataSource, JdbcStoreSettings.DEFAULT, "SIM_NOW()");
    }

    @Override
    public JobStore plain() {
        return plain;
    }

    @Override
    public JobStore connect(Simulation simulation) {
        return store(new TappedDataSource(pool, new Drops(simulation)));
    }

    @Override
    public boolean failsByItself() {
        return true;
    }

    @Override
    public void close() {
        pool.dispose();
        SimulatedTime.end();
    }

    /** Loses connections. What was not committed is rolled back then. */
    private record Drops(Simulation simulation) implements TappedDataSource.Tap {

        @Override
        public void before(String step) throws SQLException {
            drop(step, Incident.STORE_AWAY, simulation.isStoreAway());
        }

        @Override
        public void after(String step) throws SQLException {
            // nobody would give back a connection that nobody has got
            if (!step.equals("connect")) {
                drop(step, Incident.COMMIT_UNKNOWN, false);
            }
        }

        private void drop(String step, Incident incident, boolean surely) throws SQLException {
            // a lost connection is rolled back by its database
            if (!step.equals("rollback")
                    && (surely || simulation.chance(simulation.trouble().store() / 3))) {
                simulation.chronicle.happened(incident, step);
                throw new SQLException("connection lost at " + step, "08006");
            }
        }
    }
}
