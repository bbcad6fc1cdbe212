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
package io.github.icehighlights.camel.callback;

import java.time.Clock;
import java.time.Duration;
import java.util.List;

import org.apache.camel.Message;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultMessage;
import org.junit.jupiter.api.Test;

import io.github.icehighlights.camel.ice.HintTokens;

import static org.assertj.core.api.Assertions.assertThat;

class CallerTest {

    private static final String MARK = "c123456789x123456789";

    private final Caller.Recognition recognition = new Caller.Recognition(
            new DoorSettings(
                    "/ice",
                    null,
                    "https://media.example.com/ice",
                    CallbackAuth.EITHER,
                    List.of("Ours1"),
                    Duration.ofMinutes(5),
                    65_536),
            Clock.systemUTC());

    private String reason(String token) {
        Message message = new DefaultMessage(new DefaultCamelContext());
        message.setHeader(HintTokens.PARAMETER, token);
        return recognition.of(message) instanceof Caller.Stranger stranger ? stranger.reason() : "none";
    }

    /** The likeliest mistake has to be named. */
    @Test
    void aTokenOfAnotherKeyIsCalledThat() {
        String query = new HintTokens(List.of("Theirs1")).sign("", MARK);
        String token = query.substring(query.indexOf('=') + 1);

        assertThat(reason(token)).contains("token is not made with a key of ours", "no signature");
        assertThat(reason(null)).isEqualTo("it has no signature");
    }
}
