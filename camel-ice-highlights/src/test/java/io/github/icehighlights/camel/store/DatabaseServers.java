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
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

import javax.sql.DataSource;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.awaitility.Awaitility;
import org.h2.jdbcx.JdbcDataSource;
import org.mariadb.jdbc.MariaDbDataSource;

/** Starts what {@link TestDatabase} names; all of it ends with the JVM. */
final class DatabaseServers {

    private static final Duration START = Duration.ofSeconds(60);

    private DatabaseServers() {}

    static DataSource h2() {
        var h2 = new JdbcDataSource();
        h2.setURL("jdbc:h2:file:" + directory("h2").resolve("jobs").toAbsolutePath() + ";WRITE_DELAY=0");
        return h2;
    }

    static DataSource postgresql() {
        try {
            EmbeddedPostgres server = EmbeddedPostgres.builder()
                    .setDataDirectory(directory("postgresql"))
                    .start();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> close(server)));
            return server.getPostgresDatabase();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static DataSource mariadb() {
        try {
            Path data = directory("mariadb");
            String user = "--user=" + System.getProperty("user.name");
            Process install = program(
                            data,
                            "mariadb-install-db",
                            "--no-defaults",
                            user,
                            "--datadir=" + data,
                            "--auth-root-authentication-method=normal",
                            "--skip-test-db")
                    .start();
            if (!install.waitFor(START.toSeconds(), TimeUnit.SECONDS) || install.exitValue() != 0) {
                throw new IllegalStateException("mariadb-install-db failed, see " + data.resolveSibling(data + ".log"));
            }
            int port = freePort();
            Process server = program(
                            data,
                            "mariadbd",
                            "--no-defaults",
                            user,
                            "--datadir=" + data,
                            "--socket=" + data.resolve("s"),
                            "--bind-address=127.0.0.1",
                            "--port=" + port,
                            "--skip-name-resolve")
                    .start();
            Runtime.getRuntime().addShutdownHook(new Thread(server::destroy));
            var mariadb = new MariaDbDataSource(
                    "jdbc:mariadb://127.0.0.1:" + port + "/jobs?user=root&createDatabaseIfNotExist=true");
            Awaitility.await().atMost(START).ignoreExceptions().until(() -> {
                mariadb.getConnection().close();
                return true;
            });
            return mariadb;
        } catch (IOException | SQLException e) {
            throw new IllegalStateException("MariaDB did not start; are mariadb-install-db and mariadbd installed?", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static ProcessBuilder program(Path data, String... command) {
        // Debian keeps the server where only root's path leads
        var program = new ProcessBuilder(command);
        program.environment().merge("PATH", "/usr/sbin", (path, sbin) -> path + ":" + sbin);
        var log = ProcessBuilder.Redirect.appendTo(
                data.resolveSibling(data + ".log").toFile());
        return program.redirectErrorStream(true).redirectOutput(log);
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static Path directory(String name) {
        try {
            return Files.createTempDirectory(Files.createDirectories(Path.of("target", "databases")), name)
                    .toAbsolutePath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void close(EmbeddedPostgres server) {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
