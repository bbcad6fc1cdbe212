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

import java.sql.SQLException;
import java.sql.SQLTransactionRollbackException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import javax.sql.DataSource;

import io.github.icehighlights.camel.model.JobType;
import io.github.icehighlights.camel.store.PendingJob.Times;

/**
 * Keeps pending jobs in one table of a database: H2 for one machine, PostgreSQL or MariaDB for many nodes. The table is
 * created by the files in {@code META-INF/ice-highlights} of the jar.
 *
 * <p>Each verb takes a connection of its own from the data source, commits before it returns, and gives the connection back
 * as it was. It must not be called inside the caller's transaction. Times are those of the database's clock, in
 * milliseconds. Thread-safe; a verb that fails throws {@link JobStoreException}.
 *
 * <p>Rows of a newer release are seen but neither claimed nor changed.
 */
public final class JdbcJobStore implements JobStore {

    // In SET clauses, what reads a column stands before what changes it: MariaDB works from left to right.

    private static final String HELD =
            "namespace = ? AND correlation_id = ? AND version = ? AND lease_owner = ? AND schema_version <= ?";
    private static final String RECORD = "namespace = ? AND correlation_id = ? AND schema_version <= ?";
    /** Also when the lease has ended: its holder may still reschedule. */
    private static final String DUE_NOW = "woken = (lease_owner IS NOT NULL), next_look_at = {now}";

    private static final String FREE = "lease_owner = NULL, lease_until = NULL";
    private static final String UNWAITED = "waiter_owner = NULL, waiter_until = NULL";
    private static final String GIVE_BACK = "next_look_at = CASE WHEN woken THEN {now} ELSE {now} + ? END,"
            + " woken = FALSE, delivering = FALSE, " + FREE;
    private static final String END =
            "version = version + 1, ended_at = {now}, next_look_at = NULL, delivering = FALSE, " + FREE + ", "
                    + UNWAITED + ", last_error = ?";
    private static final String COLUMNS = String.join(", ", JobRow.READ);

    private static final String KNOWN_STATES =
            Arrays.stream(PendingState.values()).map(state -> "'" + state + "'").collect(Collectors.joining(", "));
    // A lease stands in no index: whoever takes, keeps and delivers a job changes its row and no more. What is skipped
    // for
    // it is no more than what is in hand
    private static final String UNLEASED = "(lease_until IS NULL OR lease_until <= {now})";
    private static final String UNWAITED_FOR = "(waiter_until IS NULL OR waiter_until <= {now})";
    private static final String LOOK_DUE = "state = 'ACTIVE' AND next_look_at <= {now} AND " + UNLEASED;

    private static final int ATTEMPTS = 20;
    private static final int MAX_BATCH = 500;
    private static final Duration MAX_DELAY = Duration.ofDays(3_650_000);

    private final JobDatabase database;
    private final String namespace;
    private final int schemaVersion;

    public JdbcJobStore(DataSource dataSource) {
        this(dataSource, JdbcStoreSettings.DEFAULT);
    }

    public JdbcJobStore(DataSource dataSource, JdbcStoreSettings settings) {
        this(dataSource, settings, UnaryOperator.identity(), JobSchema.VERSION, JobSchema::of);
    }

    /** With another clock, or as another release. */
    JdbcJobStore(
            DataSource dataSource,
            JdbcStoreSettings settings,
            UnaryOperator<Dialect> adaption,
            int schemaVersion,
            Function<Dialect, JobSchema> schemas) {
        Objects.requireNonNull(dataSource, "dataSource");
        this.database = new JobDatabase(dataSource, settings, adaption, schemas);
        this.namespace = settings.namespace();
        this.schemaVersion = schemaVersion;
    }

    @Override
    public String name() {
        return "jdbc";
    }

    @Override
    public boolean isDurable() {
        return !database.isInMemory();
    }

    @Override
    public void open() {
        database.open();
    }

