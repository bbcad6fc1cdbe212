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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Highlight mashups, after Alibaba's page "create highlight videos". What that page leaves open passes unchecked. */
final class ScreenMediaRules implements JobRules {

    private static final int TITLES = 50;
    private static final int TITLE_LENGTH = 50;

    private static final Map<String, FieldType> TYPES = Map.ofEntries(
            Map.entry("InputConfig.MediaArray", FieldType.LIST),
            Map.entry("InputConfig.HighlightStrategy", FieldType.OBJECT),
            Map.entry("InputConfig.HighlightStrategy.IntroConfig", FieldType.OBJECT),
            Map.entry("InputConfig.HighlightStrategy.IntroConfig.Mode", FieldType.TEXT),
            Map.entry("InputConfig.HighlightStrategy.TargetDuration", FieldType.NUMBER),
            Map.entry("InputConfig.HighlightStrategy.PlotPacingType", FieldType.TEXT),
            Map.entry("InputConfig.HighlightStrategy.EnableActionRecog", FieldType.BOOLEAN),
            Map.entry("InputConfig.HighlightStrategy.CustomActions", FieldType.TAGS),
            Map.entry("InputConfig.OpeningArray", FieldType.LIST),
            Map.entry("InputConfig.EndingArray", FieldType.LIST),
            Map.entry("InputConfig.TitleArray", FieldType.LIST),
            Map.entry("InputConfig.SubHeadingArray", FieldType.LIST),
            Map.entry("InputConfig.StickerArray", FieldType.LIST),
            Map.entry("InputConfig.BackgroundMusicArray", FieldType.LIST),
            Map.entry("InputConfig.BackgroundImageArray", FieldType.LIST),
            Map.entry("EditingConfig.MediaConfig", FieldType.OBJECT),
            Map.entry("EditingConfig.MediaConfig.Volume", FieldType.NUMBER),
            Map.entry("EditingConfig.MediaConfig.MediaMetaDataArray", FieldType.LIST),
            Map.entry("EditingConfig.ProcessConfig", FieldType.OBJECT),
            Map.entry("EditingConfig.ProcessConfig.AllowTransition", FieldType.BOOLEAN),
            Map.entry("EditingConfig.ProcessConfig.TransitionList", FieldType.TAGS),
            Map.entry("OutputConfig.MediaURL", FieldType.TEXT),
            Map.entry("OutputConfig.Count", FieldType.INTEGER),
            Map.entry("OutputConfig.Width", FieldType.INTEGER),
            Map.entry("OutputConfig.Height", FieldType.INTEGER));

    private final CommonRules common;

    ScreenMediaRules(RequestLimits limits) {
        this.common = new CommonRules(limits);
    }

    @Override
    public Map<String, FieldType> types() {
        return TYPES;
    }

    @Override
    public String strategyField() {
        return "HighlightStrategy";
    }

    @Override
    public boolean hasEditing() {
        return true;
    }

    @Override
    public void putMedia(ObjectNode inputConfig, List<JsonNode> media) {
        inputConfig.putArray("MediaArray").addAll(media);
    }

    @Override
    public void apply(Section input, Section editing, Section output) {
        common.region(false);
        common.mediaArray(input, false);
        common.optionalMedia(input, "OpeningArray", 20, true);
        common.optionalMedia(input, "EndingArray", 20, true);
        common.optionalMedia(input, "BackgroundMusicArray", 50, false);
        common.optionalMedia(input, "BackgroundImageArray", 50, false);
        common.optionalMedia(input, "StickerArray", 50, true);
        input.objects("StickerArray", 50).forEach(ScreenMediaRules::checkSticker);
        input.texts("TitleArray", TITLES, TITLE_LENGTH);
        for (Section heading : input.objects("SubHeadingArray", 5)) {
            heading.integer("Level", 1, 5);
            heading.texts("TitleArray", TITLES, TITLE_LENGTH);
        }
        checkStrategy(input.object("HighlightStrategy"));
        Section mediaConfig = editing == null ? null : editing.object("MediaConfig");
        if (mediaConfig != null) {
            checkVolume(mediaConfig);
        }
        if (output != null) {
            common.outputUrl(output);
            output.integer("Count", 1, Long.MAX_VALUE);
            common.sides(output);
        }
    }

    /** One page of Alibaba's says that the default is 0, another one's sample sets 1. */
    @Override
    public List<String> advice(HighlightRequest request) {
        List<String> advice = new ArrayList<>();
        JsonNode editing = request.editingConfig();
        if (editing == null || !editing.path("MediaConfig").hasNonNull("Volume")) {
            advice.add("a mashup without editing.MediaConfig.Volume: by one of Alibaba's pages the default is 0, "
                    + "which mutes the original sound; 1 keeps it");
        }
        CommonRules.outputUrlAdvice(request).ifPresent(advice::add);
        return advice;
    }

    private void checkStrategy(Section strategy) {
        if (strategy == null) {
            return;
        }
        strategy.number("TargetDuration", 5, Long.MAX_VALUE);
        common.actionRegion(strategy);
        Section intro = strategy.object("IntroConfig");
        if (intro != null) {
            intro.oneOf("Mode", Set.of("Auto", "Disabled"));
        }
    }

    private static void checkVolume(Section mediaConfig) {
        BigDecimal volume = mediaConfig.number("Volume", 0, 10);
        if (volume != null && volume.stripTrailingZeros().scale() > 2) {
            throw IceRequestException.of(
                    mediaConfig.path("Volume"), mediaConfig.get("Volume"), "ICE takes at most two decimals");
        }
    }

    private static void checkSticker(Section sticker) {
        for (String field : List.of("X", "Y", "Width", "Height")) {
            // where and how large is not limited by what Alibaba writes
            sticker.number(field, Long.MIN_VALUE, Long.MAX_VALUE);
        }
        sticker.number("DyncFrames", 0, 100);
        sticker.number("Opacity", 0, 1);
    }
}
