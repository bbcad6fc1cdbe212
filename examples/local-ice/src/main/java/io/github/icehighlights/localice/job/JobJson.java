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
package io.github.icehighlights.localice.job;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.github.icehighlights.localice.wire.Json;

/**
 * A job as JSON, for the log.
 */
final class JobJson {

    private JobJson() {}

    static ObjectNode write(Job job) {
        ObjectNode json = Json.object();
        json.put("number", job.number());
        json.put("id", job.id());
        json.put("action", job.action());
        json.put("clientToken", job.clientToken());
        ObjectNode parameters = json.putObject("parameters");
        job.parameters().forEach(parameters::put);
        json.put("createdAt", job.createdAt().toString());
        Defect defect = job.defect();
        if (defect != null) {
            json.putObject("defect")
                    .put("videos", defect.videos())
                    .put("code", defect.code())
                    .put("message", defect.message());
        }
        json.setAll(writeProgress(job));
        return json;
    }

    /** Only what may change. */
    static ObjectNode writeProgress(Job job) {
        ObjectNode json = Json.object();
        json.put("id", job.id());
        json.put("hold", job.hold().name());
        json.put("endedAt", job.endedAt() == null ? null : job.endedAt().toString());
        Outcome outcome = job.outcome();
        if (outcome != null) {
            ObjectNode node = json.putObject("outcome");
            node.put("aiResult", outcome.aiResult());
            ArrayNode videos = node.putArray("videos");
            outcome.videos().forEach(video -> videos.add(write(video)));
            node.put("errorCode", outcome.errorCode());
            node.put("errorMessage", outcome.errorMessage());
            node.put("inputSeconds", outcome.inputSeconds());
        }
        return json;
    }

    private static ObjectNode write(Video video) {
        return Json.object()
                .put("mediaId", video.mediaId())
                .put("url", video.url())
                .put("seconds", video.seconds())
                .put("errorCode", video.errorCode())
                .put("errorMessage", video.errorMessage());
    }

    static Job read(JsonNode json) {
        Map<String, String> parameters = new HashMap<>();
        json.path("parameters")
                .properties()
                .forEach(
                        field -> parameters.put(field.getKey(), field.getValue().asText()));
        Job job = new Job(
                json.path("number").asLong(),
                json.path("id").asText(),
                json.path("action").asText(),
                text(json, "clientToken"),
                parameters,
                Instant.parse(json.path("createdAt").asText()),
                readDefect(json.path("defect")),
                Job.Hold.NONE,
                null,
                null);
        return readProgress(job, json);
    }

    static Job readProgress(Job job, JsonNode json) {
        String endedAt = text(json, "endedAt");
        Outcome outcome = readOutcome(json.path("outcome"));
        Job ended = endedAt == null ? job : job.endedAt(Instant.parse(endedAt));
        return ended.withHold(Job.Hold.valueOf(json.path("hold").asText())).withOutcome(outcome);
    }

    private static Outcome readOutcome(JsonNode json) {
        if (json.isMissingNode()) {
            return null;
        }
        List<Video> videos = new ArrayList<>();
        json.path("videos").forEach(video -> videos.add(readVideo(video)));
        return new Outcome(
                text(json, "aiResult"),
                videos,
                text(json, "errorCode"),
                text(json, "errorMessage"),
                json.path("inputSeconds").asDouble());
    }

    private static Video readVideo(JsonNode json) {
        return new Video(
                text(json, "mediaId"),
                text(json, "url"),
                json.path("seconds").asDouble(),
                text(json, "errorCode"),
                text(json, "errorMessage"));
    }

    private static Defect readDefect(JsonNode json) {
        return json.isMissingNode()
                ? null
                : new Defect(json.path("videos").asInt(), text(json, "code"), text(json, "message"));
    }

    private static String text(JsonNode json, String name) {
        JsonNode value = json.path(name);
        return value.isTextual() ? value.textValue() : null;
    }
}