    @Override
    public Reserved reserve(Reservation reservation, String owner, Duration lease, boolean waited) {
        requireStorable(reservation);
        String verb = "reserve " + reservation.correlationId();
        var intent = new Intent(reservation, owner, millis(lease), waited);
        for (int i = 0; i < ATTEMPTS; i++) {
            Optional<Reserved> answer = database.call(verb, jobs -> insert(jobs, intent));
            if (answer.isEmpty()) {
                answer = database.transaction(verb, jobs -> settle(jobs, intent));
            }
            if (answer.isPresent()) {
                return answer.get();
            }
        }
        throw new JobStoreException("The job store failed to " + verb + ": others changed its key again and again");
    }

    private record Intent(Reservation reservation, String owner, long lease, boolean waited) {}

    private static void requireStorable(Reservation reservation) {
        Texts.requireId("The correlation id", reservation.correlationId());
        Texts.requireId("The id of the submission that is followed", reservation.supersedes());
        Texts.requireStorable("The channel", reservation.channel());
        Texts.requireStorable("The idempotency key", reservation.key());
        Texts.requireStorable("The fingerprint", reservation.fingerprint());
        Texts.requireStorable("The client token", reservation.clientToken());
        Texts.requireStorable("The carried headers", reservation.carriedHeaders());
        Texts.requireStorable(
                "The name of the connection", reservation.connection().name());
        Texts.requireStorable("The region", reservation.connection().region());
        Texts.requireStorable("The endpoint", reservation.connection().endpoint());
    }

    /** Empty when the key or the id is taken. */
    private Optional<Reserved> insert(JobConnection jobs, Intent intent) throws SQLException {
        Reservation reservation = intent.reservation();
        Long waiterLease = intent.waited() ? intent.lease() : null;
        // its holders must not match a record that comes to be later under the same id
        long version = ThreadLocalRandom.current().nextLong() >>> 3;
        return jobs.insert(
                row -> {
                    Lease lease = new Lease(intent.owner(), JobRow.instant(row, "lease_until"));
                    return new Reserved.Fresh(new PendingJob(
                            reservation,
                            PendingState.RESERVED,
                            version,
                            lease,
                            intent.waited() ? lease : null,
                            null,
                            null,
                            null,
                            new Times(JobRow.instant(row, "reserved_at"), null, null, null, null),
                            new PendingJob.Tally(0, 0, 0),
                            true,
                            null));
                },
                "reserved_at, lease_until",
                "INSERT INTO {table} (schema_version, namespace, correlation_id, channel, idempotency_key,"
                        + " channel_hash, key_hash, fingerprint, job_type, client_token, supersedes,"
                        + " connection_name, region, endpoint, request, carried_headers, state, version,"
                        + " reserved_at, lease_owner, lease_until, waiter_owner, waiter_until,"
                        + " looks, deliveries, clips_delivered, woken, delivering, sendable)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'RESERVED', ?,"
                        + " {now}, ?, {now} + ?, ?, {now} + ?, 0, 0, 0, FALSE, FALSE, TRUE)",
                schemaVersion,
                namespace,
                reservation.correlationId(),
                reservation.channel(),
                reservation.key(),
                Texts.hash(reservation.channel()),
                Texts.hash(reservation.key()),
                reservation.fingerprint(),
                reservation.jobType().name(),
                reservation.clientToken(),
                reservation.supersedes(),
                reservation.connection().name(),
                reservation.connection().region(),
                reservation.connection().endpoint(),
                JobRow.request(reservation),
                reservation.carriedHeaders(),
                version,
                intent.owner(),
                intent.lease(),
                intent.waited() ? intent.owner() : null,
                waiterLease);
    }

