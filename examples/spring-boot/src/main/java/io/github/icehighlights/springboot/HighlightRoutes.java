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
package io.github.icehighlights.springboot;

import org.apache.camel.builder.RouteBuilder;
import org.springframework.stereotype.Component;

@Component
class HighlightRoutes extends RouteBuilder {

    private final Library library;

    HighlightRoutes(Library library) {
        this.library = library;
    }

    @Override
    public void configure() {
        // A new video is copied to where ICE reads it, and ICE is asked for its highlights; what is asked for is in
        // application.yaml. Then it leaves the folder. After a crash before that it is read once more, but as the same
        // submission: nothing is paid for twice.
        from("aws2-s3:{{bucket.uploads}}?amazonS3Client=#oss&prefix=matches/&includeFolders=false&includeBody=false"
                        + "&delay={{uploads.delay}}")
                .routeId("submit")
                .setHeader("CamelAwsS3BucketDestinationName", constant("{{bucket.media}}"))
                .setHeader("CamelAwsS3DestinationKey", header("CamelAwsS3Key"))
                .to("aws2-s3:{{bucket.uploads}}?amazonS3Client=#oss&operation=copyObject")
                .to("ice-highlights:matches?operation=submitHighlightExtractionJob&carryHeaders=CamelAwsS3Key")
                .bean(library, "submitted");

        // Minutes later: the clips are published in another bucket, and the application's database learns of them.
        from("ice-highlights:matches")
                .routeId("publish")
                .split(simple("${body.clips}"))
                .stopOnException()
                .setHeader("CamelAwsS3Key", simple("${body.key}"))
                .setHeader("CamelAwsS3BucketDestinationName", constant("{{bucket.highlights}}"))
                .setHeader("CamelAwsS3DestinationKey", simple("${body.key}"))
                .to("aws2-s3:{{bucket.media}}?amazonS3Client=#oss&operation=copyObject")
                .end()
                .bean(library, "finished");
    }
}
