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

import java.util.List;
import java.util.stream.Stream;

import javax.sql.DataSource;

/** Stores as only tests need them. */
public final class JdbcStores {

    private JdbcStores() {}

    /**
     * With another clock.
     *
     * @param now an SQL expression for milliseconds since 1970, such as {@code SIM_NOW()} after
     *            {@code CREATE ALIAS SIM_NOW FOR "some.Type.method"} on H2
     */
    public static JdbcJobStore withNow(DataSource dataSource, JdbcStoreSettings settings, String now) {
        return new JdbcJobStore(
                dataSource, settings, dialect -> dialect.withNow(now), JobSchema.VERSION, JobSchema::of);
    }

    /** Of a later release, whose table has one more column. */
    static JdbcJobStore ofLaterRelease(DataSource dataSource, JdbcStoreSettings settings) {
        int version = JobSchema.VERSION + 1;
        return new JdbcJobStore(dataSource, settings, dialect -> dialect, version, dialect -> {
            JobSchema today = JobSchema.of(dialect);
            String added = "ALTER TABLE ice_highlights_job ADD COLUMN IF NOT EXISTS colour VARCHAR(20)";
            return new JobSchema(
                    version, concat(today.columns(), "colour"), concat(today.statements(), added), today.script());
        });
    }

    private static List<String> concat(List<String> list, String last) {
        return Stream.concat(list.stream(), Stream.of(last)).toList();
    }
}
