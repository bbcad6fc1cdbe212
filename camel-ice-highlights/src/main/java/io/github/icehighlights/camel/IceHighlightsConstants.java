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

import org.apache.camel.spi.Metadata;

/** The headers of the component. */
public final class IceHighlightsConstants {

    // what a route may set on the way to the producer

    @Metadata(
            label = "producer",
            description = "What to do with this exchange; overrides the option operation. Removed after use.",
            javaType = "io.github.icehighlights.camel.IceHighlightsOperation")
    public static final String OPERATION = "CamelIceHighlightsOperation";

    @Metadata(
            label = "producer",
            description = "Makes two submissions the same one; overrides the option idempotencyKey. Removed after use.",
            javaType = "String")
    public static final String IDEMPOTENCY_KEY = "CamelIceHighlightsIdempotencyKey";

    @Metadata(
            label = "producer",
            description =
                    "The address that setEventCallback may replace: the URL or the name of the queue that is set at present, as"
                            + " getEventCallback tells it. Without it, the operation replaces no address but its own. Removed"
                            + " after use.",
            javaType = "String")
    public static final String EXPECTED_CALLBACK = "CamelIceHighlightsExpectedCallback";

    // what the component tells about a job

    @Metadata(description = "ICE's id of the job. The operations getJob and replay read it.", javaType = "String")
    public static final String JOB_ID = "CamelIceHighlightsJobId";

    @Metadata(
            description =
                    "The type of the job. The operation getJob reads it for a job that this application did not submit.",
            javaType = "io.github.icehighlights.camel.model.JobType")
    public static final String JOB_TYPE = "CamelIceHighlightsJobType";

    @Metadata(
            description = "How far the job is, or how it ended; with split=CLIPS, how the clip ended.",
            javaType = "io.github.icehighlights.camel.model.JobState")
    public static final String STATE = "CamelIceHighlightsState";

    @Metadata(description = "The channel of the job.", javaType = "String")
    public static final String CHANNEL = "CamelIceHighlightsChannel";

    @Metadata(description = "ICE's id of the request, for Alibaba's support.", javaType = "String")
    public static final String REQUEST_ID = "CamelIceHighlightsRequestId";

    @Metadata(
            description =
                    "ICE's token of the submission, by which it recognises a repeated one. Only written, never read.",
            javaType = "String")
    public static final String CLIENT_TOKEN = "CamelIceHighlightsClientToken";

    @Metadata(
            description = "Our mark of the submission in UserData. The operation replay reads it.",
            javaType = "String")
    public static final String CORRELATION_ID = "CamelIceHighlightsCorrelationId";

    @Metadata(
            label = "producer",
            description =
                    "Whether an earlier submission with the same idempotency key stands for this one, so that no new"
                            + " job was made.",
            javaType = "boolean")
    public static final String DUPLICATE = "CamelIceHighlightsDuplicate";

    @Metadata(
            label = "producer",
            description = "Whether the exchange waited for its job and goes on without the result, which the channel's"
                    + " consumer gets.",
            javaType = "boolean")
    public static final String DETACHED = "CamelIceHighlightsDetached";

    @Metadata(
            label = "producer",
            description =
                    "UNKNOWN when nobody can tell whether ICE has the submission, which must then not be repeated under"
                            + " another idempotency key. On an exchange that failed: it is resolved in the background. On one"
                            + " that went on, without a job id: an earlier submission with the same key is uncertain and waits"
                            + " to be replayed or forgotten.",
            javaType = "String")
    public static final String OUTCOME = "CamelIceHighlightsOutcome";

    @Metadata(
            label = "producer",
            description =
                    "What became of the event that acceptCallback was given: DONE; NOTED (the job was looked at just now, and"
                            + " is again within two seconds); UNCONFIRMED (a submission that may be no job yet: ICE is asked);"
                            + " REMEMBERED (no job has that name yet); NO_JOB (it is about something else). With the middle"
                            + " three the event may be kept and given again.",
            javaType = "io.github.icehighlights.camel.tracking.Heard")
    public static final String HEARD = "CamelIceHighlightsHeard";

    @Metadata(description = "ICE's error code of a job or clip that failed.", javaType = "String")
    public static final String ERROR_CODE = "CamelIceHighlightsErrorCode";

    @Metadata(description = "ICE's error message of a job or clip that failed.", javaType = "String")
    public static final String ERROR_MESSAGE = "CamelIceHighlightsErrorMessage";

    @Metadata(description = "How many clips the job has.", javaType = "int")
    public static final String CLIP_COUNT = "CamelIceHighlightsClipCount";

    @Metadata(
            label = "consumer",
            description = "Position of the clip in the job, from 0 (with split=CLIPS).",
            javaType = "int")
    public static final String CLIP_INDEX = "CamelIceHighlightsClipIndex";

    @Metadata(
            label = "consumer",
            description = "Bucket of the clip (with split=CLIPS and export).",
            javaType = "String")
    public static final String CLIP_BUCKET = "CamelIceHighlightsClipBucket";

    @Metadata(
            label = "consumer",
            description = "Object key of the clip (with split=CLIPS and export).",
            javaType = "String")
    public static final String CLIP_KEY = "CamelIceHighlightsClipKey";

    @Metadata(
            description =
                    "Which delivery of this job it is, from 1. Above 1 the job was delivered before and not acknowledged.",
            javaType = "int")
    public static final String DELIVERY_COUNT = "CamelIceHighlightsDeliveryCount";

    private IceHighlightsConstants() {}
}
