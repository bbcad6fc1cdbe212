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
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

import io.github.icehighlights.camel.ice.CorrelationIds;
import io.github.icehighlights.camel.ice.EventCallbackSetting;
import io.github.icehighlights.camel.ice.IceApi;
import io.github.icehighlights.camel.ice.IceException;
import io.github.icehighlights.camel.ice.JobPage;
import io.github.icehighlights.camel.ice.Receipt;
import io.github.icehighlights.camel.ice.Report;
import io.github.icehighlights.camel.model.JobState;
import io.github.icehighlights.camel.model.JobType;
import io.github.icehighlights.camel.store.JobStore;
import io.github.icehighlights.camel.store.PendingJob;

/** Components that break a rule. */
final class Defects {

    private static final Set<String> HOLDERS_VERBS = Set.of(
            "renew",
            "sending",
            "refuse",
            "uncertain",
            "abandon",
            "reschedule",
            "beginDelivery",
            "clipDelivered",
            "release",
            "handBack",
            "acknowledge",
            "park");

    private Defects() {}

    /** Against rule 3: a job is acknowledged when its delivery begins. */
    static Defect acknowledgesBeforeTheRoute() {
        return use(store -> DefectiveStore.of(store, (verb, arguments, sound) -> {
            Object answer = sound.with(arguments);
            if (verb.equals("beginDelivery") && isTrue(answer)) {
                store.acknowledge((PendingJob) arguments[0]);
            }
            return answer;
        }));
    }

    /** Against rule 4: the store's leases are over as soon as they are given. */
    static Defect leasesMeanNothing() {
        return shared(store -> DefectiveStore.of(store, (verb, arguments, sound) -> {
            Object[] changed = arguments == null ? null : arguments.clone();
            switch (verb) {
                case "renew", "sending" -> changed[1] = Duration.ZERO;
                case "claimDue", "beginDelivery", "reserve" -> changed[2] = Duration.ZERO;
                default -> {
                    // has nothing to do with leases
                }
            }
            return sound.with(changed);
        }));
    }

    /** Against rule 4: the store lets anybody change what somebody holds. */
    static Defect nothingIsFencedOff() {
        return shared(store -> DefectiveStore.of(store, (verb, arguments, sound) -> {
            if (!HOLDERS_VERBS.contains(verb)) {
                return sound.with(arguments);
            }
            Object[] changed = arguments.clone();
            changed[0] = store.find(((PendingJob) arguments[0]).correlationId())
                    .filter(job -> job.lease() != null)
                    .orElse((PendingJob) arguments[0]);
            return sound.with(changed);
        }));
    }

    /** Against rule 8: a call without an answer is taken for one that did not leave. */
    static Defect sendsAgainWithoutAnAnswer() {
        return calls((ice, type, parameters) -> {
            try {
                return ice.submit(type, parameters);
            } catch (IceException e) {
                if (e.isOutcomeUnknown()) {
                    throw new IceException(
                            IceException.Kind.NOT_SENT, e.getAction(), null, e.getMessage(), null, 0, null);
                }
                throw e;
            }
        });
    }

    /** Against rule 8: the submitter does not say that it is about to send. */
    static Defect sendsUnannounced() {
        return use(store -> DefectiveStore.of(store, (verb, arguments, sound) -> {
            if (verb.equals("sending")) {
                return store.renew((PendingJob) arguments[0], (Duration) arguments[1]);
            }
            return sound.with(arguments);
        }));
    }

    /** Against rule 8: healing sends again what nobody has said to send again. */
    static Defect resubmitsByItself() {
        return use(store -> DefectiveStore.of(store, (verb, arguments, sound) -> {
            Object answer = sound.with(arguments);
            return verb.equals("claimExpiredReservations")
                    ? ((List<?>) answer)
                            .stream().map(job -> permitted((PendingJob) job)).toList()
                    : answer;
        }));
    }

