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
package io.github.icehighlights.camel;

import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import javax.sql.DataSource;

import org.apache.camel.CamelContext;
import org.apache.camel.support.CamelContextHelper;

import io.github.icehighlights.camel.store.H2Database;
import io.github.icehighlights.camel.store.JdbcJobStore;
import io.github.icehighlights.camel.store.JdbcStoreSettings;
import io.github.icehighlights.camel.store.JobStore;
import io.github.icehighlights.camel.store.MemoryJobStore;

/**
 * What the options say about the job store.
 *
 * @param store {@code memory}, {@code jdbc}, a reference, a {@link JobStore}, a {@link DataSource}; or null
 * @param url   of an H2 database, or null
 * @param jdbc  how the jobs lie in a database
 */
record JobStoreChoice(Object store, String url, JdbcStoreSettings jdbc) {

    private static final String MEMORY = "memory";
    private static final String JDBC = "jdbc";

    /** The store of a component, and what has to be closed with it. */
    record Chosen(JobStore store, AutoCloseable owned) {

        private static final AutoCloseable NOTHING = () -> {};

        /** Somebody else's store, who also closes it. */
        static Chosen foreign(JobStore store) {
            return new Chosen(store, NOTHING);
        }

        static Chosen own(JobStore store) {
            return new Chosen(store, store::close);
        }
    }

    /** Whether nothing but the memory is asked for. */
    boolean isMemory() {
        return url == null && (store == null || MEMORY.equals(store));
    }

    /**
     * Makes the store, or finds it in the registry; it is not opened yet.
     *
     * @throws IllegalArgumentException when the options do not say which one
     */
    Chosen choose(CamelContext context, Clock clock) {
        if (url != null) {
            return atUrl(context);
        }
        Object value = store == null
                ? only(context, JobStore.class).map(Object.class::cast).orElse(MEMORY)
                : resolved(context);
        if (value instanceof JobStore bean) {
            return Chosen.foreign(bean);
        }
        if (value instanceof DataSource dataSource) {
            return Chosen.own(new JdbcJobStore(dataSource, jdbc));
        }
        if (MEMORY.equals(value)) {
            return Chosen.own(new MemoryJobStore(clock));
        }
        if (JDBC.equals(value)) {
            return Chosen.own(new JdbcJobStore(dataSource(context), jdbc));
        }
        throw new IllegalArgumentException("jobStore " + named(value)
                + " is not known; use memory, jdbc, or a JobStore or DataSource as in jobStore=#bean:myStore");
    }

    private Chosen atUrl(CamelContext context) {
        if (store != null && !JDBC.equals(store)) {
            throw new IllegalArgumentException("jobStoreUrl goes with jobStore=jdbc, but jobStore is " + named(store));
        }
        // asked of the loader that H2Database would use: in OSGi the application's own may see no H2
        ClassLoader loader = JobStoreChoice.class.getClassLoader();
        if (context.getClassResolver().resolveClass("org.h2.jdbcx.JdbcConnectionPool", loader) == null) {
            throw new IllegalArgumentException(
                    "jobStoreUrl needs the H2 database: add the dependency com.h2database:h2 to the application; in Karaf the"
                            + " feature camel-ice-highlights-h2");
        }
        var database = new H2Database(url);
        return new Chosen(new JdbcJobStore(database.dataSource(), jdbc), database);
    }

    /** Without asking a bean for its text, and without that of a URL: both may tell a password. */
    private static String named(Object value) {
        if (!(value instanceof String text)) {
            return value.getClass().getName();
        }
        int scheme = text.startsWith("jdbc:") ? text.indexOf(':', "jdbc:".length()) : text.indexOf(':');
        return "'" + (scheme < 0 ? text : text.substring(0, scheme + 1) + "...") + "'";
    }

    private Object resolved(CamelContext context) {
        return store instanceof String text && text.startsWith("#")
                ? CamelContextHelper.mandatoryLookup(context, text.replaceFirst("^#(bean:)?", ""))
                : store;
    }

    private static DataSource dataSource(CamelContext context) {
        return only(context, DataSource.class)
                .orElseThrow(() -> new IllegalArgumentException(
                        "jobStore=jdbc needs a DataSource in the registry, but there is none. Bind one, or name an H2 "
                                + "file as in jobStoreUrl=jdbc:h2:file:./data/jobs"));
    }

    /** The one bean of a type; the same bean under two names counts once. */
    private static <T> Optional<T> only(CamelContext context, Class<T> type) {
        Map<String, T> found = context.getRegistry().findByTypeWithName(type);
        Set<T> beans = found.values().stream().collect(Collectors.toSet());
        if (beans.size() > 1) {
            throw new IllegalArgumentException("The registry has more than one " + type.getSimpleName() + " ("
                    + String.join(", ", new TreeSet<>(found.keySet())) + "): say which one, as in jobStore=#bean:name");
        }
        return beans.stream().findFirst();
    }
}
