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

import io.github.icehighlights.camel.model.Clip;
import io.github.icehighlights.camel.model.JobState;

/**
 * ICE's own answer about one job, read into one shape.
 *
 * @param jobId        id of the job, trimmed
 * @param requestId    id of the request, trimmed
 * @param state        CREATED, EXECUTING, FINISHED or FAILED
 * @param userData     {@code UserData} as submitted, or null
 * @param clips        the clips; empty unless finished
 * @param errorCode    null when there is none; ICE's empty string counts as none
 * @param errorMessage likewise
 * @param created      when ICE accepted the job, or null
 * @param modified     when ICE last changed it, or null
 * @param raw          the answer as JSON text, without the secret part of callback addresses that ICE repeats
 */
public record Report(
        String jobId,
        String requestId,
        JobState state,
        String userData,
        List<Clip> clips,
        String errorCode,
        String errorMessage,
        Instant created,
        Instant modified,
        String raw) {

    public Report {
        clips = clips == null ? List.of() : List.copyOf(clips);
        errorMessage = HintTokens.redact(errorMessage);
        raw = HintTokens.redact(raw);
    }
}
