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

/** What the manual's page on callbacks shows in Java, to the letter. {@code CallbackExamplesTest} runs it. */
final class ManualCallbackRoutes {

    private ManualCallbackRoutes() {}

    // spotless:off

    static final class Plain extends RouteBuilder {
        @Override
        public void configure() {
            // tag::routes[]
            from("direct:episode")
                .to("ice-highlights:episodes?operation=submitHighlightExtractionJob&media=oss://media/in/${header.name}");

            from("ice-highlights:episodes")
                .to("direct:publish");
            // end::routes[]
        }
    }

    static final class AnyRoute extends RouteBuilder {
        @Override
        public void configure() {
            // tag::any-route[]
            from("seda:events")
                .to("ice-highlights:episodes?operation=acceptCallback")
                .filter(simple("${header.CamelIceHighlightsHeard} == 'REMEMBERED'"))
                    .log("nobody here knows the job yet");
            // end::any-route[]
        }
    }

    static final class Account extends RouteBuilder {
        @Override
        public void configure() {
            // tag::account[]
            from("direct:show-callback")
                .to("ice-highlights:episodes?operation=getEventCallback")
                .log("the events of all jobs go to: ${body}");

            from("direct:set-callback")
                .to("ice-highlights:episodes?operation=setEventCallback")
                .log("they went to: ${body.before} and go to: ${body.after}");
            // end::account[]
        }
    }

    // spotless:on
}
