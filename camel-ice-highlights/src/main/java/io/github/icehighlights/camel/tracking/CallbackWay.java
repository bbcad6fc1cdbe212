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

import io.github.icehighlights.camel.ice.CorrelationIds;
import io.github.icehighlights.camel.model.JobType;
import io.github.icehighlights.camel.store.Connection;
import io.github.icehighlights.camel.store.Reservation;

/**
 * What jobs have in common whose callbacks come, or do not come, for the same reason.
 *
 * @param connection whose account and region send them
 * @param channel    whose producers say where to
 * @param jobType    of which ICE may send none
 * @param ours       whether the jobs carry an address of ours; else callbacks go where the user or the account says, which
 *                   may be here or anywhere
 */
record CallbackWay(Connection connection, String channel, JobType jobType, boolean ours) {

    /** @param userData of the job, as submitted; null where it is not known */
    static CallbackWay of(Reservation reservation, String userData) {
        return of(reservation, CorrelationIds.isAddressOurs(userData));
    }

    static CallbackWay of(Reservation reservation, boolean ours) {
        return new CallbackWay(reservation.connection(), reservation.channel(), reservation.jobType(), ours);
    }

    @Override
    public String toString() {
        return jobType + " jobs of channel " + channel + " (connection " + connection.name() + "@" + connection.region()
                + ")";
    }
}
