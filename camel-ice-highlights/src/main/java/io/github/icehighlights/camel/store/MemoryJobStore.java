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

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

import io.github.icehighlights.camel.model.JobType;
import io.github.icehighlights.camel.store.MemoryRow.Agenda;
import io.github.icehighlights.camel.store.MemoryRow.Origin;

/**
 * Keeps pending jobs in the memory of one node; they are gone with it. Thread-safe.
 */
public final class MemoryJobStore implements JobStore {

    /** Channels may be as many as messages; what is remembered of them is not. */
    private static final int MOST_ORIGINS = 1_000;

    private static final int MOST_DURATIONS = 500;

    private final Lock lock = new ReentrantLock();
    private final Clock clock;

    private final RowIndex byCorrelationId =
            new RowIndex(MemoryRow::idHash, (a, b) -> a.correlationId().equals(b.correlationId()));
    private final RowIndex byKey = new RowIndex(MemoryRow::keyHash, (a, b) -> a.is(b.channel(), b.key()));
    private final RowIndex byJobId =
            new RowIndex(MemoryRow::jobIdHash, (a, b) -> a.jobId().equals(b.jobId()));

    /** What is due when, and for whom. */
    private final Map<Agenda, DueRows> agendas = new HashMap<>();

    private final Map<Origin, Origin> origins = new HashMap<>();

    /** How long the newest jobs took, oldest first: whoever asks must not wait for a search through all rows. */
    private final Map<Kind, NavigableMap<Long, Duration>> durations = new HashMap<>();

    private long sequence;

    private record Kind(String channel, JobType jobType) {}

    public MemoryJobStore(Clock clock) {
        this.clock = clock;
    }

    @Override
    public String name() {
        return "memory";
    }

    @Override
    public boolean isDurable() {
        return false;
    }

    @Override
    public Reserved reserve(Reservation reservation, String owner, Duration lease, boolean waited) {
        return locked(() -> {
            MemoryRow twin = row(reservation.correlationId());
            MemoryRow ofKey = rowOfKey(reservation.channel(), reservation.key());
            MemoryRow present = ofKey == null ? twin : ofKey;
            if (present != null) {
                boolean follows = present.correlationId().equals(reservation.supersedes());
                boolean ended = present.outcome != null && present.outcome.isFailure();
                boolean refused = present.state == PendingState.REFUSED;
                boolean same = present.fingerprint().equals(reservation.fingerprint());
                if (!follows && (ended || refused && !same)) {
                    return new Reserved.Ended(present.snapshot());
                }
                if (!follows && !refused) {
                    return same ? new Reserved.Present(present.snapshot()) : new Reserved.Mismatch(present.snapshot());
                }
                if (twin != null && twin != present) {
                    // an ended forerunner of the refused one; its token is used up
                    return new Reserved.Ended(twin.snapshot());
                }
                if (refused) {
                    forget(present);
                }
            }
            var row = new MemoryRow(reservation, origin(reservation), ++sequence, now());
            row.lease = leaseOf(owner, lease);
            row.waiter = waited ? leaseOf(owner, lease) : null;
            row.sendable = true;
            byKey.put(row);
            byCorrelationId.put(row);
            plan(row);
            return new Reserved.Fresh(row.snapshot());
        });
    }

    @Override
    public boolean renew(PendingJob held, Duration lease) {
        return change(held, row -> row.lease = leaseOf(held.lease().owner(), lease));
    }

    @Override
    public boolean sending(PendingJob held, Duration lease) {
        return change(held, row -> {
            row.sendable = false;
            row.lease = leaseOf(held.lease().owner(), lease);
        });
    }

    @Override
    public boolean activate(String correlationId, String jobId, String requestId, Duration firstLook) {
        return locked(() -> {
            MemoryRow row = row(correlationId);
            if (row == null || row.jobId() != null) {
                return row != null && row.jobId().equals(jobId);
            }
            if (row.state != PendingState.RESERVED && row.state != PendingState.UNCERTAIN) {
                return false;
            }
            change(row, r -> {
                r.state = PendingState.ACTIVE;
                r.version++;
                r.lease = null;
                r.activated = nanos();
                r.nextLook = after(firstLook);
                r.lastError = null;
                r.activate(jobId, requestId);
            });
            byJobId.put(row);
            return true;
        });
    }

    @Override
    public boolean refuse(PendingJob held, String error) {
        return change(held, row -> end(row, PendingState.REFUSED, error));
    }

