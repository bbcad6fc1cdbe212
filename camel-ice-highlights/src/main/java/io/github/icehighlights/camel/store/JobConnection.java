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
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A connection during one call of the store. In the SQL, <code>{now}</code> and <code>{table}</code> stand for the database's
 * clock and the store's table.
 *
 * @param connection     in the state that the call needs
 * @param dialect        of its database
 * @param table          name of the table
 * @param timeoutSeconds for each statement
 */
record JobConnection(Connection connection, Dialect dialect, String table, int timeoutSeconds) {

    private static final Logger LOG = LoggerFactory.getLogger(JobConnection.class);

    /** Makes something of a row. */
    @FunctionalInterface
    interface Reader<T> {
        T read(ResultSet row) throws SQLException;
    }

    /** Statements that happen together or not at all. */
    @FunctionalInterface
    interface Work<T> {
        T run() throws SQLException;
    }

    /** Runs statements as one transaction. */
    <T> T together(Work<T> work) throws SQLException {
        if (dialect.transaction() != null) {
            try (Statement statement = connection.createStatement()) {
                statement.execute(dialect.transaction());
            }
        }
        connection.setAutoCommit(false);
        boolean done = false;
        try {
            T result = work.run();
            connection.commit();
            done = true;
            return result;
        } finally {
            if (!done) {
                rollBack();
            }
            connection.setAutoCommit(true);
        }
    }

    private void rollBack() {
        try {
            connection.rollback();
        } catch (SQLException e) {
            LOG.debug("A transaction of the job store could not be rolled back: its connection is gone", e);
        }
    }

    /** How many rows were changed. */
    int update(String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = prepare(expand(sql), values)) {
            return statement.executeUpdate();
        }
    }

    <T> List<T> query(Reader<T> reader, String sql, Object... values) throws SQLException {
        return rows(reader, expand(sql), values);
    }

    /** Inserts a row, and answers with what the database has made of some columns; empty when it is there already. */
    <T> Optional<T> insert(Reader<T> reader, String columns, String sql, Object... values) throws SQLException {
        try {
            return rows(reader, dialect.insertReturning(expand(sql), columns), values).stream()
                    .findFirst();
        } catch (SQLException e) {
            if (SqlErrors.isDuplicate(e)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private <T> List<T> rows(Reader<T> reader, String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = prepare(sql, values);
                ResultSet rows = statement.executeQuery()) {
            List<T> all = new ArrayList<>();
            while (rows.next()) {
                all.add(reader.read(rows));
            }
            return all;
        }
    }

    private PreparedStatement prepare(String sql, Object... values) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        try {
            if (dialect.queryTimeout()) {
                statement.setQueryTimeout(timeoutSeconds);
            }
            for (int i = 0; i < values.length; i++) {
                Object value = values[i];
                statement.setObject(i + 1, value instanceof String text ? Texts.storable(text) : value);
            }
            return statement;
        } catch (SQLException e) {
            statement.close();
            throw e;
        }
    }

    private String expand(String sql) {
        return sql.replace("{table}", table).replace("{now}", dialect.now());
    }
}
