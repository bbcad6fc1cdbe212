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
package io.github.icehighlights.camel.request;

import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.github.icehighlights.camel.model.JobType;

/** What one type of job demands of its request. */
interface JobRules {

    static JobRules of(JobType type, RequestLimits limits) {
        return switch (type) {
            case HIGHLIGHT_EXTRACTION -> new ExtractionRules(limits);
            case SCREEN_MEDIA_HIGHLIGHTS -> new ScreenMediaRules(limits);
            case SPORTS_HIGHLIGHTS -> new SportsRules(limits);
        };
    }

    /** The documented types of fields, by path from {@code InputConfig}, {@code EditingConfig} or {@code OutputConfig}. */
    Map<String, FieldType> types();

    /** The field of InputConfig that takes the options {@code strategy.*}; null when the type of job knows no strategy. */
    String strategyField();

    /** Whether the type of job takes an EditingConfig. */
    boolean hasEditing();

    /** Puts media, in either shape, where this type of job wants them, in place of those that are there. */
    void putMedia(ObjectNode inputConfig, List<JsonNode> media);

    /**
     * Brings media and URLs into the form that ICE takes and checks what is documented. Changes the objects given.
     *
     * @param input   never null
     * @param editing may be null
     * @param output  may be null
     */
    void apply(Section input, Section editing, Section output);

    /** What a valid request leaves out and had better not; empty where there is nothing to say. */
    default List<String> advice(HighlightRequest request) {
        return List.of();
    }
}
