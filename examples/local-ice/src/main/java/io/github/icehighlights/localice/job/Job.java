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
package io.github.icehighlights.localice.job;

import java.time.Instant;
import java.util.Map;

/**
 * A job as it was accepted, and what became of it. Immutable; its state at a moment is {@link Lifecycle}'s to tell.
 *
 * @param number      place in the order of creation, from 1
 * @param id          32 hexadecimal digits
 * @param action      action that created it
 * @param clientToken token of the submission, or null
 * @param parameters  the action's other parameters as they were sent
 * @param createdAt   when it was accepted
 * @param defect      what goes wrong with some of its videos, or null
 * @param hold        whether something keeps it from ending
 * @param outcome     result of its work, or null while that goes on
 * @param endedAt     when somebody ended it by hand, or null
 */
public record Job(
        long number,
        String id,
        String action,
        String clientToken,
        Map<String, String> parameters,
        Instant createdAt,
        Defect defect,
        Hold hold,
        Outcome outcome,
        Instant endedAt) {

    /** What keeps a job from ending. */
    public enum Hold {
        /** Nothing. */
        NONE,
        /** All jobs are held until they are released. */
        HELD,
        /** It is stuck and never ends by itself. */
        STUCK
    }

    public Job {
        parameters = Map.copyOf(parameters);
    }

    /** Which kind of job it is. */
    public JobKind kind() {
        return JobKind.of(action).orElseThrow();
    }

    /** UserData as submitted, or null. */
    public String userData() {
        return parameters.get("UserData");
    }

    Job withHold(Hold newHold) {
        return new Job(number, id, action, clientToken, parameters, createdAt, defect, newHold, outcome, endedAt);
    }

    Job withOutcome(Outcome newOutcome) {
        return new Job(number, id, action, clientToken, parameters, createdAt, defect, hold, newOutcome, endedAt);
    }

    Job endedAt(Instant when) {
        return new Job(number, id, action, clientToken, parameters, createdAt, defect, Hold.NONE, outcome, when);
    }
}
