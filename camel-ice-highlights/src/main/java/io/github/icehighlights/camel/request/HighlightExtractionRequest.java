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
 * A request for {@code submitHighlightExtractionJob}: the best scenes of films, series and talk, each a clip. Alibaba's
 * page "Smart highlight extraction" has the fields.
 *
 * <pre>
 * HighlightExtractionRequest.of("oss://films/in/one.mp4")
 *         .withCount(3)
 *         .withClipDuration(8)
 *         .exportTo("films", "clips/{token}-{index}.mp4")
 * </pre>
 *
 * @param parameters ICE's parameters by name
 */
public record HighlightExtractionRequest(ObjectNode parameters) implements JobRequest<HighlightExtractionRequest> {

    private static final String STRATEGY = "InputConfig.Strategy.";
    private static final String OUTPUT = "OutputConfig.";

    public HighlightExtractionRequest {
        parameters = Parameters.copy(parameters);
    }

    /**
     * A request for these media: 1 to 30 and at most 2 hours together, with speech or subtitles, in the region of the
     * call.
     *
     * @param medium a URL of OSS, {@code oss://bucket/key} or a media id
     */
    public static HighlightExtractionRequest of(String medium, String... more) {
        return empty().with("InputConfig.MediaArray", Parameters.list(medium, more));
    }

    /** A request without media, for a route whose option {@code media} or template names them. */
    public static HighlightExtractionRequest empty() {
        return new HighlightExtractionRequest(null);
    }

    /** How many highlights of each medium, 1 to 10; ICE makes 5 when nothing is said. */
    public HighlightExtractionRequest withCount(int count) {
        return with(STRATEGY + "Count", count);
    }

    /** How long a clip should be, 3 to 60 seconds; ICE takes 15 when nothing is said. A wish: clips deviate a little. */
    public HighlightExtractionRequest withClipDuration(double seconds) {
        return with(STRATEGY + "ClipDuration", seconds);
    }

    /**
     * Looks for actions. In cn-shanghai only.
     *
     * @param tags what to look for, at most 50 of at most 5 characters each; none for ICE's own
     */
    public HighlightExtractionRequest withActionRecognition(String... tags) {
        HighlightExtractionRequest request = with(STRATEGY + "EnableActionRecog", true);
        return tags.length == 0 ? request : request.with(STRATEGY + "CustomActions", List.of(tags));
    }

    /** Says in words what to look for. ICE heeds it with {@code ThemeConfig.ThemeType} SmoothHighlight only. */
    public HighlightExtractionRequest withHighlightDescription(String description) {
        return with(STRATEGY + "HighlightDescription", description);
    }

    /**
     * Prefers scenes with this person, one of at most 200.
     *
     * @param imageUrl a public picture of one clear face; for one in ICE there is {@code ImageId}, with {@link #with}
     */
    public HighlightExtractionRequest withFace(String name, String imageUrl) {
        return new HighlightExtractionRequest(Parameters.adding(
                parameters, STRATEGY + "FaceInfo.ImageInfoList", Map.of("Name", name, "ImageURL", imageUrl)));
    }

    /**
     * Writes the clips as files; otherwise there are only times.
     *
     * @param bucket    the bare name of a bucket in the region of the call
     * @param objectKey the path in it, at most 1023 bytes, with {@code {index}} and something that differs for each job,
     *                  as {@code {token}} does
     */
    public HighlightExtractionRequest exportTo(String bucket, String objectKey) {
        return with(OUTPUT + "NeedExport", true).with(OUTPUT + "Bucket", bucket).with(OUTPUT + "ObjectKey", objectKey);
    }

    /** Registers the files as media of ICE; only with {@link #exportTo}. */
    public HighlightExtractionRequest asNewMedia() {
        return with(OUTPUT + "ExportAsNewMedia", true);
    }

    @Override
    public HighlightExtractionRequest with(String path, Object value) {
        return new HighlightExtractionRequest(Parameters.with(parameters, path, value));
    }

    @Override
    public JobType jobType() {
        return JobType.HIGHLIGHT_EXTRACTION;
    }

    @Override
    public ObjectNode parameters() {
        return Parameters.copy(parameters);
    }

    @Override
    public String toString() {
        return "HighlightExtractionRequest[" + Parameters.shown(parameters) + "]";
    }
}
