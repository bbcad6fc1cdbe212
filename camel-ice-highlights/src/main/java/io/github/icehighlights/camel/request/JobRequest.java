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

import java.util.Map;

import com.fasterxml.jackson.databind.node.ObjectNode;

import io.github.icehighlights.camel.model.JobType;

/**
 * A request made in Java, as the body of a message to a producer. It is the same as a map or JSON with ICE's parameters:
 * options of the endpoint fill what it leaves out, the option {@code media} wins over its media, and it is validated as
 * all others are when the producer gets it. Immutable: each method returns another request.
 *
 * @param <R> the type itself
 */
public sealed interface JobRequest<R extends JobRequest<R>>
        permits HighlightExtractionRequest, ScreenMediaHighlightsRequest, SportsHighlightsRequest {

    /** The type of the job. */
    JobType jobType();

    /** ICE's parameters by name: {@code InputConfig}, {@code EditingConfig}, {@code OutputConfig}, {@code UserData}. */
    ObjectNode parameters();

    /**
     * Gives any field a value, also one that has no method here.
     *
     * @param  path                the field from the parameter on; dots nest, as in {@code OutputConfig.Video.Bitrate}
     * @param  value               text, a number, a boolean, a map, a list or a tree of JSON; null takes away what a
     *                             template gives
     * @throws IceRequestException when the path leads through a value that has no fields, or the value cannot be JSON
     */
    R with(String path, Object value);

    /**
     * The user's own data, in place of what was there; it comes back with the result. ICE takes 512 bytes (UTF-8) of JSON,
     * the component's mark of some 40 among them. Page "ListBatchMediaProducingJobs".
     */
    default R withUserData(Map<String, ?> userData) {
        return with("UserData", userData);
    }

    /**
     * Where ICE sends its event when the job is finished: {@code http://...}, {@code https://...}, or a queue whose name
     * begins with {@code ice-callback-}. Goes into UserData. Page "Configure a callback upon editing completion".
     */
    default R withNotifyAddress(String address) {
        return with("UserData.NotifyAddress", address);
    }

    /**
     * The size of the output in pixels, each side from 128 to 4096 and the shorter one at most 2160; as the source when
     * absent from an extraction. Page "SubmitMediaProducingJob" for the limits.
     */
    default R withOutputSize(int width, int height) {
        return with("OutputConfig.Width", width).with("OutputConfig.Height", height);
    }
}