    /** What it means that a key or an id is taken; empty when that has just changed. */
    private Optional<Reserved> settle(JobConnection jobs, Intent intent) throws SQLException {
        Reservation reservation = intent.reservation();
        // in this order: who finds no twin and then an ended forerunner, finds out at the insert that somebody was
        // faster
        Optional<JobRow> twin = row(jobs, reservation.correlationId());
        Optional<JobRow> ofKey = twin.filter(row -> row.standsFor(reservation)).isPresent()
                ? twin
                : rowOfKey(jobs, reservation.channel(), reservation.key());
        Optional<JobRow> found = ofKey.isPresent() ? ofKey : twin;
        if (found.isEmpty()) {
            return Optional.empty();
        }
        JobRow present = found.get();
        PendingJob job = present.job();
        boolean follows = job.correlationId().equals(reservation.supersedes());
        boolean ended = job.outcome() != null && job.outcome().isFailure();
        boolean refused = job.state() == PendingState.REFUSED;
        boolean same = Objects.equals(job.reservation().fingerprint(), reservation.fingerprint());
        if (!follows && (ended || refused && !same)) {
            return Optional.of(new Reserved.Ended(job));
        }
        if (!follows && !refused) {
            return Optional.of(same ? new Reserved.Present(job) : new Reserved.Mismatch(job));
        }
        if (twin.isPresent() && (twin.get().sequence() != present.sequence() || !refused)) {
            // an ended forerunner of the refused one; its token is used up
            return Optional.of(new Reserved.Ended(twin.get().job()));
        }
        if (present.schemaVersion() > schemaVersion) {
            throw new JobStoreException("The job store cannot reserve " + reservation.correlationId()
                    + ": a newer release wrote the ended record " + job.correlationId() + " that it follows");
        }
        int changed = refused
                ? jobs.update("DELETE FROM {table} WHERE seq = ? AND state = 'REFUSED'", present.sequence())
                : jobs.update(
                        "UPDATE {table} SET key_hash = NULL WHERE seq = ? AND key_hash IS NOT NULL",
                        present.sequence());
        Optional<Reserved> fresh = changed == 0 ? Optional.empty() : insert(jobs, intent);
        if (fresh.isEmpty()) {
            throw new SQLTransactionRollbackException("Somebody else was faster", SqlErrors.ROLLED_BACK);
        }
        return fresh;
    }

    @Override
    public boolean renew(PendingJob held, Duration lease) {
        return change("renew", held, "lease_until = {now} + ?", millis(lease));
    }

    @Override
    public boolean sending(PendingJob held, Duration lease) {
        return change("announce", held, "sendable = FALSE, lease_until = {now} + ?", millis(lease));
    }

    @Override
    public boolean activate(String correlationId, String jobId, String requestId, Duration firstLook) {
        Texts.requireId("The job id of " + correlationId, jobId);
        return database.call("activate " + correlationId, jobs -> {
            int changed = jobs.update(
                    "UPDATE {table} SET state = 'ACTIVE', version = version + 1, " + FREE + ", job_id = ?,"
                            + " request_id = ?, activated_at = {now}, next_look_at = {now} + ?, last_error = NULL,"
                            + " request = NULL WHERE " + RECORD
                            + " AND job_id IS NULL AND state IN ('RESERVED', 'UNCERTAIN')",
                    jobId,
                    requestId,
                    millis(firstLook),
                    namespace,
                    correlationId,
                    schemaVersion);
            return changed == 1
                    || row(jobs, correlationId)
                            .map(row -> jobId.equals(row.job().jobId()))
                            .orElse(false);
        });
    }

    @Override
    public boolean refuse(PendingJob held, String error) {
        return change("refuse", held, "state = 'REFUSED', request = NULL, " + END, Texts.error(error));
    }

    @Override
    public boolean uncertain(PendingJob held, String reason) {
        return change(
                "uncertain",
                held,
                "state = 'UNCERTAIN', version = version + 1, sendable = FALSE, " + FREE + ", last_error = ?",
                Texts.error(reason));
    }

    @Override
    public boolean abandon(PendingJob held, Duration delay, String error) {
        return change(
                "abandon",
                held,
                "lease_until = {now} + ?, version = version + 1, last_error = ?",
                millis(delay),
                Texts.error(error));
    }

    @Override
    public List<PendingJob> claimExpiredReservations(String owner, Duration lease, int max) {
        return claim("expired reservations", Due.RESERVATIONS, owner, lease, max, Stream.of());
    }

    @Override
    public List<PendingJob> claimDue(String channel, String owner, Duration lease, int max) {
        return claim("jobs of " + channel, Due.JOBS, owner, lease, max, Stream.of(Texts.hash(channel)));
    }

