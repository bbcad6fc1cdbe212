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

import java.util.List;

import org.apache.camel.Message;

import io.github.icehighlights.camel.model.Clip;
import io.github.icehighlights.camel.model.Highlights;
import io.github.icehighlights.camel.model.JobState;
import io.github.icehighlights.camel.request.Submission;
import io.github.icehighlights.camel.store.PendingJob;
import io.github.icehighlights.camel.tracking.Submitted;

/** Writes what is known of a job into the headers of a message. */
final class JobHeaders {

    /** What an earlier job in the same route may have left, and a submission does not tell of its own job. */
    private static final List<String> OF_A_RESULT = List.of(
            IceHighlightsConstants.DETACHED,
            IceHighlightsConstants.OUTCOME,
            IceHighlightsConstants.ERROR_CODE,
            IceHighlightsConstants.ERROR_MESSAGE,
            IceHighlightsConstants.CLIP_COUNT,
            IceHighlightsConstants.CLIP_INDEX,
            IceHighlightsConstants.CLIP_BUCKET,
            IceHighlightsConstants.CLIP_KEY,
            IceHighlightsConstants.DELIVERY_COUNT);

    /** What only a job that exists has. */
    private static final List<String> OF_A_SUBMISSION = List.of(
            IceHighlightsConstants.JOB_ID,
            IceHighlightsConstants.REQUEST_ID,
            IceHighlightsConstants.STATE,
            IceHighlightsConstants.DUPLICATE);

    private JobHeaders() {}

    /** After a dry run: what a submission would carry. */
    static void checked(Message message, Submission submission) {
        OF_A_RESULT.forEach(message::removeHeader);
        OF_A_SUBMISSION.forEach(message::removeHeader);
        message.setHeader(IceHighlightsConstants.CHANNEL, submission.channel());
        message.setHeader(IceHighlightsConstants.JOB_TYPE, submission.jobType());
        message.setHeader(IceHighlightsConstants.CLIENT_TOKEN, submission.clientToken());
        message.setHeader(IceHighlightsConstants.CORRELATION_ID, submission.correlationId());
    }

    /** After a submission; the body stays as it is. */
    static void submitted(Message message, Submitted submitted) {
        PendingJob job = submitted.job();
        OF_A_RESULT.forEach(message::removeHeader);
        identity(message, job);
        message.setHeader(IceHighlightsConstants.JOB_ID, submitted.jobId());
        set(message, IceHighlightsConstants.REQUEST_ID, submitted.requestId());
        message.setHeader(IceHighlightsConstants.STATE, job.outcome() == null ? JobState.CREATED : job.outcome());
        message.setHeader(IceHighlightsConstants.DUPLICATE, submitted.duplicate());
        if (submitted.jobId() == null) {
            // the earlier submission of the same key is uncertain: there may be no job at all
            message.setHeader(IceHighlightsConstants.OUTCOME, "UNKNOWN");
        }
    }

    /** After a delivery. */
    static void delivered(Message message, PendingJob job, Highlights highlights) {
        identity(message, job);
        set(message, IceHighlightsConstants.REQUEST_ID, job.requestId());
        result(message, highlights);
    }

    /** What ICE says of a job. */
    static void result(Message message, Highlights highlights) {
        message.setHeader(IceHighlightsConstants.CHANNEL, highlights.channel());
        message.setHeader(IceHighlightsConstants.JOB_ID, highlights.jobId());
        message.setHeader(IceHighlightsConstants.JOB_TYPE, highlights.jobType());
        message.setHeader(IceHighlightsConstants.STATE, highlights.state());
        message.setHeader(IceHighlightsConstants.CLIP_COUNT, highlights.clips().size());
        set(message, IceHighlightsConstants.ERROR_CODE, highlights.errorCode());
        set(message, IceHighlightsConstants.ERROR_MESSAGE, highlights.errorMessage());
    }

    /** Which clip of a job a message is about. */
    static void clip(Message message, Clip clip) {
        message.setHeader(IceHighlightsConstants.CLIP_INDEX, clip.index());
        message.setHeader(IceHighlightsConstants.STATE, clip.state());
        set(message, IceHighlightsConstants.CLIP_BUCKET, clip.bucket());
        set(message, IceHighlightsConstants.CLIP_KEY, clip.key());
        set(message, IceHighlightsConstants.ERROR_CODE, clip.errorCode());
        set(message, IceHighlightsConstants.ERROR_MESSAGE, clip.errorMessage());
    }

    private static void identity(Message message, PendingJob job) {
        message.setHeader(IceHighlightsConstants.CHANNEL, job.channel());
        message.setHeader(IceHighlightsConstants.JOB_TYPE, job.reservation().jobType());
        message.setHeader(IceHighlightsConstants.CLIENT_TOKEN, job.reservation().clientToken());
        message.setHeader(IceHighlightsConstants.CORRELATION_ID, job.correlationId());
    }

    /** A header of an earlier job in the same route must not pass for one of this job. */
    private static void set(Message message, String header, Object value) {
        if (value == null) {
            message.removeHeader(header);
        } else {
            message.setHeader(header, value);
        }
    }
}
