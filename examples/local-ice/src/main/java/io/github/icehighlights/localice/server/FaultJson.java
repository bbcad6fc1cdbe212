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

import java.time.Duration;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;

import io.github.icehighlights.localice.fault.CallbackFaultPlan;
import io.github.icehighlights.localice.fault.Fault;
import io.github.icehighlights.localice.fault.FaultPlan;
import io.github.icehighlights.localice.fault.Faults;
import io.github.icehighlights.localice.fault.Forgery;

/**
 * Reads a fault that was asked for in JSON, for example
 * {@code {"kind":"error","action":"GetSmartHandleJob","status":500,"code":"InternalError","times":2}}.
 */
final class FaultJson {

    private final Faults faults;

    FaultJson(Faults faults) {
        this.faults = faults;
    }

    /**
     * Puts a fault into force.
     *
     * @throws IllegalArgumentException if it cannot be understood
     */
    void add(JsonNode json) {
        int times = json.path("times").asInt(1);
        boolean always = json.path("always").asBoolean(false);
        Fault fault = start(plan(json), json);
        if (always) {
            fault.always();
        } else {
            fault.times(times);
        }
    }

    private FaultPlan plan(JsonNode json) {
        FaultPlan plan =
                json.hasNonNull("action") ? faults.on(json.path("action").asText()) : faults.onAny();
        if (json.hasNonNull("media")) {
            plan = plan.media(json.path("media").asText());
        }
        if (json.hasNonNull("job")) {
            plan = plan.job(json.path("job").asText());
        }
        return plan;
    }

    private static Fault start(FaultPlan plan, JsonNode json) {
        String code = json.path("code").asText("InternalError");
        String message = json.path("message").asText("A fault that was asked for.");
        Duration time = Duration.ofMillis(json.path("millis").asLong(0));
        String kind = json.path("kind").asText();
        return switch (kind) {
            case "throttle" -> plan.throttle();
            case "forbidden" -> plan.forbidden();
            case "internalError" -> plan.internalError();
            case "unavailable" -> plan.unavailable();
            case "error" -> plan.error(json.path("status").asInt(500), code, message);
            case "html" -> plan.html(json.path("status").asInt(502));
            case "resetBefore" -> plan.resetBefore();
            case "resetAfter" -> plan.resetAfter();
            case "delay" -> plan.delay(time);
            case "drip" -> plan.drip(time);
            case "redirect" ->
                plan.redirect(
                        json.path("status").asInt(302), json.path("location").asText());
            case "stuck" -> plan.stuck();
            case "failed" -> plan.failed(code, message);
            case "partlyFailed" -> plan.partlyFailed(json.path("videos").asInt(1), code, message);
            case "notFound" -> time.isZero() ? plan.notFound(json.path("looks").asInt(1)) : plan.notFound(time);
            default -> startCallback(plan.callback(), kind, json);
        };
    }

    private static Fault startCallback(CallbackFaultPlan plan, String kind, JsonNode json) {
        Duration time = Duration.ofMillis(json.path("millis").asLong(0));
        return switch (kind) {
            case "callbackLost" -> plan.lost();
            case "callbackLate" -> plan.late(time);
            case "callbackEarly" -> plan.early();
            case "callbackDoubled" -> plan.sent(json.path("copies").asInt(2));
            case "callbackReordered" -> plan.reordered();
            case "callbackForged" -> plan.forged(forgeries(json.path("forgeries")));
            case "callbackReplayed" -> plan.replayed(time);
            case "callbackUnsigned" -> plan.unsigned();
            case "callbackHuge" -> plan.huge();
            case "callbackDeflated" -> plan.deflated();
            case "callbackNotJson" -> plan.notJson();
            default -> throw new IllegalArgumentException("Unknown kind of fault: " + kind);
        };
    }

    private static Forgery[] forgeries(JsonNode names) {
        return StreamSupport.stream(names.spliterator(), false)
                .map(name -> Forgery.valueOf(name.asText()))
                .toArray(Forgery[]::new);
    }
}
