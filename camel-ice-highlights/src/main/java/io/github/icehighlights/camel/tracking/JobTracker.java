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
import java.util.concurrent.ConcurrentHashMap;

import io.github.icehighlights.camel.store.JobStore;
import io.github.icehighlights.camel.store.PendingJob;
import io.github.icehighlights.camel.store.Reservation;

/**
 * Sees to it that submissions become jobs and finished jobs reach their receivers. Knows no Camel and keeps no thread: it
 * is driven by its {@link Workers}. Thread-safe.
 */
public final class JobTracker {

    private static final Duration HOUSEKEEPING = Duration.ofMinutes(1);
    private static final int PURGE_BATCH = 200;

    private final JobStore store;
    private final Workers workers;
    private final TrackerSettings settings;
    private final StoreHealth storeHealth;
    private final ConnectionStates states;
    private final Alarm claimAlarm;
    private final Alarm healAlarm;
    private final Healer healer;
    private final JobSubmitter submitter;
    private final CallbackTrust trust;
    private final LookPlanner planner;
    private final LateJobs lateJobs;
    private final Adoption adoption;
    private final Hints hints;
    private final Listings listings;
    private final Waits waits;
    private final JobDesk desk;
    private final AccountDesk account;
    private final Intake.Context context;
    private final Intake waiters;
    private final Map<String, Intake> channels = new ConcurrentHashMap<>();

    /** Closed ones whose deliveries are not over: a receiver that comes back goes on with the places it has. */
    private final Map<Receiver, Intake> closed = new ConcurrentHashMap<>();

    private final Set<Timer.Cancellable> timers = ConcurrentHashMap.newKeySet();
    private volatile boolean running;

    public JobTracker(JobStore store, IceConnections present, Workers workers, TrackerSettings settings) {
        this.store = store;
        this.workers = workers;
        this.settings = settings;
        this.storeHealth = new StoreHealth(store.name());
        this.states = new ConnectionStates(workers.clock());
        var connections = new KnownConnections(present, states);
        this.claimAlarm = new Alarm(workers.clock(), workers.timer(), this::claim);
        this.healAlarm = new Alarm(workers.clock(), workers.timer(), this::heal);
        var budget = new RateBudget(workers.clock(), workers.timer(), settings.maxCallsPerSecond());
        this.trust = new CallbackTrust(this::hasten);
        var durations = new JobDurations(
                store, workers.clock(), read -> workers.looking().execute(storeHealth.watch(read)));
        this.planner = new LookPlanner(durations, trust);
        this.lateJobs = new LateJobs(store, planner, trust, claimAlarm);
        this.adoption = new Adoption(store, connections, budget, workers, settings, claimAlarm);
        this.hints = new Hints(store, connections, budget, workers, storeHealth, claimAlarm, trust, adoption);
        this.listings = new Listings(connections, budget, workers, hints);
        this.healer = new Healer(store, connections, budget, workers, settings, healAlarm, claimAlarm);
        this.submitter = new JobSubmitter(store, connections, budget, workers, settings, healAlarm, claimAlarm, hints);
        this.waits = new Waits(store, workers, settings);
        this.desk = new JobDesk(store, connections, budget, workers.looking(), claimAlarm, healAlarm);
        this.account = new AccountDesk(connections, budget, workers.looking());
        this.context = new Intake.Context(
                store,
                workers,
                settings,
                storeHealth,
                budget,
                new Looker(connections, states, budget, workers.random(), planner, listings),
                new Deliveries(store, workers, settings, claimAlarm),
                claimAlarm);
        this.waiters = new Intake(new WaiterSource(), context);
    }

    public JobSubmitter submitter() {
        return submitter;
    }

    public Hints hints() {
        return hints;
    }

    public Adoption adoption() {
        return adoption;
    }

    public Waits waits() {
        return waits;
    }

    public JobDesk desk() {
        return desk;
    }

    public AccountDesk account() {
        return account;
    }

    /** Goes on with an exchange: never on the caller's thread, never on one of the tracker's. */
    public void continueOn(Runnable continuation) {
        workers.goOn(continuation);
    }

    /** Begins to claim, to heal and to clean up. */
    public void start() {
        running = true;
        waits.start();
        every(settings.claimInterval(), this::claim);
        every(settings.healInterval(), this::heal);
        every(HOUSEKEEPING, hints::forgetOld);
        every(HOUSEKEEPING, this::hasten);
        every(HOUSEKEEPING, () -> workers.submitting().execute(storeHealth.watch(this::purge)));
        heal();
    }

    /** Ends the waits, claims nothing more, and gives back what waits for a look. What is being delivered may still be acknowledged. */
    public void stop() {
        running = false;
        timers.forEach(Timer.Cancellable::cancel);
        waits.stop();
        submitter.stop();
        desk.stop();
        account.stop();
        hints.stop();
        channels.values().forEach(Intake::stop);
        closed.values().forEach(Intake::stop);
        waiters.stop();
        listings.stop();
        claimAlarm.stop();
        healAlarm.stop();
    }

