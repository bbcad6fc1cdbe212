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
package io.github.icehighlights.camel.store;

/** Where a submission stands with us. What ICE says of its job is {@link io.github.icehighlights.camel.model.JobState}. */
public enum PendingState {

    /** The intent is recorded; ICE is about to be called, or nobody knows yet whether it was. */
    RESERVED,
    /** ICE has the job; it is looked at, or being delivered. */
    ACTIVE,
    /** A route has taken the result. Kept for de-duplication, then purged. */
    ACKNOWLEDGED,
    /** Taken out of delivery after too many failures; kept, visible, replayable. */
    PARKED,
    /** ICE said a definite no; no job was made. */
    REFUSED,
    /** Nobody can tell whether ICE has the submission; never sent again by itself. */
    UNCERTAIN
}
