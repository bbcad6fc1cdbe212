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

import java.time.Duration;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.icehighlights.camel.ice.CorrelationIds;
import io.github.icehighlights.camel.model.JobType;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

/** Whatever the body: a request or an {@link IceRequestException}, and soon. Fixed seeds, so that a finding stays one. */
class RequestFuzzTest {

    private static final Scope SCOPE = new Scope("fuzz", "films", "cn-shanghai");
    private static final String[] NAMES = {
        "InputConfig",
        "OutputConfig",
        "EditingConfig",
        "UserData",
        "MediaArray",
        "MediaId",
        "MediaURL",
        "Strategy",
        "HighlightStrategy",
        "Count",
        "ClipDuration",
        "CustomActions",
        "FaceInfo",
        "ImageInfoList",
        "Name",
        "ImageURL",
        "NeedExport",
        "Bucket",
        "ObjectKey",
        "Width",
        "Height",
        "Video",
        "InputMedia",
        "SportsCategory",
        "StickerArray",
        "OpeningArray",
        "TitleArray",
        "SubHeadingArray",
        "Level",
        "MediaConfig",
        "Volume",
        "NotifyAddress",
        "x",
        ""
    };
    private static final String[] VALUES = {
        "null",
        "true",
        "0",
        "-1",
        "5",
        "1e999999999",
        "1e-999999999",
        "1e99999999999",
        "9".repeat(399),
        "9".repeat(401),
        "0." + "1".repeat(500),
        "-0.0",
        "\"\"",
        "\"id1\"",
        "\"oss://films/a\"",
        "\"oss://\"",
        "\"https://x\"",
        "\"{\"",
        "\"{\\\"a\\\":1}\"",
        "\"{a=b}\"",
        "\"[[[[\"",
        "\"\\ud800\"",
        "\"{token}{index}\"",
        "\"basketball\"",
        "NaN",
        "// x\n1",
        "/* x */ 2",
        "'q'",
        "\"\\u0000\"",
        "{}",
        "[]"
    };

    private static final String CHARACTERS = "{}[]\"\\:/,=?@#%&$ a1";

    private static String json(Random random, int depth) {
        int kind = random.nextInt(10);
        if (depth > 6 || kind < 4) {
            return VALUES[random.nextInt(VALUES.length)];
        }
        StringBuilder out = new StringBuilder(kind < 8 ? "{" : "[");
        int size = random.nextInt(5);
        for (int i = 0; i < size; i++) {
            if (kind < 8) {
                out.append('"').append(NAMES[random.nextInt(NAMES.length)]).append("\":");
            }
            out.append(json(random, depth + 1));
            out.append(i < size - 1 || random.nextInt(6) == 0 ? "," : "");
        }
        return out.append(kind < 8 ? "}" : "]").toString();
    }

    /** Shaped as a request, so that the fuzz gets past the door. */
    private static String request(Random random) {
        return "{\"InputConfig\":{\"MediaArray\":[\"id1\"],\"InputMedia\":\"id1\",\"SportsCategory\":\"pingpong\",\""
                + NAMES[4 + random.nextInt(NAMES.length - 4)] + "x\":" + json(random, 2) + ",\"Strategy\":"
                + json(random, 2) + "},\"OutputConfig\":" + json(random, 2) + ",\"UserData\":" + json(random, 4) + "}";
    }

    private static String damaged(Random random, String text) {
        StringBuilder out = new StringBuilder(text);
        switch (random.nextInt(4)) {
            case 0 -> out.setLength(random.nextInt(text.length() + 1));
            case 1 -> out.insert(random.nextInt(text.length() + 1), (char) random.nextInt(0x10000));
            case 2 ->
                out.setCharAt(random.nextInt(text.length()), CHARACTERS.charAt(random.nextInt(CHARACTERS.length())));
            default -> {
                // sound as it is
            }
        }
        return out.toString();
    }

    /** Whether it became a submission; anything but a refusal fails the test. */
    private static boolean tried(JobType type, String body, String media) {
        RequestParts parts = new RequestParts(type, body, media, null, null, null, null, null, null, null, null);
        try {
            HighlightRequest request = new RequestMerger(Requests.LIMITS).merge(parts);
            Submission submission = Submission.of(request, SCOPE, "key", null);
            for (String parameter : submission.parameters().values()) {
                assertThat(parameter).isNotEmpty();
            }
            assertThat(CorrelationIds.read(submission.parameters().get("UserData")))
                    .isEqualTo(submission.correlationId());
            return true;
        } catch (IceRequestException e) {
            assertThat(e.getMessage()).isNotBlank().hasSizeLessThan(1_000).doesNotContain("\n");
            return false;
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void anyJson(long seed) {
        Random random = new Random(seed);
        int accepted = 0;
        for (int i = 0; i < 2_500; i++) {
            String text = damaged(random, random.nextBoolean() ? json(random, 0) : request(random));
            JobType type = JobType.values()[random.nextInt(3)];
            accepted += tried(type, text, random.nextInt(4) == 0 ? "id2" : null) ? 1 : 0;
        }
        // were everything refused at the door, this test would test nothing
        assertThat(accepted).isGreaterThan(100);
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12})
    void anyText(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 3_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int length = random.nextInt(60); length > 0; length--) {
                text.append(
                        random.nextBoolean()
                                ? CHARACTERS.charAt(random.nextInt(CHARACTERS.length()))
                                : (char) random.nextInt(0x10000));
            }
            tried(JobType.values()[random.nextInt(3)], text.toString(), null);
        }
    }

    @Test
    void hugeAndDeepTextsEndSoon() {
        String[] texts = {
            "[".repeat(2_000_000),
            "{\"a\":".repeat(500_000),
            "{\"InputConfig\":".repeat(200),
            "{".repeat(1_000_000),
            "x".repeat(20_000_000),
            "{a".repeat(400_000) + "=}",
            "https://" + "?".repeat(1_000_000),
            "://".repeat(1_000_000),
            " ".repeat(5_000_000),
            "[" + "1,".repeat(400_000) + "1]",
            "{\"InputConfig\":{\"MediaArray\":[" + "\"i\",".repeat(200_000) + "\"i\"]}}",
            "[" + "9".repeat(1_000_000) + "]",
            "{\"UserData\":\"" + "斗".repeat(300_000) + "\"}",
            "{ /*" + "*".repeat(900_000),
            "[\"" + "oss://b/".repeat(100_000) + "\"]",
            "{" + "\"k\":1,".repeat(100_000) + "}"
        };
        for (String text : texts) {
            assertTimeoutPreemptively(Duration.ofSeconds(10), () -> {
                for (JobType type : JobType.values()) {
                    assertThat(tried(type, text, null)).isFalse();
                }
                tried(JobType.HIGHLIGHT_EXTRACTION, text, "id1");
                CorrelationIds.read(text);
                CorrelationIds.strip(text);
            });
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {21, 22})
    void anyUserDataThatComesBack(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 3_000; i++) {
            String text = damaged(random, json(random, 3) + " ");
            CorrelationIds.read(text);
            CorrelationIds.strip(text);
        }
    }
}
