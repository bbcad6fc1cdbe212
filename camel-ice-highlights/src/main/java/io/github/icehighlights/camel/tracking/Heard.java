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

/** What became of a {@link Hint}. */
public enum Heard {

    /** The job is looked at, or was looked at to its end already: nothing is left to be done with the hint. */
    DONE,
    /**
     * A hint had the job looked at less than two seconds ago. The next look follows when these are over; until then only
     * this process knows of it, so that the hint may be kept and given again.
     */
    NOTED,
    /**
     * The hint names a submission of ours that nobody has written down to be a job yet. ICE is asked whether it is; the hint
     * should be kept and given again.
     */
    UNCONFIRMED,
    /**
     * No job of ours has that name yet. The hint is remembered for a minute: a submission that is just becoming a job asks
     * for it.
     */
    REMEMBERED,
    /** The hint names no job. */
    NO_JOB
}
