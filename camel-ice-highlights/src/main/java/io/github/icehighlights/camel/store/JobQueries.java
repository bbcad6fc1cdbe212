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

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.github.icehighlights.camel.model.JobType;

/** Questions to a store that change nothing. */
public interface JobQueries {

    /** The submission that stands for a key on a channel. */
    Optional<PendingJob> findByKey(String channel, String key);

    /** The submission of a job of ICE. */
    Optional<PendingJob> findByJobId(String jobId);

    /** The submission with our correlation id. */
    Optional<PendingJob> find(String correlationId);

    /**
     * The submissions of a channel, oldest first, a page at a time.
     *
     * @param states        in which of these states
     * @param correlationId the last one of the page before, or null for the first page
     * @param max           size of a page
     */
    List<PendingJob> page(String channel, Set<PendingState> states, String correlationId, int max);

    /** How many submissions of a channel stand where; states without any are left out. */
    Map<PendingState, Long> count(String channel);

    /**
     * How long jobs of a type on a channel took, those first that were reserved last. What was forgotten or purged, and what
     * nobody knows of, is left out.
     *
     * @param max how many at most; 200 are asked for
     */
    List<Duration> durations(String channel, JobType jobType, int max);
}
