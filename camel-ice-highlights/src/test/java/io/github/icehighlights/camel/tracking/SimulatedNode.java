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

import io.github.icehighlights.camel.store.JobStore;

/** A process with a tracker and a route, which may crash or stand still at every step into the world outside. */
final class SimulatedNode {

    static final Duration LEASE = Duration.ofSeconds(60);
    static final Duration LONGEST_CALL = Duration.ofSeconds(30);
    static final Duration TOKEN_WINDOW = Duration.ofMinutes(5);
    static final Duration LIST_LAG = Duration.ofSeconds(45);

    /** So long may it stand still before a call, and the call still be over in its time. */
    private static final Duration SHORT = Duration.ofSeconds(20);

    private static final int LARGEST_SKEW_SECONDS = 300;

    /** How much there is to lose in a step: trouble comes where it does harm. */
    enum Peril {
        /** A node that dies with empty hands breaks nothing. */
        LITTLE(1),
        SOME(10),
        /** A right has just been given, and is about to be used. */
        GREAT(50);

        private final int weight;

        Peril(int weight) {
            this.weight = weight;
        }
    }

    final JobTracker tracker;
    private final Simulation simulation;
    private final String name;
    private final VirtualTime.Node process;

    SimulatedNode(Simulation simulation, String name) {
        this.simulation = simulation;
        this.name = name;
        this.process = simulation.time.node(
                Duration.ofSeconds(simulation.random(2 * LARGEST_SKEW_SECONDS) - LARGEST_SKEW_SECONDS));
        var settings = new TrackerSettings(
                name,
                LEASE,
                LONGEST_CALL,
                TOKEN_WINDOW,
                LIST_LAG,
                false,
                Duration.ofSeconds(60),
                Duration.ofSeconds(10),
                Duration.ofSeconds(30),
                Duration.ofDays(7),
                10,
                8);
        Defect.Tools tools = simulation.defect.tools(simulation.store(), new TroubledIce(simulation, this));
        JobStore store = TroubledStore.of(simulation, this, tools.store());
        this.tracker = new JobTracker(store, connection -> tools.ice(), process.workers(), settings);
        tracker.start();
        tracker.open(new SimulatedRoute(simulation, this));
    }

    /** Something that the process does by itself. */
    void after(Duration delay, Runnable work) {
        process.after(delay, work);
    }

    /** It is told to end, and may bring to its end what it has in hand, if it is quick. */
    void stop() {
        simulation.chronicle.happened(Incident.STOP, name);
        tracker.stop();
        simulation.later(Duration.ofSeconds(30), () -> crash("stop"));
    }

    void crash(String where) {
        if (!isDead()) {
            simulation.chronicle.happened(Incident.CRASH, name, "at", where);
            process.kill();
            simulation.deliveries.crashed(this);
            simulation.died(this);
        }
    }

    boolean isDead() {
        return process.isDead();
    }

    /** A step into the world outside, or back. */
    void step(String where, Peril peril) {
        step(where, peril, false);
    }

    /** The step between the last check and the call. */
    void stepBeforeSending() {
        step("submit", Peril.GREAT, true);
    }

    private void step(String where, Peril peril, boolean sending) {
        if (simulation.chanceIn(10_000, simulation.trouble().crash() * peril.weight)) {
            crash(where);
        } else if (simulation.chanceIn(10_000, simulation.trouble().pause() * peril.weight)) {
            pause(where, sending);
        }
        if (isDead()) {
            throw new VirtualTime.Crash();
        }
    }

    private void pause(String where, boolean sending) {
        boolean isShort = sending && !simulation.trouble().longPauses();
        Duration length = isShort ? simulation.randomUpTo(SHORT) : pauseLength();
        if (simulation.pause(process, length)) {
            simulation.chronicle.happened(
                    sending ? Incident.PAUSE_BEFORE_SENDING : Incident.PAUSE, name, "for", length, "at", where);
        }
    }

    /** Leases end, or just do not end, while it stands still. */
    private Duration pauseLength() {
        return switch (simulation.random(4)) {
            case 0 -> LEASE.plusMillis(simulation.random(3) - 1L);
            case 1 -> simulation.randomUpTo(SHORT);
            default -> simulation.randomUpTo(Trouble.LONGEST_PAUSE);
        };
    }

    @Override
    public String toString() {
        return name;
    }
}
