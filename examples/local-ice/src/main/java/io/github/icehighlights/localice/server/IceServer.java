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

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;

/**
 * The HTTP server of the ICE actions and of the administration.
 */
public final class IceServer implements AutoCloseable {

    private static final int THREADS = 32;

    private final WireMockServer server;

    /**
     * Begins to listen.
     *
     * @param address address to listen on
     * @param port    port to listen on, 0 for a free one
     * @param service answers the ICE actions
     * @param admin   answers what begins with {@code /admin}
     */
    public IceServer(String address, int port, IceService service, AdminApi admin) {
        WireMockConfiguration options = WireMockConfiguration.options()
                .bindAddress(address)
                .containerThreads(THREADS)
                // a late answer then costs a timer, not a thread
                .asynchronousResponseEnabled(true)
                .asynchronousResponseThreads(THREADS)
                .disableRequestJournal()
                .stubRequestLoggingDisabled(true)
                .http2PlainDisabled(true)
                .gzipDisabled(true)
                .jettyStopTimeout(1_000L)
                .extensions(new IceTransformer(service, admin));
        server = new WireMockServer(port == 0 ? options.dynamicPort() : options.port(port));
        server.stubFor(
                WireMock.any(WireMock.anyUrl()).willReturn(WireMock.aResponse().withTransformers(IceTransformer.NAME)));
        server.start();
    }

    /** Port of the server. */
    public int port() {
        return server.port();
    }

    @Override
    public void close() {
        server.stop();
    }
}
