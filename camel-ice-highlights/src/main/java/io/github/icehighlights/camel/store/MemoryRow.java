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
import java.time.Instant;
import java.util.Map;

import io.github.icehighlights.camel.model.JobState;
import io.github.icehighlights.camel.model.JobType;

/**
 * One record of {@link MemoryJobStore}, changed under the store's lock. There may be a million of them: times are
 * {@link Nanos}, and what does not change any more is packed as soon as the job exists.
 */
final class MemoryRow {

    final long sequence;
    final Origin origin;
    final long reserved;

    PendingState state = PendingState.RESERVED;
    long version;
    Lease lease;
    Lease waiter;
    JobState outcome;
    long activated = Nanos.NONE;
    long nextLook = Nanos.NONE;
    long ended = Nanos.NONE;
    Instant wokenAt;
    Duration took;
    int looks;
    int deliveries;
    int clipsDelivered;
    boolean woken;
    boolean delivering;
    boolean sendable;
    String lastError;

    private final int idHash;
    private final int keyHash;
    private int jobIdHash;

    /** What was asked for, until it is packed. */
    private Reservation reservation;
    /** The texts of the reservation but for the request, and ICE's ids. */
    private byte[] texts;

    private int place;
    private int placeOfWaiter;

    /** What a row has in common with others. */
    record Origin(String channel, JobType jobType, Connection connection) {

        static Origin of(Reservation reservation) {
            return new Origin(reservation.channel(), reservation.jobType(), reservation.connection());
        }
    }

    /** @param origin that of the reservation */
    MemoryRow(Reservation reservation, Origin origin, long sequence, Instant reserved) {
        this.reservation = reservation;
        this.origin = origin;
        this.sequence = sequence;
        // beyond all versions of a record that was here before under the same id: its holders must not match
        this.version = sequence << 20;
        this.reserved = Nanos.of(reserved);
        this.idHash = reservation.correlationId().hashCode();
        this.keyHash = keyHash(reservation.channel(), reservation.key());
    }

    /**
     * Whose business a row is.
     *
     * @param kind what has to be done
     * @param name the channel or the owner that has to do it, if it is not everybody's business
     */
    record Agenda(Kind kind, String name) {

        enum Kind {
            RESERVATIONS,
            CHANNEL,
            WAITER,
            ENDED
        }

        static final Agenda RESERVATIONS = new Agenda(Kind.RESERVATIONS, null);
        static final Agenda ENDED = new Agenda(Kind.ENDED, null);

        static Agenda ofChannel(String channel) {
            return new Agenda(Kind.CHANNEL, channel);
        }

        static Agenda ofWaiter(String owner) {
            return new Agenda(Kind.WAITER, owner);
        }

        boolean isWaiters() {
            return kind == Kind.WAITER;
        }

        /** When rows of the agenda are due. */
        DueRows.View view() {
            return isWaiters() ? OF_WAITER : OF_ALL;
        }
    }

    /** For the channel a job that somebody waits for is due when the wait's lease ends. */
    private static final DueRows.View OF_ALL = new DueRows.View() {
        @Override
        public long due(MemoryRow row) {
            return switch (row.state) {
                case RESERVED -> latest(row.reserved, row.lease);
                case ACTIVE -> latest(latest(row.nextLook, row.lease), row.waiter);
                default -> row.ended;
            };
        }

        @Override
        public int place(MemoryRow row) {
            return row.place;
        }

        @Override
        public void place(MemoryRow row, int place) {
            row.place = place;
        }
    };

    private static final DueRows.View OF_WAITER = new DueRows.View() {
        @Override
        public long due(MemoryRow row) {
            return latest(row.nextLook, row.lease);
        }

        @Override
        public int place(MemoryRow row) {
            return row.placeOfWaiter;
        }

        @Override
        public void place(MemoryRow row, int place) {
            row.placeOfWaiter = place;
        }
    };

    private static long latest(long at, Lease lease) {
        return lease == null ? at : Math.max(at, Nanos.of(lease.until()));
    }

