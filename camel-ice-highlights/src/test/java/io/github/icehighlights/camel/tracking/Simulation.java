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
import java.util.Random;

import io.github.icehighlights.camel.model.JobState;
import io.github.icehighlights.camel.model.JobType;
import io.github.icehighlights.camel.store.JobStore;
import io.github.icehighlights.camel.store.PendingState;
import io.github.icehighlights.camel.tracking.ModelIce.Fault;

/**
 * Some nodes, one store, one ICE, and a stretch of time in which everything goes wrong that a seed can think of. Then the
 * trouble ends, and everything has to come right.
 */
final class Simulation {

    private static final Duration TROUBLE = Duration.ofMinutes(12);
    private static final Duration STEP = Duration.ofMinutes(1);
    private static final int MOST_STEPS = 60;
    private static final Duration ROUND = Duration.ofSeconds(20);
    private static final int ROOM_FOR_ALL = 20;

    final VirtualTime time;
    final Chronicle chronicle;
    final DeliveryLedger deliveries;
    final SimulatedSignals signals;
    final ModelIce ice;
    final Defect defect;

    private final Random random;
    private final VirtualTime.Node world;
    private final SubmissionLedger submissions;
    private final LeaseLedger leases;
    private final Punctuality punctuality;
    private final boolean calm;
    private final Storage storage;
    private final List<SimulatedNode> nodes = new ArrayList<>();
    private final List<SimulatedSource> sources = new ArrayList<>();
    private final int places;
    private Trouble trouble;
    private boolean pausing;
    private boolean storeAway;
    private int started;

    Simulation(long seed, Setting setting) {
        this.time = new VirtualTime(seed);
        this.random = time.random();
        this.world = time.node();
        this.defect = setting.defect();
        this.chronicle = new Chronicle(time::now, setting.told());
        this.trouble = setting.trouble() == null ? Trouble.of(random) : setting.trouble();
        this.places = trouble.isNone() ? ROOM_FOR_ALL : 1 + random.nextInt(3);
        this.ice = new ModelIce(time.clock())
                .tokenWindow(trouble.tokenMemory(SimulatedNode.TOKEN_WINDOW))
                .listLag(Duration.ofSeconds(30))
                .invisible(Duration.ofSeconds(5))
                .lingering(randomUpTo(Duration.ofSeconds(40)))
                .omits(() -> chance(trouble.ice() / 4));
        if (chance(250)) {
            this.ice.unlisted(JobType.values()[random.nextInt(3)]);
        }
        this.ice.chaos(this::iceFault);
        this.ice.beforeSubmit(
                () -> ice.jobs(randomUpTo(Duration.ofMinutes(4)), chance(100) ? JobState.FAILED : JobState.FINISHED));
        this.deliveries = new DeliveryLedger(chronicle);
        this.submissions = new SubmissionLedger(chronicle, ice, deliveries);
        this.leases = new LeaseLedger(chronicle, time::now, deliveries);
        this.punctuality = new Punctuality(chronicle, time::now);
        this.calm = trouble.isNone();
        this.signals = new SimulatedSignals(this);
        this.storage = setting.storage().apply(time.clock());
    }

    /** The store as a node reaches it, while no trouble is made around it. */
    JobStore store() {
        JobStore observed = defect.store(storage.connect(this));
        observed = InterceptedStore.of(observed, deliveries);
        observed = InterceptedStore.of(observed, submissions);
        observed = InterceptedStore.of(observed, leases);
        return calm ? InterceptedStore.of(observed, punctuality) : observed;
    }

    /** The store as it is. */
    JobStore plainStore() {
        return storage.plain();
    }

    Simulation run() {
        try (storage) {
            live();
        }
        return this;
    }

    private void live() {
        for (int i = random.nextInt(4); i >= 0; i--) {
            startNode();
        }
        int files = chance(200) ? 12 : 1 + random.nextInt(5);
        for (int i = 0; i < files; i++) {
            JobType type = trouble.tokens() ? JobType.values()[random(3)] : JobType.SCREEN_MEDIA_HIGHLIGHTS;
            var source = new SimulatedSource(this, i, type, chance(300));
            sources.add(source);
            later(randomUpTo(TROUBLE.dividedBy(4)), source::read);
        }
        planTrouble();
        time.advance(TROUBLE);
        trouble = Trouble.NONE;
        storeAway = false;
        ice.repair();
        settle();
        new SimulatedOperator(this).work();
        settle();
        close();
    }

