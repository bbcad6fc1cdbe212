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

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import io.github.icehighlights.localice.media.BatchRequest;
import io.github.icehighlights.localice.media.MediaRef;
import io.github.icehighlights.localice.wire.IceError;
import io.github.icehighlights.localice.wire.IceRequest;

/**
 * The limits of SubmitScreenMediaHighlightsJob, read off Alibaba's page "Create highlight videos" where no other page is
 * named. The action has no ClientToken. What is only known after the media were opened is not here.
 */
public final class ScreenMediaLimits {

    private static final String ACTIONS_REGION = "cn-shanghai";
    /** "The total video duration can be up to two hours". */
    private static final double MAX_INPUT_SECONDS = 2 * 60 * 60;

    private static final int MAX_MEDIA = 30;
    private static final int MAX_OPENINGS = 20;
    private static final int MAX_TITLES = 50;
    private static final int MAX_TITLE_CHARACTERS = 50;
    private static final int MAX_LEVELS = 5;
    private static final int MAX_STICKERS = 50;
    private static final int MAX_BACKGROUNDS = 50;
    private static final double MIN_TARGET_SECONDS = 5;
    /** From the page "Batch video production public parameters". */
    private static final BigDecimal MAX_VOLUME = BigDecimal.TEN;

    private final CommonLimits common;

    /**
     * @param common what all submissions have in common
     */
    public ScreenMediaLimits(CommonLimits common) {
        this.common = common;
    }

    /**
     * Reads a submission.
     *
     * @throws IceError if it breaks a limit
     */
    public BatchRequest read(IceRequest request) {
        common.checkUserData(request);
        Fields input = CommonLimits.required(request, "InputConfig");
        List<MediaRef> media = media(input, "MediaArray", MAX_MEDIA);
        if (media.isEmpty()) {
            throw input.missing("MediaArray");
        }
        double targetSeconds = targetSeconds(input.object("HighlightStrategy"));
        checkEmbellishments(input);
        checkEditing(CommonLimits.optional(request, "EditingConfig"));
        return new BatchRequest(media, targetSeconds, MAX_INPUT_SECONDS, common.batchOutput(request));
    }

    private List<MediaRef> media(Fields input, String name, int most) {
        List<MediaRef> media = new ArrayList<>();
        for (String text : input.texts(name, most)) {
            media.add(common.medium(input, name, text));
        }
        return media;
    }

    private double targetSeconds(Fields strategy) {
        if (strategy == null) {
            return 0;
        }
        Fields intro = strategy.object("IntroConfig");
        String mode = intro == null ? null : intro.text("Mode");
        if (mode != null && !List.of("Auto", "Disabled").contains(mode)) {
            throw intro.invalid("Mode", "it has to be Auto or Disabled");
        }
        boolean recognise = strategy.flag("EnableActionRecog");
        List<String> actions = strategy.texts("CustomActions", Integer.MAX_VALUE);
        if ((recognise || !actions.isEmpty()) && !common.isRegion(ACTIONS_REGION)) {
            throw strategy.invalid(
                    "EnableActionRecog", "action recognition is available in " + ACTIONS_REGION + " only");
        }
        return strategy.decimal("TargetDuration", MIN_TARGET_SECONDS, MAX_INPUT_SECONDS, 0);
    }

    private void checkEmbellishments(Fields input) {
        for (String name : List.of("OpeningArray", "EndingArray")) {
            each(input.objects(name, MAX_OPENINGS), common::medium);
        }
        checkTitles(input);
        each(input.objects("SubHeadingArray", MAX_LEVELS), heading -> {
            if (heading.integer("Level", 1, MAX_LEVELS, 0) == 0) {
                throw heading.missing("Level");
            }
            checkTitles(heading);
        });
        each(input.objects("StickerArray", MAX_STICKERS), this::checkSticker);
        media(input, "BackgroundMusicArray", MAX_BACKGROUNDS);
        media(input, "BackgroundImageArray", MAX_BACKGROUNDS);
    }

    private static void checkTitles(Fields fields) {
        for (String title : fields.texts("TitleArray", MAX_TITLES)) {
            if (title.codePointCount(0, title.length()) > MAX_TITLE_CHARACTERS) {
                throw fields.invalid("TitleArray", "a title has more than " + MAX_TITLE_CHARACTERS + " characters");
            }
        }
    }

    private void checkSticker(Fields sticker) {
        common.medium(sticker);
        for (String name : List.of("X", "Y", "Width", "Height")) {
            sticker.decimal(name, -Double.MAX_VALUE, Double.MAX_VALUE, 0);
        }
        sticker.integer("DyncFrames", 0, 100, 0);
        sticker.decimal("Opacity", 0, 1, 1);
    }

    /** Of a page shared by several actions, so that only the volume is sure; there it is text, in the sample a number. */
    private static void checkEditing(Fields editing) {
        Fields media = editing == null ? null : editing.object("MediaConfig");
        BigDecimal volume = media == null ? null : media.numberOrText("Volume");
        if (volume != null && (volume.signum() < 0 || volume.compareTo(MAX_VOLUME) > 0)) {
            throw media.invalid("Volume", "it has to be from 0 to " + MAX_VOLUME);
        }
    }

    private static void each(List<Fields> list, Consumer<Fields> check) {
        if (list != null) {
            list.forEach(check);
        }
    }
}
