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
package io.github.icehighlights.karaf;

import org.apache.camel.builder.RouteBuilder;

/** Text files that name a video go in, results as JSON come out. */
final class HighlightRoutes extends RouteBuilder {

    @Override
    public void configure() {
        // spotless:off
        // tag::routes[]
from("file:{{inbox}}")
    .convertBodyTo(String.class)                    // such as oss://media/match.mp4
    .to("ice-highlights:matches?operation=submitHighlightExtractionJob&strategy.Count=2"
        + "&output.NeedExport=true&output.Bucket={{bucket}}&output.ObjectKey=clips/{token}-{index}.mp4");

from("ice-highlights:matches")
    .convertBodyTo(String.class)
    .to("file:{{outbox}}?fileName=${header.CamelIceHighlightsJobId}.json&tempPrefix=.");
        // end::routes[]

        // tag::callbacks[]
restConfiguration().component("netty-http").host("{{callbackHost:0.0.0.0}}").port("{{callbackPort:8182}}");
        // end::callbacks[]
        // spotless:on
    }
}
