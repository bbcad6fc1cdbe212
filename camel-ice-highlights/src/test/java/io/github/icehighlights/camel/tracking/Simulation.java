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
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

import io.github.icehighlights.camel.model.JobState;
import io.github.icehighlights.camel.model.JobType;
import io.github.icehighlights.camel.store.MemoryJobStore;
import io.github.icehighlights.camel.store.PendingJob;
import io.github.icehighlights.camel.store.PendingState;
import io.github.icehighlights.camel.tracking.ModelIce.Fault;

/**
 * Some nodes, one store, one ICE, and a stretch of time in which everything goes wrong that a seed can think of. Then the
 * trouble ends, and everything has to come right.
 */
final class Simulation {

    static final Duration TROUBLE = Duration.ofMinutes(30);
    static final Duration CALM = Duration.ofMinutes(40);

    private static final int SUBMISSIONS = 12;
    private static final int PLACES = 2;

    /** How often things go wrong, in a thousand. */
    record Trouble(int crash, int storeFault, int iceFault, int pause, int routeFault) {

        static final Trouble HEAVY = new Trouble(6, 15, 80, 8, 150);
        /** ICE and routes fail, but no node and no store. */
        static final Trouble LIGHT = new Trouble(0, 0, 150, 0, 200);

        static final Trouble NONE = new Trouble(0, 0, 0, 0, 0);
    }

    final VirtualTime time;
    final ModelIce ice;
    final MemoryJobStore store;
    final SimulationChecks checks;
    final List<String> log = new ArrayList<>();

    private final Random random;
    private final VirtualTime.Node world;
    private final List<SimulatedNode> nodes = new ArrayList<>();
    private final Map<String, SimulatedSource> sources = new LinkedHashMap<>();
    private Trouble trouble;
    private boolean pausing;
    private int started;

    Simulation(long seed, Trouble trouble) {
        this.time = new VirtualTime(seed);
        this.random = time.random();
        this.trouble = trouble;
        this.ice = new ModelIce(time.clock())
                .tokenWindow(Duration.ofMinutes(5))
                .listLag(Duration.ofSeconds(30))
                .invisible(Duration.ofSeconds(5))
                .jobs(Duration.ofSeconds(random.nextInt(10, 240)), chance(200) ? JobState.FAILED : JobState.FINISHED);
        this.ice.chaos(this::iceFault);
        this.store = new MemoryJobStore(time.clock());
        this.checks = new SimulationChecks(time::now);
        this.world = time.node();
    }

    void run() {
        int size = 1 + random.nextInt(3);
        for (int i = 0; i < size; i++) {
            startNode();
        }
        for (int i = 0; i < SUBMISSIONS; i++) {
            var source = new SimulatedSource(this, "k" + i, random(JobType.values()), chance(300));
            sources.put(source.key(), source);
            later(Duration.ofSeconds(random.nextInt(600)), source::read);
        }
        for (int i = random.nextInt(3); i > 0; i--) {
            later(Duration.ofSeconds(random.nextInt(900)), this::stopNode);
        }
        time.advance(TROUBLE);
        trouble = Trouble.NONE;
        ice.repair();
        settle();
        operate();
        settle();
    }

    /** Gives everything the time to come right; no more than it needs, for there are many seeds. */
    private void settle() {
        Instant end = now().plus(CALM);
        do {
            time.advance(Duration.ofMinutes(4));
        } while (now().isBefore(end) && !isSettled());
    }

    private boolean isSettled() {
        return sources.values().stream().allMatch(SimulatedSource::isThrough)
                && store.count(TrackerBench.CHANNEL).keySet().stream()
                        .noneMatch(state -> state == PendingState.ACTIVE || state == PendingState.RESERVED);
    }

    /** Somebody replays what is parked, and what ICE's console does not show. */
    private void operate() {
        for (PendingJob job : store.page(TrackerBench.CHANNEL, EnumSet.allOf(PendingState.class), null, 1_000)) {
            boolean replay = job.state() == PendingState.PARKED
                    || job.state() == PendingState.UNCERTAIN && ice.created(job.correlationId()) == 0;
            if (replay) {
                store.replay(job.correlationId());
            }
        }
    }

    /** What has not come right in the end. */
    Set<String> violations() {
        ice.createdBySubmission().forEach(checks::created);
        for (SimulatedSource source : sources.values()) {
            if (!source.isThrough()) {
                checks.violated("the source still waits: " + source);
            }
            var job = store.findByKey(TrackerBench.CHANNEL, source.key());
            if (job.isEmpty()) {
                checks.violated("lost: " + source);
            } else if (job.get().state() == PendingState.ACKNOWLEDGED) {
                if (checks.successes(job.get().correlationId()) == 0) {
                    checks.violated("never delivered: " + source);
                }
            } else if (job.get().state() != PendingState.UNCERTAIN) {
                checks.violated("not through: " + source + " is " + job.get());
            }
        }
        time.uncaught().forEach(e -> checks.violated("thrown: " + e));
        return checks.violations();
    }

    /** Each job went through a route exactly once. */
    boolean isExactlyOnce() {
        return sources.keySet().stream()
                .map(key -> store.findByKey(TrackerBench.CHANNEL, key).orElseThrow())
                .filter(job -> job.state() == PendingState.ACKNOWLEDGED)
                .allMatch(job -> checks.successes(job.correlationId()) == 1);
    }

    void startNode() {
        nodes.add(new SimulatedNode(this, "node-" + ++started, PLACES));
    }

    /** A process is asked to end; what its routes have in hand they may finish, if they are quick. */
    private void stopNode() {
        SimulatedNode node = anyNode();
        if (node != null && trouble.crash() > 0) {
            note("stop");
            node.tracker.stop();
            later(Duration.ofSeconds(30), () -> {
                if (!node.isDead()) {
                    node.kill();
                    died(node);
                }
            });
        }
    }

    /** A process ends, and after a while another one takes its place. */
    void died(SimulatedNode node) {
        nodes.remove(node);
        later(Duration.ofSeconds(random.nextInt(1, 180)), this::startNode);
    }

    SimulatedNode anyNode() {
        List<SimulatedNode> alive =
                nodes.stream().filter(node -> !node.isDead()).toList();
        return alive.isEmpty() ? null : alive.get(random.nextInt(alive.size()));
    }

    void later(Duration delay, Runnable event) {
        world.after(delay, event);
    }

    boolean chance(int inAThousand) {
        return random.nextInt(1_000) < inAThousand;
    }

    int random(int bound) {
        return random.nextInt(bound);
    }

    Trouble trouble() {
        return trouble;
    }

    /** A process stands still in the middle of something while the others go on. */
    void pause(VirtualTime.Node node) {
        if (!pausing) {
            pausing = true;
            node.pause();
            time.advance(Duration.ofSeconds(random.nextInt(1, 240)));
            node.resume();
            pausing = false;
        }
    }

    Instant now() {
        return time.now();
    }

    void note(String what) {
        log.add(now() + " " + what);
    }

    private Fault iceFault() {
        if (!chance(trouble.iceFault())) {
            return Fault.NONE;
        }
        Fault[] faults = {
            Fault.THROTTLED, Fault.NOT_SENT, Fault.UNKNOWN_BEFORE, Fault.UNKNOWN_AFTER, Fault.REFUSED, Fault.FORBIDDEN
        };
        return random(faults);
    }

    private <T> T random(T[] values) {
        return values[random.nextInt(values.length)];
    }
}
