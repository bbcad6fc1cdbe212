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

import java.util.Map;
import java.util.Objects;

import io.github.icehighlights.camel.model.JobType;

/**
 * What a route asks for, with expressions evaluated and resources loaded, before it is merged and validated. Everything
 * but the job type may be null.
 *
 * @param jobType       the type of job
 * @param body          the message body: a String (URL, {@code oss://bucket/key}, media id or JSON), a list of media, a
 *                      Map, a {@link JobRequest}. Files and streams are never read
 * @param media         the medium, which then wins over the body
 * @param input         single fields of InputConfig; dots nest
 * @param strategy      single fields of the strategy within InputConfig
 * @param editing       single fields of EditingConfig
 * @param output        single fields of OutputConfig
 * @param inputConfig   a whole InputConfig as JSON
 * @param editingConfig a whole EditingConfig as JSON
 * @param outputConfig  a whole OutputConfig as JSON
 * @param userData      UserData as JSON
 */
public record RequestParts(
        JobType jobType,
        Object body,
        String media,
        Map<String, Object> input,
        Map<String, Object> strategy,
        Map<String, Object> editing,
        Map<String, Object> output,
        String inputConfig,
        String editingConfig,
        String outputConfig,
        String userData) {

    public RequestParts {
        Objects.requireNonNull(jobType, "jobType");
        input = input == null ? Map.of() : input;
        strategy = strategy == null ? Map.of() : strategy;
        editing = editing == null ? Map.of() : editing;
        output = output == null ? Map.of() : output;
    }
}
