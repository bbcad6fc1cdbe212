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

import java.time.Instant;
import java.util.List;

/**
 * A page of a list of jobs.
 *
 * @param jobs      the jobs of this page
 * @param nextToken what to ask for next, or null at the end
 */
public record JobPage(List<ListedJob> jobs, String nextToken) {

    public JobPage {
        jobs = List.copyOf(jobs);
    }

    /**
     * One line of the list.
     *
     * @param jobId    id of the job, trimmed
     * @param userData {@code UserData} as submitted, or null
     * @param created  when ICE made the job, by ICE's clock, or null where the list does not tell
     */
    public record ListedJob(String jobId, String userData, Instant created) {}
}