    @Override
    public boolean uncertain(PendingJob held, String reason) {
        return change(held, row -> {
            row.state = PendingState.UNCERTAIN;
            row.version++;
            row.sendable = false;
            row.lease = null;
            row.lastError = reason;
        });
    }

    @Override
    public boolean abandon(PendingJob held, Duration delay, String error) {
        return change(held, row -> {
            row.lease = leaseOf(held.lease().owner(), delay);
            row.version++;
            row.lastError = error;
        });
    }

    @Override
    public List<PendingJob> claimExpiredReservations(String owner, Duration lease, int max) {
        return claim(Agenda.RESERVATIONS, owner, lease, max);
    }

    @Override
    public List<PendingJob> claimDue(String channel, String owner, Duration lease, int max) {
        return claim(Agenda.ofChannel(channel), owner, lease, max);
    }

    @Override
    public List<PendingJob> claimWaited(String owner, Duration lease, int max) {
        return claim(Agenda.ofWaiter(owner), owner, lease, max);
    }

    @Override
    public boolean reschedule(PendingJob held, Duration delay, String error) {
        return change(held, row -> {
            row.looks++;
            giveBack(row, delay, error);
        });
    }

    @Override
    public boolean beginDelivery(PendingJob held, JobEnd end, Duration lease) {
        return locked(() -> {
            MemoryRow row = row(held.correlationId());
            String waiter = held.waiter() == null ? null : held.waiter().owner();
            if (row != null && isValidForOther(row.waiter, waiter)) {
                return false;
            }
            return change(held, r -> {
                r.looks++;
                r.deliveries++;
                r.outcome = end.outcome();
                tell(r, end.took());
                r.delivering = true;
                r.lease = leaseOf(held.lease().owner(), lease);
            });
        });
    }

    @Override
    public boolean clipDelivered(PendingJob held, int count) {
        return change(held, row -> {
            row.clipsDelivered = count;
            row.deliveries = 1;
        });
    }

    @Override
    public boolean release(PendingJob held, Duration delay, String error) {
        return change(held, row -> {
            row.waiter = null;
            giveBack(row, delay, error);
        });
    }

    @Override
    public boolean handBack(PendingJob held) {
        return change(held, row -> {
            row.waiter = null;
            row.deliveries -= row.delivering ? 1 : 0;
            giveBack(row, Duration.ZERO, row.lastError);
        });
    }

    @Override
    public boolean acknowledge(PendingJob held) {
        return change(held, row -> end(row, PendingState.ACKNOWLEDGED, null));
    }

    @Override
    public boolean park(PendingJob held, String reason) {
        return change(held, row -> end(row, PendingState.PARKED, reason));
    }

    @Override
    public boolean wake(String correlationOrJobId) {
        return locked(() -> {
            MemoryRow ofId = row(correlationOrJobId);
            MemoryRow row = ofId == null ? rowOfJob(correlationOrJobId) : ofId;
            if (row == null || row.state != PendingState.ACTIVE) {
                return false;
            }
            change(row, r -> {
                makeDue(r);
                r.wokenAt = now();
            });
            return true;
        });
    }

    @Override
    public void hasten(Collection<String> correlationIds) {
        locked(() -> {
            for (String correlationId : correlationIds) {
                MemoryRow row = row(correlationId);
                if (row != null && row.state == PendingState.ACTIVE) {
                    change(row, this::makeDue);
                }
            }
            return null;
        });
    }

    /** Also when the lease has ended: its holder may still reschedule. */
    private void makeDue(MemoryRow row) {
        row.woken = row.lease != null;
        row.nextLook = nanos();
    }

    @Override
    public int hasten(String channel, JobType jobType, Duration age, Duration within) {
        return locked(() -> {
            DueRows planned = agendas.get(Agenda.ofChannel(channel));
            if (planned == null) {
                return 0;
            }
            long soon = after(within);
            long old = Nanos.of(now().minus(age));
            List<MemoryRow> late = planned.stream()
                    .filter(row -> row.jobType() == jobType
                            && row.deliveries == 0
                            && row.nextLook > soon
                            && row.activated <= old)
                    .toList();
            late.forEach(row -> change(row, r -> r.nextLook = nanos()));
            return late.size();
        });
    }

