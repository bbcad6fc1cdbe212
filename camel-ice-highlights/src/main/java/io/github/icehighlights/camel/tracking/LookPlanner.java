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

import io.github.icehighlights.camel.ice.Report;
import io.github.icehighlights.camel.model.JobState;
import io.github.icehighlights.camel.model.JobType;
import io.github.icehighlights.camel.store.PendingJob;
import io.github.icehighlights.camel.store.Reservation;

/**
 * Says when jobs are looked at: as the user has set it, as such jobs have taken so far, and as their callbacks come.
 * Thread-safe, never blocks.
 */
final class LookPlanner {

    /** How long a hint counts: the event may have been a little ahead of ICE's own report. */
    private static final Duration RECENT = Duration.ofSeconds(60);

    private final JobDurations durations;
    private final CallbackTrust trust;

    LookPlanner(JobDurations durations, CallbackTrust trust) {
        this.durations = durations;
        this.trust = trust;
    }

    /** From the activation of a submission, whose request is still there, to the first look at its job. */
    Duration firstLook(Reservation reservation, LookPolicy policy) {
        return schedule(reservation, reservation.request().get("UserData"), policy)
                .firstLook();
    }

    /**
     * From now to the next look at a job that is not finished.
     *
     * @param userData as ICE reports it, or null when there is no report
     * @param now      by the store's clock
     */
    Duration nextLook(PendingJob job, String userData, LookPolicy policy, Instant now) {
        if (isAnnounced(job)) {
            return policy.interval();
        }
        Duration age = Duration.between(job.times().activated(), now);
        return schedule(job.reservation(), userData, policy).nextLook(age);
    }

    /**
     * Between two looks at a job, whatever is learned of such jobs.
     *
     * @param ours whether the job carries an address of ours for its callback
     */
    Duration interval(PendingJob job, boolean ours, LookPolicy policy) {
        boolean rests = policy.safetyNet() != null
                && !isAnnounced(job)
                && trust.isEarned(CallbackWay.of(job.reservation(), ours));
        return rests ? policy.safetyNet().interval() : policy.interval();
    }

    /**
     * Learns from a job that has ended.
     *
     * @return how long it took; null where that is not known, or where others will take another time
     */
    Duration learn(PendingJob job, Report report, LookPolicy policy, Instant now) {
        Duration took = took(job, report, now);
        // at later deliveries everybody knows that it has ended
        if (job.tally().deliveries() == 0) {
            if (took != null) {
                durations.ended(job.channel(), job.reservation().jobType(), took);
            }
            var way = CallbackWay.of(job.reservation(), report.userData());
            // who submitted a job with an address awaits its callback, whatever the consumer's own options say
            if (policy.safetyNet() != null || way.ours()) {
                trust.ended(way, policy, job.correlationId(), isAnnounced(job));
            }
        }
        return took;
    }

    /** When such jobs are looked at as long as nobody tells of them. */
    PollSchedule polling(String channel, JobType jobType, LookPolicy policy) {
        return PollSchedule.polling(policy, durations.of(channel, jobType));
    }

    private PollSchedule schedule(Reservation reservation, String userData, LookPolicy policy) {
        LearnedDurations learned = durations.of(reservation.channel(), reservation.jobType());
        // whose address it is has to be read in the user's data, so only where a callback may come at all
        boolean announced = policy.safetyNet() != null && trust.isEarned(CallbackWay.of(reservation, userData));
        return announced ? PollSchedule.late(policy, learned) : PollSchedule.polling(policy, learned);
    }

    /** Whether a hint made it due, here or on another node, or did so lately. It may have waited for its turn since. */
    static boolean isAnnounced(PendingJob job) {
        Instant woken = job.times().woken();
        return woken != null && !woken.plus(RECENT).isBefore(job.times().nextLook());
    }

    /** ICE's own times do not depend on when anybody looks: looking late hides no job that ended early. */
    private static Duration took(PendingJob job, Report report, Instant now) {
        if (report.state() != JobState.FINISHED) {
            return null;
        }
        Instant created = report.created();
        Instant modified = report.modified();
        if (created != null && modified != null && !modified.isBefore(created)) {
            return Duration.between(created, modified);
        }
        if (job.tally().deliveries() > 0 || Adoption.jobId(job).isPresent()) {
            return null;
        }
        Duration age = Duration.between(job.times().activated(), now);
        boolean seenBefore = job.tally().looks() > 0 || isAnnounced(job);
        // nobody knows for how long it had been over; with the whole age, looks could never become earlier again
        return seenBefore ? age : age.dividedBy(2);
    }
}
