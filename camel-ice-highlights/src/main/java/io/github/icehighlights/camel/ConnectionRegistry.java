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

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.github.icehighlights.camel.ice.IceApi;
import io.github.icehighlights.camel.ice.IceConnectionSettings;
import io.github.icehighlights.camel.ice.SdkIceApi;
import io.github.icehighlights.camel.store.Connection;
import io.github.icehighlights.camel.tracking.IceConnections;

/** One client for each endpoint and set of credentials of this application. Thread-safe. */
final class ConnectionRegistry implements IceConnections {

    private final Map<Connection, Client> clients = new ConcurrentHashMap<>();

    /**
     * Makes the connection of an endpoint known; called when the endpoint starts. A client that is there already stays:
     * other keys under its name would be ignored, so they are refused.
     */
    Connection register(String name, IceHighlightsConfiguration configuration) {
        Connection connection = new Connection(name, configuration.getRegion(), host(configuration));
        Client client = clients.computeIfAbsent(connection, c -> new Client(create(c, configuration), configuration));
        if (!client.hasKeysOf(configuration)) {
            throw new IllegalArgumentException("accessKey, secretKey or securityToken differ from those with which"
                    + " another endpoint of this application already uses the connection '" + name + "' to "
                    + connection.endpoint() + ": the same accessKey must come with the same secretKey and"
                    + " securityToken, and keys of the component must not change while it runs");
        }
        return connection;
    }

    @Override
    public IceApi get(Connection connection) {
        Client client = clients.get(connection);
        if (client == null) {
            throw new IllegalStateException("No endpoint of this application has the connection '" + connection.name()
                    + "' to " + connection.endpoint() + " in " + connection.region()
                    + ", through which the job was submitted");
        }
        return client.api;
    }

    private static IceApi create(Connection connection, IceHighlightsConfiguration configuration) {
        if (configuration.getIceClient() != null) {
            return new SdkIceApi(configuration.getIceClient());
        }
        return new SdkIceApi(new IceConnectionSettings(
                connection.region(),
                connection.endpoint(),
                configuration.getAccessKey(),
                configuration.getSecretKey(),
                configuration.getSecurityToken(),
                configuration.getCredentialsClient(),
                Duration.ofMillis(configuration.getConnectTimeout()),
                Duration.ofMillis(configuration.getReadTimeout()),
                Duration.ofMillis(configuration.getCallTimeout())));
    }

    private static String host(IceHighlightsConfiguration configuration) {
        return configuration.getEndpoint() != null
                ? configuration.getEndpoint()
                : "ice." + configuration.getRegion() + ".aliyuncs.com";
    }

    /** A client and the keys that it was made with. Not a record: nothing may print the keys. */
    private static final class Client {

        private final IceApi api;
        private final List<String> keys;

        Client(IceApi api, IceHighlightsConfiguration configuration) {
            this.api = api;
            this.keys = keys(configuration);
        }

        boolean hasKeysOf(IceHighlightsConfiguration configuration) {
            return keys.equals(keys(configuration));
        }

        private static List<String> keys(IceHighlightsConfiguration configuration) {
            return Arrays.asList(
                    configuration.getAccessKey(), configuration.getSecretKey(), configuration.getSecurityToken());
        }
    }
}