    @Override
    public boolean replay(String correlationId) {
        return locked(() -> {
            MemoryRow row = row(correlationId);
            if (row == null || row.state != PendingState.PARKED && row.state != PendingState.UNCERTAIN) {
                return false;
            }
            change(row, r -> {
                r.version++;
                r.ended = Nanos.NONE;
                r.deliveries = 0;
                r.sendable = r.state == PendingState.UNCERTAIN;
                r.state = r.sendable ? PendingState.RESERVED : PendingState.ACTIVE;
                r.nextLook = r.sendable ? Nanos.NONE : nanos();
            });
            return true;
        });
    }

    @Override
    public boolean attach(String correlationId, String owner, Duration lease) {
        return locked(() -> {
            MemoryRow row = row(correlationId);
            boolean open = row != null && (row.state == PendingState.ACTIVE || row.state == PendingState.RESERVED);
            if (!open || isValidForOther(row.waiter, owner) || row.delivering && isValid(row.lease)) {
                return false;
            }
            change(row, r -> r.waiter = leaseOf(owner, lease));
            return true;
        });
    }

    @Override
    public List<String> renewWaiters(Collection<String> correlationIds, String owner, Duration lease) {
        return locked(() -> {
            List<String> lost = new ArrayList<>();
            for (String id : correlationIds) {
                MemoryRow row = row(id);
                if (row != null && row.waiter != null && row.waiter.owner().equals(owner)) {
                    change(row, r -> r.waiter = leaseOf(owner, lease));
                } else {
                    lost.add(id);
                }
            }
            return lost;
        });
    }

    @Override
    public void detach(String correlationId, String owner) {
        locked(() -> {
            MemoryRow row = row(correlationId);
            if (row != null && row.waiter != null && row.waiter.owner().equals(owner)) {
                change(row, r -> r.waiter = null);
            }
            return null;
        });
    }

    @Override
    public Optional<PendingJob> findByKey(String channel, String key) {
        return locked(() -> Optional.ofNullable(rowOfKey(channel, key)).map(MemoryRow::snapshot));
    }

    @Override
    public Optional<PendingJob> findByJobId(String jobId) {
        return locked(() -> Optional.ofNullable(rowOfJob(jobId)).map(MemoryRow::snapshot));
    }

    @Override
    public Optional<PendingJob> find(String correlationId) {
        return locked(() -> Optional.ofNullable(row(correlationId)).map(MemoryRow::snapshot));
    }

    @Override
    public List<PendingJob> page(String channel, Set<PendingState> states, String correlationId, int max) {
        return locked(() -> {
            MemoryRow last = correlationId == null ? null : row(correlationId);
            long after = last == null ? 0 : last.sequence;
            return rows(channel)
                    .filter(row -> states.contains(row.state) && row.sequence > after)
                    .sorted((a, b) -> Long.compare(a.sequence, b.sequence))
                    .limit(max)
                    .map(MemoryRow::snapshot)
                    .toList();
        });
    }

    @Override
    public Map<PendingState, Long> count(String channel) {
        return locked(() -> {
            Map<PendingState, Long> counts = new EnumMap<>(PendingState.class);
            rows(channel).forEach(row -> counts.merge(row.state, 1L, Long::sum));
            return counts;
        });
    }

    @Override
    public List<Duration> durations(String channel, JobType jobType, int max) {
        return locked(
                () -> durations
                        .getOrDefault(new Kind(channel, jobType), Collections.emptyNavigableMap())
                        .descendingMap()
                        .values()
                        .stream()
                        .limit(max)
                        .toList());
    }

    @Override
    public boolean forget(String correlationId) {
        return locked(() -> {
            MemoryRow row = row(correlationId);
            if (row != null) {
                forget(row);
            }
            return row != null;
        });
    }

    @Override
    public int purge(Duration retention, int max) {
        return locked(() -> {
            List<MemoryRow> old = first(Agenda.ENDED, Nanos.of(now().minus(retention)), max);
            old.forEach(this::forget);
            return old.size();
        });
    }

    private List<PendingJob> claim(Agenda agenda, String owner, Duration lease, int max) {
        return locked(() -> {
            List<PendingJob> claimed = new ArrayList<>();
            for (MemoryRow row : first(agenda, nanos(), max)) {
                change(row, r -> {
                    r.version++;
                    r.woken = false;
                    r.delivering = false;
                    r.lease = leaseOf(owner, lease);
                    if (!agenda.isWaiters()) {
                        r.waiter = null;
                    }
                });
                claimed.add(row.snapshot());
            }
            return claimed;
        });
    }

