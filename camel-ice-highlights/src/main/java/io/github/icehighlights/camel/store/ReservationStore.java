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
import java.util.List;

/** What submitting and healing need of a store. */
public interface ReservationStore {

    /**
     * Records the intent to submit, if the key is free on its channel. A key whose submission was refused is free. An
     * existing record is never replaced by one with its correlation id, unless it was refused.
     *
     * @param reservation the intent
     * @param owner       who submits
     * @param lease       how long the owner may work on it before healing takes over
     * @param waited      whether the owner also waits for the result
     */
    Reserved reserve(Reservation reservation, String owner, Duration lease, boolean waited);

    /**
     * Prolongs the holder's lease.
     *
     * @return false when the lease was lost
     */
    boolean renew(PendingJob held, Duration lease);

    /**
     * Records that the request is about to be sent, and prolongs the holder's lease. Until then ICE surely has nothing of
     * it, and healing may send it whatever its age. May be called again by the same holder.
     *
     * @return false when the lease was lost: then it must not be sent
     */
    boolean sending(PendingJob held, Duration lease);

    /**
     * Records that ICE has the job. Whoever learns it may say so: the submitter, healing, an event. Frees the lease and
     * deletes the stored request.
     *
     * @param  firstLook from now until the job is due
     * @return           true when the record now stands for this job id, also when it did before; false when it does
     *                   not exist or stands for another job
     */
    boolean activate(String correlationId, String jobId, String requestId, Duration firstLook);

    /**
     * Records that ICE said a definite no.
     *
     * @return false when the lease was lost
     */
    boolean refuse(PendingJob held, String error);

    /**
     * Records that nobody can tell whether ICE has it.
     *
     * @return false when the lease was lost
     */
    boolean uncertain(PendingJob held, String reason);

    /**
     * Gives the lease back before its end, so that healing takes over.
     *
     * @param  delay from now until healing may claim it
     * @return       false when the lease was lost
     */
    boolean abandon(PendingJob held, Duration delay, String error);

    /**
     * Claims reservations whose lease has ended. One that nobody began to send, or that was replayed and not sent since, is
     * handed out as {@link PendingJob#sendable()}; whoever sends it says so before, with {@link #sending}.
     */
    List<PendingJob> claimExpiredReservations(String owner, Duration lease, int max);
}
