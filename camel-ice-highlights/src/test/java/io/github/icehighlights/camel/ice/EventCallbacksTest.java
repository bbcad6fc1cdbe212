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

import java.io.IOException;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.icehighlights.camel.model.EventCallback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** GetEventCallback and SetEventCallback, word for word. */
class EventCallbacksTest {

    private static final String KEY = "Canary-Auth-Key-1";
    private static final EventCallbackSetting HTTP = new EventCallbackSetting(
            new EventCallback("HTTP", "https://a.example/b?c=d", Set.of("Two", "One"), true), KEY);

    private final IceStub ice = IceStub.json(200, "{\"RequestId\":\"r\",\"Success\":true}");

    @AfterEach
    void close() throws IOException {
        ice.close();
    }

    private EventCallbackSetting told(String answer) {
        ice.handler((request, exchange) -> exchange.json(200, answer));
        return Connections.api(ice).eventCallback();
    }

    @Test
    void whatIsSetIsSentAsDocumented() {
        Connections.api(ice).setEventCallback(HTTP);

        assertThat(ice.last().action()).isEqualTo("SetEventCallback");
        assertThat(ice.last().query())
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "CallbackType", "HTTP",
                        "CallbackURL", "https://a.example/b?c=d",
                        "AuthSwitch", "on",
                        "AuthKey", KEY,
                        "EventTypeList", "One,Two"));

        Connections.api(ice)
                .setEventCallback(new EventCallbackSetting(
                        new EventCallback("MNS", "ice-callback-x", Set.of(), false), "not for a queue"));

        assertThat(ice.last().query())
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of("CallbackType", "MNS", "CallbackQueueName", "ice-callback-x"));
    }

    @Test
    void whatIsSetIsRead() {
        assertThat(told("{\"RequestId\":\"r\",\"CallbackType\":\"HTTP\",\"CallbackURL\":\"https://a.example/b?c=d\","
                        + "\"EventTypeList\":\"One, Two,\",\"AuthSwitch\":\"on\",\"AuthKey\":\"" + KEY + "\"}"))
                .isEqualTo(HTTP)
                .asString()
                .doesNotContain(KEY, "c=d");
        EventCallbackSetting queue = told("{\"RequestId\":\"r\",\"CallbackType\":\"MNS\",\"CallbackURL\":\"\","
                + "\"CallbackQueueName\":\"ice-callback-x\",\"AuthSwitch\":\"off\",\"AuthKey\":\"" + KEY + "\"}");
        assertThat(queue.callback().address()).isEqualTo("ice-callback-x");
        assertThat(queue.authKey()).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"RequestId\":\"r\"}",
                "{\"RequestId\":\"r\",\"CallbackType\":\"\",\"CallbackURL\":\"\",\"CallbackQueueName\":null}",
                "{\"RequestId\":\"r\",\"CallbackType\":\"HTTP\",\"EventTypeList\":\"One\",\"AuthSwitch\":\"off\"}"
            })
    void nothingMayBeSet(String answer) {
        assertThat(told(answer).callback().isEmpty()).isTrue();
    }

    @Test
    void aNoIsANo() {
        ice.handler((request, exchange) -> exchange.json(200, "{\"RequestId\":\"r\",\"Success\":false}"));

        IceException e = catchThrowableOfType(
                IceException.class, () -> Connections.api(ice).setEventCallback(HTTP));

        assertThat(e.getKind()).isEqualTo(IceException.Kind.REFUSED);
    }

    @Test
    void anErrorThatRepeatsTheKeyDoesNotTellIt() {
        ice.handler((request, exchange) -> exchange.json(
                400, "{\"RequestId\":\"r\",\"Code\":\"InvalidParameter\",\"Message\":\"what is " + KEY + " for?\"}"));

        IceException e = catchThrowableOfType(
                IceException.class, () -> Connections.api(ice).setEventCallback(HTTP));

        assertThat(e).hasMessageContaining("what is *** for?").hasMessageNotContaining(KEY);
    }
}
