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
package io.github.icehighlights.camel.callback;

import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.BooleanSupplier;

import org.apache.camel.CamelContext;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.spi.RestConfiguration;
import org.apache.camel.support.CamelContextHelper;
import org.apache.camel.support.PropertyBindingSupport;
import org.apache.camel.support.service.ServiceHelper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.icehighlights.camel.tracking.Hints;

/**
 * The HTTP endpoints for callbacks of one component: one for each path, open as long as somebody holds it. Whoever holds
 * it, an event is for all jobs of the component. Thread-safe.
 */
public final class CallbackDoors {

    private static final Logger LOG = LoggerFactory.getLogger(CallbackDoors.class);

    /**
     * What servers of the servlet family have and others do not: to hand a body over before they have inflated it and kept
     * it whole, whatever its size, and OPTIONS as any other method.
     */
    private static final Map<String, Object> AS_IT_COMES =
            Map.of("bridgeEndpoint", true, "disableStreamCache", true, "optionsEnabled", true);

    private final CamelContext context;
    private final Hints hints;
    private final Clock clock;
    private final Map<String, Open> doors = new HashMap<>();

    private record Open(HttpDoor door, Consumer consumer) {}

    /** @param clock tells the time of day, with which that of a callback is compared */
    public CallbackDoors(CamelContext context, Hints hints, Clock clock) {
        this.context = context;
        this.hints = hints;
        this.clock = clock;
    }

    /**
     * Opens a door, or holds one that is open.
     *
     * @param  awake                    whether the holder takes jobs at the moment; while none does, the answer is 503. The
     *                                  same object closes it
     * @throws IllegalArgumentException when there is no HTTP server, or the path is open with other settings or by
     *                                  another component
     */
    public synchronized void open(DoorSettings settings, BooleanSupplier awake) throws Exception {
        Open open = doors.get(settings.path());
        if (open == null) {
            var door = new HttpDoor(settings, hints, clock);
            open = new Open(door, serve(door));
            doors.put(settings.path(), open);
        } else if (!open.door().settings().equals(settings)) {
            throw new IllegalArgumentException("callbackPath " + settings.path()
                    + " is used twice with different callback options. Set them once, on the component");
        }
        open.door().holders().add(awake);
    }

    /** Lets go of a door; the last one closes it. */
    public synchronized void close(DoorSettings settings, BooleanSupplier awake) {
        Open open = doors.get(settings.path());
        if (open != null && open.door().holders().remove(awake)) {
            doors.remove(settings.path());
            OpenPaths.free(open.consumer().getEndpoint());
            ServiceHelper.stopAndShutdownService(open.consumer());
        }
    }

    private Consumer serve(HttpDoor door) throws Exception {
        DoorSettings settings = door.settings();
        HttpServers.Server server = new HttpServers(context).find(settings.server());
        RestConfiguration rest = CamelContextHelper.getRestConfiguration(context, server.name());
        Consumer consumer = server.factory()
                .createConsumer(context, door, "POST", settings.path(), null, null, null, rest, new HashMap<>());
        Endpoint endpoint = consumer.getEndpoint();
        takeAsItComes(endpoint);
        takeAsItComes(consumer);
        if (!OpenPaths.take(endpoint)) {
            throw new IllegalArgumentException("callbackPath " + settings.path() + " of " + server.name()
                    + " is taken by another component ice-highlights of this process, and only one of them would get the"
                    + " callbacks. Give each a path of its own");
        }
        try {
            start(consumer);
        } catch (Exception e) {
            OpenPaths.free(endpoint);
            throw e;
        }
        LOG.info("Callbacks of ICE are taken at {} of {}", settings.path(), server.name());
        return consumer;
    }

    private void takeAsItComes(Object part) {
        AS_IT_COMES.forEach((option, value) -> PropertyBindingSupport.build()
                .withCamelContext(context)
                .withTarget(part)
                .withProperty(option, value)
                .withMandatory(false)
                .bind());
    }

    /**
     * On a thread with nobody else on its stack: Netty, started for the first time, prepares exceptions, which hold the classes
     * of all who are there; in OSGi ours, however often we are refreshed.
     */
    private static void start(Consumer consumer) throws Exception {
        try {
            CompletableFuture.runAsync(consumer::start, task -> new Thread(task, "IceHighlightsDoor").start())
                    .join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
    }
}
