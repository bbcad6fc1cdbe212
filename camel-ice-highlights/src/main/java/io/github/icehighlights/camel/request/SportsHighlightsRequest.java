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
 * A request for {@code submitSportsHighlightsJob}: videos of the best scenes of a match with commentary. In cn-shanghai
 * only. Alibaba's page "sports event highlights" has the fields.
 *
 * <pre>
 * SportsHighlightsRequest.of("basketball", "oss://matches/final.mp4")
 *         .withTransferName("LAL", "Los Angeles Lakers")
 *         .exportTo("oss://matches/highlights/{token}-{index}.mp4")
 *         .withOutputCount(1)
 * </pre>
 *
 * @param parameters ICE's parameters by name
 */
public record SportsHighlightsRequest(ObjectNode parameters) implements JobRequest<SportsHighlightsRequest> {

    private static final String INPUT = "InputConfig.";

    public SportsHighlightsRequest {
        parameters = Parameters.copy(parameters);
    }

    /**
     * A request for one video.
     *
     * @param sport  {@code basketball} or {@code pingpong}
     * @param medium a URL of OSS, {@code oss://bucket/key} or a media id
     */
    public static SportsHighlightsRequest of(String sport, String medium) {
        return of(sport).with(INPUT + "InputMedia", medium);
    }

    /** A request without its medium, for a route whose option {@code media} or template names it. */
    public static SportsHighlightsRequest of(String sport) {
        return new SportsHighlightsRequest(null).with(INPUT + "SportsCategory", sport);
    }

    /**
     * Makes a player known, one of at most 5.
     *
     * @param name   exactly as it is on the scoreboard
     * @param images URLs of at least one picture
     */
    public SportsHighlightsRequest withFace(String name, String... images) {
        return adding("FaceRegister", Map.of("Name", name, "FaceUrls", List.of(images)));
    }

    /** Logos that are shown before slow motion, at most 5 URLs; without them replays are not found. */
    public SportsHighlightsRequest withSlowMotionLogos(String... images) {
        return with(INPUT + "SlowMotionLogoRegister.SlowMotionLogoUrls", List.of(images));
    }

    /** The full name for a short one on the scoreboard, one of at most 10; the page calls for them. */
    public SportsHighlightsRequest withTransferName(String original, String full) {
        return adding("TransferNameRegister", Map.of("OriginalName", original, "TransferName", full));
    }

    /**
     * Where the videos go.
     *
     * @param mediaUrl a URL of OSS or {@code oss://bucket/key} in cn-shanghai, with {@code {index}} and something that
     *                 differs for each job, as {@code {token}} does
     */
    public SportsHighlightsRequest exportTo(String mediaUrl) {
        return with("OutputConfig.MediaURL", mediaUrl);
    }

    /** How many videos, at least 1. */
    public SportsHighlightsRequest withOutputCount(int count) {
        return with("OutputConfig.Count", count);
    }

    private SportsHighlightsRequest adding(String list, Object element) {
        return new SportsHighlightsRequest(Parameters.adding(parameters, INPUT + list, element));
    }

    @Override
    public SportsHighlightsRequest with(String path, Object value) {
        return new SportsHighlightsRequest(Parameters.with(parameters, path, value));
    }

    @Override
    public JobType jobType() {
        return JobType.SPORTS_HIGHLIGHTS;
    }

    @Override
    public ObjectNode parameters() {
        return Parameters.copy(parameters);
    }

    @Override
    public String toString() {
        return "SportsHighlightsRequest[" + Parameters.shown(parameters) + "]";
    }
}
