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
package io.github.icehighlights.camel;

import io.github.icehighlights.camel.model.JobType;

/** What a producer does with an exchange. */
public enum IceHighlightsOperation {

    /** Submits a highlight extraction job: highlights of films, series and talk. */
    submitHighlightExtractionJob(JobType.HIGHLIGHT_EXTRACTION),
    /** Submits a highlight mashup: the best of several videos, cut into new ones. ICE has no client token for it. */
    submitScreenMediaHighlightsJob(JobType.SCREEN_MEDIA_HIGHLIGHTS),
    /** Submits a sports highlights job: the best moments of a match with commentary. */
    submitSportsHighlightsJob(JobType.SPORTS_HIGHLIGHTS),
    /** Asks ICE how far a job is. */
    getJob(null),
    /** Lists what is pending on the channel. */
    listJobs(null),
    /** Puts a parked job back into delivery, or sends an uncertain submission again. */
    replay(null),
    /** Drops a pending job: no route gets its result any more. The job itself goes on at ICE. */
    forget(null),
    /** Takes an event of ICE, from wherever a route has it: the job that it names is looked at. */
    acceptCallback(null),
    /** Deletes ICE's record of a job and drops it here. Files that it made stay. */
    deleteJob(null),
    /** Asks ICE where it sends the events of all jobs of the account in the region. */
    getEventCallback(null),
    /**
     * Has ICE send the events of all jobs of the account in the region to callbackQueue, else callbackUrl. Another address
     * that is set already stays, unless the header CamelIceHighlightsExpectedCallback names it.
     */
    setEventCallback(null);

    private final JobType submits;

    IceHighlightsOperation(JobType submits) {
        this.submits = submits;
    }

    /** The type of job that this operation submits, or null when it submits none. */
    JobType submits() {
        return submits;
    }
}
