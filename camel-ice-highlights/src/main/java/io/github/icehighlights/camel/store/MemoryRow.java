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
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.github.icehighlights.camel.model.JobState;
import io.github.icehighlights.camel.model.JobType;

/** One record of {@link MemoryJobStore}, changed under the store's lock. */
final class MemoryRow {

    final long sequence;
    final Instant reserved;

    PendingState state = PendingState.RESERVED;
    long version;
    Lease lease;
    Lease waiter;
    String jobId;
    String requestId;
    JobState outcome;
    Instant activated;
    Instant nextLook;
    Instant ended;
    Instant wokenAt;
    Duration took;
    int looks;
    int deliveries;
    int clipsDelivered;
    boolean woken;
    boolean delivering;
    boolean resubmit;
    String lastError;

    List<Plan> plans = List.of();

    private Reservation reservation;

    MemoryRow(Reservation reservation, long sequence, Instant reserved) {
        this.reservation = reservation;
        this.sequence = sequence;
        // beyond all versions of a record that was here before under the same id: its holders must not match
        this.version = sequence << 20;
        this.reserved = reserved;
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
    }

    /** A row is due at a time for somebody. */
    record Plan(Agenda agenda, Instant at, MemoryRow row) implements Comparable<Plan> {

        private static final Comparator<Plan> SOONEST =
                Comparator.comparing(Plan::at).thenComparingLong(plan -> plan.row.sequence);

        @Override
        public int compareTo(Plan other) {
            return SOONEST.compare(this, other);
        }
    }

    /** What has to be done next. A waiter comes first; when its lease ends, the channel is free to take the job. */
    List<Plan> plan() {
        switch (state) {
            case RESERVED:
                return List.of(new Plan(Agenda.RESERVATIONS, latest(reserved, lease), this));
            case ACKNOWLEDGED, REFUSED:
                return List.of(new Plan(Agenda.ENDED, ended, this));
            case ACTIVE:
                List<Plan> due = new ArrayList<>(2);
                due.add(new Plan(Agenda.ofChannel(channel()), latest(nextLook, lease, waiter), this));
                if (waiter != null) {
                    due.add(new Plan(Agenda.ofWaiter(waiter.owner()), latest(nextLook, lease), this));
                }
                return due;
            default:
                return List.of();
        }
    }

    String correlationId() {
        return reservation.correlationId();
    }

    String channel() {
        return reservation.channel();
    }

    String key() {
        return reservation.key();
    }

    JobType jobType() {
        return reservation.jobType();
    }

    String fingerprint() {
        return reservation.fingerprint();
    }

    /** The request is the user's data: it goes as soon as it cannot be needed any more. */
    void dropRequest() {
        reservation = new Reservation(
                reservation.correlationId(),
                reservation.channel(),
                reservation.jobType(),
                reservation.key(),
                reservation.fingerprint(),
                reservation.clientToken(),
                Map.of(),
                reservation.connection(),
                reservation.carriedHeaders(),
                reservation.supersedes());
    }

    PendingJob snapshot() {
        return new PendingJob(
                reservation,
                state,
                version,
                lease,
                waiter,
                jobId,
                requestId,
                outcome,
                new PendingJob.Times(reserved, activated, nextLook, ended, wokenAt),
                new PendingJob.Tally(looks, deliveries, clipsDelivered),
                resubmit,
                lastError);
    }

    private static Instant latest(Instant at, Lease... leases) {
        return Stream.concat(
                        Stream.of(at), Stream.of(leases).filter(l -> l != null).map(Lease::until))
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }
}
