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

import java.util.UUID;

import org.junit.jupiter.api.Tag;

/** With Debian's {@code mariadb-server-core}. */
@Tag("installed-programs")
class MariadbJobStoreTest implements DatabaseStoreTests {

    private final String namespace = UUID.randomUUID().toString();
    private final JobStore store = new JdbcJobStore(database().pooled(), new JdbcStoreSettings(TABLE, namespace, true));

    @Override
    public TestDatabase database() {
        return TestDatabase.MARIADB;
    }

    @Override
    public String namespace() {
        return namespace;
    }

    @Override
    public JobStore store() {
        return store;
    }
}
