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
package io.github.icehighlights.camel.ice;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class IceEventTest {

    private static final String ID = "0123456789abcdefghjk";

    private static final String EVENT = """
            {"EventType":"BatchProduceMediaComplete","UserId":1833220977560000,"EventTime":"2022-07-15T08:48:14Z",
             "MessageBody":{"JobId":"52f0e4c1a7","Status":"Finished",
             "UserData":"{\\"NotifyAddress\\":\\"https://a/b\\",\\"iceHighlights\\":\\"0123456789abcdefghjk\\"}"}}""";

    private static final IceEvent READ = new IceEvent("BatchProduceMediaComplete", "52f0e4c1a7", ID);

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void anEventNamesItsJob() {
        assertThat(IceEvent.read(EVENT)).isEqualTo(READ);
        assertThat(IceEvent.read(("\uFEFF" + EVENT).getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(READ);
    }

    @Test
    void aQueueMayHoldItInBase64() {
        assertThat(IceEvent.read("\n" + base64(EVENT) + "\r\n")).isEqualTo(READ);
        assertThat(IceEvent.read(base64(EVENT).replaceAll("(.{76})", "$1\r\n"))).isEqualTo(READ);
    }

    @Test
    void theBodyMayBeATextAndUserDataAnObject() {
        assertThat(IceEvent.read("{\"EventType\":\"X\",\"MessageBody\":\"{\\\"JobId\\\":\\\"j\\\","
                        + "\\\"UserData\\\":{\\\"iceHighlights\\\":\\\"" + ID + "\\\"}}\"}"))
                .isEqualTo(new IceEvent("X", "j", ID));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"EventType\":\"RegisterMediaComplete\",\"MessageBody\":{\"MediaId\":\"m\"}}",
                "{\"MessageBody\":{\"JobId\":\"<script>\",\"UserData\":\"{}\"}}",
                "{\"MessageBody\":{\"JobId\":{\"a\":1}}}",
                "{\"EventType\":\"X\"}",
                "{\"EventType\":\"X\",\"MessageBody\":[]}"
            })
    void anEventAboutSomethingElseNamesNoJob(String body) {
        IceEvent event = IceEvent.read(body);

        assertThat(event.jobId()).isNull();
        assertThat(event.correlationId()).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "secret-42",
                "[]",
                "{}",
                "{\"a\":1}",
                "{\"EventType\":",
                "null",
                "eyJhIjoxfQ==",
                "\u0000\u0001"
            })
    void garbageIsRefusedAndNotRepeated(String body) {
        assertThatExceptionOfType(IceEventException.class)
                .isThrownBy(() -> IceEvent.read(body))
                .satisfies(e ->
                        assertThat(e.getMessage()).contains("an event of ICE").doesNotContain("secret"));
    }

    @Test
    void nothingLargeOrDeepIsRead() {
        String deep = "{\"MessageBody\":" + "[".repeat(100_000);
        assertThatExceptionOfType(IceEventException.class).isThrownBy(() -> IceEvent.read(deep));
        assertThatExceptionOfType(IceEventException.class)
                .isThrownBy(() -> IceEvent.read(" ".repeat((1 << 20) + 1)))
                .withMessageContaining("1048577");
    }
}
