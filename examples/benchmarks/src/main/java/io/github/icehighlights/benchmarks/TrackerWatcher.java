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
package io.github.icehighlights.benchmarks;

import java.time.Duration;
import java.util.Map;

import io.github.icehighlights.camel.model.JobType;
import io.github.icehighlights.camel.store.Connection;
import io.github.icehighlights.camel.store.JobStore;
import io.github.icehighlights.camel.store.MemoryJobStore;
import io.github.icehighlights.camel.store.Reservation;
import io.github.icehighlights.camel.tracking.Delivery;
import io.github.icehighlights.camel.tracking.DeliveryPolicy;
import io.github.icehighlights.camel.tracking.Hint;
import io.github.icehighlights.camel.tracking.JobTracker;
import io.github.icehighlights.camel.tracking.LookPolicy;
import io.github.icehighlights.camel.tracking.Policies;
import io.github.icehighlights.camel.tracking.Receiver;
import io.github.icehighlights.camel.tracking.SafetyNet;
import io.github.icehighlights.camel.tracking.TrackerSettings;

/** The component's own tracker, with its defaults. */
final class TrackerWatcher implements Watcher {

    private static final String CHANNEL = "matches";
    private static final Connection CONNECTION =
            new Connection("default", "cn-shanghai", "ice.cn-shanghai.aliyuncs.com");
    static final Duration SAFETY = Duration.ofMinutes(5);

    private final VirtualTime time;
    private final ModelCloud cloud;
    private final Found found;
    private final Events events;
    private final JobTracker submitting;
    private final JobTracker tracker;
    private Duration longestFirstLook = Duration.ZERO;
    private long number;

    /**
     * Whether ICE says that a job has ended.
     *
     * @param come whether there are callbacks
     * @param lost how many of them are not sent, from 0 to 1
     */
    record Events(boolean come, double lost) {

        static final Events NONE = new Events(false, 0);

        /** Median one second, one in twenty later than five. */
        private Duration delay(VirtualTime time) {
            return Duration.ofMillis(
                    (long) (1_000 * Math.exp(0.978 * time.random().nextGaussian())));
        }
    }

    TrackerWatcher(VirtualTime time, ModelCloud cloud, Found found, Events events, double callsPerSecond) {
        this.time = time;
        this.cloud = cloud;
        this.found = found;
        this.events = events;
        JobStore store = new MemoryJobStore(time.clock());
        // submissions have their own share of the calls: what is measured is looking
        submitting = tracker(store, "submits", 1_000_000);
        tracker = tracker(store, "looks", callsPerSecond);
        tracker.open(new Counter());
    }

    private JobTracker tracker(JobStore store, String owner, double callsPerSecond) {
        var started = new JobTracker(store, connection -> cloud, time.workers(), settings(owner, callsPerSecond));
        started.start();
        return started;
    }

    private static TrackerSettings settings(String owner, double callsPerSecond) {
        return new TrackerSettings(
                owner,
                Duration.ofSeconds(60),
                Duration.ofSeconds(30),
                Duration.ofMinutes(5),
                Duration.ofSeconds(60),
                false,
                Duration.ofSeconds(60),
                Duration.ofSeconds(1),
                Duration.ofSeconds(30),
                Duration.ofMinutes(1),
                callsPerSecond,
                8);
    }

    private static Policies policies(Events events) {
        SafetyNet net = events.come() ? new SafetyNet(null, SAFETY) : null;
        return new Policies(
                new LookPolicy(null, Duration.ofSeconds(10), Duration.ofHours(24), Duration.ofMinutes(2), net),
                new DeliveryPolicy(10, 3, Duration.ofSeconds(5), Duration.ofMinutes(30)));
    }

    @Override
    public void begin(Duration duration) {
        cloud.next(duration);
        Reservation reservation = reservation(++number);
        submitting.submitter().submit(supersedes -> reservation, this::firstLook, false);
        if (events.come() && time.random().nextDouble() >= events.lost()) {
            time.after(duration.plus(events.delay(time)), () -> tracker.hints()
                    .accept(new Hint(reservation.correlationId(), null, true)));
        }
    }

    private Duration firstLook(Reservation made) {
        Duration first = tracker.firstLook(made, policies(events).look());
        longestFirstLook = first.compareTo(longestFirstLook) > 0 ? first : longestFirstLook;
        return first;
    }

    @Override
    public Duration longestFirstLook() {
        return longestFirstLook;
    }

    private static Reservation reservation(long number) {
        String id = String.format("%020d", number);
        return new Reservation(
                id,
                CHANNEL,
                JobType.SPORTS_HIGHLIGHTS,
                "key-" + number,
                "fingerprint",
                "token-" + number,
                Map.of("UserData", ModelCloud.userData(id)),
                CONNECTION,
                null,
                null);
    }

    private final class Counter implements Receiver {

        private final Policies policies = TrackerWatcher.policies(events);

        @Override
        public String channel() {
            return CHANNEL;
        }

        @Override
        public Policies policies() {
            return policies;
        }

        @Override
        public void receive(Delivery delivery) {
            delivery.acknowledged();
            found.found(delivery.job().jobId());
        }
    }
}