    @Override
    public List<PendingJob> claimWaited(String owner, Duration lease, int max) {
        return claim("jobs that are waited for", Due.WAITED_FOR, owner, lease, max, Stream.of(owner));
    }

    /** What can be claimed, soonest first. */
    private enum Due {
        RESERVATIONS("state = 'RESERVED' AND " + UNLEASED, "reserved_at", Times::reserved),
        JOBS("channel_hash = ? AND " + LOOK_DUE + " AND " + UNWAITED_FOR, "next_look_at", Times::nextLook),
        WAITED_FOR("waiter_owner = ? AND " + LOOK_DUE, "next_look_at", Times::nextLook);

        private final String rows;
        private final Comparator<JobRow> order;

        Due(String condition, String since, Function<Times, Instant> time) {
            this.rows = "FROM {table} WHERE namespace = ? AND " + condition + " AND schema_version <= ? ORDER BY "
                    + since + ", seq LIMIT ? FOR UPDATE SKIP LOCKED";
            this.order = Comparator.<JobRow, Instant>comparing(
                            row -> time.apply(row.job().times()))
                    .thenComparing(JobRow::sequence);
        }
    }

    private List<PendingJob> claim(String what, Due due, String owner, Duration lease, int max, Stream<String> whose) {
        if (max <= 0) {
            return List.of();
        }
        Stream<Object> limits = Stream.of(schemaVersion, Math.min(max, MAX_BATCH));
        List<Object> which = Stream.of(Stream.of(namespace), whose, limits)
                .flatMap(Function.identity())
                .collect(Collectors.toList());
        String change = "version = version + 1, lease_owner = ?, lease_until = {now} + ?, woken = FALSE,"
                + " delivering = FALSE" + (due == Due.WAITED_FOR ? "" : ", " + UNWAITED);
        return database
                .call("claim " + what, jobs -> take(jobs, due.rows, which, change, List.of(owner, millis(lease))))
                .stream()
                .sorted(due.order)
                .map(JobRow::job)
                .toList();
    }

    /** Changes rows that nobody else is changing, and reads what has become of them. */
    private static List<JobRow> take(
            JobConnection jobs, String rows, List<Object> which, String change, List<Object> values)
            throws SQLException {
        if (jobs.dialect().updateReturning()) {
            return jobs.query(
                    JobRow::read,
                    "WITH due AS MATERIALIZED (SELECT seq AS due_seq " + rows + ") UPDATE {table} SET " + change
                            + " FROM due WHERE seq = due_seq RETURNING " + COLUMNS,
                    Stream.concat(which.stream(), values.stream()).toArray());
        }
        return jobs.together(() -> {
            List<Long> taken = jobs.query(row -> row.getLong(1), "SELECT seq " + rows, which.toArray());
            if (taken.isEmpty()) {
                return List.of();
            }
            String those = " WHERE seq IN (" + places(taken.size()) + ")";
            jobs.update(
                    "UPDATE {table} SET " + change + those,
                    Stream.concat(values.stream(), taken.stream()).toArray());
            return jobs.query(JobRow::read, "SELECT " + COLUMNS + " FROM {table}" + those, taken.toArray());
        });
    }

    @Override
    public boolean reschedule(PendingJob held, Duration delay, String error) {
        return change(
                "reschedule",
                held,
                "looks = looks + 1, " + GIVE_BACK + ", last_error = ?",
                millis(delay),
                Texts.error(error));
    }

    @Override
    public boolean beginDelivery(PendingJob held, JobEnd end, Duration lease) {
        return changeIf(
                "begin the delivery of",
                held,
                "looks = looks + 1, deliveries = deliveries + 1, outcome = ?, took = COALESCE(took, ?),"
                        + " delivering = TRUE, lease_until = {now} + ?",
                Arrays.asList(end.outcome().name(), end.took() == null ? null : millis(end.took()), millis(lease)),
                "(waiter_owner IS NULL OR waiter_until <= {now} OR waiter_owner = ?)",
                held.waiter() == null ? null : held.waiter().owner());
    }

