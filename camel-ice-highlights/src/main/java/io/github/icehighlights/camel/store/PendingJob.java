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

import java.time.Instant;

import io.github.icehighlights.camel.model.JobState;

/**
 * A submission and what has become of it: a snapshot of one record of the store. Whoever holds its lease hands the
 * snapshot back with each change; a change by a stale holder is refused.
 *
 * @param reservation   what was asked for; its request is empty after activation
 * @param state         where it stands
 * @param version       grows with every claim and every change of state; fences off stale holders
 * @param lease         who works on it, or null
 * @param waiter        who waits for it within an exchange, or null; nobody else receives it meanwhile
 * @param jobId         ICE's id of the job, or null before activation
 * @param requestId     ICE's id of the submit request, or null
 * @param outcome       how the job ended, or null while that is not known
 * @param times         when things happened
 * @param tally         how often things happened
 * @param sendable      whether this claim may send the submission whatever its age: nobody began to send it, or a replay
 *                      asked for it
 * @param lastError     why it is parked, uncertain or late, or null
 */
public record PendingJob(
        Reservation reservation,
        PendingState state,
        long version,
        Lease lease,
        Lease waiter,
        String jobId,
        String requestId,
        JobState outcome,
        Times times,
        Tally tally,
        boolean sendable,
        String lastError) {

    /**
     * Instants by the store's clock.
     *
     * @param reserved  when the intent was recorded
     * @param activated when ICE's job id was recorded, or null
     * @param nextLook  when the job is due, or null when it is not looked at
     * @param ended     when it was acknowledged, refused or parked, or null
     * @param woken     when a hint made it due last, or null
     */
    public record Times(Instant reserved, Instant activated, Instant nextLook, Instant ended, Instant woken) {}

    /**
     * Counts.
     *
     * @param looks          reports asked for so far, or spared because a list showed the job
     * @param deliveries     deliveries begun so far
     * @param clipsDelivered clips acknowledged so far, with {@code split=clips}
     */
    public record Tally(int looks, int deliveries, int clipsDelivered) {}

    public String correlationId() {
        return reservation.correlationId();
    }

    public String channel() {
        return reservation.channel();
    }
}
