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
package io.github.icehighlights.localice.job;

import java.util.List;

/**
 * What the work of a job brought.
 *
 * @param aiResult     result of an extraction as JSON text, null when it failed and for batches
 * @param videos       result of a batch, whatever became of each video; empty when it failed and for extractions
 * @param errorCode    null when it succeeded
 * @param errorMessage null when it succeeded
 * @param inputSeconds length of all input media together, in seconds; 0 when nobody looked
 */
public record Outcome(String aiResult, List<Video> videos, String errorCode, String errorMessage, double inputSeconds) {

    public Outcome {
        videos = List.copyOf(videos);
    }

    /** The result of an extraction. */
    public static Outcome success(String aiResult, double inputSeconds) {
        return new Outcome(aiResult, List.of(), null, null, inputSeconds);
    }

    /** The result of a batch: one that did its work, even if no video was made. */
    public static Outcome batch(List<Video> videos, double inputSeconds) {
        return new Outcome(null, videos, null, null, inputSeconds);
    }

    /** A failure. */
    public static Outcome failure(String code, String message, double inputSeconds) {
        return new Outcome(null, List.of(), code, message, inputSeconds);
    }

    /** The state in which a job with this outcome ends. */
    public JobState endState() {
        return errorCode == null ? JobState.Finished : JobState.Failed;
    }
}
