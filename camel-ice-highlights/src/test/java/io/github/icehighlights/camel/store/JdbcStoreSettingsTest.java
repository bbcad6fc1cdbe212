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

import java.lang.reflect.Proxy;
import java.sql.DatabaseMetaData;
import java.time.Duration;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class JdbcStoreSettingsTest {

    @Test
    void theDefaultsCreateTheTable() {
        assertThat(JdbcStoreSettings.DEFAULT)
                .isEqualTo(new JdbcStoreSettings("ice_highlights_job", "default", true, Duration.ofSeconds(10)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"jobs", "_j1", "app.jobs", "A_Schema.A_Table"})
    void aNameOfATableIsTaken(String table) {
        assertThat(new JdbcStoreSettings(table, "n", false).table()).isEqualTo(table);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "1jobs",
                "jobs;",
                "jobs x",
                "a.b.c",
                ".jobs",
                "\"jobs\"",
                "j'",
                "j--",
                "jobs\n",
                "tische\u00e4",
                "a123456789012345678901234567890123456789012345678"
            })
    void whatIsNoNameOfATableIsRefused(String table) {
        assertThatThrownBy(() -> new JdbcStoreSettings(table, "n", true))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("table");
    }

    @Test
    void aNamespaceHasLimits() {
        assertThat(new JdbcStoreSettings("t", "n".repeat(64), true).namespace()).hasSize(64);
        for (String namespace : new String[] {"", " ", "n".repeat(65), "a\0"}) {
            assertThatThrownBy(() -> new JdbcStoreSettings("t", namespace, true))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("1 to 64");
        }
    }

    @Test
    void aTimeoutHasLimits() {
        for (Duration timeout : new Duration[] {Duration.ZERO, Duration.ofMillis(999), Duration.ofHours(2)}) {
            assertThatThrownBy(() -> new JdbcStoreSettings("t", "n", true, timeout))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("PT1S");
        }
    }

    @Test
    void otherDatabasesAreRefusedByTheirName() {
        for (String product : new String[] {"MySQL", "Oracle", "Apache Derby"}) {
            assertThatThrownBy(() -> Dialect.of(database(product, 23, 0)))
                    .isInstanceOf(JobStoreException.class)
                    .hasMessageContaining("no " + product)
                    .hasMessageContaining("PostgreSQL 12.0 or later");
        }
    }

    @Test
    void oldReleasesAreRefused() throws Exception {
        assertThatThrownBy(() -> Dialect.of(database("MariaDB", 10, 5)))
                .isInstanceOf(JobStoreException.class)
                .hasMessage("The job store needs MariaDB 10.6 or later, this is 10.5");
        assertThat(Dialect.of(database("MariaDB", 10, 6))).isEqualTo(Dialect.MARIADB);
        assertThat(Dialect.of(database("MariaDB", 11, 0))).isEqualTo(Dialect.MARIADB);
    }

    private static DatabaseMetaData database(String product, int major, int minor) {
        Map<String, Object> answers = Map.of(
                "getDatabaseProductName", product, "getDatabaseMajorVersion", major, "getDatabaseMinorVersion", minor);
        return (DatabaseMetaData) Proxy.newProxyInstance(
                JdbcStoreSettingsTest.class.getClassLoader(),
                new Class<?>[] {DatabaseMetaData.class},
                (self, method, arguments) -> answers.get(method.getName()));
    }
}
