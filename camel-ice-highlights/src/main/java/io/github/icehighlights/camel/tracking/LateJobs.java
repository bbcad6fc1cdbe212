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

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.icehighlights.camel.store.DeliveryStore;

/**
 * Has jobs looked at that still wait for the safety net's late look although their callbacks do not come any more: those
 * that were submitted before that was known, and those of nodes that do not know it. Thread-safe.
 */
final class LateJobs {

    private static final Logger LOG = LoggerFactory.getLogger(LateJobs.class);

    private final DeliveryStore store;
    private final LookPlanner planner;
    private final CallbackTrust trust;
    private final Alarm claimAlarm;

    LateJobs(DeliveryStore store, LookPlanner planner, CallbackTrust trust, Alarm claimAlarm) {
        this.store = store;
        this.planner = planner;
        this.trust = trust;
        this.claimAlarm = claimAlarm;
    }

    void hasten() {
        trust.lost().forEach(this::hasten);
    }

    private void hasten(CallbackWay way, LookPolicy policy) {
        Duration firstLook =
                planner.polling(way.channel(), way.jobType(), policy).firstLook();
        // no look of a job that is polled is further away
        int late = store.hasten(
                way.channel(), way.jobType(), firstLook, policy.interval().multipliedBy(3));
        if (late > 0) {
            LOG.info("{} {} are looked at now, without waiting for their callbacks", late, way);
            claimAlarm.in(Duration.ZERO);
        }
    }
}
