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
package io.github.icehighlights.localice;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.github.icehighlights.localice.callback.Attempt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Callbacks to a real HTTP server. */
class HttpCallbackTest {

    private static final String INPUT = "{\"MediaArray\":[{\"MediaId\":\"one\"}]}";
    private static final String KEY = "Secret1";
    private static final Duration GAP = Duration.ofMillis(50);

    private Receiver receiver;

    @BeforeEach
    void open() throws Exception {
        receiver = new Receiver();
    }

    @AfterEach
    void close() {
        receiver.close();
    }

    @Test
    void tellsTheAddressThatTheJobNames() throws Exception {
        String url = receiver.url("/cb?token=a%2Bb&x=1");
        try (LocalIce ice = quick().callbackAuthKey(KEY).start()) {
            Instant begin = Instant.now();
            String id = submit(ice, userData(url));
            await().until(() -> receiver.received().size() == 1);
            Receiver.Received callback = receiver.received().get(0);
            assertThat(callback.method()).isEqualTo("POST");
            assertThat(callback.path()).isEqualTo("/cb?token=a%2Bb&x=1");
            assertThat(callback.headers().getFirst("Content-Type")).startsWith("application/json");
            assertThat(callback.isSigned(url, KEY)).isTrue();
            assertThat(Long.parseLong(callback.headers().getFirst("X-ICE-TIMESTAMP")))
                    .isBetween(begin.getEpochSecond(), Instant.now().getEpochSecond());
            assertThat(callback.json().path("EventType").asText()).isEqualTo("SmartJobComplete");
            assertThat(callback.json().path("UserId").isIntegralNumber()).isTrue();
            assertThat(Instant.parse(callback.json().path("EventTime").asText()))
                    .isBefore(Instant.now());
            assertThat(callback.messageBody().path("JobId").asText()).isEqualTo(id);
            assertThat(callback.messageBody().path("Status").asText()).isEqualTo("Fail");
            assertThat(callback.messageBody().path("UserData").asText()).isEqualTo(userData(url));
            await().until(() -> ice.callbacks().attempts(id).size() == 1);
            Attempt attempt = ice.callbacks().attempts(id).get(0);
            assertThat(attempt.isSuccess()).isTrue();
            assertThat(attempt.status()).isEqualTo(200);
            assertThat(attempt.address()).isEqualTo(url);
        }
    }

    private static LocalIceBuilder quick() {
        return LocalIce.builder().instant().callbackPace(Duration.ofMillis(500), GAP);
    }

    private static String userData(String address) {
        return "{\"NotifyAddress\":\"" + address + "\",\"mine\":\"中\"}";
    }

    private static String submit(LocalIce ice, String userData) throws Exception {
        Map<String, String> parameters = new HashMap<>(Map.of("InputConfig", INPUT));
        parameters.put("UserData", userData);
        return new IceCaller(ice).call(IceCaller.SUBMIT, parameters).jobId();
    }
}
