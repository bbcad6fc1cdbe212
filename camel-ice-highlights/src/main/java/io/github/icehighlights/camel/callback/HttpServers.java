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

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.apache.camel.CamelContext;
import org.apache.camel.Component;
import org.apache.camel.spi.RestConfiguration;
import org.apache.camel.spi.RestConsumerFactory;

/**
 * Finds Camel's own HTTP server in an application: the one that is named; else the one that REST is configured for; else
 * platform-http; else the only one there is. Knows none of them: they are what Camel calls a {@link RestConsumerFactory}.
 */
final class HttpServers {

    private static final String PLATFORM_HTTP = "platform-http";
    private static final List<String> OTHERS = List.of("jetty", "netty-http", "servlet", "undertow");

    private final CamelContext context;

    HttpServers(CamelContext context) {
        this.context = context;
    }

    /** A server by the name of its component. */
    record Server(String name, RestConsumerFactory factory) {}

    /**
     * Finds the server.
     *
     * @param  name                     of its component, or null
     * @throws IllegalArgumentException when there is none, or more than one and nothing says which
     */
    Server find(String name) {
        String wanted = name != null ? name : configured();
        if (wanted != null) {
            if (component(wanted) instanceof RestConsumerFactory factory) {
                return new Server(wanted, factory);
            }
            throw new IllegalArgumentException("There is no component '" + wanted
                    + "' in this application that could serve HTTP. The option callbackServer, or else the REST"
                    + " configuration, names it");
        }
        if (component(PLATFORM_HTTP) instanceof RestConsumerFactory factory) {
            return new Server(PLATFORM_HTTP, factory);
        }
        Map<String, RestConsumerFactory> candidates = present();
        if (candidates.isEmpty()) {
            candidates = onClassPath();
        }
        if (candidates.size() == 1) {
            Map.Entry<String, RestConsumerFactory> only =
                    candidates.entrySet().iterator().next();
            return new Server(only.getKey(), only.getValue());
        }
        throw new IllegalArgumentException(
                candidates.isEmpty()
                        ? "callbackPath needs one of Camel's HTTP servers, and there is none in this application. Add"
                                + " camel-platform-http-main, the platform-http of your runtime, or another one such as"
                                + " camel-jetty; in Karaf the feature camel-ice-highlights-callback"
                        : "callbackPath needs one of Camel's HTTP servers, and there are several: "
                                + candidates.keySet() + ". Say with callbackServer which one it is");
    }

    private String configured() {
        RestConfiguration rest = context.getRestConfiguration();
        return rest == null ? null : rest.getComponent();
    }

    private Component component(String name) {
        return context.getComponent(name, true, false);
    }

    private Map<String, RestConsumerFactory> present() {
        Map<String, RestConsumerFactory> found = new LinkedHashMap<>();
        for (String name : context.getComponentNames()) {
            if (context.hasComponent(name) instanceof RestConsumerFactory factory) {
                found.put(name, factory);
            }
        }
        context.getRegistry().findByTypeWithName(RestConsumerFactory.class).forEach((name, factory) -> {
            if (!found.containsValue(factory)) {
                found.put(name, factory);
            }
        });
        return found;
    }

    private Map<String, RestConsumerFactory> onClassPath() {
        Map<String, RestConsumerFactory> found = new LinkedHashMap<>();
        for (String name : OTHERS) {
            if (component(name) instanceof RestConsumerFactory factory) {
                found.put(name, factory);
            }
        }
        return found;
    }
}
