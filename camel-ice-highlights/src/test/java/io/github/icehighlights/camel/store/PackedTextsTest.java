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
package io.github.icehighlights.camel.store;

import java.util.Random;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PackedTextsTest {

    private static final String[] PIECES = {
        "",
        "a",
        "f00d",
        "0123456789abcdef",
        "auto-",
        "KEY",
        "ABCDEF0123456789",
        "é",
        "ÿ",
        "精彩",
        "\ud83c\udfc0",
        "\ud800",
        "\u0000",
        " "
    };

    @Test
    void everyTextComesBackAsItWas() {
        Random random = new Random(7);
        for (int i = 0; i < 5_000; i++) {
            String[] texts = new String[1 + random.nextInt(8)];
            for (int t = 0; t < texts.length; t++) {
                texts[t] = random.nextInt(6) == 0 ? null : text(random);
            }
            byte[] packed = PackedTexts.pack(texts);

            assertThat(PackedTexts.texts(packed, texts.length)).isEqualTo(texts);
            int one = random.nextInt(texts.length);
            assertThat(PackedTexts.text(packed, one)).isEqualTo(texts[one]);
        }
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(40); i > 0; i--) {
            text.append(PIECES[random.nextInt(PIECES.length)]);
        }
        return text.toString();
    }

    @Test
    void aDigestTakesHalfItsDigits() {
        assertThat(PackedTexts.pack("auto-" + "0123456789abcdef".repeat(4))).hasSizeLessThanOrEqualTo(5 + 32 + 3);
    }
}
