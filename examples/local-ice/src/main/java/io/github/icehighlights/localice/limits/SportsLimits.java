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

import java.util.List;

import io.github.icehighlights.localice.media.BatchRequest;
import io.github.icehighlights.localice.media.MediaRef;
import io.github.icehighlights.localice.wire.IceError;
import io.github.icehighlights.localice.wire.IceRequest;

/**
 * The limits of SubmitSportsHighlightsJob, read off Alibaba's page "Sports event highlights".
 */
public final class SportsLimits {

    private static final String REGION = "cn-shanghai";
    private static final List<String> CATEGORIES = List.of("basketball", "pingpong");
    private static final int MAX_FACES = 5;
    private static final int MAX_LOGOS = 5;
    private static final int MAX_NAMES = 10;

    private final CommonLimits common;

    /**
     * @param common what all submissions have in common
     */
    public SportsLimits(CommonLimits common) {
        this.common = common;
    }

    /**
     * Reads a submission.
     *
     * @throws IceError if it breaks a limit
     */
    public BatchRequest read(IceRequest request) {
        if (!common.isRegion(REGION)) {
            throw new IceError(400, "InvalidParameter", "Sports highlights are available in " + REGION + " only.");
        }
        common.checkToken(request);
        common.checkUserData(request);
        Fields input = CommonLimits.required(request, "InputConfig");
        checkCategory(input);
        String medium = input.text("InputMedia");
        if (medium == null) {
            throw input.missing("InputMedia");
        }
        MediaRef media = common.medium(input, "InputMedia", medium);
        checkFaces(input.objects("FaceRegister", MAX_FACES));
        Fields logos = input.object("SlowMotionLogoRegister");
        if (logos != null) {
            logos.texts("SlowMotionLogoUrls", MAX_LOGOS);
        }
        checkNames(input.objects("TransferNameRegister", MAX_NAMES));
        // no page limits the length of the footage
        return new BatchRequest(List.of(media), 0, Double.POSITIVE_INFINITY, common.batchOutput(request));
    }

    private static void checkCategory(Fields input) {
        String category = input.text("SportsCategory");
        if (category == null) {
            throw input.missing("SportsCategory");
        }
        if (!CATEGORIES.contains(category)) {
            throw input.invalid("SportsCategory", "it has to be one of " + String.join(", ", CATEGORIES));
        }
    }

    private static void checkFaces(List<Fields> faces) {
        if (faces == null) {
            return;
        }
        for (Fields face : faces) {
            if (face.texts("FaceUrls", Integer.MAX_VALUE).isEmpty()) {
                throw face.missing("FaceUrls");
            }
            if (face.text("Name") == null) {
                throw face.missing("Name");
            }
        }
    }

    /** The list itself is marked as required on one page and not on the other: without it, nothing is refused. */
    private static void checkNames(List<Fields> names) {
        if (names == null) {
            return;
        }
        for (Fields name : names) {
            for (String part : List.of("OriginalName", "TransferName")) {
                if (name.text(part) == null) {
                    throw name.missing(part);
                }
            }
        }
    }
}
