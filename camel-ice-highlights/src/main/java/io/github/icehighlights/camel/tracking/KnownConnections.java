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
package io.github.icehighlights.camel.tracking;

import io.github.icehighlights.camel.ice.IceApi;
import io.github.icehighlights.camel.store.Connection;

/** The connections of the application; notes which ones pending jobs miss. Thread-safe. */
final class KnownConnections implements IceConnections {

    private final IceConnections connections;
    private final ConnectionStates states;

    KnownConnections(IceConnections connections, ConnectionStates states) {
        this.connections = connections;
        this.states = states;
    }

    @Override
    public IceApi get(Connection connection) {
        try {
            IceApi api = connections.get(connection);
            states.present(connection);
            return api;
        } catch (MissingConnectionException e) {
            states.missing(connection, e.getMessage());
            throw e;
        }
    }
}
