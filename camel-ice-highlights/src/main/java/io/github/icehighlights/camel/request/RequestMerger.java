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

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.github.icehighlights.camel.model.JobType;
import io.github.icehighlights.camel.request.BodyReader.Body;

/**
 * Makes one validated request of what options and body say. A whole JSON lies at the bottom, single options over it,
 * the body on top: templates fill what the body leaves out. Thread-safe.
 */
public final class RequestMerger {

    private static final String INPUT = "InputConfig";
    private static final String EDITING = "EditingConfig";
    private static final String OUTPUT = "OutputConfig";

    private final RequestLimits limits;
    private final Map<JobType, Recipe> recipes = new ConcurrentHashMap<>();

    /** What merging needs to know of one type of job. */
    private record Recipe(JobRules rules, Coercion input, Coercion editing, Coercion output) {

        static Recipe of(JobRules rules) {
            return new Recipe(
                    rules,
                    Coercion.of(rules.types(), INPUT),
                    Coercion.of(rules.types(), EDITING),
                    Coercion.of(rules.types(), OUTPUT));
        }
    }

    public RequestMerger(RequestLimits limits) {
        this.limits = limits;
    }

    private Recipe recipe(JobType type) {
        return recipes.computeIfAbsent(type, t -> Recipe.of(JobRules.of(t, limits)));
    }

    /**
     * Merges and validates.
     *
     * @throws IceRequestException when ICE would refuse the request, or would not do what was meant
     */
    public HighlightRequest merge(RequestParts parts) throws IceRequestException {
        Recipe recipe = recipe(parts.jobType());
        JobRules rules = recipe.rules();
        refuseForeignGroups(parts, rules);
        Body body = body(parts);

        ObjectNode input =
                Layers.merge(Json.object("inputConfig", parts.inputConfig()), inputOptions(parts, rules), body.input());
        List<JsonNode> media =
                parts.media() == null ? media("body", body.media()) : media("media", List.of(medium(parts.media())));
        if (!media.isEmpty()) {
            rules.putMedia(input, media);
        }
        OptionReader options = new OptionReader(rules.types());
        ObjectNode editing = Layers.merge(
                Json.object("editingConfig", parts.editingConfig()),
                options.read("editing", EDITING, parts.editing()),
                body.editing());
        ObjectNode output = Layers.merge(
                Json.object("outputConfig", parts.outputConfig()),
                options.read("output", OUTPUT, parts.output()),
                body.output());
        ObjectNode userData = Layers.merge(Json.object("userData", parts.userData()), body.userData());

        recipe.input().coerce(input);
        recipe.editing().coerce(editing);
        recipe.output().coerce(output);
        refuseEditing(parts, rules, editing);
        rules.apply(new Section(INPUT, input), section(EDITING, editing), section(OUTPUT, output));
        UserDataRules.check(userData, limits.userDataBytes());
        return new HighlightRequest(
                parts.jobType(), input, nullIfEmpty(editing), nullIfEmpty(output), nullIfEmpty(userData));
    }

    /**
     * Single options that are not among the documented fields of a job: misspelt, or newer than this component. They are
     * passed on as they are.
     */
    public List<String> undocumented(JobType type, Map<String, Map<String, ?>> options) {
        JobRules rules = recipe(type).rules();
        List<String> found = new ArrayList<>();
        options.forEach((group, values) -> {
            String path = path(group, rules);
            if (values != null && path != null) {
                values.keySet().stream()
                        .filter(name -> !isDocumented(path + "." + name, rules))
                        .map(name -> group + "." + name)
                        .sorted()
                        .forEach(found::add);
            }
        });
        return found;
    }

    /** What a request leaves out that ICE does not insist on, although the job may turn out other than it was meant. */
    public List<String> advice(HighlightRequest request) {
        return recipe(request.jobType()).rules().advice(request);
    }

    private static String path(String group, JobRules rules) {
        return switch (group) {
            case "input" -> INPUT;
            case "editing" -> EDITING;
            case "output" -> OUTPUT;
            default -> rules.strategyField() == null ? null : INPUT + "." + rules.strategyField();
        };
    }

    /** Below a documented object of which no field is documented, anything is. */
    private static boolean isDocumented(String path, JobRules rules) {
        if (rules.types().containsKey(path)) {
            return true;
        }
        String parent = path.substring(0, path.lastIndexOf('.'));
        return parent.contains(".")
                && isDocumented(parent, rules)
                && rules.types().keySet().stream().noneMatch(known -> known.startsWith(parent + "."));
    }

    private static Body body(RequestParts parts) {
        Object body =
                parts.body() instanceof JobRequest<?> request ? parameters(request, parts.jobType()) : parts.body();
        return parts.media() == null ? BodyReader.read(body) : BodyReader.readBesideMedia(body);
    }

    /** A request without anything is no mistake: options may say it all. */
    private static ObjectNode parameters(JobRequest<?> request, JobType type) {
        if (request.jobType() != type) {
            throw IceRequestException.hidden(
                    "body",
                    "a " + request.getClass().getSimpleName() + " is for "
                            + request.jobType().submitAction() + ", but the operation is " + type.submitAction());
        }
        ObjectNode parameters = request.parameters();
        return parameters.isEmpty() ? null : parameters;
    }

    /** Looked at here already, so that complaints name what the user wrote, not where it would have ended up. */
    private List<JsonNode> media(String field, List<JsonNode> media) {
        if (media.size() > limits.maxMedia()) {
            throw IceRequestException.hidden(
                    field, "it names " + media.size() + " media, but ICE takes at most " + limits.maxMedia());
        }
        MediaNodes nodes = new MediaNodes(new OssUrls(limits));
        List<JsonNode> checked = new ArrayList<>();
        for (JsonNode medium : media) {
            checked.add(nodes.asObject(media.size() == 1 ? field : field + "[" + checked.size() + "]", medium));
        }
        return checked;
    }

    private static JsonNode medium(String media) {
        if (media.isBlank()) {
            throw IceRequestException.of("media", media, "a URL, oss://bucket/key or a media id is expected");
        }
        return Json.NODES.textNode(media);
    }

    private static ObjectNode inputOptions(RequestParts parts, JobRules rules) {
        OptionReader options = new OptionReader(rules.types());
        ObjectNode input = options.read("input", INPUT, parts.input());
        if (parts.strategy().isEmpty()) {
            return input;
        }
        ObjectNode strategy = Json.NODES.objectNode();
        strategy.set(
                rules.strategyField(), options.read("strategy", INPUT + "." + rules.strategyField(), parts.strategy()));
        return Layers.merge(input, strategy);
    }

    private static void refuseForeignGroups(RequestParts parts, JobRules rules) {
        if (!parts.strategy().isEmpty() && rules.strategyField() == null) {
            throw IceRequestException.hidden(
                    "strategy." + parts.strategy().keySet().iterator().next(),
                    "a job of type " + parts.jobType() + " has no strategy; its fields are input.*");
        }
    }

    private static void refuseEditing(RequestParts parts, JobRules rules, ObjectNode editing) {
        if (!editing.isEmpty() && !rules.hasEditing()) {
            throw IceRequestException.hidden(
                    EDITING, "a job of type " + parts.jobType() + " takes no EditingConfig; only mashups do");
        }
    }

    private static Section section(String path, ObjectNode node) {
        return node.isEmpty() ? null : new Section(path, node);
    }

    private static ObjectNode nullIfEmpty(ObjectNode node) {
        return node.isEmpty() ? null : node;
    }
}
