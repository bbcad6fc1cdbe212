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
package io.github.icehighlights.localice;

import java.time.Instant;

/**
 * A job as a test sees it.
 *
 * @param jobId       id, without the newline that it has on the wire
 * @param action      action that created it
 * @param clientToken token of the submission, or null
 * @param userData    UserData as submitted, or null
 * @param state       {@code Created}, {@code Executing}, {@code Finished} or {@code Failed}
 * @param createdAt   when it was accepted
 */
public record JobSummary(
        String jobId, String action, String clientToken, String userData, String state, Instant createdAt) {}
