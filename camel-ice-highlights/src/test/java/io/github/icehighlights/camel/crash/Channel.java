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

import java.util.Locale;

import io.github.icehighlights.camel.model.JobType;

/** The channels of the nodes' routes, one for each type of job. */
enum Channel {
    EXTRACTION(
            JobType.HIGHLIGHT_EXTRACTION,
            "submitHighlightExtractionJob&strategy.Count=2&strategy.ClipDuration=3",
            "split=CLIPS"),

    /** The one without a client token: what is not sure is never sent again. */
    MASHUP(
            JobType.SCREEN_MEDIA_HIGHLIGHTS,
            "submitScreenMediaHighlightsJob&output.Count=1&output.Width=640&output.Height=360&output.MediaURL="
                    + Channel.OUTPUT,
            "split=NONE"),

    SPORTS(
            JobType.SPORTS_HIGHLIGHTS,
            "submitSportsHighlightsJob&input.SportsCategory=basketball&output.Count=2&output.Width=640&output.Height=360"
                    + "&output.MediaURL=" + Channel.OUTPUT,
            "split=CLIPS");

    /** The bucket of media and clips. */
    static final String BUCKET = "media";

    /** The field of UserData with the name of the file that was submitted. */
    static final String FILE = "file";

    private static final String OUTPUT = "oss://" + BUCKET + "/out/{token}-{index}.mp4";

    private final JobType jobType;
    private final String submits;
    private final String consumes;

    Channel(JobType jobType, String submits, String consumes) {
        this.jobType = jobType;
        this.submits = submits;
        this.consumes = consumes;
    }

    static Channel ofAction(String action) {
        for (Channel channel : values()) {
            if (channel.jobType.submitAction().equals(action)) {
                return channel;
            }
        }
        return null;
    }

    static Channel ofName(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }

    static Channel ofFile(String file) {
        return ofName(file.substring(0, file.indexOf('-')));
    }

    String channelName() {
        return name().toLowerCase(Locale.ROOT);
    }

    JobType jobType() {
        return jobType;
    }

    /** The name of a source file, which is also the id of its medium. */
    String file(int number) {
        return String.format(Locale.ROOT, "%s-%05d", channelName(), number);
    }

    /** Whether an exchange of the consumer is a clip, not a job. */
    boolean isSplit() {
        return consumes.equals("split=CLIPS");
    }

    /** The producer's URI. The idempotency key is the default. */
    String producerUri() {
        return "ice-highlights:" + channelName() + "?operation=" + submits + "&media=${file:onlyname}&userData={\""
                + FILE + "\": \"${file:onlyname}\"}&carryHeaders=CamelFileName";
    }

    String consumerUri() {
        return "ice-highlights:" + channelName() + "?" + consumes + "&concurrentDeliveries=4";
    }
}
