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

import io.github.icehighlights.camel.model.JobState;

/**
 * How a job ended.
 *
 * @param outcome a state in which nothing more happens
 * @param took    how long ICE worked on it, or null where that is not known or says nothing of other jobs
 */
public record JobEnd(JobState outcome, Duration took) {

    /** How a job ended of which nobody knows how long it took. */
    public static JobEnd of(JobState outcome) {
        return new JobEnd(outcome, null);
    }
}
