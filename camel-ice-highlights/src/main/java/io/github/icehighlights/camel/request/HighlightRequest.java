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

import java.util.Objects;

import com.fasterxml.jackson.databind.node.ObjectNode;

import io.github.icehighlights.camel.model.JobType;

/**
 * A merged and validated request: up to four JSON objects in which {@code {token}} is still unexpanded. Immutable: what
 * goes in and comes out are copies.
 *
 * @param jobType       the type of job
 * @param inputConfig   what to cut
 * @param editingConfig how to edit it, or null
 * @param outputConfig  where the clips go, or null
 * @param userData      the user's own data, without our correlation id, or null
 */
public record HighlightRequest(
        JobType jobType,
        ObjectNode inputConfig,
        ObjectNode editingConfig,
        ObjectNode outputConfig,
        ObjectNode userData) {

    public HighlightRequest {
        Objects.requireNonNull(jobType, "jobType");
        inputConfig = copy(Objects.requireNonNull(inputConfig, "inputConfig"));
        editingConfig = copy(editingConfig);
        outputConfig = copy(outputConfig);
        userData = copy(userData);
    }

    @Override
    public ObjectNode inputConfig() {
        return copy(inputConfig);
    }

    @Override
    public ObjectNode editingConfig() {
        return copy(editingConfig);
    }

    @Override
    public ObjectNode outputConfig() {
        return copy(outputConfig);
    }

    @Override
    public ObjectNode userData() {
        return copy(userData);
    }

    /** The request in one form: keys sorted, numbers normalised. Two equal requests give the same text. */
    public String canonical() {
        ObjectNode all = Json.NODES.objectNode();
        all.put("JobType", jobType.name());
        put(all, "InputConfig", inputConfig);
        put(all, "EditingConfig", editingConfig);
        put(all, "OutputConfig", outputConfig);
        put(all, "UserData", userData);
        return CanonicalJson.of(all);
    }

    private static void put(ObjectNode all, String name, ObjectNode part) {
        if (part != null) {
            all.set(name, part);
        }
    }

    private static ObjectNode copy(ObjectNode node) {
        return node == null ? null : node.deepCopy();
    }
}
