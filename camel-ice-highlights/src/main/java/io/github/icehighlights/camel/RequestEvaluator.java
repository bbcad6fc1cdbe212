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

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Expression;
import org.apache.camel.spi.Language;
import org.apache.camel.util.ObjectHelper;

import io.github.icehighlights.camel.model.JobType;
import io.github.icehighlights.camel.request.RequestParts;

/**
 * Evaluates the Simple expressions of an endpoint's options for an exchange. Expressions are compiled once; texts without
 * an expression stay as they are.
 */
final class RequestEvaluator {

    private final Template media;
    private final Template inputConfig;
    private final Template editingConfig;
    private final Template outputConfig;
    private final Template userData;
    private final Map<String, Template> input;
    private final Map<String, Template> strategy;
    private final Map<String, Template> editing;
    private final Map<String, Template> output;
    private final CamelContext context;
    private final Language simple;

    RequestEvaluator(IceHighlightsEndpoint endpoint) throws Exception {
        IceHighlightsConfiguration configuration = endpoint.getConfiguration();
        context = endpoint.getCamelContext();
        simple = context.resolveLanguage("simple");
        media = template(configuration.getMedia());
        inputConfig = json(endpoint.text(configuration.getInputConfig()));
        editingConfig = json(endpoint.text(configuration.getEditingConfig()));
        outputConfig = json(endpoint.text(configuration.getOutputConfig()));
        userData = json(configuration.getUserData());
        input = templates(configuration.getInput());
        strategy = templates(configuration.getStrategy());
        editing = templates(configuration.getEditing());
        output = templates(configuration.getOutput());
    }

    RequestParts evaluate(JobType jobType, Exchange exchange) {
        return new RequestParts(
                jobType,
                exchange.getMessage().getBody(),
                medium(exchange),
                values(input, exchange),
                values(strategy, exchange),
                values(editing, exchange),
                values(output, exchange),
                text(inputConfig, exchange),
                text(editingConfig, exchange),
                text(outputConfig, exchange),
                text(userData, exchange));
    }

    /** An expression that gives nothing is a mistake to report, not a wish to take the body instead. */
    private String medium(Exchange exchange) {
        String medium = text(media, exchange);
        return media != null && medium == null ? "" : medium;
    }

    /** A text of an option, with its expressions evaluated. */
    String text(String option, Exchange exchange) {
        return text(template(option), exchange);
    }

    private interface Template {
        Object evaluate(Exchange exchange);
    }

    private Template template(Object value) {
        if (!(value instanceof String text) || !isSimple(text)) {
            return value == null ? null : exchange -> value;
        }
        Expression expression = simple.createExpression(text);
        expression.init(context);
        return exchange -> expression.evaluate(exchange, String.class);
    }

    /** Where a text is JSON as it stands, only its values are evaluated. */
    private Template json(String text) {
        if (text == null || !isSimple(text)) {
            return template(text);
        }
        Map<String, Template> compiled = new ConcurrentHashMap<>();
        return JsonTemplate.of(
                        text, value -> exchange -> text(compiled.computeIfAbsent(value, this::template), exchange))
                .<Template>map(json -> json::evaluate)
                .orElseGet(() -> template(text));
    }

    private Map<String, Template> templates(Map<String, Object> options) {
        Map<String, Template> templates = new LinkedHashMap<>();
        if (options != null) {
            options.forEach((name, value) -> templates.put(name, template(value)));
        }
        return templates;
    }

    private static Map<String, Object> values(Map<String, Template> templates, Exchange exchange) {
        Map<String, Object> values = new LinkedHashMap<>();
        templates.forEach((name, template) -> {
            Object value = template == null ? null : template.evaluate(exchange);
            if (ObjectHelper.isNotEmpty(value)) {
                values.put(name, value);
            }
        });
        return values;
    }

    private static String text(Template template, Exchange exchange) {
        Object value = template == null ? null : template.evaluate(exchange);
        return value == null ? null : value.toString();
    }

    private static boolean isSimple(String text) {
        return text.contains("${") || text.contains("$simple{");
    }
}
