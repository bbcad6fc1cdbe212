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

import java.time.Duration;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;

/** A real database for tests: one for all tests of this JVM, started when it is first asked for. */
public enum TestDatabase {

    /** A file under {@code target}, with each commit on the disk. */
    H2 {
        @Override
        DataSource start() {
            return DatabaseServers.h2();
        }
    },

    /** A server of its own, on a free port. */
    POSTGRESQL {
        @Override
        DataSource start() {
            return DatabaseServers.postgresql();
        }
    },

    /** The machine's MariaDB, as a server of its own; only for tests that are tagged {@code installed-programs}. */
    MARIADB {
        @Override
        DataSource start() {
            return DatabaseServers.mariadb();
        }
    };

    private static final int CONNECTIONS = 20;
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private DataSource plain;
    private DataSource pooled;

    abstract DataSource start();

    /** New connections to it. */
    public synchronized DataSource plain() {
        if (plain == null) {
            plain = start();
        }
        return plain;
    }

    /** A pool of connections to it, for all tests. */
    public synchronized DataSource pooled() {
        if (pooled == null) {
            pooled = pool(CONNECTIONS, TIMEOUT);
        }
        return pooled;
    }

    /**
     * A pool of one's own.
     *
     * @param timeout how long a caller waits for a connection
     */
    public HikariDataSource pool(int connections, Duration timeout) {
        var pool = new HikariConfig();
        pool.setDataSource(plain());
        pool.setMaximumPoolSize(connections);
        pool.setMinimumIdle(1);
        pool.setConnectionTimeout(timeout.toMillis());
        return new HikariDataSource(pool);
    }
}
