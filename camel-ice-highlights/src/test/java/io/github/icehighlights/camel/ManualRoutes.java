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

import io.github.icehighlights.camel.ice.IceException;
import io.github.icehighlights.camel.request.HighlightExtractionRequest;
import io.github.icehighlights.camel.request.IceRequestException;
import io.github.icehighlights.camel.tracking.IdempotencyKeyException;

/** What the manual shows in Java, to the letter. {@code ManualExamplesTest} runs it. */
final class ManualRoutes {

    private ManualRoutes() {}

    // spotless:off

    static final class Usage extends RouteBuilder {
        @Override
        public void configure() {
            // tag::submit[]
            from("direct:match")
                .to("ice-highlights:matches?operation=submitHighlightExtractionJob"
                    + "&media=oss://media/in/${header.name}&strategy.Count=3"
                    + "&output.NeedExport=true&output.Bucket=media&output.ObjectKey=clips/{token}-{index}.mp4")
                .log("job ${header.CamelIceHighlightsJobId}");
            // end::submit[]

            // tag::receive[]
            from("ice-highlights:matches")
                .choice()
                    .when(simple("${header.CamelIceHighlightsState} == 'FINISHED'")).to("direct:clips")
                    .otherwise().log("${header.CamelIceHighlightsErrorCode} ${header.CamelIceHighlightsErrorMessage}");
            // end::receive[]
        }
    }

    static final class Extraction extends RouteBuilder {
        @Override
        public void configure() {
            // tag::extraction[]
            from("direct:episode")
                .to("ice-highlights:episodes?operation=submitHighlightExtractionJob"
                    + "&media=oss://media/in/${header.name}"
                    + "&strategy.Count=2&strategy.ClipDuration=3"
                    + "&output.NeedExport=true&output.Bucket=media&output.ObjectKey=clips/{token}-{index}.mp4"
                    + "&userData={\"show\": \"${header.show}\"}"
                    + "&carryHeaders=name,show");

            from("ice-highlights:episodes?split=CLIPS&failedJobs=EXCEPTION")
                .log("${header.show}: ${header.CamelIceHighlightsClipKey}, clip"
                    + " ${header.CamelIceHighlightsClipIndex} of ${header.CamelIceHighlightsClipCount}")
                .to("direct:publish");
            // end::extraction[]
        }
    }

    static final class Idempotent extends RouteBuilder {
        @Override
        public void configure() {
            // tag::idempotent[]
            from("ice-highlights:episodes?split=CLIPS&failedJobs=EXCEPTION")
                .idempotentConsumer(simple("${header.CamelIceHighlightsJobId}-${header.CamelIceHighlightsClipIndex}"))
                    .idempotentRepository("published") // a JdbcMessageIdRepository, for instance
                .to("direct:publish");
            // end::idempotent[]
        }
    }

    static final class Typed extends RouteBuilder {
        @Override
        public void configure() {
            // tag::typed[]
            from("direct:episode")
                .setBody(exchange -> HighlightExtractionRequest
                    .of("oss://media/in/" + exchange.getMessage().getHeader("name"))
                    .withCount(2)
                    .withClipDuration(3)
                    .exportTo("media", "clips/{token}-{index}.mp4"))
                .to("ice-highlights:episodes?operation=submitHighlightExtractionJob");
            // end::typed[]
        }
    }

    static final class Mashup extends RouteBuilder {
        @Override
        public void configure() {
            // tag::mashup[]
            from("direct:season")
                .to("ice-highlights:trailers?operation=submitScreenMediaHighlightsJob"
                    + "&strategy.TargetDuration=10&editing.MediaConfig.Volume=1"
                    + "&output.Count=2&output.Width=640&output.Height=360"
                    + "&output.MediaURL=oss://media/trailers/{token}-{index}.mp4");

            from("ice-highlights:trailers?failedJobs=EXCEPTION")
                .split(simple("${body.clips}"))
                    .choice()
                        .when(simple("${body.state} == 'FINISHED'")).to("direct:publish")
                        .otherwise().log("video ${body.index}: ${body.errorCode} ${body.errorMessage}");
            // end::mashup[]
        }
    }

    static final class Sports extends RouteBuilder {
        @Override
        public void configure() {
            // tag::sports[]
            from("direct:match")
                .to("ice-highlights:matches?operation=submitSportsHighlightsJob"
                    + "&media=oss://media/in/${header.name}"
                    + "&inputConfig=classpath:examples/basketball.json"
                    + "&output.Count=2&output.Width=640&output.Height=360"
                    + "&output.MediaURL=oss://media/matches/{token}-{index}.mp4"
                    + "&waitForCompletion=true&waitTimeout=30m&failedJobs=EXCEPTION")
                .filter(simple("${header.CamelIceHighlightsDetached} == false"))
                    .to("direct:ended");

            from("ice-highlights:matches?failedJobs=EXCEPTION")
                .to("direct:ended");

            from("direct:ended")
                .split(simple("${body.clips}"))
                    .to("direct:publish");
            // end::sports[]
        }
    }

    static final class Errors extends RouteBuilder {
        @Override
        public void configure() {
            // tag::errors[]
            onException(IceRequestException.class, IdempotencyKeyException.class)
                .to("direct:repair");     // wrong for good: nothing was sent

            onException(IceException.class)
                .onWhen(simple("${exception.retryable}"))
                .maximumRedeliveries(3).redeliveryDelay("{{retry.delay:60s}}") // same key: never paid twice
                .to("direct:later");

            onException(IceException.class)
                .to("direct:operator");   // rights, subscription, a refused request

            from("direct:in")
                .to("ice-highlights:episodes?operation=submitHighlightExtractionJob"
                    + "&media=${header.media}&idempotencyKey=${header.order}");
            // end::errors[]
        }
    }
    // spotless:on
}
