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

import java.util.Locale;
import java.util.concurrent.CompletableFuture;

import javax.sql.DataSource;

import org.h2.jdbcx.JdbcConnectionPool;
import org.h2.jdbcx.JdbcDataSource;

/**
 * An H2 database for one application on one machine, named by its URL only. What the store needs of H2 is added to the
 * URL: a commit that returns is on disk, and the database does not close before the routes have ended. Thread-safe.
 */
public final class H2Database implements AutoCloseable {

    private static final String PREFIX = "jdbc:h2:";
    private static final String OPTION = "jobStoreUrl ";

    private final JdbcConnectionPool pool;

    /**
     * @param url as in {@code jdbc:h2:file:./data/jobs}; a relative path counts from the working directory
     * @throws IllegalArgumentException when it is not the URL of an H2 database that lasts, or holds a password
     */
    public H2Database(String url) {
        String completed = completed(url);
        // H2 prepares an exception for the day when memory is short, which holds the classes of all who are on the
        // stack then:
        // in OSGi ours, however often we are refreshed. On this thread there is nobody
        CompletableFuture.runAsync(JdbcDataSource::new, task -> new Thread(task, "H2").start())
                .join();
        pool = JdbcConnectionPool.create(completed, "sa", "");
        pool.setLoginTimeout(10);
    }

    public DataSource dataSource() {
        return pool;
    }

    /** Closes the database, so that another process can open the file. */
    @Override
    public void close() {
        pool.dispose();
    }

    static String completed(String url) {
        if (!url.startsWith(PREFIX)) {
            throw new IllegalArgumentException(OPTION + "is for H2 only, as in jdbc:h2:file:./data/jobs. For another "
                    + "database bind its DataSource and set jobStore=jdbc");
        }
        if (setting(url, "PASSWORD") != null || setting(url, "USER") != null) {
            throw new IllegalArgumentException(OPTION + "takes no user and no password: URLs are shown in logs and "
                    + "consoles. Bind a DataSource and set jobStore=jdbc");
        }
        if (url.startsWith(PREFIX + "mem:")) {
            throw new IllegalArgumentException(
                    OPTION + url + " keeps nothing beyond the process: use jdbc:h2:file:, or jobStore=memory");
        }
        String delay = setting(url, "WRITE_DELAY");
        if (delay != null && !delay.equals("0")) {
            throw new IllegalArgumentException(OPTION + "has WRITE_DELAY=" + delay
                    + ": H2 would lose the last commits of a killed process; use 0");
        }
        return url
                + (delay == null ? ";WRITE_DELAY=0" : "")
                + (setting(url, "DB_CLOSE_ON_EXIT") == null ? ";DB_CLOSE_ON_EXIT=FALSE" : "");
    }

    private static String setting(String url, String name) {
        for (String part : url.substring(PREFIX.length()).split(";")) {
            if (part.trim().toUpperCase(Locale.ROOT).startsWith(name + "=")) {
                return part.trim().substring(name.length() + 1).trim();
            }
        }
        return null;
    }
}
