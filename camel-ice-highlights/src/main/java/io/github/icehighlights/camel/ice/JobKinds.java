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

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;

import io.github.icehighlights.camel.model.JobType;

/**
 * Of which type a job is that another program submitted, by ICE's own word for it: several kinds of jobs answer to each of
 * the two actions that report.
 */
public final class JobKinds {

    /** What ICE calls the other jobs beside extractions. How it calls those is not documented. */
    private static final Set<String> OTHER_SMART_JOBS =
            Set.of("ASR", "DYNAMICCHART", "VIDEOTRANSLATION", "TEXTTOSPEECH");

    private JobKinds() {}

    /** The type, or empty when it is none of ours or cannot be told. */
    public static Optional<JobType> of(Report report) {
        JsonNode answer = IceJson.read(report.raw());
        JsonNode batch = answer.path("EditingBatchJob");
        if (!batch.isMissingNode()) {
            return switch (word(batch)) {
                case "SCREEN_MEDIA_HIGHLIGHTS" -> Optional.of(JobType.SCREEN_MEDIA_HIGHLIGHTS);
                case "SPORTS_HIGHLIGHTS" -> Optional.of(JobType.SPORTS_HIGHLIGHTS);
                default -> Optional.empty();
            };
        }
        return OTHER_SMART_JOBS.contains(word(answer.path("SmartJobInfo")))
                ? Optional.empty()
                : Optional.of(JobType.HIGHLIGHT_EXTRACTION);
    }

    private static String word(JsonNode job) {
        String word = IceJson.text(job, "JobType");
        return word == null ? "" : word.toUpperCase(Locale.ROOT);
    }
}
