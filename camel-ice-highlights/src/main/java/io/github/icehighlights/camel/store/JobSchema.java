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

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;

/**
 * The table of the job store, as the SQL files of the jar create it.
 *
 * @param version    of what this release reads and writes; rows of a higher one are left alone
 * @param columns    what the table must have
 * @param statements what creates them, each harmless when its work is done already
 * @param script     where the statements stand
 */
record JobSchema(int version, List<String> columns, List<String> statements, String script) {

    static final int VERSION = 1;

    private static final String TABLE_IN_SCRIPT = "ice_highlights_job";
    private static final int ATTEMPTS = 10;

    static JobSchema of(Dialect dialect) {
        return of(VERSION, JobRow.COLUMNS, text(dialect.script()), dialect.script());
    }

    static JobSchema of(int version, List<String> columns, String sql, String script) {
        String code = sql.lines().filter(line -> !line.strip().startsWith("--")).reduce("", (a, b) -> a + "\n" + b);
        List<String> statements =
                Stream.of(code.split(";")).filter(part -> !part.isBlank()).toList();
        return new JobSchema(version, columns, statements, script);
    }

    /**
     * Makes sure that the table is there. Many nodes may do so at once.
     *
     * @throws JobStoreException if it is not, or lacks columns, and that cannot be helped
     * @throws SQLException      if the database does not answer
     */
    void ensure(Connection connection, JdbcStoreSettings settings) throws SQLException {
        SQLException lacking = check(connection, settings.table());
        SQLException failure = null;
        for (int i = 0; lacking != null && settings.autoCreate() && i < ATTEMPTS; i++) {
            failure = create(connection, settings.table());
            lacking = check(connection, settings.table());
        }
        if (lacking != null) {
            throw new JobStoreException(
                    "The table " + settings.table() + " of the job store is missing or lacks columns: "
                            + (settings.autoCreate()
                                    ? "it could not be created; run " + script + " of the component's jar by hand"
                                    : "run " + script + " of the component's jar, or turn autoCreate on"),
                    failure == null ? lacking : failure);
        }
    }

    private SQLException check(Connection connection, String table) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement
                    .executeQuery("SELECT " + String.join(", ", columns) + " FROM " + table + " WHERE 1 = 0")
                    .close();
            return null;
        } catch (SQLException e) {
            if (SqlErrors.isOfSchema(e)) {
                return e;
            }
            throw e;
        }
    }

    /** All or nothing where a database can do that. Of many nodes at once, some are refused and find it done. */
    private SQLException create(Connection connection, String table) throws SQLException {
        String bareName = table.substring(table.indexOf('.') + 1);
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql.replace(TABLE_IN_SCRIPT + "_", bareName + "_")
                        .replaceAll("\\b" + TABLE_IN_SCRIPT + "\\b", table));
            }
            connection.commit();
            return null;
        } catch (SQLException e) {
            connection.rollback();
            return e;
        } finally {
            connection.setAutoCommit(true);
        }
    }

    private static String text(String resource) {
        try (InputStream in = JobSchema.class.getClassLoader().getResourceAsStream(resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(resource, e);
        }
    }
}
