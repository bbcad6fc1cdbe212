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
package io.github.icehighlights.localice.fault;

import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

import io.github.icehighlights.localice.job.Birth;
import io.github.icehighlights.localice.job.Defect;
import io.github.icehighlights.localice.job.Job;
import io.github.icehighlights.localice.job.JobKind;
import io.github.icehighlights.localice.job.Outcome;

/**
 * The faults that were asked for. The oldest that fits happens first.
 */
public final class Faults {

    private final List<Fault> faults = new CopyOnWriteArrayList<>();

    /** A fault for one action, for example {@code SubmitHighlightExtractionJob}. */
    public FaultPlan on(String action) {
        return new FaultPlan(faults::add, action, null, null);
    }

    /** A fault for any action. */
    public FaultPlan onAny() {
        return new FaultPlan(faults::add, null, null, null);
    }

    /** The next job never ends. */
    public Fault stuck() {
        return onAny().stuck();
    }

    /** The next job fails with this code. */
    public Fault failed(String code, String message) {
        return onAny().failed(code, message);
    }

    /** The first videos of the next batch fail with this code. */
    public Fault partlyFailed(int videos, String code, String message) {
        return onAny().partlyFailed(videos, code, message);
    }

    /** The first looks at the next job answer 404. */
    public Fault notFound(int looks) {
        return onAny().notFound(looks);
    }

    /** Looks at the next job answer 404 for this time. */
    public Fault notFound(Duration time) {
        return onAny().notFound(time);
    }

    /** A fault of callbacks, whichever job they tell of. */
    public CallbackFaultPlan callback() {
        return onAny().callback();
    }

    /** Forgets all faults. What befell a job stays. */
    public void clear() {
        faults.clear();
    }

    /** The faults that may still happen, in words. */
    public List<String> pending() {
        return faults.stream().filter(Fault::isPending).map(Fault::toString).toList();
    }

    /** What goes wrong with this request, if anything does. Takes one time off the fault. */
    public Optional<Effect> forRequest(String action, Map<String, String> parameters) {
        for (Fault fault : faults) {
            if (fault.effect().befallsRequests() && fault.take(action, parameters)) {
                return Optional.of(fault.effect());
            }
        }
        return Optional.empty();
    }

    /** What befalls the job that this request creates. Each kind of fault can befall it once. */
    public Birth forNewJob(String action, Map<String, String> parameters) {
        JobKind kind = JobKind.of(action).orElseThrow();
        Birth birth = Birth.NORMAL;
        for (Fault fault : faults) {
            Effect effect = fault.effect();
            if (effect.canBefall(kind) && !isTaken(birth, effect) && fault.take(action, parameters)) {
                birth = befall(birth, effect);
            }
        }
        return birth;
    }

    /** Whether the callbacks of this new job are sent at once. Takes one time off the fault. */
    public boolean isCallbackEarly(Job job) {
        Map<String, String> request = request(job);
        return faults.stream()
                .anyMatch(fault -> fault.effect() instanceof CallbackEffect.Early && fault.take(job.action(), request));
    }

    /** What goes wrong with the callbacks that are due for this job: at most one of each sort. */
    public List<CallbackEffect> forCallback(Job job) {
        Map<String, String> request = request(job);
        Map<Class<?>, CallbackEffect> effects = new LinkedHashMap<>();
        for (Fault fault : faults) {
            if (fault.effect() instanceof CallbackEffect effect
                    && !(effect instanceof CallbackEffect.Early)
                    && !effects.containsKey(effect.getClass())
                    && fault.take(job.action(), request)) {
                effects.put(effect.getClass(), effect);
            }
        }
        return List.copyOf(effects.values());
    }

    private static Map<String, String> request(Job job) {
        Map<String, String> request = new HashMap<>(job.parameters());
        request.put("JobId", job.id());
        return request;
    }

    private static boolean isTaken(Birth birth, Effect effect) {
        if (effect instanceof Effect.Hidden) {
            return birth.hiddenLooks() > 0 || !birth.hiddenFor().isZero();
        }
        if (effect instanceof Effect.PartlyFail) {
            return birth.defect() != null || birth.outcome() != null;
        }
        // a job that is stuck cannot fail, and the other way round
        return birth.hold() != Job.Hold.NONE || birth.outcome() != null;
    }

    private static Birth befall(Birth birth, Effect effect) {
        if (effect instanceof Effect.Hidden hidden) {
            return birth.hidden(hidden.looks(), hidden.time());
        }
        if (effect instanceof Effect.PartlyFail part) {
            return birth.withDefect(new Defect(part.videos(), part.code(), part.message()));
        }
        if (effect instanceof Effect.Fail fail) {
            return birth.withOutcome(Outcome.failure(fail.code(), fail.message(), 0));
        }
        return birth.withHold(Job.Hold.STUCK);
    }
}
