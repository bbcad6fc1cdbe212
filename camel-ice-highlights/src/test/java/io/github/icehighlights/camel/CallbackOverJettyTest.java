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
package io.github.icehighlights.camel;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

import org.apache.camel.spi.RestConfiguration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@Tag("not-camel-4.22") // camel-jetty does not resolve at 4.22.0
class CallbackOverJettyTest extends CallbackHttpContract {

    CallbackOverJettyTest() {
        super(HttpServerUnderTest.JETTY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: 100000", "Content-Length: 100000000", "Transfer-Encoding: chunked"})
    void aStrangersBodyThatNeverEndsHoldsNothing(String length) throws IOException {
        start();
        int port = camel().context().getRestConfiguration().getPort();
        try (var socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(60_000);
            String begin = "POST /ice/callback HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                    + length + "\r\n\r\n1\r\n{\r\n";
            socket.getOutputStream().write(begin.getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().flush();

            // to its end: the connection is closed, by the Jetty of Camel 4.14 not before its idle time-out of 30 s
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            assertThat(answer).startsWith("HTTP/1.1 401");
        }
    }

    /** Jetty is one for all contexts of a process, and leads a path to whoever came last. */
    @Test
    void aSecondContextHasToTakeAnotherPath() {
        start();
        var rest = new RestConfiguration();
        rest.setComponent("jetty");
        rest.setHost("127.0.0.1");
        rest.setPort(camel().context().getRestConfiguration().getPort());
        var second = new CamelOnIce(ICE.ice());
        second.component()
                .setConfiguration(camel().component().getConfiguration().copy());
        second.context().setRestConfiguration(rest);

        assertThatThrownBy(() -> second.start(results())).hasStackTraceContaining("is taken by another component");
    }
}
