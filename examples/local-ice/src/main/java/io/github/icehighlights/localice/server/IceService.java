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
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.icehighlights.localice.fault.Effect;
import io.github.icehighlights.localice.fault.Faults;
import io.github.icehighlights.localice.wire.Acs3Verifier;
import io.github.icehighlights.localice.wire.Action;
import io.github.icehighlights.localice.wire.Answer;
import io.github.icehighlights.localice.wire.IceError;
import io.github.icehighlights.localice.wire.IceRequest;
import io.github.icehighlights.localice.wire.PercentEncoding;
import io.github.icehighlights.localice.wire.SignedRequest;

/**
 * One request from its signature to its answer, and what goes wrong with it on the way.
 */
public final class IceService {

    private static final Logger LOG = LoggerFactory.getLogger(IceService.class);
    private static final String VERSION = "2020-11-09";

    private final Map<String, AtomicInteger> requests = new ConcurrentHashMap<>();
    private final String hostId;
    private final Acs3Verifier verifier;
    private final Faults faults;
    private final Map<String, Action> actions;

    /**
     * @param region   region of the service
     * @param verifier checks signatures
     * @param faults   what goes wrong
     * @param actions  the actions by name
     */
    public IceService(String region, Acs3Verifier verifier, Faults faults, Map<String, Action> actions) {
        this.hostId = "ice." + region + ".aliyuncs.com";
        this.verifier = verifier;
        this.faults = faults;
        this.actions = Map.copyOf(actions);
    }

    /**
     * An answer and what happens to it.
     *
     * @param answer null when the effect takes its place
     * @param effect null when all goes well
     */
    record Reply(Answer answer, Effect effect) {}

    /** How many requests arrived, by action; refused ones and those of whom a fault took hold count. */
    public Map<String, Integer> requests() {
        return requests.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue()
                .get()));
    }

    /** Forgets the counts. */
    public void clearCounts() {
        requests.clear();
    }

    Reply serve(SignedRequest signed) {
        String action = signed.header("x-acs-action") == null ? "" : signed.header("x-acs-action");
        requests.computeIfAbsent(action, name -> new AtomicInteger()).incrementAndGet();
        try {
            verifier.verify(signed);
            IceRequest request = new IceRequest(action, parameters(signed));
            return serve(request, signed.header("x-acs-version"));
        } catch (IceError e) {
            return new Reply(error(e), null);
        } catch (RuntimeException e) {
            LOG.error("{} failed", action, e);
            return new Reply(Answer.error(hostId, 500, "InternalError", "The request processing has failed."), null);
        }
    }

    private Reply serve(IceRequest request, String version) {
        Optional<Effect> effect = faults.forRequest(request.action(), request.parameters());
        if (effect.isEmpty()) {
            return new Reply(handle(request, version), null);
        }
        Effect fault = effect.get();
        if (fault instanceof Effect.Refuse refuse) {
            return new Reply(Answer.error(hostId, refuse.status(), refuse.code(), refuse.message()), null);
        }
        boolean carriedOut = fault instanceof Effect.Delay
                || fault instanceof Effect.Drip
                || fault instanceof Effect.Reset reset && reset.afterTheDeed();
        return new Reply(carriedOut ? handle(request, version) : null, fault);
    }

    private Answer handle(IceRequest request, String version) {
        try {
            Action action = actions.get(request.action());
            if (action == null || !VERSION.equals(version)) {
                throw new IceError(404, "InvalidAction.NotFound", "Specified api is not found.");
            }
            return Answer.ok(action.handle(request));
        } catch (IceError e) {
            return error(e);
        }
    }

    private Answer error(IceError e) {
        return Answer.error(hostId, e.status(), e.code(), e.getMessage());
    }

    private static Map<String, String> parameters(SignedRequest signed) {
        Map<String, String> parameters = new HashMap<>(PercentEncoding.parameters(signed.query()));
        String contentType = signed.header("content-type");
        if (contentType != null && contentType.startsWith("application/x-www-form-urlencoded")) {
            parameters.putAll(PercentEncoding.parameters(new String(signed.body(), StandardCharsets.UTF_8)));
        }
        return parameters;
    }
}
