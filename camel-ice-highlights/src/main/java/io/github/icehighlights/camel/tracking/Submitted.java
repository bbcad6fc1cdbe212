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

import io.github.icehighlights.camel.store.PendingJob;

/**
 * A submission that ICE has, or that an earlier one stands for.
 *
 * @param job       the record as it was reserved, or the earlier one
 * @param jobId     ICE's id of the job; null only for an earlier submission that is uncertain
 * @param requestId ICE's id of the submit request, or null
 * @param duplicate whether an earlier submission with the same key stands for this one, so that ICE was not called
 */
public record Submitted(PendingJob job, String jobId, String requestId, boolean duplicate) {}
