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

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.github.icehighlights.camel.model.JobState;
import io.github.icehighlights.camel.model.JobType;

/**
 * One row of the table.
 *
 * @param sequence      its place on pages
 * @param schemaVersion of the release that wrote it
 * @param holdsKey      whether it stands for its key, or a successor does
 * @param job           what it says
 */
record JobRow(long sequence, int schemaVersion, boolean holdsKey, PendingJob job) {

    /** What is read. */
    static final List<String> READ = List.of(
            "seq",
            "schema_version",
            "correlation_id",
            "channel",
            "idempotency_key",
            "key_hash",
            "fingerprint",
            "job_type",
            "client_token",
            "supersedes",
            "connection_name",
            "region",
            "endpoint",
            "request",
            "carried_headers",
            "state",
            "version",
            "lease_owner",
            "lease_until",
            "waiter_owner",
            "waiter_until",
            "job_id",
            "request_id",
            "outcome",
            "reserved_at",
            "activated_at",
            "next_look_at",
            "ended_at",
            "woken_at",
            "looks",
            "deliveries",
            "clips_delivered",
            "sendable",
            "last_error");

    /** What the table must have: what is read, and what only the database works with. */
    static final List<String> COLUMNS = Stream.concat(
                    READ.stream(), Stream.of("namespace", "channel_hash", "woken", "delivering", "took"))
            .toList();

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<Map<String, String>> TEXTS = new TypeReference<>() {};

    static JobRow read(ResultSet row) throws SQLException {
        int schemaVersion = row.getInt("schema_version");
        String correlationId = row.getString("correlation_id");
        try {
            return new JobRow(
                    row.getLong("seq"), schemaVersion, row.getString("key_hash") != null, job(correlationId, row));
        } catch (IllegalArgumentException | JsonProcessingException e) {
            throw new JobStoreException("The record " + correlationId + " of the job store cannot be read: "
                    + (schemaVersion > JobSchema.VERSION
                            ? "a newer release wrote it (schema version " + schemaVersion + ", this one knows "
                                    + JobSchema.VERSION + ")"
                            : "it was changed by somebody else"));
        }
    }

    private static PendingJob job(String correlationId, ResultSet row) throws SQLException, JsonProcessingException {
        String request = row.getString("request");
        String outcome = row.getString("outcome");
        return new PendingJob(
                new Reservation(
                        correlationId,
                        row.getString("channel"),
                        JobType.valueOf(row.getString("job_type")),
                        row.getString("idempotency_key"),
                        row.getString("fingerprint"),
                        row.getString("client_token"),
                        request == null ? Map.of() : JSON.readValue(request, TEXTS),
                        new Connection(
                                row.getString("connection_name"), row.getString("region"), row.getString("endpoint")),
                        row.getString("carried_headers"),
                        row.getString("supersedes")),
                PendingState.valueOf(row.getString("state")),
                row.getLong("version"),
                lease(row.getString("lease_owner"), instant(row, "lease_until")),
                lease(row.getString("waiter_owner"), instant(row, "waiter_until")),
                row.getString("job_id"),
                row.getString("request_id"),
                outcome == null ? null : JobState.valueOf(outcome),
                new PendingJob.Times(
                        instant(row, "reserved_at"),
                        instant(row, "activated_at"),
                        instant(row, "next_look_at"),
                        instant(row, "ended_at"),
                        instant(row, "woken_at")),
                new PendingJob.Tally(row.getInt("looks"), row.getInt("deliveries"), row.getInt("clips_delivered")),
                row.getBoolean("sendable"),
                row.getString("last_error"));
    }

    /** The request as the table keeps it. */
    static String request(Reservation reservation) {
        try {
            return JSON.writeValueAsString(new TreeMap<>(reservation.request()));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A map of texts is always JSON", e);
        }
    }

    static Instant instant(ResultSet row, String column) throws SQLException {
        long millis = row.getLong(column);
        return row.wasNull() ? null : Instant.ofEpochMilli(millis);
    }

    private static Lease lease(String owner, Instant until) {
        return owner == null ? null : new Lease(owner, until);
    }

    /** Whether the key of an intent leads to this row. */
    boolean standsFor(Reservation intent) {
        return holdsKey
                && job.channel().equals(intent.channel())
                && job.reservation().key().equals(intent.key());
    }
}
