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
package io.github.icehighlights.camel.ice;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;

import io.github.icehighlights.camel.model.Clip;
import io.github.icehighlights.camel.model.JobState;

/**
 * Reads answers of {@code GetSmartHandleJob} (help page "GetSmartHandleJob"; "Smart highlight extraction" for
 * {@code AiResult}).
 *
 * <p>A job is FINISHED without clips where ICE names none: no {@code AiResult}, an empty one, or empty lists in it.
 * Where {@code AiResult} holds something that cannot be read, the job is reported as FAILED with the code
 * {@link #UNREADABLE_RESULT}: ICE made something, and a success without clips would hide it. The answer itself is in
 * {@link Report#raw()}.
 */
final class SmartJobReports {

    /** Our own code for a result of ICE's that we cannot read. */
    static final String UNREADABLE_RESULT = "UnreadableResult";

    private SmartJobReports() {}

    static Report read(String askedFor, Answer answer) {
        JsonNode body = answer.json();
        String jobId = IceJson.text(body, "JobId");
        String state = IceJson.text(body, "State");
        if (jobId == null && state == null && answer.requestId() != null) {
            throw IceErrors.notFound(answer, "ICE answers without a job");
        }
        if (state == null) {
            throw IceErrors.unreadable(answer, "an answer without a job's state");
        }
        JsonNode result = body.path("JobResult");
        JsonNode info = body.path("SmartJobInfo");
        JobState jobState = JobStates.of(state);
        String errorCode = firstText("ErrorCode", body, result, info);
        String errorMessage = firstText("ErrorMessage", body, result, info);
        List<Clip> clips = List.of();
        if (jobState == JobState.FINISHED) {
            try {
                clips = clips(result);
            } catch (UnreadableResultException e) {
                jobState = JobState.FAILED;
                errorCode = UNREADABLE_RESULT;
                errorMessage = "The job is finished, but its result cannot be read: " + e.getMessage();
            }
        }
        return new Report(
                jobId == null ? askedFor : jobId,
                answer.requestId(),
                jobState,
                IceJson.userData(body),
                clips,
                errorCode,
                errorMessage,
                IceJson.time(info, "CreateTime"),
                IceJson.time(info, "ModifiedTime"),
                body.toString());
    }

    private static String firstText(String name, JsonNode... objects) {
        for (JsonNode object : objects) {
            String text = IceJson.text(object, name);
            if (text != null) {
                return text;
            }
        }
        return null;
    }

    private static List<Clip> clips(JsonNode result) throws UnreadableResultException {
        List<Clip> clips = new ArrayList<>();
        for (JsonNode asset : assets(result.path("AiResult"))) {
            String media = IceJson.text(asset, "Media");
            for (JsonNode range : elements(asset.path("TimeRanges"), "TimeRanges")) {
                if (!range.isObject()) {
                    throw new UnreadableResultException("an entry of TimeRanges is no object");
                }
                clips.add(clip(clips.size(), media, range));
            }
        }
        // jobs that make one file name it here; with this spelling
        String url = IceJson.text(result, "MediaUrl", "MediaURL");
        if (clips.isEmpty() && url != null) {
            MediaLocation at = MediaLocation.of(url);
            clips.add(new Clip(
                    0,
                    null,
                    null,
                    null,
                    null,
                    at.url(),
                    at.bucket(),
                    at.key(),
                    IceJson.text(result, "MediaId"),
                    null,
                    JobState.FINISHED,
                    null,
                    null));
        }
        return clips;
    }

    /** The entries of {@code HighlightResults}, one an asset, from JSON within JSON. */
    private static Iterable<JsonNode> assets(JsonNode aiResult) throws UnreadableResultException {
        JsonNode root = aiResult;
        // it is a string that holds JSON; twice wrapped or not wrapped at all has the same meaning
        for (int layer = 0; root.isTextual() && layer < 3; layer++) {
            if (root.asText().isBlank()) {
                return List.of();
            }
            root = IceJson.read(root.asText());
            if (root.isMissingNode()) {
                throw new UnreadableResultException("AiResult is not JSON");
            }
        }
        if (root.isMissingNode() || root.isNull() || root.isEmpty() && root.isContainerNode()) {
            return List.of();
        }
        JsonNode results = root.isObject() ? root.path("HighlightResults") : root;
        if (results.isMissingNode()) {
            throw new UnreadableResultException("AiResult has no HighlightResults");
        }
        Iterable<JsonNode> assets = elements(results, "HighlightResults");
        for (JsonNode asset : assets) {
            // other kinds of smart jobs put lists of other things here
            if (!asset.isObject() || !asset.has("Media") && !asset.has("TimeRanges")) {
                throw new UnreadableResultException("an entry of HighlightResults has neither Media nor TimeRanges");
            }
        }
        return assets;
    }

    private static Iterable<JsonNode> elements(JsonNode node, String name) throws UnreadableResultException {
        if (node.isMissingNode() || node.isNull()) {
            return List.of();
        }
        if (!node.isArray()) {
            throw new UnreadableResultException(name + " is no list");
        }
        return node;
    }

    private static Clip clip(int index, String media, JsonNode range) {
        BigDecimal in = IceJson.number(range, "In");
        BigDecimal out = IceJson.number(range, "Out");
        BigDecimal length = in == null || out == null ? null : out.subtract(in);
        List<String> tags = new ArrayList<>();
        range.path("Tags").forEach(tag -> {
            if (tag.isValueNode() && !tag.isNull()) {
                tags.add(tag.asText());
            }
        });
        MediaLocation at = MediaLocation.of(IceJson.text(range, "OutputURL", "OutputUrl", "MediaURL", "MediaUrl"));
        return new Clip(
                index,
                media,
                in == null ? null : in.doubleValue(),
                out == null ? null : out.doubleValue(),
                tags,
                at.url(),
                at.bucket(),
                at.key(),
                IceJson.text(range, "MediaId"),
                length == null || length.signum() < 0 ? null : length.doubleValue(),
                JobState.FINISHED,
                null,
                null);
    }

    private static final class UnreadableResultException extends Exception {

        private static final long serialVersionUID = 1L;

        UnreadableResultException(String message) {
            super(message);
        }
    }
}
