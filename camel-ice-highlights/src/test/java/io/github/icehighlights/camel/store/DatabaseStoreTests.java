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
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import org.junit.jupiter.api.Test;

import io.github.icehighlights.camel.model.JobState;
import io.github.icehighlights.camel.model.JobType;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

/** The contract and more, on one database. Each test has a namespace of its own on the one table. */
interface DatabaseStoreTests extends JobStoreContract {

    String TABLE = "ice_highlights_job";

    /** The database of the class. */
    TestDatabase database();

    /** That of this test. */
    String namespace();

    private DataSource pooled() {
        return database().pooled();
    }

    private JdbcStoreSettings settings() {
        return new JdbcStoreSettings(TABLE, namespace(), true);
    }

    private JdbcJobStore on(DataSource dataSource) {
        return new JdbcJobStore(dataSource, settings());
    }

    /** Time passes by making all rows older: the database's clock stays what it is. */
    @Override
    default void advance(Duration duration) {
        try (Connection connection = pooled().getConnection();
                PreparedStatement older = connection.prepareStatement(
                        "UPDATE ice_highlights_job SET"
                                + " reserved_at = reserved_at - ?, activated_at = activated_at - ?,"
                                + " next_look_at = next_look_at - ?, ended_at = ended_at - ?,"
                                + " lease_until = lease_until - ?, waiter_until = waiter_until - ?, woken_at = woken_at - ? WHERE namespace = ?")) {
            for (int i = 1; i <= 7; i++) {
                older.setLong(i, duration.toMillis());
            }
            older.setString(8, namespace());
            older.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    default void itOutlivesItsProcess() {
        PendingJob job = active("k");

        assertThat(store().isDurable()).isTrue();
        assertThat(on(pooled()).find(job.correlationId())).contains(job);
    }

    // many at once

    @Test
    default void ofManyNodesThatClaimAtOnceEachJobGoesToOne() throws Exception {
        int jobs = 100;
        for (int i = 0; i < jobs; i++) {
            active("k" + i);
        }

        List<List<PendingJob>> claims = atOnce(8, node -> {
            JdbcJobStore store = on(pooled());
            List<PendingJob> taken = new ArrayList<>();
            List<PendingJob> claimed = store.claimDue(CHANNEL, "node-" + node, LEASE, 3);
            while (!claimed.isEmpty()) {
                for (PendingJob job : claimed) {
                    assertThat(store.beginDelivery(job, JobEnd.of(JobState.FINISHED), LEASE))
                            .isTrue();
                    assertThat(store.acknowledge(job)).isTrue();
                }
                taken.addAll(claimed);
                claimed = store.claimDue(CHANNEL, "node-" + node, LEASE, 3);
            }
            return taken;
        });

        assertThat(claims.stream().flatMap(List::stream).map(PendingJob::correlationId))
                .hasSize(jobs)
                .doesNotHaveDuplicates();
        assertThat(store().count(CHANNEL)).isEqualTo(Map.of(PendingState.ACKNOWLEDGED, (long) jobs));
    }

    @Test
    default void ofManyWhoFollowAnEndedSubmissionOneIsFirst() throws Exception {
        for (int round = 0; round < 10; round++) {
            String key = "k" + round;
            PendingJob held = claimed(key);
            store().beginDelivery(held, JobEnd.of(JobState.FAILED), LEASE);
            store().acknowledge(held);
            Reservation next = reservation(CHANNEL, key, "fingerprint", held.correlationId());

            List<Reserved> answers = atOnce(8, node -> store().reserve(next, "node-" + node, LEASE, false));

            assertThat(answers).filteredOn(Reserved.Fresh.class::isInstance).hasSize(1);
            assertThat(answers).filteredOn(Reserved.Present.class::isInstance).hasSize(7);
        }
    }

    @Test
    default void ofManyWhoTakeARefusedSubmissionOverOneIsFirst() throws Exception {
        for (int round = 0; round < 10; round++) {
            String key = "k" + round;
            store().refuse(reserved(key), "no");

            List<Reserved> answers =
                    atOnce(8, node -> store().reserve(reservation(CHANNEL, key), "node-" + node, LEASE, false));

            assertThat(answers).filteredOn(Reserved.Fresh.class::isInstance).hasSize(1);
            assertThat(answers).filteredOn(Reserved.Present.class::isInstance).hasSize(7);
        }
    }

    @Test
    default void manyNodesMayCreateTheTableAtOnce() throws Exception {
        for (int round = 0; round < 3; round++) {
            String table = "t_" + UUID.randomUUID().toString().replace('-', '_');
            var settings = new JdbcStoreSettings(table, "default", true);

            List<Reserved> answers = atOnce(4, node -> {
                var store = new JdbcJobStore(pooled(), settings);
                store.open();
                return store.reserve(reservation(CHANNEL, "k" + node), OWNER, LEASE, false);
            });

            assertThat(answers).hasOnlyElementsOfType(Reserved.Fresh.class);
            execute(pooled(), "DROP TABLE " + table);
        }
    }

    // what is kept

    @Test
    default void textsOfAnyScriptAndLengthComeBackAsTheyWere() {
        String emoji = "\uD83C\uDFC0";
        var channel = "\u7403" + emoji + "x".repeat(2_000);
        var full = reservation(CHANNEL, "k");
        var intent = new Reservation(
                "id-" + emoji,
                channel,
                full.jobType(),
                emoji + " key ".repeat(1_000),
                "f".repeat(300),
                "t".repeat(300),
                Map.of("InputConfig", (emoji + "\u4E2D\"\\\n").repeat(10_000), "Nul", "a\0b"),
                new io.github.icehighlights.camel.store.Connection("c", "cn-shanghai", "http://" + "h".repeat(500)),
                "{\"a\":\"" + emoji.repeat(4_000) + "\"}",
                null);

        PendingJob held = fresh(intent);

        assertThat(now(held).reservation()).isEqualTo(intent);
        assertThat(store().findByKey(channel, intent.key())).isPresent();
        store().uncertain(held, emoji);
        assertThat(now(held).lastError()).isEqualTo(emoji);
        assertThat(store().count(channel)).containsEntry(PendingState.UNCERTAIN, 1L);
    }

    @Test
    default void keysChannelsAndIdsDifferInCaseAndTrailingBlanks() {
        for (String channel : List.of("c", "C", "c ")) {
            for (String key : List.of("k", "K", "k ", "\u00e9", "e\u0301", "e")) {
                fresh(reservation(channel, key));
            }
        }

        assertThat(store().count("c ")).containsEntry(PendingState.RESERVED, 6L);
        assertThat(store().findByKey("C", "k ").orElseThrow().correlationId()).isEqualTo("C-k ");
    }

    @Test
    default void whatNoDatabaseKeepsIsRefusedWhereItMatters() {
        assertThatThrownBy(() -> reserved("k\0"))
                .isInstanceOf(JobStoreException.class)
                .hasMessageContaining("NUL");
        assertThatThrownBy(() -> store().reserve(reservation("c\uD83C", "k"), OWNER, LEASE, false))
                .isInstanceOf(JobStoreException.class)
                .hasMessage(
                        "The correlation id holds a character at 1 that a database cannot keep: half of a surrogate pair");
        assertThatThrownBy(() -> reserved("k".repeat(300)))
                .isInstanceOf(JobStoreException.class)
                .hasMessageContaining("255");
        assertThat(store().count(CHANNEL)).isEmpty();
    }

    @Test
    default void whatNoDatabaseKeepsIsNotFound() {
        assertThat(store().find("\0")).isEmpty();
        assertThat(store().findByKey("\0", "\0")).isEmpty();
        assertThat(store().findByJobId("\0")).isEmpty();
        assertThat(store().wake("\0" + "x".repeat(1_000))).isFalse();
        assertThat(store().claimDue("\0", OWNER, LEASE, 1)).isEmpty();
    }

    @Test
    default void errorsAreCutAndCleaned() {
        PendingJob held = reserved("k");

        store().abandon(held, Duration.ZERO, "\0" + "e".repeat(1_998) + "\uD83C\uDFC0 and more");

        assertThat(now(held).lastError()).isEqualTo("\uFFFD" + "e".repeat(1_998));
    }

    @Test
    default void timeZonesDoNotMatter() {
        TimeZone before = TimeZone.getDefault();
        String set = database() == TestDatabase.MARIADB ? "SET time_zone = '+05:30'" : "SET TIME ZONE 'Asia/Kolkata'";
        try {
            TimeZone.setDefault(TimeZone.getTimeZone("America/St_Johns"));
            PendingJob here = reserved("here");
            PendingJob there = inZone(set, store -> {
                PendingJob job =
                        ((Reserved.Fresh) store.reserve(reservation(CHANNEL, "there"), OWNER, LEASE, false)).job();
                assertThat(store.find(job.correlationId())).contains(job);
                return job;
            });

            for (PendingJob job : List.of(here, there)) {
                assertThat(job.times().reserved()).isCloseTo(Instant.now(), within(60, ChronoUnit.SECONDS));
                assertThat(Duration.between(job.times().reserved(), job.lease().until()))
                        .isEqualTo(LEASE);
                assertThat(now(job)).isEqualTo(job);
            }
        } finally {
            TimeZone.setDefault(before);
        }
    }

    // a database that breaks

    @Test
    default void aReservationOfWhichNobodyHeardIsFoundByTheSecondTry() {
        Reservation intent = reservation(CHANNEL, "k");

        assertThatThrownBy(() -> on(breakingAfter("INSERT")).reserve(intent, OWNER, LEASE, false))
                .isInstanceOf(JobStoreException.class)
                .hasMessageContaining("reserve " + intent.correlationId())
                .hasMessageContaining("08006");

        assertThat(store().reserve(intent, OWNER, LEASE, false)).isInstanceOf(Reserved.Present.class);
    }

    @Test
    default void aReservationThatDidNotHappenLeavesNothing() {
        Reservation intent = reservation(CHANNEL, "k");

        assertThatThrownBy(() -> on(breakingBefore("INSERT")).reserve(intent, OWNER, LEASE, false))
                .isInstanceOf(JobStoreException.class);

        assertThat(store().reserve(intent, OWNER, LEASE, false)).isInstanceOf(Reserved.Fresh.class);
    }

    @Test
    default void aTakeOverHappensAsAWholeOrNotAtAll() {
        PendingJob refused = reserved("k");
        store().refuse(refused, "no");
        Reservation intent = reservation(CHANNEL, "k");

        for (String step : List.of("DELETE", "commit")) {
            assertThatThrownBy(() -> on(breakingBefore(step)).reserve(intent, OWNER, LEASE, false))
                    .isInstanceOf(JobStoreException.class);
            assertThat(now(refused).state()).isEqualTo(PendingState.REFUSED);
        }
        assertThatThrownBy(() -> on(breakingAfter("commit")).reserve(intent, OWNER, LEASE, false))
                .isInstanceOf(JobStoreException.class);
        assertThat(now(refused).state()).isEqualTo(PendingState.RESERVED);
    }

    @Test
    default void aClaimHappensAsAWholeOrNotAtAll() {
        active("k");
        active("l");

        // PostgreSQL does all of it in one statement
        boolean atOnce = database() == TestDatabase.POSTGRESQL;
        for (String step : atOnce ? List.of("WITH") : List.of("UPDATE", "commit")) {
            assertThatThrownBy(() -> on(breakingBefore(step)).claimDue(CHANNEL, OTHER, LEASE, 10))
                    .isInstanceOf(JobStoreException.class);
            assertThat(store().page(CHANNEL, EnumSet.of(PendingState.ACTIVE), null, 10))
                    .extracting(PendingJob::lease)
                    .containsOnlyNulls();
        }
        assertThatThrownBy(() -> on(breakingAfter(atOnce ? "WITH" : "commit")).claimDue(CHANNEL, OTHER, LEASE, 10))
                .isInstanceOf(JobStoreException.class);
        assertThat(store().claimDue(CHANNEL, OWNER, LEASE, 10))
                .as("leased by nobody knows whom")
                .isEmpty();
        advance(LONGER_THAN_LEASE);
        assertThat(store().claimDue(CHANNEL, OWNER, LEASE, 10)).hasSize(2);
    }

    @Test
    default void anAcknowledgementOfWhichNobodyHeardHasHappened() {
        PendingJob held = delivering("k");

        assertThatThrownBy(() -> on(breakingAfter("UPDATE")).acknowledge(held)).isInstanceOf(JobStoreException.class);

        assertThat(now(held).state()).isEqualTo(PendingState.ACKNOWLEDGED);
    }

    @Test
    default void aStoreWhoseDatabaseIsAwayOpensWhenItIsBack() {
        var away = new boolean[] {true};
        JdbcJobStore store = on(new TappedDataSource(pooled(), new TappedDataSource.Tap() {
            @Override
            public void before(String step) throws SQLException {
                if (away[0]) {
                    throw new SQLException("away", "08001");
                }
            }
        }));

        store.open();
        assertThatThrownBy(() -> store.find("x"))
                .isInstanceOf(JobStoreException.class)
                .hasMessageContaining("find x");
        away[0] = false;

        assertThat(store.find("x")).isEmpty();
    }

    // connections

    @Test
    default void onePooledConnectionIsEnough() throws Exception {
        try (HikariDataSource one = database().pool(1, Duration.ofSeconds(30))) {
            JdbcJobStore store = on(one);
            store.open();

            List<Reserved> answers =
                    atOnce(4, node -> store.reserve(reservation(CHANNEL, "k"), "node-" + node, LEASE, false));

            assertThat(answers).filteredOn(Reserved.Fresh.class::isInstance).hasSize(1);
            assertThat(store.claimDue(CHANNEL, OWNER, LEASE, 1)).isEmpty();
            assertThat(store.count(CHANNEL)).containsEntry(PendingState.RESERVED, 1L);
        }
    }

    @Test
    default void connectionsAreGivenBackAsTheyWere() throws Exception {
        try (Connection connection = database().plain().getConnection()) {
            connection.setAutoCommit(false);
            int networkTimeout = connection.getNetworkTimeout();
            JdbcJobStore store = on(OneConnection.of(connection));

            PendingJob held = ((Reserved.Fresh) store.reserve(reservation(CHANNEL, "k"), OWNER, LEASE, false)).job();
            store.claimDue(CHANNEL, OWNER, LEASE, 1);

            assertThat(connection.getAutoCommit()).isFalse();
            assertThat(connection.getNetworkTimeout()).isEqualTo(networkTimeout);
            connection.rollback();
            assertThat(now(held)).as("committed").isEqualTo(held);
        }
    }

    @Test
    default void eachVerbTakesAsFewRoundTripsAsItCan() {
        List<String> steps = new ArrayList<>();
        JdbcJobStore store = on(new TappedDataSource(pooled(), new TappedDataSource.Tap() {
            @Override
            public void before(String step) {
                steps.add(step.split(" ")[0]);
            }
        }));
        store.open();
        steps.clear();

        PendingJob held =
                store.reserve(reservation(CHANNEL, "k"), OWNER, LEASE, false).job();
        store.renew(held, LEASE);
        store.activate(held.correlationId(), "job", "request", Duration.ZERO);
        String insert = database() == TestDatabase.H2 ? "SELECT" : "INSERT";
        assertThat(steps).containsExactly("connect", insert, "connect", "UPDATE", "connect", "UPDATE");
        steps.clear();

        PendingJob claimed = store.claimDue(CHANNEL, OWNER, LEASE, 10).get(0);
        if (database() == TestDatabase.POSTGRESQL) {
            assertThat(steps).containsExactly("connect", "WITH");
        } else {
            assertThat(steps)
                    .containsSubsequence("connect", "SELECT", "UPDATE", "SELECT", "commit")
                    .hasSizeLessThanOrEqualTo(6);
        }
        steps.clear();

        store.beginDelivery(claimed, JobEnd.of(JobState.FINISHED), LEASE);
        store.acknowledge(claimed);
        assertThat(steps).containsExactly("connect", "UPDATE", "connect", "UPDATE");
    }

    // the table

    @Test
    default void theTableCanBeMadeByHand() throws Exception {
        String schema = "s_" + UUID.randomUUID().toString().replace('-', '_');
        var settings = new JdbcStoreSettings(schema + "." + TABLE, "default", false);
        execute(pooled(), "CREATE SCHEMA " + schema);
        assertThatThrownBy(() -> new JdbcJobStore(pooled(), settings).open())
                .isInstanceOf(JobStoreException.class)
                .hasMessageContaining(settings.table())
                .hasMessageContaining("schema-" + database().name().toLowerCase(Locale.ROOT) + ".sql")
                .hasMessageContaining("jobStoreAutoCreate");

        for (int twice = 0; twice < 2; twice++) {
            try (Connection connection = database().plain().getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute(
                        switch (database()) {
                            case H2 -> "SET SCHEMA " + schema;
                            case POSTGRESQL -> "SET search_path = " + schema;
                            case MARIADB -> "USE " + schema;
                        });
                for (String sql : statementsOfScript()) {
                    statement.execute(sql);
                }
            }
        }

        var store = new JdbcJobStore(pooled(), settings);
        store.open();
        assertThat(store.reserve(reservation(CHANNEL, "k"), OWNER, LEASE, false))
                .isInstanceOf(Reserved.Fresh.class);
        execute(pooled(), "DROP TABLE " + settings.table());
        execute(pooled(), "DROP SCHEMA " + schema);
    }

    @Test
    default void aTableOfAnOlderReleaseGetsWhatItLacks() throws Exception {
        String table = "t_" + UUID.randomUUID().toString().replace('-', '_');
        var settings = new JdbcStoreSettings(table, "default", true);
        var before = new JdbcJobStore(pooled(), settings);
        before.open();
        PendingJob held = ((Reserved.Fresh) before.reserve(reservation(CHANNEL, "k"), OWNER, LEASE, false)).job();
        before.activate(held.correlationId(), "job-k", null, Duration.ZERO);
        switch (database()) {
            case H2 -> execute(pooled(), "ALTER TABLE " + table + " DROP CONSTRAINT " + table + "_took");
            case POSTGRESQL -> execute(pooled(), "DROP INDEX " + table + "_took");
            case MARIADB -> execute(pooled(), "DROP INDEX " + table + "_took ON " + table);
        }
        execute(pooled(), "ALTER TABLE " + table + " DROP COLUMN took");
        execute(pooled(), "ALTER TABLE " + table + " DROP COLUMN woken_at");
        assertThatThrownBy(() -> new JdbcJobStore(pooled(), new JdbcStoreSettings(table, "default", false)).open())
                .isInstanceOf(JobStoreException.class)
                .hasMessageContaining("lacks columns");

        var store = new JdbcJobStore(pooled(), settings);
        store.open();

        PendingJob job = store.claimDue(CHANNEL, OWNER, LEASE, 1).get(0);
        assertThat(job.times().woken()).isNull();
        assertThat(store.wake("job-k")).isTrue();
        assertThat(store.beginDelivery(job, new JobEnd(JobState.FINISHED, Duration.ofSeconds(7)), LEASE))
                .isTrue();
        assertThat(store.durations(CHANNEL, JobType.SPORTS_HIGHLIGHTS, 1)).containsExactly(Duration.ofSeconds(7));
        execute(pooled(), "DROP TABLE " + table);
    }

    @Test
    default void aTableOfItsOwnInASchemaIsCreated() throws Exception {
        String schema = "s_" + UUID.randomUUID().toString().replace('-', '_');
        execute(pooled(), "CREATE SCHEMA " + schema);
        var store = new JdbcJobStore(pooled(), new JdbcStoreSettings(schema + ".jobs", "default", true));

        store.open();
        store.open();

        assertThat(store.reserve(reservation(CHANNEL, "k"), OWNER, LEASE, false))
                .isInstanceOf(Reserved.Fresh.class);
        execute(pooled(), "DROP TABLE " + schema + ".jobs");
        execute(pooled(), "DROP SCHEMA " + schema);
    }

    @Test
    default void aTableThatLacksColumnsIsRefused() throws Exception {
        String table = "t_" + UUID.randomUUID().toString().replace('-', '_');
        execute(pooled(), "CREATE TABLE " + table + " (seq BIGINT)");

        for (boolean autoCreate : List.of(true, false)) {
            assertThatThrownBy(() ->
                            new JdbcJobStore(pooled(), new JdbcStoreSettings(table, "default", autoCreate)).open())
                    .isInstanceOf(JobStoreException.class)
                    .hasMessageContaining(table)
                    .hasMessageContaining("META-INF/ice-highlights/schema-");
        }
        execute(pooled(), "DROP TABLE " + table);
    }

    @Test
    default void applicationsShareATableAndNothingElse() {
        var other = new JdbcJobStore(pooled(), new JdbcStoreSettings(TABLE, namespace() + "-other", true));
        PendingJob mine = claimed("k");

        assertThat(other.reserve(reservation(CHANNEL, "k"), OWNER, LEASE, true)).isInstanceOf(Reserved.Fresh.class);
        assertThat(other.findByJobId("job-k")).isEmpty();
        assertThat(other.wake("job-k")).isFalse();
        assertThat(other.acknowledge(mine)).isFalse();
        assertThat(other.count(CHANNEL)).isEqualTo(Map.of(PendingState.RESERVED, 1L));
        store().activate(mine.correlationId(), "job-k", null, Duration.ZERO);
        assertThat(other.claimDue(CHANNEL, OWNER, LEASE, 10)).isEmpty();
        other.forget(mine.correlationId());

        assertThat(store().acknowledge(mine)).isTrue();
        assertThat(other.purge(Duration.ofDays(-1), 10)).isZero();
        assertThat(now(mine).state()).isEqualTo(PendingState.ACKNOWLEDGED);
    }

    // releases

    @Test
    default void anOldNodeLeavesTheRowsOfANewOneAlone() {
        JdbcJobStore later = JdbcStores.ofLaterRelease(pooled(), settings());
        later.open();
        PendingJob reserved = ((Reserved.Fresh) later.reserve(reservation(CHANNEL, "r"), OTHER, LEASE, true)).job();
        later.reserve(reservation(CHANNEL, "a"), OTHER, LEASE, false);
        later.activate(CHANNEL + "-a", "job-a", null, Duration.ZERO);
        PendingJob refused = ((Reserved.Fresh) later.reserve(reservation(CHANNEL, "f"), OTHER, LEASE, false)).job();
        later.refuse(refused, "no");
        advance(LONGER_THAN_LEASE);

        assertThat(store().claimDue(CHANNEL, OWNER, LEASE, 10)).isEmpty();
        assertThat(store().claimExpiredReservations(OWNER, LEASE, 10)).isEmpty();
        assertThat(store().claimWaited(OTHER, LEASE, 10)).isEmpty();
        assertThat(store().purge(Duration.ZERO, 10)).isZero();
        assertThat(store().forget(reserved.correlationId())).isFalse();
        assertThat(store().wake("job-a")).isFalse();
        assertThat(store().attach(CHANNEL + "-a", OWNER, LEASE)).isFalse();
        assertThat(store().renewWaiters(List.of(reserved.correlationId()), OTHER, LEASE))
                .hasSize(1);
        assertThat(store().activate(reserved.correlationId(), "j", null, Duration.ZERO))
                .isFalse();
        assertThat(store().renew(reserved, LEASE)).isFalse();

        assertThat(store().findByJobId("job-a")).isPresent();
        assertThat(store().reserve(reservation(CHANNEL, "a"), OWNER, LEASE, false))
                .isInstanceOf(Reserved.Present.class);
        assertThatThrownBy(() -> store().reserve(reservation(CHANNEL, "f"), OWNER, LEASE, false))
                .isInstanceOf(JobStoreException.class)
                .hasMessageContaining("newer release");
        assertThat(later.claimDue(CHANNEL, OTHER, LEASE, 10)).hasSize(1);
        assertThat(later.claimExpiredReservations(OTHER, LEASE, 10)).hasSize(1);
    }

    @Test
    default void aNewNodeWorksOnTheRowsOfAnOldOne() {
        active("k");
        JdbcJobStore later = JdbcStores.ofLaterRelease(pooled(), settings());
        later.open();

        PendingJob held = later.claimDue(CHANNEL, OTHER, LEASE, 10).get(0);
        assertThat(later.beginDelivery(held, JobEnd.of(JobState.FINISHED), LEASE))
                .isTrue();
        assertThat(later.release(held, Duration.ZERO, "route failed")).isTrue();

        PendingJob again = claim(OWNER);
        assertThat(store().beginDelivery(again, JobEnd.of(JobState.FINISHED), LEASE))
                .isTrue();
        assertThat(store().acknowledge(again)).isTrue();
    }

    // tools

    private <T> T inZone(String set, Function<JobStore, T> work) {
        try (Connection connection = database().plain().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(set);
            return work.apply(on(OneConnection.of(connection)));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private DataSource breakingBefore(String part) {
        return new TappedDataSource(pooled(), new TappedDataSource.Tap() {
            @Override
            public void before(String step) throws SQLException {
                if (step.contains(part)) {
                    throw new SQLException("gone", "08006");
                }
            }
        });
    }

    private DataSource breakingAfter(String part) {
        return new TappedDataSource(pooled(), new TappedDataSource.Tap() {
            @Override
            public void after(String step) throws SQLException {
                if (step.contains(part)) {
                    throw new SQLException("gone", "08006");
                }
            }
        });
    }

    private List<String> statementsOfScript() throws IOException {
        String name = "META-INF/ice-highlights/schema-" + database().name().toLowerCase(Locale.ROOT) + ".sql";
        try (InputStream in = JdbcJobStore.class.getClassLoader().getResourceAsStream(name)) {
            String sql = new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.strip().startsWith("--"))
                    .collect(Collectors.joining("\n"));
            return List.of(sql.strip().split(";"));
        }
    }

    private static void execute(DataSource dataSource, String sql) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static <T> List<T> atOnce(int threads, Function<Integer, T> work) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            var begin = new CyclicBarrier(threads);
            List<Callable<T>> tasks = IntStream.range(0, threads)
                    .<Callable<T>>mapToObj(i -> () -> {
                        begin.await(1, TimeUnit.MINUTES);
                        return work.apply(i);
                    })
                    .toList();
            List<T> results = new ArrayList<>();
            for (Future<T> future : pool.invokeAll(tasks)) {
                results.add(future.get());
            }
            return results;
        } finally {
            pool.shutdownNow();
        }
    }
}
