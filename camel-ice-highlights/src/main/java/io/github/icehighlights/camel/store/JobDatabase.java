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
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

import javax.sql.DataSource;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way to the database: each call has a connection of its own, in a state of its own, which it leaves as it was. The
 * table is looked after before the first call.
 */
final class JobDatabase {

    private static final Logger LOG = LoggerFactory.getLogger(JobDatabase.class);

    /** Beyond the time-out of a statement: a database that is there says itself that it took too long. */
    private static final int NETWORK_GRACE_SECONDS = 5;

    private static final int ATTEMPTS = 8;

    /** For all stores of the process: H2 shows a new table to others a moment before its generated columns work. */
    private static final Lock OPENING = new ReentrantLock();

    /** H2's databases in memory, all of which end with their process; behind a server that is another one. */
    private static final Pattern IN_MEMORY = Pattern.compile("(?i)jdbc:h2:(mem|memFS|memLZ|nioMemFS|nioMemLZ):.*");

    private static final Pattern PASSWORD = Pattern.compile("(?i)(password|passwd|pwd)=[^&;,\\s]*");

    private final DataSource dataSource;
    private final JdbcStoreSettings settings;
    private final UnaryOperator<Dialect> adaption;
    private final Function<Dialect, JobSchema> schemas;

    private volatile Dialect dialect;
    private volatile boolean inMemory;

    JobDatabase(
            DataSource dataSource,
            JdbcStoreSettings settings,
            UnaryOperator<Dialect> adaption,
            Function<Dialect, JobSchema> schemas) {
        this.dataSource = dataSource;
        this.settings = settings;
        this.adaption = adaption;
        this.schemas = schemas;
    }

    /** What a call does with its connection. */
    @FunctionalInterface
    interface Work<T> {
        T on(JobConnection connection) throws SQLException;
    }

    /** What a call does with a raw one. */
    @FunctionalInterface
    private interface RawWork<T> {
        T on(Connection connection) throws SQLException;
    }

    /** Looks after the table, unless the database does not answer: then the first call does. */
    void open() {
        try {
            connected(connection -> null);
        } catch (SQLException e) {
            LOG.warn(
                    "The database of the job store does not answer; its table {} is looked after as soon as it does: {}",
                    settings.table(),
                    failure("open", e).getMessage());
        }
    }

    /** Whether the database is known to end with this process. */
    boolean isInMemory() {
        return inMemory;
    }

    /** Statements that stand alone. */
    <T> T call(String verb, Work<T> work) {
        return attempt(verb, work);
    }

    /** Statements that happen together or not at all. */
    <T> T transaction(String verb, Work<T> work) {
        return attempt(verb, jobs -> jobs.together(() -> work.on(jobs)));
    }

    private <T> T attempt(String verb, Work<T> work) {
        for (int i = 1; ; i++) {
            try {
                return connected(connection -> work.on(new JobConnection(connection, dialect, settings.table(), (int)
                        settings.timeout().toSeconds())));
            } catch (SQLException e) {
                if (i == ATTEMPTS || !SqlErrors.isContention(e)) {
                    throw failure(verb, e);
                }
            }
        }
    }

    private <T> T connected(RawWork<T> work) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            boolean autoCommit = connection.getAutoCommit();
            int networkTimeout = limitNetwork(connection);
            try {
                connection.setAutoCommit(true);
                lookAfterTable(connection);
                return work.on(connection);
            } finally {
                restore(connection, autoCommit, networkTimeout);
            }
        }
    }

    private void lookAfterTable(Connection connection) throws SQLException {
        if (dialect != null) {
            return;
        }
        OPENING.lock();
        try {
            if (dialect == null) {
                String url = connection.getMetaData().getURL();
                inMemory = url != null && IN_MEMORY.matcher(url).matches();
                Dialect found = adaption.apply(Dialect.of(connection.getMetaData()));
                schemas.apply(found).ensure(connection, settings);
                dialect = found;
            }
        } finally {
            OPENING.unlock();
        }
    }

    private int limitNetwork(Connection connection) throws SQLException {
        try {
            int before = connection.getNetworkTimeout();
            connection.setNetworkTimeout(Runnable::run, (int)
                    settings.timeout().plusSeconds(NETWORK_GRACE_SECONDS).toMillis());
            return before;
        } catch (SQLFeatureNotSupportedException e) {
            return -1;
        }
    }

    /** A connection that is gone cannot be restored, and the pool finds that out; what the call said counts. */
    private static void restore(Connection connection, boolean autoCommit, int networkTimeout) {
        try {
            if (!autoCommit) {
                connection.setAutoCommit(false);
            }
            if (networkTimeout >= 0) {
                connection.setNetworkTimeout(Runnable::run, networkTimeout);
            }
        } catch (SQLException e) {
            LOG.debug("A connection of the job store could not be given back as it was", e);
        }
    }

    private static JobStoreException failure(String verb, SQLException e) {
        String code = "SQLState " + e.getSQLState() + ", error " + e.getErrorCode();
        if (SqlErrors.mayQuoteValues(e)) {
            return new JobStoreException("The job store failed to " + verb + ": " + code);
        }
        // pools and drivers quote the URL of a database that they cannot reach
        String said = String.valueOf(e.getMessage());
        String masked = PASSWORD.matcher(said).replaceAll("$1=***");
        return new JobStoreException(
                "The job store failed to " + verb + ": " + masked + " (" + code + ")", masked.equals(said) ? e : null);
    }
}