    @Override
    public boolean clipDelivered(PendingJob held, int count) {
        return change("record a clip of", held, "clips_delivered = ?, deliveries = 1", count);
    }

    @Override
    public boolean release(PendingJob held, Duration delay, String error) {
        return change(
                "release", held, GIVE_BACK + ", " + UNWAITED + ", last_error = ?", millis(delay), Texts.error(error));
    }

    @Override
    public boolean handBack(PendingJob held) {
        return change(
                "hand back",
                held,
                "deliveries = CASE WHEN delivering THEN deliveries - 1 ELSE deliveries END, " + GIVE_BACK + ", "
                        + UNWAITED,
                0L);
    }

    @Override
    public boolean acknowledge(PendingJob held) {
        return change("acknowledge", held, "state = 'ACKNOWLEDGED', " + END, (Object) null);
    }

    @Override
    public boolean park(PendingJob held, String reason) {
        return change("park", held, "state = 'PARKED', " + END, Texts.error(reason));
    }

    @Override
    public boolean wake(String correlationOrJobId) {
        String wake = "UPDATE {table} SET " + DUE_NOW
                + ", woken_at = {now} WHERE namespace = ? AND schema_version <= ? AND state = 'ACTIVE' AND ";
        return database.call(
                "wake " + correlationOrJobId,
                jobs -> jobs.update(wake + "correlation_id = ?", namespace, schemaVersion, correlationOrJobId) > 0
                        || jobs.update(wake + "job_id = ?", namespace, schemaVersion, correlationOrJobId) > 0);
    }

    @Override
    public void hasten(Collection<String> correlationIds) {
        List<String> left = List.copyOf(correlationIds);
        while (!left.isEmpty()) {
            List<String> batch = left.subList(0, Math.min(left.size(), MAX_BATCH));
            left = left.subList(batch.size(), left.size());
            List<Object> values = new ArrayList<>(List.of(namespace, schemaVersion));
            values.addAll(batch);
            database.call(
                    "hasten " + batch.size() + " jobs",
                    jobs -> jobs.update(
                            "UPDATE {table} SET " + DUE_NOW + " WHERE namespace = ? AND schema_version <= ?"
                                    + " AND state = 'ACTIVE' AND correlation_id IN (" + places(batch.size()) + ")",
                            values.toArray()));
        }
    }

    @Override
    public int hasten(String channel, JobType jobType, Duration age, Duration within) {
        return database.call(
                "hasten the jobs of " + channel,
                jobs -> jobs.update(
                        "UPDATE {table} SET next_look_at = {now} WHERE namespace = ? AND channel_hash = ?"
                                + " AND state = 'ACTIVE' AND job_type = ? AND deliveries = 0"
                                + " AND activated_at <= {now} - ? AND next_look_at > {now} + ? AND schema_version <= ?",
                        namespace,
                        Texts.hash(channel),
                        jobType.name(),
                        millis(age),
                        millis(within),
                        schemaVersion));
    }

    @Override
    public boolean replay(String correlationId) {
        return database.call(
                "replay " + correlationId,
                jobs -> jobs.update(
                                "UPDATE {table} SET sendable = (state = 'UNCERTAIN'),"
                                        + " next_look_at = CASE WHEN state = 'UNCERTAIN' THEN NULL ELSE {now} END,"
                                        + " state = CASE WHEN state = 'UNCERTAIN' THEN 'RESERVED' ELSE 'ACTIVE' END,"
                                        + " version = version + 1, ended_at = NULL, deliveries = 0"
                                        + " WHERE " + RECORD + " AND state IN ('PARKED', 'UNCERTAIN')",
                                namespace,
                                correlationId,
                                schemaVersion)
                        == 1);
    }

    @Override
    public boolean attach(String correlationId, String owner, Duration lease) {
        return database.call(
                "attach to " + correlationId,
                jobs -> jobs.update(
                                "UPDATE {table} SET waiter_owner = ?, waiter_until = {now} + ? WHERE " + RECORD
                                        + " AND state IN ('ACTIVE', 'RESERVED')"
                                        + " AND (waiter_owner IS NULL OR waiter_until <= {now} OR waiter_owner = ?)"
                                        + " AND NOT (delivering AND lease_owner IS NOT NULL AND lease_until > {now})",
                                owner,
                                millis(lease),
                                namespace,
                                correlationId,
                                schemaVersion,
                                owner)
                        == 1);
    }

