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

import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;

import io.github.icehighlights.camel.IceHighlightsComponent;
import io.github.icehighlights.camel.IceHighlightsConfiguration;

/** Starts a context and sends one message: {@code SUBJECT ENDPOINT}. */
final class StartingProgram {

    private StartingProgram() {}

    public static void main(String[] arguments) throws Exception {
        long begin = System.nanoTime();
        try (var context = new DefaultCamelContext()) {
            context.addRoutes(route(arguments[0], arguments[1], context));
            context.start();
            Fork.report(Starting.STARTED, millis(begin));
            Exchange exchange = context.createProducerTemplate()
                    .request("direct:submit", e -> e.getMessage().setBody("oss://media/matches/2026/match.mp4"));
            if (exchange.getException() != null) {
                throw exchange.getException();
            }
            Fork.report(Starting.SUBMITTED, millis(begin));
        }
        Runtime.getRuntime().halt(0);
    }

    private static RouteBuilder route(String subject, String endpoint, DefaultCamelContext context) throws Exception {
        if (subject.equals(Starting.SDK)) {
            var ice = new HandWrittenIce(endpoint);
            return new RouteBuilder() {
                @Override
                public void configure() {
                    from("direct:submit").process(exchange -> ice.submit("0123456789", true));
                }
            };
        }
        String to = subject.equals(Starting.COMPONENT) ? component(context, endpoint) : endpoint;
        return new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:submit").to(to);
            }
        };
    }

    private static String component(DefaultCamelContext context, String endpoint) {
        var component = new IceHighlightsComponent();
        IceHighlightsConfiguration defaults = component.getConfiguration();
        defaults.setEndpoint(endpoint);
        defaults.setRegion("cn-shanghai");
        defaults.setAccessKey("ak");
        defaults.setSecretKey("sk");
        context.addComponent("ice-highlights", component);
        return "ice-highlights:matches?operation=submitHighlightExtractionJob"
                + "&output.NeedExport=true&output.Bucket=media&output.ObjectKey=clips/{token}-{index}.mp4";
    }

    private static double millis(long begin) {
        return (System.nanoTime() - begin) / 1e6;
    }
}
