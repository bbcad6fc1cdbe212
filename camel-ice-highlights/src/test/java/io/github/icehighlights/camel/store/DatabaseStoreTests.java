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
import java.sql.SQLException;
import java.time.Duration;

import javax.sql.DataSource;

/** The contract and more, on one database. Each test has a namespace of its own on the one table. */
interface DatabaseStoreTests extends JobStoreContract {

    /** The database of the class. */
    DataSource dataSource();

    /** That of this test. */
    String namespace();

    /** Time passes by making all rows older: the database's clock stays what it is. */
    @Override
    default void advance(Duration duration) {
        try (Connection connection = dataSource().getConnection();
                PreparedStatement older = connection.prepareStatement("UPDATE ice_highlights_job SET"
                        + " reserved_at = reserved_at - ?, activated_at = activated_at - ?,"
                        + " next_look_at = next_look_at - ?, ended_at = ended_at - ?,"
                        + " lease_until = lease_until - ?, waiter_until = waiter_until - ? WHERE namespace = ?")) {
            for (int i = 1; i <= 6; i++) {
                older.setLong(i, duration.toMillis());
            }
            older.setString(7, namespace());
            older.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
