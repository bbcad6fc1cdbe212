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

import java.util.Optional;
import java.util.function.Function;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import org.apache.camel.Exchange;

/**
 * A JSON text whose values hold expressions. They are evaluated value by value, so that what a message brings (a quote in
 * a file's name) stays a value and never becomes structure.
 */
final class JsonTemplate {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS, JsonReadFeature.ALLOW_TRAILING_COMMA)
            .build();

    private final JsonNode tree;
    private final Function<String, Function<Exchange, String>> expressions;

    private JsonTemplate(JsonNode tree, Function<String, Function<Exchange, String>> expressions) {
        this.tree = tree;
        this.expressions = expressions;
    }

    /**
     * Reads a template.
     *
     * @param  expressions gives the evaluation of a text
     * @return             empty when the text is JSON only after its expressions are evaluated: {"Count": ${header.n}}
     */
    static Optional<JsonTemplate> of(String text, Function<String, Function<Exchange, String>> expressions) {
        try {
            JsonNode tree = JSON.readTree(text);
            return tree.isContainerNode() ? Optional.of(new JsonTemplate(tree, expressions)) : Optional.empty();
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    /** The JSON text for an exchange. */
    String evaluate(Exchange exchange) {
        return evaluate(tree, exchange).toString();
    }

    private JsonNode evaluate(JsonNode node, Exchange exchange) {
        if (node instanceof ObjectNode object) {
            ObjectNode result = JSON.createObjectNode();
            object.properties().forEach(field -> result.set(field.getKey(), evaluate(field.getValue(), exchange)));
            return result;
        }
        if (node instanceof ArrayNode array) {
            ArrayNode result = JSON.createArrayNode();
            array.forEach(element -> result.add(evaluate(element, exchange)));
            return result;
        }
        return node.isTextual()
                ? TextNode.valueOf(expressions.apply(node.textValue()).apply(exchange))
                : node;
    }
}
