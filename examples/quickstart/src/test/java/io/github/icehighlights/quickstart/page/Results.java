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
package io.github.icehighlights.quickstart.page;

import java.util.List;

import io.github.icehighlights.camel.model.Clip;
import io.github.icehighlights.camel.model.Highlights;
import io.github.icehighlights.camel.model.JobState;
import io.github.icehighlights.camel.model.JobType;

/** Finished jobs and their clips, for the tests of the page. */
final class Results {

    private Results() {}

    static Highlights finished(String jobId, Clip... clips) {
        return finished(JobType.HIGHLIGHT_EXTRACTION, jobId, clips);
    }

    static Highlights finished(JobType type, String jobId, Clip... clips) {
        return job(type, jobId, JobState.FINISHED, null, null, clips);
    }

    static Highlights failed(String jobId, String code, String message) {
        return job(JobType.HIGHLIGHT_EXTRACTION, jobId, JobState.FAILED, code, message);
    }

    private static Highlights job(
            JobType type, String jobId, JobState state, String code, String message, Clip... clips) {
        return new Highlights("match", jobId, type, state, List.of(clips), code, message, null, null, null, "{}");
    }

    static Clip clip(int index, double in, double out, String key, String... tags) {
        return clip(index, in, out, out - in, key, tags);
    }

    /** A clip as sports highlights and mashups have it: nobody knows its place. */
    static Clip video(int index, Double duration, String key) {
        return clip(index, null, null, duration, key);
    }

    private static Clip clip(int index, Double in, Double out, Double duration, String key, String... tags) {
        return new Clip(
                index,
                in == null ? null : "oss://media/in/match.mp4",
                in,
                out,
                List.of(tags),
                "http://media.example.com/" + key,
                "media",
                key,
                null,
                duration,
                JobState.FINISHED,
                null,
                null);
    }

    /** A clip of which nothing is known but that it failed. */
    static Clip failedClip(int index, String code, String message) {
        return new Clip(index, null, null, null, null, null, null, null, null, null, JobState.FAILED, code, message);
    }
}
