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
package io.github.icehighlights.camel.model;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * {@link Highlights} as JSON and back. Fields are named as the components of the records, in their order; what is null
 * is left out; times are ISO-8601 in UTC; enums are written by name. {@code raw} is written as the JSON that it holds,
 * and as text only when it does not hold JSON.
 */
public final class HighlightsJson {

    /** Bounded, so that what could be read can be written again within a larger tree. */
    private static final int MAX_DEPTH = 200;

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private static final ObjectReader EXACT = MAPPER.reader().with(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    /** Reads ICE's answers: tolerant, and exact about numbers. */
    private static final JsonMapper RAW = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .build())
                    .build())
            .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS, JsonReadFeature.ALLOW_TRAILING_COMMA)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS, DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private static final TypeReference<Map<String, Object>> MAP = new TypeReference<>() {};

    private HighlightsJson() {}

    /** As JSON text on one line. */
    public static String toJson(Highlights highlights) {
        return toTree(highlights).toString();
    }

    /** As JSON text in UTF-8. */
    public static byte[] toBytes(Highlights highlights) {
        return toJson(highlights).getBytes(StandardCharsets.UTF_8);
    }

    /** As maps, lists, texts and numbers; a fresh map that may be changed. */
    public static Map<String, Object> toMap(Highlights highlights) {
        return MAPPER.convertValue(toTree(highlights), MAP);
    }

    /** As a tree. */
    public static JsonNode toTree(Highlights highlights) {
        ObjectNode tree = MAPPER.createObjectNode();
        put(tree, "channel", highlights.channel());
        put(tree, "jobId", highlights.jobId());
        put(tree, "jobType", highlights.jobType());
        put(tree, "state", highlights.state());
        ArrayNode clips = tree.putArray("clips");
        highlights.clips().forEach(clip -> clips.add(toTree(clip)));
        put(tree, "errorCode", highlights.errorCode());
        put(tree, "errorMessage", highlights.errorMessage());
        put(tree, "userData", highlights.userData());
        put(tree, "created", highlights.created());
        put(tree, "finished", highlights.finished());
        if (highlights.raw() != null) {
            tree.set("raw", parsed(highlights.raw()));
        }
        return tree;
    }

    /** One clip as a tree. */
    public static JsonNode toTree(Clip clip) {
        ObjectNode tree = MAPPER.createObjectNode();
        tree.put("index", clip.index());
        put(tree, "media", clip.media());
        putNumber(tree, "in", clip.in());
        putNumber(tree, "out", clip.out());
        ArrayNode tags = tree.putArray("tags");
        clip.tags().forEach(tags::add);
        put(tree, "url", clip.url());
        put(tree, "bucket", clip.bucket());
        put(tree, "key", clip.key());
        put(tree, "mediaId", clip.mediaId());
        putNumber(tree, "duration", clip.duration());
        put(tree, "state", clip.state());
        put(tree, "errorCode", clip.errorCode());
        put(tree, "errorMessage", clip.errorMessage());
        return tree;
    }

    /** One clip as maps, lists, texts and numbers; a fresh map that may be changed. */
    public static Map<String, Object> toMap(Clip clip) {
        return MAPPER.convertValue(toTree(clip), MAP);
    }

    /**
     * Reads what {@link #toJson(Highlights)} wrote; unknown fields are passed over. {@code raw} comes back as JSON of
     * the same meaning, not necessarily in the same letters.
     *
     * @throws IllegalArgumentException when the text is no such JSON
     */
    public static Highlights fromJson(String json) {
        JsonNode tree;
        try {
            tree = EXACT.readTree(json);
        } catch (JsonProcessingException | ArithmeticException | NumberFormatException e) {
            throw new IllegalArgumentException("Highlights cannot be read, the JSON is broken");
        }
        if (!tree.isObject()) {
            throw new IllegalArgumentException("Highlights cannot be read, a JSON object is expected");
        }
        List<Clip> clips = new ArrayList<>();
        tree.path("clips").forEach(clip -> clips.add(clip(clip)));
        JsonNode raw = tree.get("raw");
        return new Highlights(
                text(tree, "channel"),
                text(tree, "jobId"),
                constant(tree, "jobType", JobType.class),
                constant(tree, "state", JobState.class),
                clips,
                text(tree, "errorCode"),
                text(tree, "errorMessage"),
                text(tree, "userData"),
                instant(tree, "created"),
                instant(tree, "finished"),
                raw == null ? null : raw.isTextual() ? raw.textValue() : raw.toString());
    }

    private static Clip clip(JsonNode tree) {
        List<String> tags = new ArrayList<>();
        tree.path("tags").forEach(tag -> tags.add(tag.asText()));
        return new Clip(
                tree.path("index").asInt(),
                text(tree, "media"),
                number(tree, "in"),
                number(tree, "out"),
                tags,
                text(tree, "url"),
                text(tree, "bucket"),
                text(tree, "key"),
                text(tree, "mediaId"),
                number(tree, "duration"),
                constant(tree, "state", JobState.class),
                text(tree, "errorCode"),
                text(tree, "errorMessage"));
    }

    private static void put(ObjectNode tree, String field, Object value) {
        if (value != null) {
            tree.put(field, value instanceof Enum<?> constant ? constant.name() : value.toString());
        }
    }

    /** A number that JSON has not is left out. */
    private static void putNumber(ObjectNode tree, String field, Double value) {
        if (value != null && Double.isFinite(value)) {
            tree.put(field, value);
        }
    }

    /** Only objects and lists: the raw text {@code 17} stays a text. */
    private static JsonNode parsed(String raw) {
        try {
            JsonNode tree = RAW.readTree(raw);
            if (tree.isContainerNode()) {
                return tree;
            }
        } catch (JsonProcessingException | ArithmeticException | NumberFormatException e) {
            // whatever ICE sent: kept as the text it is
        }
        return RAW.getNodeFactory().textNode(raw);
    }

    private static String text(JsonNode tree, String field) {
        JsonNode value = tree.get(field);
        return value == null || value.isNull() ? null : value.asText();
    }

    private static Double number(JsonNode tree, String field) {
        JsonNode value = tree.get(field);
        return value == null || !value.isNumber() ? null : value.doubleValue();
    }

    private static Instant instant(JsonNode tree, String field) {
        String text = text(tree, field);
        try {
            return text == null ? null : Instant.parse(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("Highlights cannot be read, " + field + " is no ISO-8601 time", e);
        }
    }

    private static <E extends Enum<E>> E constant(JsonNode tree, String field, Class<E> type) {
        String text = text(tree, field);
        try {
            return text == null ? null : Enum.valueOf(type, text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("Highlights cannot be read, " + field + " has an unknown value", e);
        }
    }
}
