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
package io.github.icehighlights.localice.callback;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;

import com.fasterxml.jackson.databind.node.ObjectNode;

import io.github.icehighlights.localice.fault.CallbackEffect;
import io.github.icehighlights.localice.fault.Forgery;
import io.github.icehighlights.localice.wire.Json;

/**
 * What becomes of a callback to which things happen.
 */
final class Mishaps {

    /** In Base64 it becomes the 64 KB that a message of a queue can have. */
    private static final int MAX_MESSAGE_BYTES = 48 * 1024;

    private static final String FOREIGN_URL = "http://attacker.invalid/clip.mp4";

    private Mishaps() {}

    /** What is sent in place of a callback, in this order. */
    static List<Letter> befall(Letter letter, List<CallbackEffect> effects) {
        Letter changed = letter;
        for (CallbackEffect effect : effects) {
            changed = change(changed, effect);
        }
        if (effects.stream().anyMatch(CallbackEffect.NotJson.class::isInstance)) {
            // after all that changes what the body says
            changed = changed.withBody("Tröt, 这不是 JSON: {\"".getBytes(StandardCharsets.UTF_8));
        }
        List<Letter> sent = new ArrayList<>(List.of(changed));
        for (CallbackEffect effect : effects) {
            sent = count(sent, effect);
        }
        for (CallbackEffect effect : effects) {
            add(sent, letter, effect);
        }
        return sent;
    }

    private static Letter change(Letter letter, CallbackEffect effect) {
        if (effect instanceof CallbackEffect.Late late) {
            return letter.after(late.time());
        }
        if (effect instanceof CallbackEffect.Unsigned) {
            return letter.withStamp(Stamp.NONE);
        }
        if (effect instanceof CallbackEffect.Huge huge) {
            return letter.withBody(fill(letter, huge.bytes()));
        }
        return effect instanceof CallbackEffect.Deflated ? letter.asDeflated() : letter;
    }

    private static List<Letter> count(List<Letter> letters, CallbackEffect effect) {
        if (effect instanceof CallbackEffect.Lost) {
            return new ArrayList<>();
        }
        if (effect instanceof CallbackEffect.Doubled doubled && !letters.isEmpty()) {
            return new ArrayList<>(Collections.nCopies(doubled.times(), letters.get(0)));
        }
        return letters;
    }

    private static void add(List<Letter> letters, Letter genuine, CallbackEffect effect) {
        if (effect instanceof CallbackEffect.Forged forged) {
            forged.forgeries().forEach(forgery -> letters.add(0, forge(genuine, forgery)));
        } else if (effect instanceof CallbackEffect.Replayed replayed) {
            letters.add(replay(genuine, replayed.age()));
        }
    }

    private static Letter replay(Letter letter, Duration age) {
        return letter.withStamp(letter.stamp().older(age)).as("replayed");
    }

    /** A callback as somebody else would send it who has seen this one. */
    static Letter forge(Letter letter, Forgery forgery) {
        Letter forged = letter.as("forged " + forgery);
        if (forgery == Forgery.WRONG_SIGNATURE) {
            return forged.withStamp(
                    Stamp.with("Wrong0" + UUID.randomUUID().toString().substring(0, 8)));
        }
        ObjectNode envelope = (ObjectNode) Json.read(new String(letter.body(), StandardCharsets.UTF_8));
        ObjectNode body = (ObjectNode) envelope.path("MessageBody");
        switch (forgery) {
            case OTHER_JOB -> body.put("JobId", UUID.randomUUID().toString().replace("-", ""));
            case FALSE_STATE ->
                body.put("Status", "Fail").put("ErrorCode", "JobFailed").put("ErrorMessage", "A lie.");
            default -> claimResults(body);
        }
        return forged.withBody(Json.write(envelope).getBytes(StandardCharsets.UTF_8));
    }

    private static void claimResults(ObjectNode body) {
        ObjectNode result = Json.object();
        ObjectNode highlight = result.putArray("HighlightResults").addObject().put("Media", FOREIGN_URL);
        highlight.putArray("TimeRanges").addObject().put("In", 0).put("Out", 1).put("OutputURL", FOREIGN_URL);
        body.put("MediaURL", FOREIGN_URL);
        body.putObject("JobResult").put("AiResult", Json.write(result));
        body.putArray("SubJobList").addObject().put("Status", "Success").put("MediaURL", FOREIGN_URL);
    }

    private static byte[] fill(Letter letter, int bytes) {
        int most = letter.address() instanceof Address.Http ? bytes : Math.min(bytes, MAX_MESSAGE_BYTES);
        ObjectNode envelope = (ObjectNode) Json.read(new String(letter.body(), StandardCharsets.UTF_8));
        int missing = most - letter.body().length - ",\"Filling\":\"\"".length();
        envelope.put("Filling", "x".repeat(Math.max(0, missing)));
        return Json.write(envelope).getBytes(StandardCharsets.UTF_8);
    }
}
