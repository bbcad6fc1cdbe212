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
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * How {@link JdbcJobStore} uses a database.
 *
 * @param table      name of the table, with its schema if need be: letters, digits and underscores, not quoted, the name itself
 *                   at most 48 characters
 * @param namespace  separates applications that share the table, 1 to 64 characters; all nodes of one have the same
 * @param autoCreate whether the store creates the table, and the columns that it lacks
 * @param timeout    how long a statement may take, from one second on; a call that the network swallows ends a little later
 */
public record JdbcStoreSettings(String table, String namespace, boolean autoCreate, Duration timeout) {

    private static final int MAX_NAME = 48;
    private static final int MAX_NAMESPACE = 64;
    private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration MAX_TIMEOUT = Duration.ofHours(1);
    private static final Pattern TABLE =
            Pattern.compile("([A-Za-z_][A-Za-z0-9_]*\\.)?[A-Za-z_][A-Za-z0-9_]{0," + (MAX_NAME - 1) + "}");

    /** The table {@code ice_highlights_job}, created when it is missing, and the namespace {@code default}. */
    public static final JdbcStoreSettings DEFAULT = new JdbcStoreSettings("ice_highlights_job", "default", true);

    public JdbcStoreSettings {
        Objects.requireNonNull(table, "table");
        Objects.requireNonNull(namespace, "namespace");
        Objects.requireNonNull(timeout, "timeout");
        if (!TABLE.matcher(table).matches()) {
            throw new IllegalArgumentException("table: " + table
                    + " is no name of a table: letters, digits and underscores, at most " + MAX_NAME
                    + " characters, with a schema and a dot before it if need be");
        }
        if (namespace.isBlank() || namespace.length() > MAX_NAMESPACE || !Texts.isStorable(namespace)) {
            throw new IllegalArgumentException("namespace: it has " + namespace.length()
                    + " characters, it must have 1 to " + MAX_NAMESPACE + ", not all of them blank, none of them NUL");
        }
        if (timeout.compareTo(Duration.ofSeconds(1)) < 0 || timeout.compareTo(MAX_TIMEOUT) > 0) {
            throw new IllegalArgumentException("timeout: " + timeout + " is not within PT1S and " + MAX_TIMEOUT);
        }
    }

    /** With the default time-out of 10 seconds. */
    public JdbcStoreSettings(String table, String namespace, boolean autoCreate) {
        this(table, namespace, autoCreate, DEFAULT_TIMEOUT);
    }
}
