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
package io.github.icehighlights.camel.model;

/**
 * The kinds of highlight job that ICE runs. Each has one submit action and one report action; a job can only be found
 * through the report action of its own type.
 */
public enum JobType {

    /** Highlights of films, series and talk: {@code SubmitHighlightExtractionJob}, {@code GetSmartHandleJob}. */
    HIGHLIGHT_EXTRACTION("SubmitHighlightExtractionJob", "GetSmartHandleJob", true),

    /** Highlight mashups: {@code SubmitScreenMediaHighlightsJob}, {@code GetBatchMediaProducingJob}. No client token. */
    SCREEN_MEDIA_HIGHLIGHTS("SubmitScreenMediaHighlightsJob", "GetBatchMediaProducingJob", false),

    /** Highlights of sports events: {@code SubmitSportsHighlightsJob}, {@code GetBatchMediaProducingJob}. */
    SPORTS_HIGHLIGHTS("SubmitSportsHighlightsJob", "GetBatchMediaProducingJob", true);

    private final String submitAction;
    private final String reportAction;
    private final boolean clientToken;

    JobType(String submitAction, String reportAction, boolean clientToken) {
        this.submitAction = submitAction;
        this.reportAction = reportAction;
        this.clientToken = clientToken;
    }

    /** The ICE action that submits a job of this type. */
    public String submitAction() {
        return submitAction;
    }

    /** The ICE action that reports on a job of this type. */
    public String reportAction() {
        return reportAction;
    }

    /** Whether ICE recognises a repeated submission by its {@code ClientToken}. */
    public boolean hasClientToken() {
        return clientToken;
    }
}
