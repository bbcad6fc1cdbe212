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
package io.github.icehighlights.springboot;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.apache.camel.ProducerTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import io.github.icehighlights.camel.JobSummary;
import io.github.icehighlights.springboot.Library.Highlight;
import io.github.icehighlights.springboot.Library.Video;

/** The jobs as the page shows them. */
@RestController
class JobsController {

    private final Library library;
    private final ProducerTemplate template;

    JobsController(Library library, ProducerTemplate template) {
        this.library = library;
        this.template = template;
    }

    /**
     * @param jobId      ICE's id
     * @param video      where the video lies in the bucket
     * @param state      of the job
     * @param age        seconds since it was submitted
     * @param nextLook   seconds until ICE is asked again, or null when there is nothing to ask
     * @param error      why it is late, or null
     * @param highlights what was found
     */
    record Job(
            String jobId,
            String video,
            String state,
            long age,
            Long nextLook,
            String error,
            List<Highlight> highlights) {}

    @GetMapping("/jobs")
    List<Job> jobs() {
        Instant now = Instant.now();
        Map<String, JobSummary> pending = pending();
        return library.videos().stream()
                .map(video -> job(video, pending.get(video.jobId()), now))
                .toList();
    }

    private Job job(Video video, JobSummary pending, Instant now) {
        boolean looking = pending != null && pending.nextLook() != null;
        return new Job(
                video.jobId(),
                video.key(),
                video.state(),
                Duration.between(video.submitted(), now).toSeconds(),
                looking ? Math.max(0, Duration.between(now, pending.nextLook()).toSeconds()) : null,
                pending == null ? null : pending.lastError(),
                library.highlights(video.jobId()));
    }

    private Map<String, JobSummary> pending() {
        List<?> jobs = template.requestBody("ice-highlights:matches?operation=listJobs", null, List.class);
        return jobs.stream()
                .map(JobSummary.class::cast)
                .filter(job -> job.jobId() != null)
                .collect(Collectors.toMap(JobSummary::jobId, Function.identity()));
    }
}
