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
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

import io.github.icehighlights.camel.ice.CorrelationIds;
import io.github.icehighlights.camel.ice.IceApi;
import io.github.icehighlights.camel.model.JobType;
import io.github.icehighlights.camel.store.Connection;
import io.github.icehighlights.camel.store.JobStore;
import io.github.icehighlights.camel.store.MemoryJobStore;
import io.github.icehighlights.camel.store.PendingJob;
import io.github.icehighlights.camel.store.Reservation;

/** A tracker with everything around it in a test's hands: time, store, ICE. */
final class TrackerBench {

    static final String CHANNEL = "matches";
    static final Connection CONNECTION = new Connection("default", "cn-shanghai", "ice.cn-shanghai.aliyuncs.com");
    static final TrackerSettings SETTINGS = new TrackerSettings(
            "node-1",
            Duration.ofSeconds(60),
            Duration.ofSeconds(30),
            Duration.ofMinutes(5),
            Duration.ofSeconds(60),
            false,
            Duration.ofSeconds(60),
            Duration.ofSeconds(1),
            Duration.ofSeconds(30),
            Duration.ofDays(7),
            100,
            8);

    final VirtualTime time;
    final ModelIce ice;
    final StoreFaults faults = new StoreFaults();
    final MemoryJobStore memory;
    final JobStore store;

    private final Set<Connection> gone = new HashSet<>();

    VirtualTime.Node node;
    JobTracker tracker;

    TrackerBench() {
        this(1);
    }

    TrackerBench(long seed) {
        time = new VirtualTime(seed);
        ice = new ModelIce(time.clock());
        memory = new MemoryJobStore(time.clock());
        store = InterceptedStore.of(memory, faults);
        start(SETTINGS);
    }

    /** A (further) node on the same store. */
    JobTracker start(TrackerSettings settings) {
        node = time.node();
        tracker = new JobTracker(store, this::api, node.workers(), settings);
        tracker.start();
        return tracker;
    }

    private IceApi api(Connection connection) {
        if (gone.contains(connection)) {
            throw new MissingConnectionException(connection);
        }
        return ice;
    }

    /** The application is without its connection, or has it again. */
    void connected(boolean connected) {
        if (connected) {
            gone.remove(CONNECTION);
        } else {
            gone.add(CONNECTION);
        }
    }

    /** The node dies, another one takes its place. */
    JobTracker restart(String owner) {
        node.kill();
        return start(owner(owner));
    }

    static TrackerSettings owner(String owner) {
        return settings(owner, SETTINGS.maxCallsPerSecond());
    }

    static TrackerSettings settings(String owner, double callsPerSecond) {
        return settings(owner, callsPerSecond, SETTINGS.resubmitUncertain(), SETTINGS.retention());
    }

    static TrackerSettings resubmitting(String owner) {
        return settings(owner, SETTINGS.maxCallsPerSecond(), true, SETTINGS.retention());
    }

    static TrackerSettings retaining(String owner, Duration retention) {
        return settings(owner, SETTINGS.maxCallsPerSecond(), SETTINGS.resubmitUncertain(), retention);
    }

    private static TrackerSettings settings(
            String owner, double callsPerSecond, boolean resubmitUncertain, Duration retention) {
        return new TrackerSettings(
                owner,
                SETTINGS.lease(),
                SETTINGS.longestCall(),
                SETTINGS.tokenWindow(),
                SETTINGS.listLag(),
                resubmitUncertain,
                SETTINGS.retryTimeout(),
                SETTINGS.claimInterval(),
                SETTINGS.healInterval(),
                retention,
                callsPerSecond,
                SETTINGS.concurrentLooks());
    }

    /** Where ICE forgets tokens at once. */
    static TrackerSettings forgetful(String owner) {
        return new TrackerSettings(
                owner,
                SETTINGS.lease(),
                SETTINGS.longestCall(),
                Duration.ZERO,
                SETTINGS.listLag(),
                SETTINGS.resubmitUncertain(),
                Duration.ZERO,
                SETTINGS.claimInterval(),
                SETTINGS.healInterval(),
                SETTINGS.retention(),
                SETTINGS.maxCallsPerSecond(),
                SETTINGS.concurrentLooks());
    }

    TestReceiver open(TestReceiver receiver) {
        tracker.open(receiver);
        return receiver;
    }

    CompletableFuture<Submitted> submit(String key) {
        return submit(JobType.SPORTS_HIGHLIGHTS, key, false);
    }

    CompletableFuture<Submitted> submit(JobType type, String key, boolean waited) {
        CompletableFuture<Submitted> answer =
                tracker.submitter().submit(intent(type, key, "fingerprint"), job -> Duration.ofSeconds(5), waited);
        time.runUntilIdle();
        return answer;
    }

    static Intent intent(JobType type, String key, String fingerprint) {
        return supersedes -> reservation(type, CHANNEL, key, fingerprint, supersedes);
    }

    static Reservation reservation(JobType type, String channel, String key, String fingerprint, String supersedes) {
        String id = correlationId(channel, key, supersedes);
        Map<String, String> request = new HashMap<>();
        request.put("UserData", userData(id));
        if (type.hasClientToken()) {
            request.put("ClientToken", "token-" + id);
        }
        return new Reservation(
                id, channel, type, key, fingerprint, "token-" + id, request, CONNECTION, null, supersedes);
    }

    /** An intent whose job carries an address of ours. */
    static Reservation announcing(String channel, String key) {
        Reservation plain = reservation(JobType.SPORTS_HIGHLIGHTS, channel, key, "f", null);
        Map<String, String> request = new HashMap<>(plain.request());
        request.put(
                "UserData",
                "{\"" + CorrelationIds.FIELD + "\":\"" + plain.correlationId()
                        + "+\",\"NotifyAddress\":\"ice-callback-ours\"}");
        return new Reservation(
                plain.correlationId(),
                channel,
                plain.jobType(),
                key,
                plain.fingerprint(),
                plain.clientToken(),
                request,
                CONNECTION,
                null,
                null);
    }

    static String userData(String correlationId) {
        return "{\"" + CorrelationIds.FIELD + "\":\"" + correlationId + "\"}";
    }

    /** Twenty letters and digits that follow from what makes a submission. */
    static String correlationId(String channel, String key, String supersedes) {
        long hash = (channel + "/" + key + "/" + supersedes).hashCode() & 0xffffffffL;
        return String.format("c%09dx%09d", hash % 1_000_000_000, Math.abs((hash * 2_654_435_761L) % 1_000_000_000));
    }

    PendingJob job(String key) {
        return memory.findByKey(CHANNEL, key).orElseThrow();
    }

    /** A node stands still in the middle of something; time passes for the others. */
    void standStill(VirtualTime.Node still, Duration duration) {
        still.pause();
        pass(duration);
        still.resume();
    }

    void pass(Duration duration) {
        time.advance(duration);
    }
}
