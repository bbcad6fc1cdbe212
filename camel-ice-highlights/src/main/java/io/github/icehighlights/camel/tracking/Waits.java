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

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.icehighlights.camel.store.WaiterStore;

/**
 * The exchanges of this node that wait for their jobs. Waiting costs an entry and a timer. A wait that ends is not a
 * failure of the job: the job then belongs to its channel. Thread-safe.
 */
public final class Waits {

    private static final Logger LOG = LoggerFactory.getLogger(Waits.class);

    private final WaiterStore store;
    private final Workers workers;
    private final TrackerSettings settings;
    private final Map<String, Wait> waits = new ConcurrentHashMap<>();
    private volatile boolean stopped;
    private volatile Timer.Cancellable nextRenewal;

    /** How a wait ended. */
    public sealed interface End {

        /** The job has ended; the exchange is its delivery. */
        record Arrived(Delivery delivery) implements End {}

        /** The wait is over before the job; the channel's consumer gets the result. */
        record Detached(Reason reason) implements End {}

        /** Why a wait ended before its job. */
        enum Reason {
            /** The time-out of the wait. */
            TIMEOUT,
            /** The route or the context begins to stop. */
            STOPPING,
            /** Somebody else waits for the job or is taking it already, or its submission is uncertain. */
            TAKEN
        }
    }

    private record Wait(
            String correlationId,
            Set<String> groups,
            Policies policies,
            CompletableFuture<End> end,
            Timer.Cancellable deadline) {}

    Waits(WaiterStore store, Workers workers, TrackerSettings settings) {
        this.store = store;
        this.workers = workers;
        this.settings = settings;
    }

    void start() {
        if (!stopped) {
            nextRenewal = workers.timer().after(settings.lease().dividedBy(3), () -> workers.renewing()
                    .execute(this::renew));
        }
    }

    /** Ends all waits, also those that would begin from now on. Returns at once; may be called again. */
    public void stop() {
        stopped = true;
        if (nextRenewal != null) {
            nextRenewal.cancel();
        }
        detachAll();
    }

    /**
     * Waits for a job. The store is asked on a worker; the stage completes on the worker for continuing.
     *
     * @param groups  with what it can be detached together: the ids of routes
     * @param timeout how long at most
     */
    public CompletableFuture<End> begin(String correlationId, Set<String> groups, Duration timeout, Policies policies) {
        CompletableFuture<End> end = new CompletableFuture<>();
        Timer.Cancellable deadline =
                workers.timer().after(timeout, () -> detach(correlationId, end, End.Reason.TIMEOUT));
        var wait = new Wait(correlationId, groups, policies, end, deadline);
        if (waits.putIfAbsent(correlationId, wait) != null) {
            deadline.cancel();
            finish(end, new End.Detached(End.Reason.TAKEN));
            return end;
        }
        if (stopped) {
            detach(correlationId, end, End.Reason.STOPPING);
        } else {
            workers.looking().execute(() -> attach(wait));
        }
        return end;
    }

    /** Ends the waits of a group. Returns at once; the exchanges go on by themselves. */
    public void detachAll(String group) {
        for (Wait wait : waits.values()) {
            if (wait.groups().contains(group)) {
                detach(wait.correlationId(), wait.end(), End.Reason.STOPPING);
            }
        }
    }

    private void detachAll() {
        for (Wait wait : waits.values()) {
            detach(wait.correlationId(), wait.end(), End.Reason.STOPPING);
        }
    }

    /** Whether nobody waits. */
    public boolean isEmpty() {
        return waits.isEmpty();
    }

    Optional<Policies> policies(String correlationId) {
        return Optional.ofNullable(waits.get(correlationId)).map(Wait::policies);
    }

    /**
     * Hands a job to the exchange that waits for it.
     *
     * @return false when the wait has ended meanwhile
     */
    boolean arrive(Delivery delivery) {
        Wait wait = waits.remove(delivery.job().correlationId());
        if (wait == null) {
            return false;
        }
        wait.deadline().cancel();
        finish(wait.end(), new End.Arrived(delivery));
        return true;
    }

    private void attach(Wait wait) {
        boolean attached;
        try {
            attached = store.attach(wait.correlationId(), settings.owner(), settings.lease());
        } catch (RuntimeException e) {
            LOG.warn("Cannot wait for the job of {}: {}", wait.correlationId(), e.toString());
            attached = false;
        }
        if (!attached && remove(wait.correlationId(), wait.end())) {
            wait.deadline().cancel();
            finish(wait.end(), new End.Detached(End.Reason.TAKEN));
        } else if (attached && waits.get(wait.correlationId()) != wait) {
            // it was detached while it was being attached
            leave(wait.correlationId());
        }
    }

    /** All waits of this node look the same to the store: one that has just begun must not lose its job. */
    private void leave(String correlationId) {
        try {
            store.detach(correlationId, settings.owner());
        } catch (RuntimeException e) {
            LOG.debug("The wait for {} ends with its lease: {}", correlationId, e.toString());
        }
        Wait next = waits.get(correlationId);
        if (next != null) {
            attach(next);
        }
    }

    private void detach(String correlationId, CompletableFuture<End> end, End.Reason reason) {
        if (remove(correlationId, end)) {
            finish(end, new End.Detached(reason));
            workers.looking().execute(() -> leave(correlationId));
        }
    }

    private boolean remove(String correlationId, CompletableFuture<End> end) {
        Wait wait = waits.get(correlationId);
        if (wait == null || wait.end() != end || !waits.remove(correlationId, wait)) {
            return false;
        }
        wait.deadline().cancel();
        return true;
    }

    private void finish(CompletableFuture<End> end, End how) {
        workers.goOn(() -> end.complete(how));
    }

    /** The lease has lapsed, or the job has left: the wait goes on if nobody has the job, else it ends. */
    private void attachAgain(String correlationId) {
        Wait wait = waits.get(correlationId);
        if (wait != null) {
            attach(wait);
        }
    }

    private void renew() {
        List<String> ids = new ArrayList<>(waits.keySet());
        try {
            if (!ids.isEmpty()) {
                store.renewWaiters(ids, settings.owner(), settings.lease()).forEach(this::attachAgain);
            }
        } catch (RuntimeException e) {
            LOG.warn("The leases of {} waits could not be renewed: {}", ids.size(), e.toString());
        } finally {
            start();
        }
    }
}
