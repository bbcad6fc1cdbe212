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
package io.github.icehighlights.localice.action;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

import io.github.icehighlights.localice.job.Job;
import io.github.icehighlights.localice.wire.IceError;

/**
 * Which jobs can be seen, and what is said of the others.
 *
 * @param clock        tells the time
 * @param notFoundCode code for an unknown job; which one ICE uses is not documented
 */
public record JobLookup(Clock clock, String notFoundCode) {

    /** "Only jobs of the last year can be queried" (page of GetSmartHandleJob). */
    private static final Duration MEMORY = Duration.ofDays(365);

    boolean isRemembered(Job job) {
        Instant oldest = clock.instant().minus(MEMORY);
        return job.createdAt().isAfter(oldest);
    }

    IceError notFound() {
        return new IceError(404, notFoundCode, "The specified job does not exist.");
    }
}
