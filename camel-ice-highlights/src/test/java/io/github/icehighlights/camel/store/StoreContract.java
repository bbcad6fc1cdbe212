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
import java.util.Map;

import io.github.icehighlights.camel.model.JobState;
import io.github.icehighlights.camel.model.JobType;

/**
 * What the parts of the contract of a {@link JobStore} have in common. A store passes the contract when a test class that
 * implements {@link JobStoreContract} is green: it gives a new, empty store to each test, and a way to let time pass.
 */
public interface StoreContract {

    String CHANNEL = "matches";
    String OWNER = "node-1";
    String OTHER = "node-2";
    Duration LEASE = Duration.ofSeconds(60);
    Duration LONGER_THAN_LEASE = LEASE.plusSeconds(1);
    Connection CONNECTION = new Connection("default", "cn-shanghai", "ice.cn-shanghai.aliyuncs.com");

    /** The store under test; the same one during a test. */
    JobStore store();

    /** Lets time pass for the store. */
    void advance(Duration duration);

    /** An intent to submit; its correlation id and token follow from the key. */
    default Reservation reservation(String channel, String key) {
        return reservation(channel, key, "fingerprint", null);
    }

    default Reservation reservation(String channel, String key, String fingerprint, String supersedes) {
        String id = channel + "-" + key + (supersedes == null ? "" : "-after-" + supersedes);
        return new Reservation(
                id,
                channel,
                JobType.SPORTS_HIGHLIGHTS,
                key,
                fingerprint,
                "token-" + id,
                Map.of("InputConfig", "{\"a\":\"\u00e4\u4e2d\"}", "UserData", "{}"),
                CONNECTION,
                "{\"CamelFileName\":\"a.mp4\"}",
                supersedes);
    }

    /** Reserves a free key. */
    default PendingJob reserved(String key) {
        return fresh(reservation(CHANNEL, key));
    }

    default PendingJob fresh(Reservation reservation) {
        return ((Reserved.Fresh) store().reserve(reservation, OWNER, LEASE, false)).job();
    }

    /** A job that ICE has and that is due. */
    default PendingJob active(String key) {
        return active(CHANNEL, key);
    }

    default PendingJob active(String channel, String key) {
        PendingJob held = fresh(reservation(channel, key));
        store().activate(held.correlationId(), "job-" + key, "request-" + key, Duration.ZERO);
        return now(held);
    }

    /** A due job, claimed by its channel. */
    default PendingJob claimed(String key) {
        active(key);
        return claim(OWNER);
    }

    /** Claims the one job of the channel that is due. */
    default PendingJob claim(String owner) {
        return store().claimDue(CHANNEL, owner, LEASE, 1).get(0);
    }

    /** A job that is being delivered. */
    default PendingJob delivering(String key) {
        PendingJob held = claimed(key);
        store().beginDelivery(held, JobEnd.of(JobState.FINISHED), LEASE);
        return held;
    }

    /** What the store says of a record now. */
    default PendingJob now(PendingJob job) {
        return store().find(job.correlationId()).orElseThrow();
    }
}
