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

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import org.apache.camel.Converter;

import io.github.icehighlights.camel.model.Clip;
import io.github.icehighlights.camel.model.Highlights;
import io.github.icehighlights.camel.model.HighlightsJson;

/** Type converters: results to JSON and maps. */
@Converter(generateLoader = true)
public final class IceHighlightsConverter {

    private IceHighlightsConverter() {}

    @Converter
    public static String toJson(Highlights highlights) {
        return HighlightsJson.toJson(highlights);
    }

    @Converter
    public static byte[] toBytes(Highlights highlights) {
        return HighlightsJson.toBytes(highlights);
    }

    @Converter
    public static InputStream toStream(Highlights highlights) {
        return new ByteArrayInputStream(HighlightsJson.toBytes(highlights));
    }

    @Converter
    public static Map<String, Object> toMap(Highlights highlights) {
        return HighlightsJson.toMap(highlights);
    }

    @Converter
    public static JsonNode toTree(Highlights highlights) {
        return HighlightsJson.toTree(highlights);
    }

    @Converter
    public static String toJson(Clip clip) {
        return HighlightsJson.toTree(clip).toString();
    }

    @Converter
    public static byte[] toBytes(Clip clip) {
        return toJson(clip).getBytes(StandardCharsets.UTF_8);
    }

    @Converter
    public static InputStream toStream(Clip clip) {
        return new ByteArrayInputStream(toBytes(clip));
    }

    @Converter
    public static Map<String, Object> toMap(Clip clip) {
        return HighlightsJson.toMap(clip);
    }

    @Converter
    public static JsonNode toTree(Clip clip) {
        return HighlightsJson.toTree(clip);
    }
}
