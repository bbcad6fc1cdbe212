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
package io.github.icehighlights.localice.queue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.icehighlights.localice.wire.Credentials;
import io.github.icehighlights.localice.wire.PercentEncoding;

/**
 * The HTTP server of the queues. A client that waits for a message costs a thread.
 */
public final class QueueServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(QueueServer.class);
    private static final int BACKLOG = 256;

    static {
        // otherwise each answer waits 40 ms for the client to acknowledge its headers; read once, by the first server
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "local-ice-queues");
        thread.setDaemon(true);
        return thread;
    });
    private final QueueService service;
    private final HttpServer server;

    /**
     * Begins to listen.
     *
     * @param address     address to listen on
     * @param port        port to listen on, 0 for a free one
     * @param queues      the queues
     * @param credentials whose signature is accepted
     * @param region      region of the service
     */
    public QueueServer(InetAddress address, int port, Queues queues, Credentials credentials, String region) {
        service = new QueueService(queues, new Mns4Verifier(credentials, region, Clock.systemUTC()), region);
        try {
            server = HttpServer.create(new InetSocketAddress(address, port), BACKLOG);
        } catch (IOException e) {
            throw new UncheckedIOException("No queues on port " + port + ": " + e.getMessage(), e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    /** Port of the server. */
    public int port() {
        return server.getAddress().getPort();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            QueueAnswer answer = service.answer(read(exchange));
            exchange.getResponseHeaders()
                    .set("x-mns-request-id", UUID.randomUUID().toString());
            exchange.getResponseHeaders().set("x-mns-version", "2015-06-06");
            exchange.getResponseHeaders()
                    .set("Location", exchange.getRequestURI().getPath());
            if (answer.xml() == null) {
                exchange.sendResponseHeaders(answer.status(), -1);
            } else {
                exchange.getResponseHeaders().set("Content-Type", "text/xml;charset=utf-8");
                exchange.sendResponseHeaders(answer.status(), answer.xml().length);
                exchange.getResponseBody().write(answer.xml());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.error("{} {} failed", exchange.getRequestMethod(), exchange.getRequestURI(), e);
            throw e;
        }
    }

    private static QueueRequest read(HttpExchange exchange) throws IOException {
        Map<String, String> headers = new HashMap<>();
        exchange.getRequestHeaders()
                .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), String.join(",", values)));
        Map<String, String> query = new HashMap<>();
        PercentEncoding.parameters(exchange.getRequestURI().getRawQuery())
                .forEach((name, value) -> query.put(name.toLowerCase(Locale.ROOT), value));
        return new QueueRequest(
                exchange.getRequestMethod(),
                exchange.getRequestURI().getPath(),
                query,
                headers,
                exchange.getRequestBody().readAllBytes());
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
