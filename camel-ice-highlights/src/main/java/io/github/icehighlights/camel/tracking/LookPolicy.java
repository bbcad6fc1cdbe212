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

/**
 * How jobs are looked at.
 *
 * @param firstLook     from the submission to the first look, or null to learn it from such jobs
 * @param interval      between two looks at a job that is not finished
 * @param maxJobAge     age at which an unfinished job is delivered as EXPIRED
 * @param notFoundGrace age up to which a job that ICE does not know is simply young; beyond, it is LOST
 * @param safetyNet     how they are looked at as long as callbacks come; null where none are expected
 */
public record LookPolicy(
        Duration firstLook, Duration interval, Duration maxJobAge, Duration notFoundGrace, SafetyNet safetyNet) {

    /** Where no callbacks are expected, and the first look is learned. */
    public LookPolicy(Duration interval, Duration maxJobAge, Duration notFoundGrace) {
        this(null, interval, maxJobAge, notFoundGrace, null);
    }
}