    @Override
    public List<String> renewWaiters(Collection<String> correlationIds, String owner, Duration lease) {
        List<String> ids = List.copyOf(correlationIds);
        List<String> lost = new ArrayList<>();
        for (int from = 0; from < ids.size(); from += MAX_BATCH) {
            List<String> batch = ids.subList(from, Math.min(ids.size(), from + MAX_BATCH));
            lost.addAll(database.call("renew waiters", jobs -> renewBatch(jobs, batch, owner, lease)));
        }
        return lost;
    }

    private List<String> renewBatch(JobConnection jobs, List<String> ids, String owner, Duration lease)
            throws SQLException {
        String theirs = "namespace = ? AND schema_version <= ? AND waiter_owner = ? AND correlation_id IN ("
                + places(ids.size()) + ")";
        Object[] values = Stream.concat(Stream.of(namespace, schemaVersion, owner), ids.stream())
                .toArray();
        Object[] renewal =
                Stream.concat(Stream.of(millis(lease)), Arrays.stream(values)).toArray();
        int renewed = jobs.update("UPDATE {table} SET waiter_until = {now} + ? WHERE " + theirs, renewal);
        if (renewed == ids.size()) {
            return List.of();
        }
        Set<String> waiting = new HashSet<>(jobs.query(
                row -> row.getString("correlation_id"), "SELECT correlation_id FROM {table} WHERE " + theirs, values));
        return ids.stream().filter(id -> !waiting.contains(id)).toList();
    }

    @Override
    public void detach(String correlationId, String owner) {
        database.call(
                "detach from " + correlationId,
                jobs -> jobs.update(
                        "UPDATE {table} SET " + UNWAITED + " WHERE " + RECORD + " AND waiter_owner = ?",
                        namespace,
                        correlationId,
                        schemaVersion,
                        owner));
    }

    @Override
    public Optional<PendingJob> findByKey(String channel, String key) {
        return database.call("find a key of " + channel, jobs -> rowOfKey(jobs, channel, key))
                .map(JobRow::job);
    }

    @Override
    public Optional<PendingJob> findByJobId(String jobId) {
        return database.call(
                        "find job " + jobId,
                        jobs -> first(jobs.query(
                                JobRow::read,
                                "SELECT " + COLUMNS + " FROM {table} WHERE namespace = ? AND job_id = ?"
                                        + " ORDER BY seq DESC LIMIT 1",
                                namespace,
                                jobId)))
                .map(JobRow::job);
    }

    @Override
    public Optional<PendingJob> find(String correlationId) {
        return database.call("find " + correlationId, jobs -> row(jobs, correlationId))
                .map(JobRow::job);
    }

    @Override
    public List<PendingJob> page(String channel, Set<PendingState> states, String correlationId, int max) {
        if (states.isEmpty() || max <= 0) {
            return List.of();
        }
        List<Object> values = new ArrayList<>(List.of(namespace, Texts.hash(channel)));
        states.forEach(state -> values.add(state.name()));
        values.add(namespace);
        values.add(correlationId);
        values.add(max);
        return database
                .call(
                        "page through " + channel,
                        jobs -> jobs.query(
                                JobRow::read,
                                "SELECT " + COLUMNS
                                        + " FROM {table} WHERE namespace = ? AND channel_hash = ? AND state IN ("
                                        + places(states.size())
                                        + ") AND seq > COALESCE((SELECT last.seq FROM {table} last"
                                        + " WHERE last.namespace = ? AND last.correlation_id = ?), 0) ORDER BY seq LIMIT ?",
                                values.toArray()))
                .stream()
                .map(JobRow::job)
                .toList();
    }

