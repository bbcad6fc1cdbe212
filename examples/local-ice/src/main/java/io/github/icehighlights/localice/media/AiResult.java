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
package io.github.icehighlights.localice.media;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.github.icehighlights.localice.wire.Json;

/**
 * Builds the {@code AiResult} in the documented shape (page "Smart highlight extraction").
 */
final class AiResult {

    private final ObjectNode root = Json.object();
    private final ArrayNode media = root.putArray("HighlightResults");
    private final List<String> actions;
    private ArrayNode ranges;
    private int clips;

    /**
     * @param actions tags to give out in turn; nothing recognises actions here
     */
    AiResult(List<String> actions) {
        this.actions = actions;
    }

    /** Goes on with the next medium. */
    void begin(String echo) {
        ranges = media.addObject().put("Media", echo).putArray("TimeRanges");
    }

    /** Number of clips so far, over all media: the next {@code {index}}. */
    int clips() {
        return clips;
    }

    void add(Passage passage) {
        add(passage, null, null);
    }

    void add(Passage passage, String url, String mediaId) {
        ObjectNode range = ranges.addObject();
        range.put("In", number(passage.in()));
        range.put("Out", number(passage.out()));
        if (!actions.isEmpty()) {
            range.putArray("Tags").add(actions.get(clips % actions.size()));
        }
        if (url != null) {
            range.put("OutputURL", url);
        }
        if (mediaId != null) {
            range.put("MediaId", mediaId);
        }
        clips++;
    }

    String json() {
        return Json.write(root);
    }

    private static BigDecimal number(double seconds) {
        return BigDecimal.valueOf(seconds).setScale(3, RoundingMode.HALF_UP).stripTrailingZeros();
    }
}
