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

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

import com.fasterxml.jackson.databind.node.ObjectNode;

import io.github.icehighlights.camel.model.JobType;

/**
 * A merged and validated request: up to four JSON objects in which {@code {token}} is still unexpanded. Immutable: what
 * goes in and comes out are copies.
 */
public final class HighlightRequest {

    static final String INPUT = "InputConfig";
    static final String EDITING = "EditingConfig";
    static final String OUTPUT = "OutputConfig";
    static final String USER_DATA = "UserData";

    private final JobType jobType;
    private final Map<String, ObjectNode> parts;
    private final String canonical;

    /**
     * @param jobType       the type of job
     * @param inputConfig   what to cut
     * @param editingConfig how to edit it, or null
     * @param outputConfig  where the clips go, or null
     * @param userData      the user's own data, without our correlation id, or null
     */
    public HighlightRequest(
            JobType jobType,
            ObjectNode inputConfig,
            ObjectNode editingConfig,
            ObjectNode outputConfig,
            ObjectNode userData) {
        this.jobType = Objects.requireNonNull(jobType, "jobType");
        Map<String, ObjectNode> present = new LinkedHashMap<>();
        put(present, INPUT, Objects.requireNonNull(inputConfig, "inputConfig"));
        put(present, EDITING, editingConfig);
        put(present, OUTPUT, outputConfig);
        put(present, USER_DATA, userData);
        this.parts = Collections.unmodifiableMap(present);
        ObjectNode all = Json.NODES.objectNode().put("JobType", jobType.name());
        this.canonical = CanonicalJson.of(all.setAll(parts));
    }

    public JobType jobType() {
        return jobType;
    }

    /** What to cut. */
    public ObjectNode inputConfig() {
        return copy(INPUT);
    }

    /** How to edit it, or null. */
    public ObjectNode editingConfig() {
        return copy(EDITING);
    }

    /** Where the clips go, or null. */
    public ObjectNode outputConfig() {
        return copy(OUTPUT);
    }

    /** The user's own data, without our correlation id, or null. */
    public ObjectNode userData() {
        return copy(USER_DATA);
    }

    /** The request in one form: keys sorted, numbers normalised. Two equal requests give the same text. */
    public String canonical() {
        return canonical;
    }

    /** A copy of a part, by ICE's name for it, in which the token is expanded; null when the request has no such part. */
    ObjectNode expanded(String part, String token) {
        ObjectNode node = parts.get(part);
        return node == null ? null : Tokens.expand(node, token);
    }

    private ObjectNode copy(String part) {
        ObjectNode node = parts.get(part);
        return node == null ? null : node.deepCopy();
    }

    private static void put(Map<String, ObjectNode> parts, String name, ObjectNode part) {
        if (part != null) {
            parts.put(name, part.deepCopy());
        }
    }
}
