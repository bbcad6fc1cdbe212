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

/** What came of an attempt to reserve. */
public sealed interface Reserved {

    /** The record that the answer is about. */
    PendingJob job();

    /** The intent is recorded, under a lease of the caller. */
    record Fresh(PendingJob job) implements Reserved {}

    /** The key is taken by the same request: that submission stands for this one. */
    record Present(PendingJob job) implements Reserved {}

    /**
     * The key belonged to a submission that no longer stands for others (its job failed, expired or was lost). The
     * caller reserves again, with a new token and this record as {@link Reservation#supersedes()}.
     */
    record Ended(PendingJob job) implements Reserved {}

    /** The key is taken by another request. */
    record Mismatch(PendingJob job) implements Reserved {}
}