    @Override
    public Map<PendingState, Long> count(String channel) {
        Map<PendingState, Long> counts = new EnumMap<>(PendingState.class);
        database.call(
                "count the jobs of " + channel,
                jobs -> jobs.query(
                        row -> counts.put(PendingState.valueOf(row.getString(1)), row.getLong(2)),
                        "SELECT state, COUNT(*) FROM {table} WHERE namespace = ? AND channel_hash = ?"
                                + " AND state IN (" + KNOWN_STATES + ") GROUP BY state",
                        namespace,
                        Texts.hash(channel)));
        return counts;
    }

    @Override
    public List<Duration> durations(String channel, JobType jobType, int max) {
        return database.call(
                "ask how long the jobs of " + channel + " took",
                jobs -> jobs.query(
                        row -> Duration.ofMillis(row.getLong(1)),
                        "SELECT took FROM {table} WHERE namespace = ? AND channel_hash = ? AND job_type = ?"
                                + " AND activated_at IS NOT NULL AND took IS NOT NULL ORDER BY seq DESC LIMIT ?",
                        namespace,
                        Texts.hash(channel),
                        jobType.name(),
                        max));
    }

    @Override
    public boolean forget(String correlationId) {
        return database.call(
                        "forget " + correlationId,
                        jobs -> jobs.update(
                                "DELETE FROM {table} WHERE " + RECORD, namespace, correlationId, schemaVersion))
                == 1;
    }

    @Override
    public int purge(Duration retention, int max) {
        if (max <= 0) {
            return 0;
        }
        return database.transaction("purge", jobs -> {
            List<Object> old = jobs.query(
                    row -> row.getLong(1),
                    "SELECT seq FROM {table} WHERE namespace = ? AND state IN ('ACKNOWLEDGED', 'REFUSED')"
                            + " AND ended_at <= {now} - ? AND schema_version <= ? ORDER BY ended_at, seq LIMIT ? FOR UPDATE SKIP LOCKED",
                    namespace,
                    millis(retention),
                    schemaVersion,
                    max);
            for (int from = 0; from < old.size(); from += MAX_BATCH) {
                List<Object> batch = old.subList(from, Math.min(old.size(), from + MAX_BATCH));
                jobs.update("DELETE FROM {table} WHERE seq IN (" + places(batch.size()) + ")", batch.toArray());
            }
            return old.size();
        });
    }

    /** Changes the record of a job if the caller still holds it. */
    private boolean change(String verb, PendingJob held, String assignments, Object... values) {
        return changeIf(verb, held, assignments, Arrays.asList(values), "1 = 1");
    }

    private boolean changeIf(
            String verb, PendingJob held, String assignments, List<?> assigned, String condition, Object... compared) {
        if (held.lease() == null) {
            return false;
        }
        Object[] values = Stream.of(
                        assigned.stream(),
                        Stream.of(
                                namespace,
                                held.correlationId(),
                                held.version(),
                                held.lease().owner(),
                                schemaVersion),
                        Arrays.stream(compared))
                .flatMap(Function.identity())
                .toArray();
        String sql = "UPDATE {table} SET " + assignments + " WHERE " + HELD + " AND " + condition;
        return database.call(verb + " " + held.correlationId(), jobs -> jobs.update(sql, values)) == 1;
    }

    private Optional<JobRow> row(JobConnection jobs, String correlationId) throws SQLException {
        return first(jobs.query(
                JobRow::read,
                "SELECT " + COLUMNS + " FROM {table} WHERE namespace = ? AND correlation_id = ?",
                namespace,
                correlationId));
    }

    private Optional<JobRow> rowOfKey(JobConnection jobs, String channel, String key) throws SQLException {
        return first(jobs.query(
                JobRow::read,
                "SELECT " + COLUMNS + " FROM {table} WHERE namespace = ? AND channel_hash = ? AND key_hash = ?",
                namespace,
                Texts.hash(channel),
                Texts.hash(key)));
    }

    private static Optional<JobRow> first(List<JobRow> rows) {
        return rows.stream().findFirst();
    }

    private static String places(int count) {
        return String.join(", ", Collections.nCopies(count, "?"));
    }

    private static long millis(Duration duration) {
        return duration.compareTo(MAX_DELAY) > 0 ? MAX_DELAY.toMillis() : duration.toMillis();
    }
}