    private List<MemoryRow> first(Agenda agenda, long until, int max) {
        DueRows rows = agendas.get(agenda);
        return rows == null ? List.of() : rows.first(until, max);
    }

    private void giveBack(MemoryRow row, Duration delay, String error) {
        row.nextLook = row.woken ? nanos() : after(delay);
        row.woken = false;
        row.delivering = false;
        row.lease = null;
        row.lastError = error;
    }

    private void end(MemoryRow row, PendingState state, String error) {
        row.state = state;
        row.version++;
        row.ended = nanos();
        row.nextLook = Nanos.NONE;
        row.delivering = false;
        row.lease = null;
        row.waiter = null;
        row.lastError = error;
        if (state == PendingState.REFUSED) {
            row.dropRequest();
        }
    }

    private void tell(MemoryRow row, Duration took) {
        if (row.took == null && took != null) {
            row.took = took;
            NavigableMap<Long, Duration> newest =
                    durations.computeIfAbsent(new Kind(row.channel(), row.jobType()), kind -> new TreeMap<>());
            newest.put(row.sequence, took);
            if (newest.size() > MOST_DURATIONS) {
                newest.pollFirstEntry();
            }
        }
    }

    private void forgetDuration(MemoryRow row) {
        durations.computeIfPresent(new Kind(row.channel(), row.jobType()), (kind, newest) -> {
            newest.remove(row.sequence);
            return newest.isEmpty() ? null : newest;
        });
    }

    private void forget(MemoryRow row) {
        unplan(row);
        forgetDuration(row);
        byCorrelationId.remove(row);
        byKey.remove(row);
        if (row.jobId() != null) {
            byJobId.remove(row);
        }
    }

    /** Changes the row of a job if the caller still holds it. */
    private boolean change(PendingJob held, Consumer<MemoryRow> change) {
        return locked(() -> {
            MemoryRow row = row(held.correlationId());
            boolean holds = row != null
                    && row.version == held.version()
                    && row.lease != null
                    && row.lease.owner().equals(held.lease().owner());
            if (holds) {
                change(row, change);
            }
            return holds;
        });
    }

    private void change(MemoryRow row, Consumer<MemoryRow> change) {
        unplan(row);
        change.accept(row);
        plan(row);
    }

    private void plan(MemoryRow row) {
        plan(row.agenda(), row);
        plan(row.waitersAgenda(), row);
    }

    private void plan(Agenda agenda, MemoryRow row) {
        if (agenda != null) {
            agendas.computeIfAbsent(agenda, a -> new DueRows(a.view())).add(row);
        }
    }

    private void unplan(MemoryRow row) {
        unplan(row.agenda(), row);
        unplan(row.waitersAgenda(), row);
    }

    private void unplan(Agenda agenda, MemoryRow row) {
        if (agenda != null) {
            DueRows rows = agendas.get(agenda);
            rows.remove(row);
            if (rows.isEmpty()) {
                agendas.remove(agenda);
            }
        }
    }

    private Stream<MemoryRow> rows(String channel) {
        return byCorrelationId.stream().filter(row -> row.channel().equals(channel));
    }

    private MemoryRow row(String correlationId) {
        return correlationId == null
                ? null
                : byCorrelationId.find(
                        correlationId.hashCode(), row -> row.correlationId().equals(correlationId));
    }

    private MemoryRow rowOfKey(String channel, String key) {
        return byKey.find(MemoryRow.keyHash(channel, key), row -> row.is(channel, key));
    }

    private MemoryRow rowOfJob(String jobId) {
        return jobId == null
                ? null
                : byJobId.find(jobId.hashCode(), row -> row.jobId().equals(jobId));
    }

    private Origin origin(Reservation reservation) {
        Origin origin = Origin.of(reservation);
        return origins.size() < MOST_ORIGINS
                ? origins.computeIfAbsent(origin, o -> o)
                : origins.getOrDefault(origin, origin);
    }

    private Lease leaseOf(String owner, Duration length) {
        return new Lease(owner, now().plus(length));
    }

    private boolean isValid(Lease lease) {
        return lease != null && lease.until().isAfter(now());
    }

    private boolean isValidForOther(Lease lease, String owner) {
        return isValid(lease) && !lease.owner().equals(owner);
    }

    private Instant now() {
        return clock.instant();
    }

    private long nanos() {
        return Nanos.of(now());
    }

    private long after(Duration delay) {
        return Nanos.after(now(), delay);
    }

    private <T> T locked(Supplier<T> work) {
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }
}
