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
package io.github.icehighlights.localice.limits;

import java.util.ArrayList;
import java.util.List;

import io.github.icehighlights.localice.media.HighlightRequest;
import io.github.icehighlights.localice.media.HighlightRequest.Output;
import io.github.icehighlights.localice.media.HighlightRequest.Strategy;
import io.github.icehighlights.localice.media.MediaRef;
import io.github.icehighlights.localice.wire.IceError;
import io.github.icehighlights.localice.wire.IceRequest;

/**
 * The limits of SubmitHighlightExtractionJob, read off Alibaba's page "Smart highlight extraction" (2026-01-15) where
 * no other page is named. The limit of two hours is not here: it is known only after the media were opened.
 */
public final class HighlightLimits {

    private static final int MAX_MEDIA = 30;
    private static final int MAX_ACTIONS = 50;
    private static final int MAX_ACTION_CHARACTERS = 5;
    private static final int MAX_FACES = 200;

    private static final String ACTIONS_REGION = "cn-shanghai";

    private final CommonLimits common;

    /**
     * @param common what all submissions have in common
     */
    public HighlightLimits(CommonLimits common) {
        this.common = common;
    }

    /**
     * Reads a submission.
     *
     * @throws IceError if it breaks a limit
     */
    public HighlightRequest read(IceRequest request) {
        common.checkToken(request);
        common.checkUserData(request);
        Fields input = CommonLimits.required(request, "InputConfig");
        Fields outputConfig = CommonLimits.optional(request, "OutputConfig");
        Output output = outputConfig == null ? null : output(outputConfig);
        return new HighlightRequest(media(input), strategy(input.object("Strategy")), output);
    }

    private List<MediaRef> media(Fields input) {
        List<Fields> list = input.objects("MediaArray", MAX_MEDIA);
        if (list == null || list.isEmpty()) {
            throw input.missing("MediaArray");
        }
        List<MediaRef> media = new ArrayList<>();
        for (Fields fields : list) {
            media.add(common.medium(fields));
        }
        return media;
    }

    private Strategy strategy(Fields fields) {
        if (fields == null) {
            return new Strategy(5, 15, List.of());
        }
        int count = fields.integer("Count", 1, 10, 5);
        double clipDuration = fields.decimal("ClipDuration", 3, 60, 15);
        boolean recognise = fields.flag("EnableActionRecog");
        List<String> actions = fields.texts("CustomActions", MAX_ACTIONS);
        for (String action : actions) {
            if (action.codePointCount(0, action.length()) > MAX_ACTION_CHARACTERS) {
                throw fields.invalid("CustomActions", "a tag has more than " + MAX_ACTION_CHARACTERS + " characters");
            }
        }
        if ((recognise || !actions.isEmpty()) && !common.isRegion(ACTIONS_REGION)) {
            throw fields.invalid("EnableActionRecog", "action recognition is available in " + ACTIONS_REGION + " only");
        }
        fields.text("HighlightDescription");
        checkFaces(fields.object("FaceInfo"));
        return new Strategy(count, clipDuration, recognise ? actions : List.of());
    }

    private static void checkFaces(Fields faceInfo) {
        List<Fields> images = faceInfo == null ? null : faceInfo.objects("ImageInfoList", MAX_FACES);
        if (images == null) {
            return;
        }
        for (Fields image : images) {
            if (image.text("Name") == null) {
                throw image.missing("Name");
            }
            if (image.text("ImageURL") == null && image.text("ImageId") == null) {
                throw image.missing("ImageURL");
            }
        }
    }

    private Output output(Fields fields) {
        boolean export = fields.flag("NeedExport");
        String target = fields.text("OutputMediaTarget");
        String endpoint = fields.text("Endpoint");
        String bucket = fields.text("Bucket");
        String key = fields.text("ObjectKey");
        boolean newMedia = fields.flag("ExportAsNewMedia");
        fields.integer("Width", 1, Integer.MAX_VALUE, 1);
        fields.integer("Height", 1, Integer.MAX_VALUE, 1);
        fields.object("Video");
        if (!export) {
            return null;
        }
        if (target != null && !"oss-object".equals(target)) {
            throw fields.invalid("OutputMediaTarget", "only oss-object is possible");
        }
        checkEndpoint(fields, endpoint);
        if (bucket == null) {
            throw fields.missing("Bucket");
        }
        if (key == null) {
            throw fields.missing("ObjectKey");
        }
        if (!key.contains("{index}")) {
            throw fields.invalid("ObjectKey", "{index} must be included in the object path");
        }
        return new Output(bucket, key, newMedia);
    }

    private void checkEndpoint(Fields fields, String endpoint) {
        if (endpoint == null) {
            return;
        }
        try {
            common.urls().checkEndpoint(endpoint);
        } catch (IllegalArgumentException e) {
            throw fields.invalid("Endpoint", e.getMessage());
        }
    }
}
