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
package io.github.icehighlights.camel.model;

/** How far a job has come. The first four are ICE's words, the last two are ours for a job on which ICE stays silent. */
public enum JobState {

    /** ICE has accepted the job and not begun it. */
    CREATED,
    /** ICE is working on it. */
    EXECUTING,
    /** The job ended; its clips tell what came of it. */
    FINISHED,
    /** The job ended without result; its error code and message tell why. */
    FAILED,
    /** The job was still not finished when it reached {@code maxJobAge}. */
    EXPIRED,
    /** ICE no longer knows the job. */
    LOST;

    /** Whether nothing more will come of the job. */
    public boolean isFinal() {
        return this != CREATED && this != EXECUTING;
    }

    /** Whether the job ended without a result. */
    public boolean isFailure() {
        return this == FAILED || this == EXPIRED || this == LOST;
    }
}