    /** Whose business the row is whatever happens, or null. */
    Agenda agenda() {
        return switch (state) {
            case RESERVED -> Agenda.RESERVATIONS;
            case ACKNOWLEDGED, REFUSED -> Agenda.ENDED;
            case ACTIVE -> Agenda.ofChannel(origin.channel());
            default -> null;
        };
    }

    /** Whose business it is first, because an exchange waits for the job; or null. */
    Agenda waitersAgenda() {
        return state == PendingState.ACTIVE && waiter != null ? Agenda.ofWaiter(waiter.owner()) : null;
    }

    static int keyHash(String channel, String key) {
        return 31 * channel.hashCode() + key.hashCode();
    }

    int idHash() {
        return idHash;
    }

    int keyHash() {
        return keyHash;
    }

    int jobIdHash() {
        return jobIdHash;
    }

    String correlationId() {
        return reservation == null ? text(Text.CORRELATION_ID) : reservation.correlationId();
    }

    String channel() {
        return origin.channel();
    }

    JobType jobType() {
        return origin.jobType();
    }

    String key() {
        return reservation == null ? text(Text.KEY) : reservation.key();
    }

    String fingerprint() {
        return reservation == null ? text(Text.FINGERPRINT) : reservation.fingerprint();
    }

    /** Null before activation. */
    String jobId() {
        return reservation == null ? text(Text.JOB_ID) : null;
    }

    boolean is(String channel, String key) {
        return key().equals(key) && channel().equals(channel);
    }

    /** ICE has made a job of it: the request is the user's data and goes, and the rest changes no more. */
    void activate(String jobId, String requestId) {
        jobIdHash = jobId.hashCode();
        pack(jobId, requestId);
    }

    /** There will be no job. */
    void dropRequest() {
        if (reservation != null) {
            pack(null, null);
        }
    }

    private enum Text {
        CORRELATION_ID,
        KEY,
        FINGERPRINT,
        CLIENT_TOKEN,
        CARRIED_HEADERS,
        SUPERSEDES,
        JOB_ID,
        REQUEST_ID
    }

    private static final int TEXTS = Text.values().length;

    private void pack(String jobId, String requestId) {
        String[] all = new String[TEXTS];
        all[Text.CORRELATION_ID.ordinal()] = reservation.correlationId();
        all[Text.KEY.ordinal()] = reservation.key();
        all[Text.FINGERPRINT.ordinal()] = reservation.fingerprint();
        all[Text.CLIENT_TOKEN.ordinal()] = reservation.clientToken();
        all[Text.CARRIED_HEADERS.ordinal()] = reservation.carriedHeaders();
        all[Text.SUPERSEDES.ordinal()] = reservation.supersedes();
        all[Text.JOB_ID.ordinal()] = jobId;
        all[Text.REQUEST_ID.ordinal()] = requestId;
        texts = PackedTexts.pack(all);
        reservation = null;
    }

    private String text(Text text) {
        return PackedTexts.text(texts, text.ordinal());
    }

    PendingJob snapshot() {
        return reservation == null ? packed() : snapshot(reservation, null, null);
    }

    private PendingJob packed() {
        String[] all = PackedTexts.texts(texts, TEXTS);
        var unpacked = new Reservation(
                all[Text.CORRELATION_ID.ordinal()],
                origin.channel(),
                origin.jobType(),
                all[Text.KEY.ordinal()],
                all[Text.FINGERPRINT.ordinal()],
                all[Text.CLIENT_TOKEN.ordinal()],
                Map.of(),
                origin.connection(),
                all[Text.CARRIED_HEADERS.ordinal()],
                all[Text.SUPERSEDES.ordinal()]);
        return snapshot(unpacked, all[Text.JOB_ID.ordinal()], all[Text.REQUEST_ID.ordinal()]);
    }

    private PendingJob snapshot(Reservation asked, String jobId, String requestId) {
        return new PendingJob(
                asked,
                state,
                version,
                lease,
                waiter,
                jobId,
                requestId,
                outcome,
                new PendingJob.Times(
                        Nanos.instant(reserved),
                        Nanos.instant(activated),
                        Nanos.instant(nextLook),
                        Nanos.instant(ended),
                        wokenAt),
                new PendingJob.Tally(looks, deliveries, clipsDelivered),
                sendable,
                lastError);
    }
}
