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
package io.github.icehighlights.quickstart;

import java.io.File;

import org.apache.camel.builder.RouteBuilder;

/**
 * From a video on FTP to clips on disk, by each of ICE's three kinds of job in turn. Everything that differs between the quickstart and the real cloud is a setting
 * in {@code application.properties}; the routes are the same.
 */
public class HighlightRoutes extends RouteBuilder {

    @Override
    public void configure() {
        // A new video goes into the bucket, and ICE is asked for its highlights.
        // {token} differs from job to job, so that no job overwrites the clips of another; {index} is ICE's own.
        from("ftp:{{ftp.address}}?username=RAW({{ftp.username}})&password=RAW({{ftp.password}})"
                        + "&passiveMode=true&binary=true&readLock=changed&readLockCheckInterval={{ftp.unchanged}}"
                        + "&localWorkDirectory=RAW({{work.dir}})&move=.done")
                .routeId("submit")
                .convertBodyTo(File.class) // S3 reads it twice: to sign, and to send
                .to("aws2-s3:{{bucket}}?amazonS3Client=#oss&multiPartUpload=true&keyName=in/${file:name}")
                .to("file:{{highlights.dir}}") // the page shows the source beside its clips
                .to("ice-highlights:match?operation=submitHighlightExtractionJob&media=oss://{{bucket}}/in/${file:name}"
                        + "&strategy.Count=3&strategy.ClipDuration=8"
                        + "&output.NeedExport=true&output.Bucket={{bucket}}"
                        + "&output.ObjectKey=clips/${file:name.noext}/{token}-{index}.mp4"
                        + "&carryHeaders=CamelFileName");

        // Minutes later the job has ended. Its clips are fetched, and if it went well ICE is asked for the next job.
        // The key: a result that is delivered again leads to the same submission, and nothing is paid for twice.
        from("ice-highlights:match")
                .routeId("match")
                .to("direct:fetch")
                .filter(simple("${body.state} == 'FINISHED'"))
                .to("ice-highlights:sports?operation=submitSportsHighlightsJob"
                        + "&media=oss://{{bucket}}/in/${file:name}"
                        + "&input.SportsCategory=basketball&input.TransferNameRegister=RAW({{teams}})"
                        + "&output.Count=2"
                        + "&output.MediaURL=oss://{{bucket}}/clips/${file:name.noext}/sports-{token}-{index}.mp4"
                        + "&idempotencyKey=${header.CamelIceHighlightsJobId}&carryHeaders=CamelFileName");

        // The sports highlights are there: a mashup comes last.
        from("ice-highlights:sports")
                .routeId("sports")
                .to("direct:fetch")
                .filter(simple("${body.state} == 'FINISHED'"))
                .to("ice-highlights:mashup?operation=submitScreenMediaHighlightsJob"
                        + "&media=oss://{{bucket}}/in/${file:name}"
                        + "&strategy.TargetDuration=20&editing.MediaConfig.Volume=1"
                        + "&output.Count=1&output.Width=1280&output.Height=720"
                        + "&output.MediaURL=oss://{{bucket}}/clips/${file:name.noext}/mashup-{token}-{index}.mp4"
                        + "&idempotencyKey=${header.CamelIceHighlightsJobId}&carryHeaders=CamelFileName");

        from("ice-highlights:mashup").routeId("mashup").to("direct:fetch");

        // The clips of any job come over S3, and the page shows them. A clip that failed by itself has no key.
        from("direct:fetch")
                .routeId("fetch")
                .split(simple("${body.clips}"))
                .stopOnException()
                .filter(simple("${body.key} != null"))
                .to("aws2-s3:{{bucket}}?amazonS3Client=#oss&operation=getObject&keyName=${body.key}")
                .to("file:{{highlights.dir}}?fileName=${header.CamelAwsS3ProducedKey}")
                .end() // of the filter
                .end() // of the split
                .to("bean:page");
    }
}
