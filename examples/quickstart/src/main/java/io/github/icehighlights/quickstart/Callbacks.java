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
package io.github.icehighlights.quickstart;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

import io.github.icehighlights.localice.LocalIce;

/**
 * How the application hears from the stand-in that a job has ended.
 *
 * @param description for the console
 * @param settings    of the application
 */
record Callbacks(String description, Map<String, String> settings) {

    /** The stand-in's queue. */
    static final String QUEUE = "ice-callback-quickstart";

    private static final String COMPONENT = "camel.component.ice-highlights.";
    private static final String LOOPBACK = "127.0.0.1";
    private static final String PATH = "/ice/callback";

    /** The ways that there are. */
    enum Way {
        HTTP,
        QUEUE,
        NONE;

        /**
         * The way of that name, in lower case; HTTP for a blank one.
         *
         * @throws IllegalArgumentException if there is none
         */
        static Way named(String name) {
            if (name.isBlank()) {
                return HTTP;
            }
            return Stream.of(values())
                    .filter(way -> way.name().toLowerCase(Locale.ROOT).equals(name))
                    .findFirst()
                    .orElseThrow(() ->
                            new IllegalArgumentException("-Dcallback is http, queue or none, not '" + name + "'"));
        }
    }

    static Callbacks by(Way way, LocalIce ice) throws IOException {
        return switch (way) {
            case HTTP -> overHttp(freePort());
            case QUEUE -> throughQueue(ice.queueEndpoint());
            case NONE -> new Callbacks("polling", Map.of());
        };
    }

    private static Callbacks overHttp(int port) {
        String url = "http://" + LOOPBACK + ":" + port + PATH;
        return new Callbacks(
                "callbacks over HTTP at " + url,
                Map.of(
                        "camel.server.enabled",
                        "true",
                        "camel.server.host",
                        LOOPBACK,
                        "camel.server.port",
                        Integer.toString(port),
                        COMPONENT + "callback-path",
                        PATH,
                        COMPONENT + "callback-url",
                        url,
                        COMPONENT + "callback-auth-key",
                        UUID.randomUUID().toString().replace("-", "")));
    }

    private static Callbacks throughQueue(String endpoint) {
        return new Callbacks(
                "callbacks through the queue " + QUEUE + " at " + endpoint,
                Map.of(COMPONENT + "callback-queue", QUEUE, COMPONENT + "callback-queue-endpoint", endpoint));
    }

    /** The callback address has to be known before the server is there. */
    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName(LOOPBACK))) {
            return socket.getLocalPort();
        }
    }
}
