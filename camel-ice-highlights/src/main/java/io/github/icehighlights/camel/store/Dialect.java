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

import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What one database says differently from the others.
 *
 * @param product      as the driver names it
 * @param major        the first release that can do all that is needed
 * @param minor        the first release that can do all that is needed
 * @param now          an expression for the milliseconds since 1970 by the database's clock, the same within a statement, whatever
 *                     time zone the session has
 * @param returning    an insert that answers with columns; two places, the insert and the columns. That the row is there already
 *                     is an error or no answer
 * @param updateReturning whether an update can lock the rows it is about, and answer with columns
 * @param transaction     what has to be said before a transaction, or null
 * @param queryTimeout    whether a time-out concerns its statement alone
 */
record Dialect(
        String product,
        int major,
        int minor,
        String now,
        String returning,
        boolean updateReturning,
        String transaction,
        boolean queryTimeout) {

    static final Dialect H2 = new Dialect(
            "H2",
            2,
            2,
            "CAST(FLOOR(EXTRACT(EPOCH FROM CURRENT_TIMESTAMP) * 1000) AS BIGINT)",
            "SELECT %2$s FROM FINAL TABLE (%1$s)",
            false,
            null,
            // stays with the connection; its lock time-out ends waits anyhow
            false);

    static final Dialect POSTGRESQL = new Dialect(
            "PostgreSQL",
            12,
            0,
            // unlike clock_timestamp() the same within a statement, so that an index can be used
            "CAST(FLOOR(EXTRACT(EPOCH FROM statement_timestamp()) * 1000) AS BIGINT)",
            // a refusal would stand in the server's log as an error
            "%s ON CONFLICT DO NOTHING RETURNING %s",
            true,
            null,
            true);

    static final Dialect MARIADB = new Dialect(
            "MariaDB",
            10,
            6,
            // UNIX_TIMESTAMP(NOW(3)) goes through the session's time zone, which has an hour twice a year
            "(TIMESTAMPDIFF(MICROSECOND, '1970-01-01', UTC_TIMESTAMP(3)) DIV 1000)",
            "%s RETURNING %s",
            false,
            // its own default locks the gaps between rows as well
            "SET TRANSACTION ISOLATION LEVEL READ COMMITTED",
            true);

    private static final List<Dialect> ALL = List.of(H2, POSTGRESQL, MARIADB);

    /**
     * The dialect of a connected database.
     *
     * @throws JobStoreException if it is none of those that are tested, or too old
     */
    static Dialect of(DatabaseMetaData database) throws SQLException {
        String product = database.getDatabaseProductName();
        int major = database.getDatabaseMajorVersion();
        int minor = database.getDatabaseMinorVersion();
        Dialect dialect = ALL.stream()
                .filter(d -> d.product.equals(product))
                .findFirst()
                .orElseThrow(() -> new JobStoreException("The job store knows no " + product + "; it works with "
                        + ALL.stream().map(Dialect::label).collect(Collectors.joining(", "))));
        if (major < dialect.major || major == dialect.major && minor < dialect.minor) {
            throw new JobStoreException("The job store needs " + dialect.label() + ", this is " + major + "." + minor);
        }
        return dialect;
    }

    /** The same database with another clock. */
    Dialect withNow(String expression) {
        return new Dialect(product, major, minor, expression, returning, updateReturning, transaction, queryTimeout);
    }

    String insertReturning(String insert, String columns) {
        return returning.formatted(insert, columns);
    }

    /** Where the jar has the statements that create the table. */
    String script() {
        return "META-INF/ice-highlights/schema-" + product.toLowerCase(Locale.ROOT) + ".sql";
    }

    private String label() {
        return product + " " + major + "." + minor + " or later";
    }
}