    /** Healing takes a no to the second call for a no to the first. */
    static Defect healingRefuses() {
        return new Defect() {
            @Override
            public Tools tools(JobStore store, IceApi ice) {
                Map<String, PendingJob> healed = new HashMap<>();
                JobStore remembering = remembering(store, healed);
                return new Tools(remembering, calling(ice, (api, type, parameters) -> {
                    try {
                        return api.submit(type, parameters);
                    } catch (IceException e) {
                        PendingJob job = healed.get(CorrelationIds.read(parameters.get("UserData")));
                        if (e.getKind() == IceException.Kind.REFUSED && job != null) {
                            store.refuse(job, e.getMessage());
                        }
                        throw e;
                    }
                }));
            }
        };
    }

    /** Healing goes on when it has lost its lease. */
    static Defect healsWithoutLease() {
        return use(store -> {
            Map<String, PendingJob> healed = new HashMap<>();
            return DefectiveStore.of(remembering(store, healed), (verb, arguments, sound) -> {
                Object answer = sound.with(arguments);
                boolean healing =
                        Set.of("renew", "sending").contains(verb) && healed.containsValue((PendingJob) arguments[0]);
                return healing ? Boolean.TRUE : answer;
            });
        });
    }

    /** A job cannot be claimed before the lease of its submission has ended. */
    static Defect activationKeepsTheLease() {
        return shared(store -> DefectiveStore.of(store, (verb, arguments, sound) -> {
            if (!verb.equals("activate")) {
                return sound.with(arguments);
            }
            Object[] changed = arguments.clone();
            changed[3] = SimulatedNode.LEASE;
            return sound.with(changed);
        }));
    }

    private static JobStore remembering(JobStore store, Map<String, PendingJob> healed) {
        return DefectiveStore.of(store, (verb, arguments, sound) -> {
            Object answer = sound.with(arguments);
            if (verb.equals("claimExpiredReservations")) {
                ((List<?>) answer).forEach(job -> healed.put(((PendingJob) job).correlationId(), (PendingJob) job));
            }
            return answer;
        });
    }

    private static PendingJob permitted(PendingJob job) {
        return new PendingJob(
                job.reservation(),
                job.state(),
                job.version(),
                job.lease(),
                job.waiter(),
                job.jobId(),
                job.requestId(),
                job.outcome(),
                job.times(),
                job.tally(),
                true,
                job.lastError());
    }

    private static boolean isTrue(Object answer) {
        return Boolean.TRUE.equals(answer);
    }

    private static Defect shared(UnaryOperator<JobStore> defect) {
        return new Defect() {
            @Override
            public JobStore store(JobStore sound) {
                return defect.apply(sound);
            }
        };
    }

    private static Defect use(UnaryOperator<JobStore> defect) {
        return new Defect() {
            @Override
            public Tools tools(JobStore store, IceApi ice) {
                return new Tools(defect.apply(store), ice);
            }
        };
    }

    private static Defect calls(Submission submission) {
        return new Defect() {
            @Override
            public Tools tools(JobStore store, IceApi ice) {
                return new Tools(store, calling(ice, submission));
            }
        };
    }

    /** What becomes of a call that submits. */
    private interface Submission {

        Receipt of(IceApi ice, JobType type, Map<String, String> parameters);
    }

    private static IceApi calling(IceApi ice, Submission submission) {
        return new IceApi() {
            @Override
            public Receipt submit(JobType type, Map<String, String> parameters, boolean repeatable) {
                return submission.of(ice, type, parameters);
            }

            @Override
            public Report report(JobType type, String jobId) {
                return ice.report(type, jobId);
            }

            @Override
            public JobPage list(JobType type, String nextToken) {
                return ice.list(type, nextToken);
            }

            @Override
            public JobPage list(JobType type, JobState state, String nextToken) {
                return ice.list(type, state, nextToken);
            }

            @Override
            public void delete(JobType type, String jobId) {
                ice.delete(type, jobId);
            }

            @Override
            public EventCallbackSetting eventCallback() {
                return ice.eventCallback();
            }

            @Override
            public void setEventCallback(EventCallbackSetting setting) {
                ice.setEventCallback(setting);
            }
        };
    }
}
