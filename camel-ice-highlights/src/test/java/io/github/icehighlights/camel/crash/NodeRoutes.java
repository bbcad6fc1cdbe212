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
package io.github.icehighlights.camel.crash;

import java.io.IOException;

import org.apache.camel.builder.RouteBuilder;

import io.github.icehighlights.camel.IceHighlightsConstants;

/** The routes of a node, as an application would have them: files are submitted, and results are written down. */
final class NodeRoutes extends RouteBuilder {

    /** Below the source folder: files whose text is the correlation id of a submission to replay. */
    static final String REPLAY = "replay";

    private static final String FILES = "?delay=300&initialDelay=0&move=.done";

    private final NodeSettings settings;
    private final RouteOutput output;

    NodeRoutes(NodeSettings settings, TrapWatch watch) throws IOException {
        this.settings = settings;
        this.output = new RouteOutput(settings.outputFile(), watch);
    }

    @Override
    public void configure() {
        for (Channel channel : Channel.values()) {
            from("file:" + settings.source().resolve(channel.channelName()) + FILES)
                    .to(channel.producerUri());

            from(channel.consumerUri()).process(output);

            from("file:" + settings.source().resolve(REPLAY).resolve(channel.channelName()) + FILES)
                    .setHeader(IceHighlightsConstants.CORRELATION_ID, bodyAs(String.class))
                    .to("ice-highlights:" + channel.channelName() + "?operation=replay");
        }
    }
}
