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
package io.github.icehighlights.camel.tracking;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

import io.github.icehighlights.camel.store.Connection;

/**
 * Knows which connections ICE has forbidden, and which ones pending jobs have that the application has not. Looks through
 * a forbidden connection rest, its jobs stay; from time to time one look tries again, so that a repaired right heals by
 * itself. A missing one is told of as long as jobs ask for it. Thread-safe.
 */
final class ConnectionStates {

    private static final Duration FIRST_REST = Duration.ofSeconds(30);
    private static final Duration LONGEST_REST = Duration.ofMinutes(10);

    private final Clock clock;
    private final Map<Connection, Rest> resting = new ConcurrentHashMap<>();

    private final Map<Connection, Absence> missing = new ConcurrentHashMap<>();

    private record Rest(Instant until, Duration length, String error) {}

    private record Absence(Instant until, String error) {}

    ConnectionStates(Clock clock) {
        this.clock = clock;
    }

    /** How long looks through the connection still rest; empty when they do not. */
    Optional<Duration> rest(Connection connection) {
        return Optional.ofNullable(resting.get(connection))
                .map(rest -> Duration.between(clock.instant(), rest.until()))
                .filter(left -> !left.isNegative() && !left.isZero());
    }

    /** ICE has refused our credentials or rights. */
    void forbidden(Connection connection, String error) {
        resting.compute(connection, (c, before) -> {
            if (before != null && before.until().isAfter(clock.instant())) {
                // looks that were under way when the first one was refused tell nothing new
                return before;
            }
            Duration length = before == null ? FIRST_REST : before.length().multipliedBy(2);
            length = length.compareTo(LONGEST_REST) > 0 ? LONGEST_REST : length;
            return new Rest(clock.instant().plus(length), length, error);
        });
    }

    void allowed(Connection connection) {
        resting.remove(connection);
    }

    /** A job has a connection that the application has not. Nobody says when the last such job is gone. */
    void missing(Connection connection, String error) {
        missing.put(connection, new Absence(clock.instant().plus(LONGEST_REST), error));
    }

    void present(Connection connection) {
        missing.remove(connection);
    }

    /** The forbidden connections, each with ICE's answer, and the missing ones. */
    Map<String, String> problems() {
        missing.values().removeIf(absence -> absence.until().isBefore(clock.instant()));
        Map<String, String> problems = new TreeMap<>();
        resting.forEach((connection, rest) -> problems.put(name(connection), rest.error()));
        missing.forEach((connection, absence) -> problems.put(name(connection), absence.error()));
        return problems;
    }

    private static String name(Connection connection) {
        return connection.name() + "@" + connection.region();
    }
}
