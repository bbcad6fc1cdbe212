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

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

import org.apache.camel.CamelContext;
import org.apache.camel.ServiceStatus;
import org.apache.camel.main.HttpServerConfigurationProperties;
import org.apache.camel.main.MainHttpServerFactory;
import org.apache.camel.spi.RestConfiguration;

/** One of Camel's HTTP servers, on a free port of this machine. */
enum HttpServerUnderTest {
    /** What is looked for first. */
    PLATFORM_HTTP {
        @Override
        void prepare(CamelContext context, int port) throws Exception {
            var server = new HttpServerConfigurationProperties(null);
            server.setEnabled(true);
            server.setHost("127.0.0.1");
            server.setPort(port);
            MainHttpServerFactory factory = context.getCamelContextExtension()
                    .getBootstrapFactoryFinder()
                    .newInstance("platform-http-server", MainHttpServerFactory.class)
                    .orElseThrow();
            context.addService(factory.newHttpServer(context, server));
        }
    },
    JETTY {
        @Override
        void prepare(CamelContext context, int port) {
            var rest = new RestConfiguration();
            rest.setComponent("jetty");
            rest.setHost("127.0.0.1");
            rest.setPort(port);
            context.setRestConfiguration(rest);
        }
    };

    /** Makes the server ready in a context that has not begun, and returns its port. */
    int in(CamelContext context) {
        if (context.getStatus() == ServiceStatus.Started) {
            throw new IllegalStateException("too late");
        }
        try {
            int port = freePort();
            prepare(context, port);
            return port;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    abstract void prepare(CamelContext context, int port) throws Exception;

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            return socket.getLocalPort();
        }
    }
}
