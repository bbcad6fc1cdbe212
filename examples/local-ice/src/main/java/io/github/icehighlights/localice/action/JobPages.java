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
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

import io.github.icehighlights.localice.job.Job;
import io.github.icehighlights.localice.job.Jobs;
import io.github.icehighlights.localice.wire.IceError;

/**
 * What a list of jobs is made of.
 *
 * @param jobs    the jobs
 * @param lookup  which can be seen
 * @param clock   tells the time
 * @param listLag how late a new job shows
 * @param listed  whether such jobs are in lists at all
 */
public record JobPages(Jobs jobs, JobLookup lookup, Clock clock, Duration listLag, boolean listed) {

    /** All jobs that a list shows, in order. */
    List<Job> all(boolean oldestFirst, Predicate<Job> filter) {
        Instant shownUntil = clock.instant().minus(listLag);
        Comparator<Job> order = Comparator.comparingLong(Job::number);
        return jobs.all().stream()
                .filter(job -> listed && !job.createdAt().isAfter(shownUntil))
                .filter(lookup::isVisible)
                .filter(filter)
                .sorted(oldestFirst ? order : order.reversed())
                .toList();
    }

    /** What follows the page that gave this token. It names a job, so that jobs created meanwhile shift nothing. */
    static List<Job> behind(String token, boolean oldestFirst, List<Job> all) {
        long last;
        try {
            last = Long.parseLong(token, 36);
        } catch (NumberFormatException e) {
            throw IceError.invalid("NextToken", "it is not one of ours");
        }
        return all.stream()
                .filter(job -> oldestFirst ? job.number() > last : job.number() < last)
                .toList();
    }

    /** The token for what follows; empty at the end. */
    static String nextToken(List<Job> shown, List<Job> rest) {
        return shown.size() < rest.size()
                ? Long.toString(shown.get(shown.size() - 1).number(), 36)
                : "";
    }
}