    private void planTrouble() {
        if (trouble.crash() > 0) {
            for (int i = random.nextInt(4); i > 0; i--) {
                boolean stops = chance(400);
                later(randomUpTo(TROUBLE), () -> anyNode(stops));
            }
        }
        if (trouble.store() > 0 && chance(300)) {
            later(randomUpTo(TROUBLE), () -> storeAway = true);
            later(randomUpTo(TROUBLE), () -> storeAway = false);
        }
        if (trouble.operator()) {
            var operator = new SimulatedOperator(this);
            for (Duration at = ROUND; at.compareTo(TROUBLE) < 0; at = at.plus(ROUND)) {
                later(at, operator::work);
            }
        }
    }

    private void anyNode(boolean stops) {
        SimulatedNode node = anyNode();
        if (node != null && stops) {
            node.stop();
        } else if (node != null) {
            node.crash("any time");
        }
    }

    /** Gives everything the time to come right; no more than it needs, for there are many seeds. */
    private void settle() {
        for (int i = 0; i < MOST_STEPS; i++) {
            time.advance(STEP);
            if (isSettled()) {
                return;
            }
        }
    }

    private boolean isSettled() {
        return !nodes.isEmpty()
                && sources.stream().allMatch(SimulatedSource::isThrough)
                && plainStore().count(TrackerBench.CHANNEL).keySet().stream()
                        .noneMatch(state -> state == PendingState.ACTIVE || state == PendingState.RESERVED);
    }

    private void close() {
        submissions.close(plainStore());
        for (SimulatedSource source : sources) {
            if (!source.isThrough()) {
                chronicle.violated(Invariant.GOOD_ORDER, "the source still waits: " + source);
            }
        }
        time.uncaught().forEach(e -> chronicle.violated(Invariant.GOOD_ORDER, "thrown: " + e));
    }

    private void startNode() {
        nodes.add(new SimulatedNode(this, "node-" + ++started));
    }

    /** A process has ended, and after a while another one takes its place. */
    void died(SimulatedNode node) {
        nodes.remove(node);
        later(Duration.ofSeconds(random.nextInt(1, 180)), this::startNode);
    }

    SimulatedNode anyNode() {
        return nodes.isEmpty() ? null : nodes.get(random.nextInt(nodes.size()));
    }

    void later(Duration delay, Runnable event) {
        world.after(delay, event);
    }

    boolean chance(int inAThousand) {
        return chanceIn(1_000, inAThousand);
    }

    boolean chanceIn(int of, int times) {
        return times > 0 && random.nextInt(of) < times;
    }

    int random(int bound) {
        return random.nextInt(bound);
    }

    Duration randomUpTo(Duration most) {
        return Duration.ofMillis(random.nextInt((int) most.toMillis()));
    }

    Trouble trouble() {
        return trouble;
    }

    boolean isStoreAway() {
        return storeAway;
    }

    /** Whether the way to the store fails by itself. */
    boolean failsByItself() {
        return storage.failsByItself();
    }

    /** How many jobs a node may have in hand. */
    int places() {
        return places;
    }

    /**
     * A process stands still in the middle of something while the others go on.
     *
     * @return false when another one does so already
     */
    boolean pause(VirtualTime.Node process, Duration length) {
        if (pausing) {
            return false;
        }
        pausing = true;
        process.pause();
        time.advance(length);
        process.resume();
        pausing = false;
        return true;
    }

    private Fault iceFault() {
        if (!chance(trouble.ice())) {
            return Fault.NONE;
        }
        Fault[] faults = {
            Fault.THROTTLED, Fault.NOT_SENT, Fault.UNKNOWN_BEFORE, Fault.UNKNOWN_AFTER, Fault.REFUSED, Fault.FORBIDDEN
        };
        Fault fault = faults[random.nextInt(faults.length)];
        chronicle.happened(Incident.ICE_FAULT, fault);
        return fault;
    }
}
