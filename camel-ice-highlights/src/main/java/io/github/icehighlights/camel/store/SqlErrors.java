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

import java.sql.SQLException;

/** What a database's refusal means, by its SQLState. */
final class SqlErrors {

    /** A transaction that was undone and can be tried again. */
    static final String ROLLED_BACK = "40001";

    private static final String H2_CONCURRENT_UPDATE = "90131";
    private static final int MARIADB_RECORD_HAS_CHANGED = 1020;

    private SqlErrors() {}

    /** The row is there already. */
    static boolean isDuplicate(SQLException e) {
        return isOfClass(e, "23");
    }

    /** Somebody else was in the way, nothing was changed, and the same will work in a moment. */
    static boolean isContention(SQLException e) {
        return isOfClass(e, "40")
                || H2_CONCURRENT_UPDATE.equals(e.getSQLState())
                || e.getErrorCode() == MARIADB_RECORD_HAS_CHANGED && "HY000".equals(e.getSQLState());
    }

    /** Table, column or privilege are missing. */
    static boolean isOfSchema(SQLException e) {
        return isOfClass(e, "42");
    }

    /** The message of such an error may quote values. */
    static boolean mayQuoteValues(SQLException e) {
        return isOfClass(e, "22") || isOfClass(e, "23");
    }

    private static boolean isOfClass(SQLException e, String stateClass) {
        return e.getSQLState() != null && e.getSQLState().startsWith(stateClass);
    }
}
