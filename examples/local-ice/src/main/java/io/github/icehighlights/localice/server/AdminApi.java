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
package io.github.icehighlights.localice.server;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.NoSuchElementException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.github.icehighlights.localice.fault.Faults;
import io.github.icehighlights.localice.wire.Answer;
import io.github.icehighlights.localice.wire.IceError;
import io.github.icehighlights.localice.wire.Json;
import io.github.icehighlights.localice.wire.SignedRequest;

/**
 * The administration over HTTP: what a test can do through the library, for programs in other processes.
 */
public final class AdminApi {

    private final Controls controls;
    private final Faults faults;
    private final FaultJson faultJson;

    /**
     * @param controls the switches of the stand-in
     * @param faults   the faults
     */
    public AdminApi(Controls controls, Faults faults) {
        this.controls = controls;
        this.faults = faults;
        this.faultJson = new FaultJson(faults);
    }

    Answer handle(SignedRequest request) {
        try {
            return new Answer(200, route(request));
        } catch (IceError e) {
            return refused(e.status(), e.getMessage());
        } catch (NoSuchElementException e) {
            return refused(404, e.getMessage());
        } catch (IllegalArgumentException e) {
            return refused(400, e.getMessage());
        }
    }

    private ObjectNode route(SignedRequest request) {
        String[] path = request.path().substring(1).split("/");
        String call = request.method() + " " + (path.length > 1 ? path[1] : "");
        return switch (call) {
            case "GET " -> map("settings", controls.settings());
            case "GET created" -> map("created", controls.created());
            case "GET requests" -> map("requests", controls.requests());
            case "GET jobs" -> Json.object().set("jobs", Json.tree(controls.jobs()));
            case "GET callbacks" -> Json.object().set("callbacks", Json.tree(controls.callbacks()));
            case "GET queues" -> map("queues", controls.queues());
            case "POST queues" -> {
                controls.createQueue(text(body(request), "name"));
                yield map("queues", controls.queues());
            }
            case "POST jobs" -> endJob(path, body(request));
            case "POST hold" -> {
                controls.holdAll(body(request).path("hold").asBoolean(true));
                yield done();
            }
            case "POST media" -> {
                JsonNode media = body(request);
                controls.registerMedia(text(media, "MediaId"), text(media, "MediaURL"));
                yield done();
            }
            case "POST reset" -> {
                controls.reset();
                yield done();
            }
            case "GET faults" -> pendingFaults();
            case "POST faults" -> {
                faultJson.add(body(request));
                yield pendingFaults();
            }
            case "DELETE faults" -> {
                faults.clear();
                yield pendingFaults();
            }
            default -> throw new IceError(404, "NotFound", "There is no " + request.method() + " " + request.path());
        };
    }

    private ObjectNode endJob(String[] path, JsonNode body) {
        String call = path.length == 4 ? path[3] : "";
        switch (call) {
            case "finish" -> controls.finish(path[2]);
            case "fail" -> controls.fail(path[2], text(body, "code"), text(body, "message"));
            default -> throw new IceError(404, "NotFound", "Use /admin/jobs/{id}/finish or /admin/jobs/{id}/fail");
        }
        return done();
    }

    private ObjectNode pendingFaults() {
        ObjectNode answer = Json.object();
        ArrayNode list = answer.putArray("faults");
        faults.pending().forEach(list::add);
        return answer;
    }

    private static ObjectNode map(String name, Map<String, ?> values) {
        ObjectNode answer = Json.object();
        answer.set(name, Json.tree(values));
        return answer;
    }

    private static ObjectNode done() {
        return Json.object().put("done", true);
    }

    private static Answer refused(int status, String why) {
        return new Answer(status, Json.object().put("error", why));
    }

    private static JsonNode body(SignedRequest request) {
        String text = new String(request.body(), StandardCharsets.UTF_8);
        return text.isBlank() ? Json.object() : Json.read(text);
    }

    private static String text(JsonNode json, String name) {
        JsonNode value = json.path(name);
        if (!value.isTextual()) {
            throw new IllegalArgumentException("The field \"" + name + "\" is missing");
        }
        return value.textValue();
    }
}
