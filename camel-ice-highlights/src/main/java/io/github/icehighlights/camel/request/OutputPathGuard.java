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
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.github.icehighlights.camel.model.JobType;

/**
 * Refuses, before anything runs, templates that give every job the same output path: each job would overwrite the clips
 * of the last. Looks at templates as they are written, with their expressions unevaluated. A path that only the body
 * gives cannot be judged.
 */
public final class OutputPathGuard {

    private static final Pattern EXPRESSION = Pattern.compile("\\$(?:simple)?\\{\\s*([^}]*)");
    /** Expressions that say the same for every message. */
    private static final Pattern CONSTANT =
            Pattern.compile("(?:camelId|camelContext\\b|routeId|fromRouteId|contextPath|hostname|sys\\.|sysenv|env[.:]"
                    + "|properties:|propertiesExist:|ref:|null\\b).*");

    private OutputPathGuard() {}

    /**
     * Checks the templates of an endpoint.
     *
     * @param  jobType             the type of job
     * @param  outputOptions       the options {@code output.*} as they are written; may be null
     * @param  outputConfig        the option {@code outputConfig} as it is written, its resource loaded; may be null
     * @throws IceRequestException when the output path is the same for every job
     */
    public static void check(JobType jobType, Map<String, ?> outputOptions, String outputConfig) {
        String field = jobType == JobType.HIGHLIGHT_EXTRACTION ? "ObjectKey" : "MediaURL";
        String path = template(field, outputOptions, outputConfig);
        if (path == null || differs(path) || elsewhere(jobType, outputOptions, outputConfig)) {
            return;
        }
        throw IceRequestException.of(
                outputOptions != null && outputOptions.get(field) != null ? "output." + field : "outputConfig " + field,
                path,
                "that is the same path for every job, so that each job would overwrite the clips of the last one."
                        + " Add {token}, which is another text for each job, as in clips/{token}_{index}.mp4, or an"
                        + " expression such as ${file:name.noext}; allowOverwrite=true permits it as it is");
    }

    /** An extraction may also send each job into another bucket. */
    private static boolean elsewhere(JobType jobType, Map<String, ?> options, String config) {
        return jobType == JobType.HIGHLIGHT_EXTRACTION
                && List.of("Bucket", "Endpoint").stream()
                        .map(field -> template(field, options, config))
                        .anyMatch(text -> text != null && differs(text));
    }

    /** Whether a template gives different texts for different jobs. */
    static boolean differs(String template) {
        if (template.contains(Tokens.PLACEHOLDER)) {
            return true;
        }
        Matcher expressions = EXPRESSION.matcher(template);
        while (expressions.find()) {
            if (!CONSTANT.matcher(expressions.group(1)).matches()) {
                return true;
            }
        }
        return false;
    }

    private static String template(String field, Map<String, ?> options, String config) {
        Object option = options == null ? null : options.get(field);
        if (option != null) {
            return option.toString();
        }
        return config == null ? null : fromJson(field, config);
    }

    private static String fromJson(String field, String config) {
        try {
            ObjectNode object = Json.object("outputConfig", config);
            JsonNode value = object == null ? null : object.get(field);
            return value == null || !value.isTextual() ? null : value.textValue();
        } catch (IceRequestException e) {
            // not JSON before its expressions are evaluated: {"Count": ${header.n}}; so look for the field itself
            Matcher text = Pattern.compile('"' + field + "\"\\s{0,20}:\\s{0,20}\"([^\"]{0,2000})\"")
                    .matcher(config);
            return text.find() ? text.group(1) : null;
        }
    }
}
