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
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.github.icehighlights.camel.ice.IceApi;
import io.github.icehighlights.camel.ice.IceConnectionSettings;
import io.github.icehighlights.camel.ice.SdkIceApi;
import io.github.icehighlights.camel.store.Connection;
import io.github.icehighlights.camel.tracking.IceConnections;
import io.github.icehighlights.camel.tracking.MissingConnectionException;

/** One client for each endpoint and set of credentials of this application. Thread-safe. */
final class ConnectionRegistry implements IceConnections {

    private final Map<Connection, Entry> entries = new ConcurrentHashMap<>();

    /** @param means the settings or the client behind it */
    private record Entry(Object means, IceApi api) {}

    /**
     * Makes the connection of an endpoint known; called when the endpoint starts. Who starts last decides how its calls are
     * made, so that corrected keys are taken up by endpoints that start again.
     */
    Connection register(String name, IceHighlightsConfiguration configuration) {
        Connection connection = new Connection(name, configuration.getRegion(), host(configuration));
        Object means = means(connection, configuration);
        entries.compute(
                connection,
                (c, entry) -> entry != null && entry.means().equals(means) ? entry : new Entry(means, create(means)));
        return connection;
    }

    @Override
    public IceApi get(Connection connection) {
        Entry entry = entries.get(connection);
        if (entry == null) {
            throw new MissingConnectionException(connection);
        }
        return entry.api();
    }

    private static IceApi create(Object means) {
        return means instanceof IceConnectionSettings settings
                ? new SdkIceApi(settings)
                : new SdkIceApi((com.aliyun.ice20201109.Client) means);
    }

    private static Object means(Connection connection, IceHighlightsConfiguration configuration) {
        if (configuration.getIceClient() != null) {
            return configuration.getIceClient();
        }
        return new IceConnectionSettings(
                connection.region(),
                connection.endpoint(),
                configuration.getAccessKey(),
                configuration.getSecretKey(),
                configuration.getSecurityToken(),
                configuration.getCredentialsClient(),
                Duration.ofMillis(configuration.getConnectTimeout()),
                Duration.ofMillis(configuration.getReadTimeout()),
                Duration.ofMillis(configuration.getCallTimeout()));
    }

    private static String host(IceHighlightsConfiguration configuration) {
        String endpoint = configuration.getEndpoint();
        return endpoint != null && !endpoint.isBlank()
                ? endpoint
                : "ice." + configuration.getRegion() + ".aliyuncs.com";
    }
}
