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

import io.github.icehighlights.camel.model.JobState;

/** The words that ICE's reports have for the state of a job. */
final class JobStates {

    private JobStates() {}

    /**
     * The state in one set of words for what ICE calls {@code State}, {@code JobState} and {@code Status}, and in
     * events {@code Success} and {@code Fail}. A word that ICE has not documented does not end a job.
     */
    static JobState of(String state) {
        return switch (state.toLowerCase(Locale.ROOT)) {
            case "finished", "success" -> JobState.FINISHED;
            case "failed", "fail" -> JobState.FAILED;
            case "created", "init", "queuing" -> JobState.CREATED;
            default -> JobState.EXECUTING;
        };
    }

    /** The word by which smart jobs are listed that are not finished. */
    static String smart(JobState state) {
        return state == JobState.CREATED ? "Created" : "Executing";
    }

    /** The word by which batches are listed that are not finished. */
    static String batch(JobState state) {
        return state == JobState.CREATED ? "Init" : "Processing";
    }
}
