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

import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.RestConsumerFactory;
import org.apache.camel.util.URISupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.github.icehighlights.camel.callback.CallbackAuth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What is said about options of callbacks that cannot do, before anything listens. */
class CallbackOptionsTest {

    private final DefaultCamelContext context = new DefaultCamelContext();

    @AfterEach
    void stop() {
        context.stop();
    }

    private void start(String options) throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("ice-highlights:nba?" + options).to("log:results");
            }
        });
        context.start();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "callbackPath=ice&callbackAuth=NONE | callbackPath must begin with a slash",
                "callbackPath=/ice&callbackUrl=http://a | callbackAuth=EITHER needs the option callbackAuthKey",
                "callbackPath=/ice&callbackAuth=TOKEN | callbackAuth=TOKEN needs the option callbackAuthKey",
                "callbackPath=/ice&callbackAuthKey=k | callbackAuth=EITHER needs the option callbackUrl",
                "callbackUrl=ftp://a&callbackAuthKey=k | callbackUrl must begin with http",
                "callbackPath=/ice&callbackAuth=NONE&callbackMaxBytes=0 | callbackMaxBytes must be 1 or more",
                "callbackPath=/ice&callbackAuth=NONE&callbackServer=nothing | no component 'nothing'"
            })
    void wrongOptionsAreNamed(String options, String message) {
        assertThatThrownBy(() -> start(options)).hasStackTraceContaining(message);
    }

    @Test
    @Tag("not-camel-4.22") // camel-jetty does not resolve at 4.22.0
    void twoServersAreOneTooMany() {
        context.getRegistry().bind("platform-http", new IceHighlightsComponent());
        context.getComponent("jetty");
        context.getRegistry().bind("mine", RestConsumerFactory.class, (RestConsumerFactory)
                (camel, processor, verb, path, template, consumes, produces, configuration, parameters) -> null);

        assertThatThrownBy(() -> start("callbackPath=/ice&callbackAuth=NONE"))
                .hasStackTraceContaining("there are several: [jetty, mine]")
                .hasStackTraceContaining("callbackServer");
    }

    @Test
    void keysAreMaskedWhereverOptionsAreShown() {
        String uri = "ice-highlights:nba?callbackAuthKey=Hidden1&callbackPreviousAuthKey=Hidden2&callbackPath=/ice";

        assertThat(URISupport.sanitizeUri(uri)).doesNotContain("Hidden").contains("/ice");

        IceHighlightsConfiguration options = new IceHighlightsConfiguration();
        options.setCallbackPath("/ice");
        options.setCallbackAuthKey("Hidden1");
        assertThat(options.getCallbackAuth()).isEqualTo(CallbackAuth.EITHER);
        assertThat(options.callbacks().door().toString()).doesNotContain("Hidden");
    }
}
