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
package io.github.icehighlights.camel.request;

import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.node.ObjectNode;

import io.github.icehighlights.camel.model.JobType;

/**
 * A request for {@code submitScreenMediaHighlightsJob}: videos made of the best scenes of films and series. Alibaba's
 * pages "create highlight videos" and "Batch video production public parameters" have the fields.
 *
 * <pre>
 * ScreenMediaHighlightsRequest.of("oss://films/in/one.mp4", "oss://films/in/two.mp4")
 *         .withTargetDuration(60)
 *         .withVolume(1)
 *         .exportTo("oss://films/mashups/{token}-{index}.mp4")
 *         .withOutputCount(2)
 * </pre>
 *
 * @param parameters ICE's parameters by name
 */
public record ScreenMediaHighlightsRequest(ObjectNode parameters) implements JobRequest<ScreenMediaHighlightsRequest> {

    private static final String INPUT = "InputConfig.";
    private static final String STRATEGY = INPUT + "HighlightStrategy.";
    private static final String PROCESS = "EditingConfig.ProcessConfig.";

    public ScreenMediaHighlightsRequest {
        parameters = Parameters.copy(parameters);
    }

    /**
     * A request for these videos: 1 to 30 and at most 2 hours together, with speech or subtitles, in the region of the
     * call.
     *
     * @param medium a URL of OSS, {@code oss://bucket/key} or a media id
     */
    public static ScreenMediaHighlightsRequest of(String medium, String... more) {
        return empty().with(INPUT + "MediaArray", Parameters.list(medium, more));
    }

    /** A request without media, for a route whose option {@code media} or template names them. */
    public static ScreenMediaHighlightsRequest empty() {
        return new ScreenMediaHighlightsRequest(null);
    }

    /** How long a video should be, at least 5 seconds and no longer than the material; ICE decides otherwise. */
    public ScreenMediaHighlightsRequest withTargetDuration(double seconds) {
        return with(STRATEGY + "TargetDuration", seconds);
    }

    /** Whether ICE makes an introduction, {@code Auto} or {@code Disabled}; none when nothing is said. */
    public ScreenMediaHighlightsRequest withIntroMode(String mode) {
        return with(STRATEGY + "IntroConfig.Mode", mode);
    }

    /** Looks for actions, in cn-shanghai only; with the tags to look for, or with ICE's own. */
    public ScreenMediaHighlightsRequest withActionRecognition(String... tags) {
        ScreenMediaHighlightsRequest request = with(STRATEGY + "EnableActionRecog", true);
        return tags.length == 0 ? request : request.with(STRATEGY + "CustomActions", List.of(tags));
    }

    /** Pictures or videos to open with, at most 20; each video gets one of them. */
    public ScreenMediaHighlightsRequest withOpenings(String... media) {
        return with(INPUT + "OpeningArray", List.of(media));
    }

    /** Pictures or videos to end with, at most 20; each video gets one of them. */
    public ScreenMediaHighlightsRequest withEndings(String... media) {
        return with(INPUT + "EndingArray", List.of(media));
    }

    /** Titles, at most 50 of at most 50 characters each; each video gets one of them. */
    public ScreenMediaHighlightsRequest withTitles(String... titles) {
        return with(INPUT + "TitleArray", List.of(titles));
    }

    /** Titles below the title: level 1 to 5, at most 50 titles of at most 50 characters each. */
    public ScreenMediaHighlightsRequest withSubHeadings(int level, String... titles) {
        return new ScreenMediaHighlightsRequest(Parameters.adding(
                parameters, INPUT + "SubHeadingArray", Map.of("Level", level, "TitleArray", List.of(titles))));
    }

    /** Music, at most 50 pieces. */
    public ScreenMediaHighlightsRequest withBackgroundMusic(String... media) {
        return with(INPUT + "BackgroundMusicArray", List.of(media));
    }

    /** Background pictures, at most 50. */
    public ScreenMediaHighlightsRequest withBackgroundImages(String... media) {
        return with(INPUT + "BackgroundImageArray", List.of(media));
    }

    /** How loud the original sound is, 0 to 10. Say it: the page has 0, which is silence, as what ICE takes otherwise. */
    public ScreenMediaHighlightsRequest withVolume(double volume) {
        return with("EditingConfig.MediaConfig.Volume", volume);
    }

    /** Lets scenes flow into each other by these transitions of ICE's, as in {@code fadecolor}. */
    public ScreenMediaHighlightsRequest withTransitions(String... transitions) {
        return with(PROCESS + "AllowTransition", true).with(PROCESS + "TransitionList", List.of(transitions));
    }

    /**
     * Where the videos go.
     *
     * @param mediaUrl a URL of OSS or {@code oss://bucket/key} in the region of the call, with {@code {index}} and
     *                 something that differs for each job, as {@code {token}} does
     */
    public ScreenMediaHighlightsRequest exportTo(String mediaUrl) {
        return with("OutputConfig.MediaURL", mediaUrl);
    }

    /** How many videos, at least 1. */
    public ScreenMediaHighlightsRequest withOutputCount(int count) {
        return with("OutputConfig.Count", count);
    }

    @Override
    public ScreenMediaHighlightsRequest with(String path, Object value) {
        return new ScreenMediaHighlightsRequest(Parameters.with(parameters, path, value));
    }

    @Override
    public JobType jobType() {
        return JobType.SCREEN_MEDIA_HIGHLIGHTS;
    }

    @Override
    public ObjectNode parameters() {
        return Parameters.copy(parameters);
    }

    @Override
    public String toString() {
        return "ScreenMediaHighlightsRequest[" + Parameters.shown(parameters) + "]";
    }
}
