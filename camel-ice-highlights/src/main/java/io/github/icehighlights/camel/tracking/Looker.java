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
import java.util.Optional;
import java.util.random.RandomGenerator;

import io.github.icehighlights.camel.ice.CorrelationIds;
import io.github.icehighlights.camel.ice.IceException;
import io.github.icehighlights.camel.ice.Report;
import io.github.icehighlights.camel.model.Highlights;
import io.github.icehighlights.camel.model.JobState;
import io.github.icehighlights.camel.model.JobType;
import io.github.icehighlights.camel.store.Connection;
import io.github.icehighlights.camel.store.PendingJob;

/** Asks ICE about one job and says what the answer means for it. */
final class Looker {

    /** How often in a row lists are believed about a job. Then it is looked at, or a list that is wrong could hide it. */
    private static final int LISTED_IN_A_ROW = 10;

    private final IceConnections connections;
    private final ConnectionStates states;
    private final RateBudget budget;
    private final RandomGenerator random;
    private final LookPlanner planner;
    private final Listings listings;

    Looker(
            IceConnections connections,
            ConnectionStates states,
            RateBudget budget,
            RandomGenerator random,
            LookPlanner planner,
            Listings listings) {
        this.connections = connections;
        this.states = states;
        this.budget = budget;
        this.random = random;
        this.planner = planner;
        this.listings = listings;
    }

    /** What a look has shown. */
    sealed interface Finding {

        /** The job is not finished, or could not be looked at: look again. */
        record Later(Duration delay, String error) implements Finding {}

        /**
         * The job has ended.
         *
         * @param took how long ICE worked on it, where that says something of other jobs, else null
         */
        record Ended(Highlights highlights, Duration took) implements Finding {}

        /** There is nothing that is safe to deliver, and asking again does not help: a person has to see to it. */
        record Hopeless(String reason) implements Finding {}
    }

    /**
     * What ICE's lists say in place of a look: that the job is not finished. Costs no call.
     *
     * @param  now by the store's clock
     * @return     empty when the job has to be looked at
     */
    Optional<Finding.Later> spare(PendingJob job, LookPolicy policy, Instant now) {
        boolean doubtful = job.tally().looks() % LISTED_IN_A_ROW == LISTED_IN_A_ROW - 1;
        boolean over = job.outcome() != null || job.tally().deliveries() > 0 || isOlder(job, now, policy.maxJobAge());
        if (doubtful || over || LookPlanner.isAnnounced(job)) {
            return Optional.empty();
        }
        // to just after the moment at which it expires: at that moment it would be spared once more, for no time at all
        Duration left = Duration.between(now, job.times().activated().plus(policy.maxJobAge()))
                .plusMillis(1);
        return listings.spare(job, ours -> planner.interval(job, ours, policy), policy.safetyNet() != null)
                .map(delay -> new Finding.Later(delay.compareTo(left) < 0 ? delay : left, null));
    }

    /**
     * One look.
     *
     * @param now by the store's clock
     */
    Finding look(PendingJob job, LookPolicy policy, Instant now) {
        Connection connection = job.reservation().connection();
        Duration rest = states.rest(connection).orElse(null);
        if (rest != null) {
            return new Finding.Later(rest, job.lastError());
        }
        try {
            Report report = connections.get(connection).report(job.reservation().jobType(), job.jobId());
            states.allowed(connection);
            return judge(job, policy, now, report);
        } catch (IceException e) {
            return judge(job, policy, now, e);
        } catch (MissingConnectionException e) {
            return unanswered(job, policy, now, e);
        }
    }

    private Finding judge(PendingJob job, LookPolicy policy, Instant now, Report report) {
        String correlationId = CorrelationIds.read(report.userData());
        boolean ours = job.correlationId().equals(correlationId);
        boolean adopted = correlationId == null && Adoption.jobId(job).isPresent();
        if (!ours && !adopted) {
            return new Finding.Hopeless("ICE's report of job " + job.jobId() + " carries "
                    + (correlationId == null ? "no correlation id" : "the correlation id " + correlationId)
                    + " instead of " + job.correlationId());
        }
        if (report.state().isFinal()) {
            Duration took = planner.learn(job, report, policy, now);
            return new Finding.Ended(highlights(job.channel(), job.reservation().jobType(), job.jobId(), report), took);
        }
        if (isOlder(job, now, policy.maxJobAge())) {
            return ended(job, JobState.EXPIRED, "The job was still " + report.state() + " after " + policy.maxJobAge());
        }
        Finding.Later later = unfinished(planner.nextLook(job, report.userData(), policy, now));
        listings.unfinished(
                job,
                report.state(),
                planner.interval(job, CorrelationIds.isAddressOurs(report.userData()), policy),
                later.delay());
        return later;
    }

    private Finding judge(PendingJob job, LookPolicy policy, Instant now, IceException e) {
        Connection connection = job.reservation().connection();
        if (e.isNotFound() || e.getKind() == IceException.Kind.REFUSED) {
            // who is told such a thing is let in again
            states.allowed(connection);
        }
        if (e.isNotFound()) {
            return isOlder(job, now, policy.notFoundGrace())
                    ? ended(job, JobState.LOST, e.getMessage())
                    : unfinished(planner.nextLook(job, null, policy, now));
        }
        switch (e.getKind()) {
            case FORBIDDEN -> states.forbidden(connection, e.getMessage());
            case THROTTLED -> budget.pause(connection, Duration.ofSeconds(1));
            default -> {
                // the job's own back-off is enough
            }
        }
        return e.getKind() == IceException.Kind.REFUSED
                ? unanswered(job, policy, now, e)
                : later(policy, e.getMessage());
    }

    /** What cannot be asked for says nothing of the job: it may have ended well, and been paid. */
    private Finding unanswered(PendingJob job, LookPolicy policy, Instant now, RuntimeException e) {
        return isOlder(job, now, policy.maxJobAge())
                ? new Finding.Hopeless(
                        "The job is older than " + policy.maxJobAge() + " and cannot be asked for: " + e.getMessage())
                : later(policy, e.getMessage());
    }

    private Finding later(LookPolicy policy, String error) {
        return new Finding.Later(Backoff.jitter(policy.interval(), random), error);
    }

    private Finding.Later unfinished(Duration delay) {
        return new Finding.Later(Backoff.jitter(delay, random), null);
    }

    private static boolean isOlder(PendingJob job, Instant now, Duration age) {
        return job.times().activated().plus(age).isBefore(now);
    }

    private static Finding ended(PendingJob job, JobState state, String message) {
        return new Finding.Ended(
                new Highlights(
                        job.channel(),
                        job.jobId(),
                        job.reservation().jobType(),
                        state,
                        null,
                        state.name(),
                        message,
                        null,
                        job.times().activated(),
                        null,
                        null),
                null);
    }

    /** The published shape of a report. */
    static Highlights highlights(String channel, JobType jobType, String jobId, Report report) {
        return new Highlights(
                channel,
                jobId,
                jobType,
                report.state(),
                report.clips(),
                report.errorCode(),
                report.errorMessage(),
                CorrelationIds.strip(report.userData()),
                report.created(),
                report.modified(),
                report.raw());
    }
}
