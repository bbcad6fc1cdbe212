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

import java.time.Duration;

/**
 * What a new job is born with, when faults are asked for.
 *
 * @param hold        whether it is held or stuck from the start
 * @param outcome     an outcome that is fixed before any work, or null
 * @param defect      what goes wrong with some of its videos, or null
 * @param hiddenLooks how many looks at it find nothing
 * @param hiddenFor   for how long looks at it find nothing
 */
public record Birth(Job.Hold hold, Outcome outcome, Defect defect, int hiddenLooks, Duration hiddenFor) {

    /** Nothing unusual. */
    public static final Birth NORMAL = new Birth(Job.Hold.NONE, null, null, 0, Duration.ZERO);

    /** The same, held or stuck. */
    public Birth withHold(Job.Hold newHold) {
        return new Birth(newHold, outcome, defect, hiddenLooks, hiddenFor);
    }

    /** The same, with its outcome fixed. */
    public Birth withOutcome(Outcome newOutcome) {
        return new Birth(hold, newOutcome, defect, hiddenLooks, hiddenFor);
    }

    /** The same, not found at first. */
    public Birth hidden(int looks, Duration time) {
        return new Birth(hold, outcome, defect, looks, time);
    }

    /** The same, with this going wrong. */
    public Birth withDefect(Defect newDefect) {
        return new Birth(hold, outcome, newDefect, hiddenLooks, hiddenFor);
    }
}
