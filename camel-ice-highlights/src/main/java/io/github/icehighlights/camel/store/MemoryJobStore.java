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
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

import io.github.icehighlights.camel.model.JobState;
import io.github.icehighlights.camel.store.MemoryRow.Agenda;
import io.github.icehighlights.camel.store.MemoryRow.Plan;

/**
 * Keeps pending jobs in the memory of one node; they are gone with it. Thread-safe.
 */
public final class MemoryJobStore implements JobStore {

    private final Lock lock = new ReentrantLock();
    private final Clock clock;

    private final Map<String, MemoryRow> byCorrelationId = new HashMap<>();
    private final Map<ChannelKey, MemoryRow> byKey = new HashMap<>();
    private final Map<String, MemoryRow> byJobId = new HashMap<>();

    /** What is due when, and for whom, soonest first. */
    private final Map<Agenda, NavigableSet<Plan>> agendas = new HashMap<>();

    private long sequence;

    private record ChannelKey(String channel, String key) {}

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
            var channelKey = new ChannelKey(reservation.channel(), reservation.key());
            MemoryRow twin = byCorrelationId.get(reservation.correlationId());
            MemoryRow present = byKey.getOrDefault(channelKey, twin);
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
            var row = new MemoryRow(reservation, ++sequence, now());
            row.lease = leaseOf(owner, lease);
            row.waiter = waited ? leaseOf(owner, lease) : null;
            row.resubmit = true;
            byKey.put(channelKey, row);
            byCorrelationId.put(row.correlationId(), row);
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
            row.resubmit = false;
            row.lease = leaseOf(held.lease().owner(), lease);
        });
    }

    @Override
    public boolean activate(String correlationId, String jobId, String requestId, Duration firstLook) {
        return locked(() -> {
            MemoryRow row = byCorrelationId.get(correlationId);
            if (row == null || row.jobId != null) {
                return row != null && row.jobId.equals(jobId);
            }
            if (row.state != PendingState.RESERVED && row.state != PendingState.UNCERTAIN) {
                return false;
            }
            change(row, r -> {
                r.state = PendingState.ACTIVE;
                r.version++;
                r.lease = null;
                r.jobId = jobId;
                r.requestId = requestId;
                r.activated = now();
                r.nextLook = now().plus(firstLook);
                r.lastError = null;
                r.dropRequest();
            });
            byJobId.put(jobId, row);
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
            row.resubmit = false;
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
    public boolean beginDelivery(PendingJob held, JobState outcome, Duration lease) {
        return locked(() -> {
            MemoryRow row = byCorrelationId.get(held.correlationId());
            String waiter = held.waiter() == null ? null : held.waiter().owner();
            if (row != null && isValidForOther(row.waiter, waiter)) {
                return false;
            }
            return change(held, r -> {
                r.looks++;
                r.deliveries++;
                r.outcome = outcome;
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
            MemoryRow row = byCorrelationId.getOrDefault(correlationOrJobId, byJobId.get(correlationOrJobId));
            if (row == null || row.state != PendingState.ACTIVE) {
                return false;
            }
            change(row, r -> {
                // also when the lease has ended: its holder may still reschedule
                r.woken = r.lease != null;
                r.nextLook = now();
            });
            return true;
        });
    }

    @Override
    public boolean replay(String correlationId) {
        return locked(() -> {
            MemoryRow row = byCorrelationId.get(correlationId);
            if (row == null || row.state != PendingState.PARKED && row.state != PendingState.UNCERTAIN) {
                return false;
            }
            change(row, r -> {
                r.version++;
                r.ended = null;
                r.deliveries = 0;
                r.resubmit = r.state == PendingState.UNCERTAIN;
                r.state = r.resubmit ? PendingState.RESERVED : PendingState.ACTIVE;
                r.nextLook = r.resubmit ? null : now();
            });
            return true;
        });
    }

    @Override
    public boolean attach(String correlationId, String owner, Duration lease) {
        return locked(() -> {
            MemoryRow row = byCorrelationId.get(correlationId);
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
                MemoryRow row = byCorrelationId.get(id);
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
            MemoryRow row = byCorrelationId.get(correlationId);
            if (row != null && row.waiter != null && row.waiter.owner().equals(owner)) {
                change(row, r -> r.waiter = null);
            }
            return null;
        });
    }

    @Override
    public Optional<PendingJob> findByKey(String channel, String key) {
        return locked(() ->
                Optional.ofNullable(byKey.get(new ChannelKey(channel, key))).map(MemoryRow::snapshot));
    }

    @Override
    public Optional<PendingJob> findByJobId(String jobId) {
        return locked(() -> Optional.ofNullable(byJobId.get(jobId)).map(MemoryRow::snapshot));
    }

    @Override
    public Optional<PendingJob> find(String correlationId) {
        return locked(
                () -> Optional.ofNullable(byCorrelationId.get(correlationId)).map(MemoryRow::snapshot));
    }

    @Override
    public List<PendingJob> page(String channel, Set<PendingState> states, String correlationId, int max) {
        return locked(() -> {
            MemoryRow last = correlationId == null ? null : byCorrelationId.get(correlationId);
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
    public boolean forget(String correlationId) {
        return locked(() -> {
            MemoryRow row = byCorrelationId.get(correlationId);
            if (row != null) {
                forget(row);
            }
            return row != null;
        });
    }

    @Override
    public int purge(Duration retention, int max) {
        return locked(() -> {
            List<MemoryRow> old = first(Agenda.ENDED, now().minus(retention), max);
            old.forEach(this::forget);
            return old.size();
        });
    }

    private List<PendingJob> claim(Agenda agenda, String owner, Duration lease, int max) {
        return locked(() -> {
            List<PendingJob> claimed = new ArrayList<>();
            for (MemoryRow row : first(agenda, now(), max)) {
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
                // handed out once: whoever takes it over after a crash cannot know whether it was sent again
                row.resubmit = false;
            }
            return claimed;
        });
    }

    private List<MemoryRow> first(Agenda agenda, Instant until, int max) {
        return agendas.getOrDefault(agenda, Collections.emptyNavigableSet()).stream()
                .takeWhile(plan -> !plan.at().isAfter(until))
                .limit(max)
                .map(Plan::row)
                .toList();
    }

    private void giveBack(MemoryRow row, Duration delay, String error) {
        row.nextLook = row.woken ? now() : now().plus(delay);
        row.woken = false;
        row.delivering = false;
        row.lease = null;
        row.lastError = error;
    }

    private void end(MemoryRow row, PendingState state, String error) {
        row.state = state;
        row.version++;
        row.ended = now();
        row.nextLook = null;
        row.delivering = false;
        row.lease = null;
        row.waiter = null;
        row.lastError = error;
        if (state == PendingState.REFUSED) {
            row.dropRequest();
        }
    }

    private void forget(MemoryRow row) {
        unplan(row);
        byCorrelationId.remove(row.correlationId());
        byKey.remove(new ChannelKey(row.channel(), row.key()), row);
        if (row.jobId != null) {
            byJobId.remove(row.jobId, row);
        }
    }

    /** Changes the row of a job if the caller still holds it. */
    private boolean change(PendingJob held, Consumer<MemoryRow> change) {
        return locked(() -> {
            MemoryRow row = byCorrelationId.get(held.correlationId());
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
        row.plans = row.plan();
        for (Plan plan : row.plans) {
            agendas.computeIfAbsent(plan.agenda(), a -> new TreeSet<>()).add(plan);
        }
    }

    private void unplan(MemoryRow row) {
        for (Plan plan : row.plans) {
            agendas.computeIfPresent(plan.agenda(), (agenda, plans) -> {
                plans.remove(plan);
                return plans.isEmpty() ? null : plans;
            });
        }
    }

    private Stream<MemoryRow> rows(String channel) {
        return byCorrelationId.values().stream().filter(row -> row.channel().equals(channel));
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

    private <T> T locked(Supplier<T> work) {
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }
}
