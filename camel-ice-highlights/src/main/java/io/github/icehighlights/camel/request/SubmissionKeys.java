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

import java.util.Objects;
import java.util.UUID;

/** What makes two submissions the same one. Keys fit a column of 255 characters. */
public final class SubmissionKeys {

    private static final int READABLE = 160;

    private SubmissionKeys() {}

    /**
     * The key of a message whose route names none: the same message asking for the same job gives the same key.
     *
     * @param origin where the message came from, so exactly that another message has another text
     */
    public static String auto(Scope scope, HighlightRequest request, String origin) {
        Objects.requireNonNull(origin, "origin");
        return "auto-"
                + Tokens.hex(scope.channel(), request.jobType().name(), scope.region(), request.canonical(), origin);
    }

    /** The user's own key; kept readable, and shortened to its digest where it is long. */
    public static String explicit(String key) {
        if (key == null || key.isBlank()) {
            throw IceRequestException.missing(
                    "idempotencyKey", "it gave nothing for this message, and so cannot tell one job from another");
        }
        String text = key.strip();
        if (text.length() > READABLE) {
            int cut = text.offsetByCodePoints(0, text.codePointCount(0, READABLE / 2));
            text = text.substring(0, cut) + "~" + Tokens.hex(text);
        }
        return "key-" + text;
    }

    /** A key that no other submission has: every message is a new job. */
    public static String unique() {
        return "new-" + UUID.randomUUID();
    }
}
