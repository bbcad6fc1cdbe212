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

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;

/** Rules that more than one type of job has. */
final class CommonRules {

    static final String INDEX = "{index}";

    private static final String SHANGHAI = "cn-shanghai";
    /** Where extraction and mashup run; sports run in Shanghai only. */
    private static final Set<String> REGIONS =
            Set.of(SHANGHAI, "cn-beijing", "cn-hangzhou", "cn-shenzhen", "us-west-1", "ap-southeast-1");

    private final RequestLimits limits;
    private final OssUrls urls;
    private final MediaNodes media;

    CommonRules(RequestLimits limits) {
        this.limits = limits;
        this.urls = new OssUrls(limits);
        this.media = new MediaNodes(urls);
    }

    MediaNodes media() {
        return media;
    }

    OssUrls urls() {
        return urls;
    }

    /** The list of media, which must be there; brought into one shape. */
    void mediaArray(Section input, boolean asObjects) {
        String field = "MediaArray";
        if (!input.has(field)) {
            throw IceRequestException.missing(
                    input.path(field),
                    "no medium is given, neither by the option media nor by the body nor by a template");
        }
        List<JsonNode> elements = input.list(field, limits.maxMedia());
        if (elements.isEmpty()) {
            throw IceRequestException.of(input.path(field), input.get(field), "ICE takes 1 to " + limits.maxMedia());
        }
        input.set(field, mediaList(input.path(field), elements, asObjects));
    }

    /** Brings a list of media that may be absent into one shape. */
    void optionalMedia(Section input, String field, int max, boolean asObjects) {
        if (input.has(field)) {
            input.set(field, mediaList(input.path(field), input.list(field, max), asObjects));
        }
    }

    private ArrayNode mediaList(String path, List<JsonNode> elements, boolean asObjects) {
        ArrayNode result = Json.NODES.arrayNode();
        for (JsonNode element : elements) {
            String place = path + "[" + result.size() + "]";
            result.add(asObjects ? media.asObject(place, element) : media.asText(place, element));
        }
        return result;
    }

    /** Whether the whole type of job runs in the region. */
    void region(boolean shanghaiOnly) {
        String region = limits.region();
        Set<String> allowed = shanghaiOnly ? Set.of(SHANGHAI) : REGIONS;
        if (limits.checkRegions() && region != null && !allowed.contains(region)) {
            throw IceRequestException.of(
                    "region",
                    region,
                    "ICE runs this type of job in "
                            + String.join(", ", allowed.stream().sorted().toList())
                            + " only (checkRegions=false lets it pass)");
        }
    }

    /** Action recognition is Shanghai's. */
    void actionRegion(Section strategy) {
        boolean tags =
                strategy.has("CustomActions") && !strategy.get("CustomActions").isEmpty();
        String field = strategy.flag("EnableActionRecog") ? "EnableActionRecog" : tags ? "CustomActions" : null;
        if (field != null && limits.checkRegions() && limits.region() != null && !SHANGHAI.equals(limits.region())) {
            throw IceRequestException.of(
                    strategy.path(field),
                    strategy.get(field),
                    "ICE recognises actions in " + SHANGHAI + " only and the region is " + limits.region()
                            + " (checkRegions=false lets it pass)");
        }
    }

    /** Width and height of the output. */
    void sides(Section output) {
        BigDecimal width = output.integer("Width", limits.minSide(), limits.maxSide());
        BigDecimal height = output.integer("Height", limits.minSide(), limits.maxSide());
        BigDecimal most = BigDecimal.valueOf(limits.maxShortSide());
        if (width != null && height != null && width.min(height).compareTo(most) > 0) {
            throw IceRequestException.of(
                    output.path("Height"),
                    output.get("Height"),
                    "of Width and Height one must be at most " + limits.maxShortSide());
        }
    }

    /** The output of mashups and sports: a URL of OSS with {@code {index}}. */
    void outputUrl(Section output) {
        String url = output.text("MediaURL");
        if (url == null) {
            return;
        }
        index(output.path("MediaURL"), url);
        output.set("MediaURL", TextNode.valueOf(urls.resolve(output.path("MediaURL"), url)));
    }

    /** Every sample of Alibaba's has the URL, but no page calls it required: so a request without it is not refused. */
    static Optional<String> outputUrlAdvice(HighlightRequest request) {
        ObjectNode output = request.outputConfig();
        return output != null && output.hasNonNull("MediaURL")
                ? Optional.empty()
                : Optional.of(
                        "a job without output.MediaURL: Alibaba's pages do not say where the videos go then, or whether ICE takes "
                                + "such a job at all; as in output.MediaURL=oss://bucket/clips/{token}_{index}.mp4");
    }

    static void index(String field, String path) {
        if (!path.contains(INDEX)) {
            throw IceRequestException.of(
                    field, path, "it must contain " + INDEX + ", which ICE replaces by the number of the clip");
        }
    }
}