    /**
     * Begins to deliver a channel's finished jobs to a receiver.
     *
     * @throws IllegalStateException when the channel has a receiver already
     */
    public void open(Receiver receiver) {
        closed.values().removeIf(Intake::isIdle);
        Intake before = closed.get(receiver);
        var intake = before == null ? new Intake(new ChannelSource(receiver), context) : before;
        if (channels.putIfAbsent(receiver.channel(), intake) != null) {
            throw new IllegalStateException("Channel '" + receiver.channel() + "' already has a consumer in this Camel "
                    + "context. A finished job has one receiver: use one route, and multicast or seda behind it");
        }
        claimAlarm.in(Duration.ZERO);
    }

    /** Takes no more jobs for the receiver. What it has in hand it may finish. */
    public void close(Receiver receiver) {
        closed.values().removeIf(Intake::isIdle);
        channels.computeIfPresent(receiver.channel(), (channel, intake) -> {
            if (isFor(intake, receiver)) {
                closed.put(receiver, intake);
                return null;
            }
            return intake;
        });
    }

    /** What keeps jobs from being looked at or recorded, in sentences; empty when all is well. */
    public List<String> problems() {
        List<String> problems = new ArrayList<>();
        states.problems().forEach((connection, error) -> problems.add("Connection " + connection + ": " + error));
        storeHealth.problem().ifPresent(problems::add);
        return problems;
    }

    /** What is unusual but keeps no job waiting, in sentences. */
    public List<String> notices() {
        return trust.notices();
    }

    /** From the activation of a submission, whose request is still there, to the first look at its job. */
    public Duration firstLook(Reservation reservation, LookPolicy policy) {
        return planner.firstLook(reservation, policy);
    }

    private void claim() {
        if (running) {
            channels.values().forEach(Intake::claim);
            waiters.claim();
        }
    }

    private void heal() {
        if (running) {
            workers.submitting().execute(storeHealth.watch(healer::heal));
        }
    }

    private void hasten() {
        workers.hinting().execute(storeHealth.watch(lateJobs::hasten));
    }

    private void purge() {
        int purged;
        do {
            purged = store.purge(settings.retention(), PURGE_BATCH);
        } while (purged == PURGE_BATCH && running);
    }

    private void every(Duration interval, Runnable task) {
        if (running) {
            var next = new Repetition();
            timers.add(next);
            next.timer = workers.timer().after(Backoff.jitter(interval, workers.random()), () -> {
                timers.remove(next);
                // first of all: whatever becomes of the task, it has its next turn
                every(interval, task);
                if (running) {
                    task.run();
                }
            });
        }
    }

    private static final class Repetition implements Timer.Cancellable {

        private volatile Timer.Cancellable timer;

        @Override
        public void cancel() {
            if (timer != null) {
                timer.cancel();
            }
        }
    }

    private static boolean isFor(Intake intake, Receiver receiver) {
        return intake.source() instanceof ChannelSource source && source.receiver == receiver;
    }

    /** The jobs of a channel go to its consumer. */
    private final class ChannelSource implements Intake.Source {

        private final Receiver receiver;
        private final Policies policies;

        ChannelSource(Receiver receiver) {
            this.receiver = receiver;
            this.policies = receiver.policies();
        }

        @Override
        public int places() {
            return policies.delivery().concurrent();
        }

        @Override
        public boolean isOpen() {
            Intake intake = channels.get(receiver.channel());
            return running && intake != null && intake.source() == this;
        }

        @Override
        public List<PendingJob> claim(int max) {
            return store.claimDue(receiver.channel(), settings.owner(), settings.lease(), max);
        }

        @Override
        public Optional<Policies> policies(PendingJob job) {
            return Optional.of(policies);
        }

        @Override
        public boolean handOver(Delivery delivery) {
            receiver.receive(delivery);
            return true;
        }

        @Override
        public boolean keepsPlace() {
            return true;
        }
    }

    /** The jobs for which exchanges wait go to them. */
    private final class WaiterSource implements Intake.Source {

        @Override
        public int places() {
            return waits.isEmpty() ? 0 : settings.concurrentLooks();
        }

        @Override
        public boolean isOpen() {
            return running;
        }

        @Override
        public List<PendingJob> claim(int max) {
            return store.claimWaited(settings.owner(), settings.lease(), max);
        }

        @Override
        public Optional<Policies> policies(PendingJob job) {
            return waits.policies(job.correlationId());
        }

        @Override
        public boolean handOver(Delivery delivery) {
            return waits.arrive(delivery);
        }

        @Override
        public boolean keepsPlace() {
            return false;
        }
    }
}
