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
package io.github.icehighlights.benchmarks;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

import io.github.icehighlights.camel.model.JobType;
import io.github.icehighlights.camel.store.Connection;
import io.github.icehighlights.camel.store.Reservation;

/** Submissions whose texts have the length and the variety of those that the component makes. */
final class Reservations {

    private static final Connection CONNECTION =
            new Connection("default", "cn-shanghai", "ice.cn-shanghai.aliyuncs.com");

    private Reservations() {}

    static Reservation numbered(String channel, int number) {
        String correlationId = text("correlation", number, 20);
        return new Reservation(
                correlationId,
                // not the same object each time, as it is not in the component
                new String(channel),
                JobType.HIGHLIGHT_EXTRACTION,
                "auto-" + hex("key", number),
                hex("fingerprint", number),
                text("token", number, 52),
                Map.of(
                        "InputConfig",
                        "{\"Media\":\"oss://media/matches/2026/match-" + number + ".mp4\"}",
                        "UserData",
                        "{\"iceHighlights\":\"" + correlationId + "\"}"),
                CONNECTION,
                null,
                null);
    }

    static String jobId(int number) {
        return text("job", number, 32);
    }

    static String requestId(int number) {
        return uuid("request", number).toString().toUpperCase(Locale.ROOT);
    }

    private static String hex(String what, int number) {
        return text(what, number, 64);
    }

    /** Up to 64 hexadecimal digits. */
    private static String text(String what, int number, int length) {
        String digits = (uuid(what, number).toString() + uuid(what + "+", number)).replace("-", "");
        return digits.substring(0, length);
    }

    private static UUID uuid(String what, int number) {
        return UUID.nameUUIDFromBytes((what + number).getBytes(StandardCharsets.US_ASCII));
    }
}
