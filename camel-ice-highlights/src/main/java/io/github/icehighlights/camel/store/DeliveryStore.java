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
import java.util.Collection;
import java.util.List;

import io.github.icehighlights.camel.model.JobType;

/** What looking and delivering need of a store. A method that takes a held job returns false when its lease was lost. */
public interface DeliveryStore {

    /** Claims active jobs of a channel that are due, that nobody holds and for which nobody waits. */
    List<PendingJob> claimDue(String channel, String owner, Duration lease, int max);

    /** Claims active jobs that are due and for which this owner waits, on any channel. */
    List<PendingJob> claimWaited(String owner, Duration lease, int max);

    /** Prolongs the holder's lease. */
    boolean renew(PendingJob held, Duration lease);

    /**
     * Ends a look without result and frees the lease. A job that was woken meanwhile is due at once.
     *
     * @param delay from now until the job is due again
     * @param error why the look failed, or null when the job simply is not finished
     */
    boolean reschedule(PendingJob held, Duration delay, String error);

    /**
     * Records how the job ended and that a delivery begins; counted before the route sees it, so that a crash counts.
     * Refused when somebody has begun to wait for the job since it was claimed. How long it took is kept from the first
     * delivery that knows it.
     */
    boolean beginDelivery(PendingJob held, JobEnd end, Duration lease);

    /**
     * Records that a route has taken the first {@code count} clips. That is progress: earlier failed deliveries count no
     * more.
     */
    boolean clipDelivered(PendingJob held, int count);

    /** Ends a failed delivery and frees the lease. */
    boolean release(PendingJob held, Duration delay, String error);

    /**
     * Ends a delivery before the route has begun with it, or a claim without a look, and frees the lease: the delivery
     * does not count, nobody waits for the job any more, and it is due at once.
     */
    boolean handBack(PendingJob held);

    /** Ends the job: a route has taken it. */
    boolean acknowledge(PendingJob held);

    /** Takes the job out of delivery. */
    boolean park(PendingJob held, String reason);

    /**
     * Makes a job due now, because of a hint. On a job that somebody holds, it is remembered until the lease is given
     * back. When that was stays with the record.
     *
     * @param  correlationOrJobId our correlation id or ICE's job id
     * @return                    false when there is no such active job
     */
    boolean wake(String correlationOrJobId);

    /**
     * Makes jobs due now, because ICE's lists do not show them any more. On a job that somebody holds, it is remembered
     * until the lease is given back. No hint: nobody has told of the jobs.
     *
     * @param correlationIds those that are not active are passed over
     */
    void hasten(Collection<String> correlationIds);

    /**
     * Makes active jobs due now that are planned too late. Those that somebody holds, and those that a route has been
     * offered, stay as they are.
     *
     * @param  age    how long ago they were activated at least
     * @param  within those that are due by then anyway stay as they are
     * @return        how many there were
     */
    int hasten(String channel, JobType jobType, Duration age, Duration within);

    /**
     * Puts a parked job back into delivery, or sends an uncertain submission again.
     *
     * @return false when there is no parked or uncertain record of that correlation id
     */
    boolean replay(String correlationId);
}
