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

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Sports highlights, after Alibaba's page "sports event highlights". What that page leaves open passes unchecked. */
final class SportsRules implements JobRules {

    private static final Map<String, FieldType> TYPES = Map.of(
            "InputConfig.SportsCategory", FieldType.TEXT,
            "InputConfig.InputMedia", FieldType.MEDIUM,
            "InputConfig.FaceRegister", FieldType.LIST,
            "InputConfig.SlowMotionLogoRegister", FieldType.OBJECT,
            "InputConfig.SlowMotionLogoRegister.SlowMotionLogoUrls", FieldType.LIST,
            "InputConfig.TransferNameRegister", FieldType.LIST,
            "OutputConfig.MediaURL", FieldType.TEXT,
            "OutputConfig.Count", FieldType.INTEGER,
            "OutputConfig.Width", FieldType.INTEGER,
            "OutputConfig.Height", FieldType.INTEGER);

    private final RequestLimits limits;
    private final CommonRules common;

    SportsRules(RequestLimits limits) {
        this.limits = limits;
        this.common = new CommonRules(limits);
    }

    @Override
    public Map<String, FieldType> types() {
        return TYPES;
    }

    @Override
    public String strategyField() {
        return null;
    }

    @Override
    public boolean hasEditing() {
        return false;
    }

    @Override
    public void putMedia(ObjectNode inputConfig, List<JsonNode> media) {
        if (media.size() != 1) {
            throw IceRequestException.hidden(
                    "InputConfig.InputMedia", "a sports job takes one medium, but " + media.size() + " are given");
        }
        inputConfig.set("InputMedia", media.get(0));
    }

    @Override
    public void apply(Section input, Section editing, Section output) {
        common.region(true);
        inputMedia(input);
        input.requiredText("SportsCategory", "ICE must know the sport: " + sports());
        input.oneOf("SportsCategory", limits.sportsCategories());
        for (Section face : input.objects("FaceRegister", 5)) {
            face.requiredText("Name", "ICE wants the name as it is on the scoreboard");
            if (face.texts("FaceUrls", Integer.MAX_VALUE, Integer.MAX_VALUE).isEmpty()) {
                throw IceRequestException.missing(face.path("FaceUrls"), "ICE wants at least one picture of each face");
            }
        }
        Section logos = input.object("SlowMotionLogoRegister");
        if (logos != null) {
            logos.texts("SlowMotionLogoUrls", 5, Integer.MAX_VALUE);
        }
        for (Section name : input.objects("TransferNameRegister", 10)) {
            name.text("OriginalName");
            name.text("TransferName");
        }
        if (output != null) {
            common.outputUrl(output);
            output.integer("Count", 1, Long.MAX_VALUE);
            common.sides(output);
        }
    }

    /** The page calls the field required, the API does not: so it is not refused. */
    @Override
    public List<String> advice(HighlightRequest request) {
        List<String> advice = new ArrayList<>();
        if (request.inputConfig().path("TransferNameRegister").isEmpty()) {
            advice.add("a sports job without InputConfig.TransferNameRegister, which Alibaba's page calls required; "
                    + "it says which full name stands behind a short one on the scoreboard");
        }
        CommonRules.outputUrlAdvice(request).ifPresent(advice::add);
        return advice;
    }

    private void inputMedia(Section input) {
        JsonNode medium = input.get("InputMedia");
        if (medium == null) {
            throw IceRequestException.missing(
                    input.path("InputMedia"),
                    "no medium is given, neither by the option media nor by the body nor by a template");
        }
        input.set("InputMedia", common.media().asText(input.path("InputMedia"), medium));
    }

    private String sports() {
        return String.join(" or ", limits.sportsCategories().stream().sorted().toList());
    }
}
