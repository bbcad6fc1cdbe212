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
import java.util.Optional;

import io.github.icehighlights.localice.job.Job;
import io.github.icehighlights.localice.job.JobRunner;
import io.github.icehighlights.localice.job.Jobs;
import io.github.icehighlights.localice.job.Lifecycle;
import io.github.icehighlights.localice.wire.IceError;

/**
 * Which jobs an action can see, and what is said of the others. Extractions and batches are apart: the actions of the
 * ones do not find the others.
 *
 * @param jobs         the jobs
 * @param batches      whether batches are seen; otherwise extractions
 * @param runner       does their work
 * @param lifecycle    tells their states
 * @param clock        tells the time
 * @param notFoundCode code for an unknown job; which one ICE uses is not documented
 */
public record JobLookup(
        Jobs jobs, boolean batches, JobRunner runner, Lifecycle lifecycle, Clock clock, String notFoundCode) {

    /** "Only jobs of the last year can be queried" (pages of GetSmartHandleJob and GetBatchMediaProducingJob). */
    private static final Duration MEMORY = Duration.ofDays(365);
    /** With no waiting asked for, a look waits for the work: a test's first look then finds the end. */
    private static final Duration WORK_AT_MOST = Duration.ofSeconds(10);

    /** The job that somebody looks at. */
    Job look(String id) {
        Job job = find(id).filter(found -> jobs.look(id).isPresent()).orElseThrow(this::notFound);
        if (!lifecycle.isInstant() || job.hold() != Job.Hold.NONE) {
            return job;
        }
        runner.await(id, WORK_AT_MOST);
        return jobs.find(id).orElseThrow(this::notFound);
    }

    /** The job, if it can be seen. */
    Optional<Job> find(String id) {
        return jobs.find(id).filter(this::isVisible);
    }

    boolean isVisible(Job job) {
        Instant oldest = clock.instant().minus(MEMORY);
        return job.kind().isBatch() == batches && job.createdAt().isAfter(oldest);
    }

    IceError notFound() {
        return new IceError(404, notFoundCode, "The specified job does not exist.");
    }
}
