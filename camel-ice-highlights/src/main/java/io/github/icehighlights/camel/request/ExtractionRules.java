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

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Highlight extraction, after Alibaba's page "Smart highlight extraction". */
final class ExtractionRules implements JobRules {

    private static final String TARGET = "oss-object";
    private static final int MAX_KEY_BYTES = 1023;
    private static final Pattern NOT_IN_A_BUCKET = Pattern.compile("[/:\\s]");

    private static final Map<String, FieldType> TYPES = Map.ofEntries(
            Map.entry("InputConfig.MediaArray", FieldType.LIST),
            Map.entry("InputConfig.Strategy", FieldType.OBJECT),
            Map.entry("InputConfig.Strategy.Count", FieldType.INTEGER),
            Map.entry("InputConfig.Strategy.ClipDuration", FieldType.NUMBER),
            Map.entry("InputConfig.Strategy.EnableActionRecog", FieldType.BOOLEAN),
            Map.entry("InputConfig.Strategy.CustomActions", FieldType.TAGS),
            Map.entry("InputConfig.Strategy.HighlightDescription", FieldType.TEXT),
            Map.entry("InputConfig.Strategy.FaceInfo", FieldType.OBJECT),
            Map.entry("InputConfig.Strategy.FaceInfo.ImageInfoList", FieldType.LIST),
            Map.entry("OutputConfig.NeedExport", FieldType.BOOLEAN),
            Map.entry("OutputConfig.OutputMediaTarget", FieldType.TEXT),
            Map.entry("OutputConfig.Endpoint", FieldType.TEXT),
            Map.entry("OutputConfig.Bucket", FieldType.TEXT),
            Map.entry("OutputConfig.ObjectKey", FieldType.TEXT),
            Map.entry("OutputConfig.ExportAsNewMedia", FieldType.BOOLEAN),
            Map.entry("OutputConfig.Width", FieldType.INTEGER),
            Map.entry("OutputConfig.Height", FieldType.INTEGER),
            Map.entry("OutputConfig.Video", FieldType.OBJECT),
            Map.entry("OutputConfig.Video.Bitrate", FieldType.INTEGER));

    private final CommonRules common;

    ExtractionRules(RequestLimits limits) {
        this.common = new CommonRules(limits);
    }

    @Override
    public Map<String, FieldType> types() {
        return TYPES;
    }

    @Override
    public String strategyField() {
        return "Strategy";
    }

    @Override
    public boolean hasEditing() {
        return false;
    }

    @Override
    public void putMedia(ObjectNode inputConfig, List<JsonNode> media) {
        inputConfig.putArray("MediaArray").addAll(media);
    }

    @Override
    public void apply(Section input, Section editing, Section output) {
        common.region(false);
        common.mediaArray(input, true);
        Section strategy = input.object("Strategy");
        if (strategy != null) {
            checkStrategy(strategy);
        }
        if (output != null) {
            checkOutput(output);
        }
    }

    private void checkStrategy(Section strategy) {
        strategy.integer("Count", 1, 10);
        strategy.number("ClipDuration", 3, 60);
        strategy.texts("CustomActions", 50, 5);
        common.actionRegion(strategy);
        strategy.text("HighlightDescription");
        Section faces = strategy.object("FaceInfo");
        if (faces != null) {
            faces.objects("ImageInfoList", 200).forEach(ExtractionRules::checkFace);
        }
    }

    private static void checkFace(Section face) {
        face.requiredText("Name", "ICE wants the name of each face");
        String url = face.text("ImageURL");
        String id = face.text("ImageId");
        if ((url == null || url.isBlank()) && (id == null || id.isBlank())) {
            throw IceRequestException.missing(face.path("ImageURL"), "ICE wants ImageURL or ImageId of each face");
        }
    }

    private void checkOutput(Section output) {
        boolean export = output.flag("NeedExport");
        boolean asMedia = output.flag("ExportAsNewMedia");
        output.text("Bucket");
        output.text("ObjectKey");
        output.oneOf("OutputMediaTarget", Set.of(TARGET));
        output.object("Video");
        common.sides(output);
        checkEndpoint(output);
        if (export) {
            checkBucket(output.requiredText("Bucket", "with NeedExport=true ICE must know where the clips go"), output);
            checkKey(output.requiredText("ObjectKey", "with NeedExport=true ICE must know where the clips go"), output);
        } else {
            refuseWithoutExport(output, asMedia);
        }
    }

    /** Such a job would be paid for and bring no file. */
    private static void refuseWithoutExport(Section output, boolean asMedia) {
        String field = output.has("ObjectKey") ? "ObjectKey" : output.has("Bucket") ? "Bucket" : null;
        if (asMedia) {
            field = "ExportAsNewMedia";
        }
        if (field != null) {
            throw IceRequestException.of(
                    output.path(field),
                    output.get(field),
                    "without NeedExport=true ICE writes no clips. Set NeedExport=true or leave " + field + " out");
        }
    }

    private static void checkBucket(String bucket, Section output) {
        if (!bucket.strip().equals(bucket) || NOT_IN_A_BUCKET.matcher(bucket).find()) {
            throw IceRequestException.of(
                    output.path("Bucket"), bucket, "the bare name of a bucket is expected, and the path in ObjectKey");
        }
    }

    private static void checkKey(String key, Section output) {
        CommonRules.index(output.path("ObjectKey"), key);
        if (key.startsWith("/") || key.startsWith("\\")) {
            throw IceRequestException.of(output.path("ObjectKey"), key, "a key in OSS does not begin with a slash");
        }
        if (key.contains("://")) {
            throw IceRequestException.of(
                    output.path("ObjectKey"), key, "the path within the bucket is expected, not a URL");
        }
        if (key.getBytes(StandardCharsets.UTF_8).length > MAX_KEY_BYTES) {
            throw IceRequestException.of(output.path("ObjectKey"), key, "a key in OSS has at most 1023 bytes");
        }
    }

    private void checkEndpoint(Section output) {
        String endpoint = output.text("Endpoint");
        if (endpoint != null) {
            common.urls().checkRegion(output.path("Endpoint"), endpoint, OssUrls.hostOf(endpoint));
        }
    }
}
