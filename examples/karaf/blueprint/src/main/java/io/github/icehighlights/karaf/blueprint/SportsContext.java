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
package io.github.icehighlights.karaf.blueprint;

import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.karaf.core.OsgiDefaultCamelContext;
import org.osgi.framework.BundleContext;

import io.github.icehighlights.camel.IceHighlightsComponent;

/**
 * The bean that builds the CamelContext. Because it names a class of the component, and not only a URI, Karaf starts this
 * bundle anew when it refreshes the component's.
 */
public final class SportsContext {

    private final CamelContext context;
    private final String inbox;
    private final String outbox;
    private final String bucket;

    public SportsContext(BundleContext bundle, IceHighlightsComponent ice, String inbox, String outbox, String bucket) {
        context = new OsgiDefaultCamelContext(bundle);
        context.addComponent("ice-highlights", ice);
        this.inbox = inbox;
        this.outbox = outbox;
        this.bucket = bucket;
    }

    public void start() throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("file:" + inbox)
                        .convertBodyTo(String.class)
                        .to("ice-highlights:games?operation=submitSportsHighlightsJob"
                                + "&input.SportsCategory=basketball&output.Count=1"
                                + "&output.MediaURL=oss://" + bucket + "/games/{token}-{index}.mp4");
                from("ice-highlights:games")
                        .convertBodyTo(String.class)
                        .to("file:" + outbox + "?fileName=${header.CamelIceHighlightsJobId}.json&tempPrefix=.");
            }
        });
        context.start();
    }

    public void stop() {
        context.stop();
    }
}
