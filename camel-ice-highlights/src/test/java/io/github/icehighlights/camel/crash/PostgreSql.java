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
package io.github.icehighlights.camel.crash;

import java.io.IOException;
import java.nio.file.Path;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

/** A PostgreSQL of its own, on one port and one data directory. */
final class PostgreSql implements CrashDatabase {

    private final Path data;
    private final int port;
    private volatile EmbeddedPostgres server;
    private volatile boolean away;

    PostgreSql(Path data) throws IOException {
        this.data = data;
        this.server = builder().start();
        this.port = server.getPort();
    }

    private EmbeddedPostgres.Builder builder() {
        return EmbeddedPostgres.builder().setDataDirectory(data).setCleanDataDirectory(false);
    }

    @Override
    public String jdbcUrl() {
        return "jdbc:postgresql://localhost:" + port + "/postgres?user=postgres&connectTimeout=2&socketTimeout=10";
    }

    @Override
    public void restart() throws IOException {
        away = true;
        try {
            server.close();
            server = builder().setPort(port).start();
        } finally {
            away = false;
        }
    }

    @Override
    public boolean isAway() {
        return away;
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    @Override
    public String toString() {
        return "PostgreSQL";
    }
}
