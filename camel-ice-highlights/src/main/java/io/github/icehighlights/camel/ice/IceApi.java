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
package io.github.icehighlights.camel.ice;

import java.util.Map;

import io.github.icehighlights.camel.model.JobState;
import io.github.icehighlights.camel.model.JobType;

/**
 * What the component asks of ICE, over one connection (one set of credentials, one region, one endpoint). Every method
 * is one request: retrying is the caller's decision. Implementations are thread-safe and block until the answer is
 * there or the connection's call timeout is over.
 */
public interface IceApi {

    /**
     * Submits a job. This call costs money.
     *
     * @param  type         the type of the job
     * @param  parameters   the action's parameters by ICE's names ({@code ClientToken}, {@code InputConfig}, ...), sent
     *                      byte for byte
     * @param  repeatable   whether the caller sends it again, with its client token, when nobody can tell whether ICE has it: then
     *                      it may go out on a connection that was in use a moment ago, and that the server may just have
     *                      closed
     * @return              ICE's receipt
     * @throws IceException when ICE refused, or when nobody can tell ({@link IceException#isOutcomeUnknown()})
     */
    Receipt submit(JobType type, Map<String, String> parameters, boolean repeatable);

    /** Submits a job, for which there is one chance. */
    default Receipt submit(JobType type, Map<String, String> parameters) {
        return submit(type, parameters, false);
    }

    /**
     * Asks how far a job is.
     *
     * @param  type         the type with which the job was submitted
     * @param  jobId        ICE's id of the job
     * @return              ICE's own answer
     * @throws IceException when there was none; {@link IceException#isNotFound()} when ICE does not know the job
     */
    Report report(JobType type, String jobId);

    /**
     * Lists jobs, newest first, a page at a time.
     *
     * @param  type         the type of the jobs; ICE may list others beside them
     * @param  nextToken    {@link JobPage#nextToken()} of the page before, null for the first
     * @throws IceException when there was no answer
     */
    JobPage list(JobType type, String nextToken);

    /**
     * Lists the jobs in one state, newest first, a page at a time. A list is not taken at one moment: a job that changes
     * its state meanwhile may be missing on all pages.
     *
     * @param  type         the type of the jobs; ICE may list others beside them, or none of this type at all
     * @param  state        {@link JobState#CREATED} or {@link JobState#EXECUTING}
     * @param  nextToken    {@link JobPage#nextToken()} of the page before, null for the first
     * @return              a page that holds only jobs of which ICE says that they are in the state
     * @throws IceException when there was no answer
     */
    JobPage list(JobType type, JobState state, String nextToken);

    /**
     * Deletes ICE's record of a job. Files that the job made stay.
     *
     * @throws IceException when ICE refused or did not answer
     */
    void delete(JobType type, String jobId);

    /**
     * Asks where ICE sends the events of all jobs of the account in the region.
     *
     * @throws IceException when there was no answer
     */
    EventCallbackSetting eventCallback();

    /**
     * Sets where ICE sends the events of all jobs of the account in the region, whatever is set. ICE has no conditional
     * change.
     *
     * @throws IceException when ICE refused or did not answer
     */
    void setEventCallback(EventCallbackSetting setting);
}
