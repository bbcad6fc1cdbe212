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

import java.util.Arrays;
import java.util.Optional;

/**
 * The kinds of highlight jobs.
 */
public enum JobKind {
    /** Highlight extraction: reported by GetSmartHandleJob. */
    EXTRACTION("SubmitHighlightExtractionJob", true),
    /** Mashup of highlights: reported by GetBatchMediaProducingJob. The only kind without a client token. */
    SCREEN_MEDIA("SubmitScreenMediaHighlightsJob", false),
    /** Sports highlights: reported by GetBatchMediaProducingJob. */
    SPORTS("SubmitSportsHighlightsJob", true);

    private final String action;
    private final boolean takesToken;

    JobKind(String action, boolean takesToken) {
        this.action = action;
        this.takesToken = takesToken;
    }

    /** The kind of job that an action creates. */
    public static Optional<JobKind> of(String action) {
        return Arrays.stream(values())
                .filter(kind -> kind.action.equals(action))
                .findFirst();
    }

    /** The action that creates it. */
    public String action() {
        return action;
    }

    /** Whether its action has a ClientToken. */
    public boolean takesToken() {
        return takesToken;
    }

    /** Whether it makes videos, each a job of its own, and is reported as a batch. */
    public boolean isBatch() {
        return this != EXTRACTION;
    }
}
