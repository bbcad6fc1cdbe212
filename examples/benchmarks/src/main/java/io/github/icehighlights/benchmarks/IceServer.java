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
package io.github.icehighlights.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/** Answers every submission at once, in a JVM of its own: what the server costs is not to be counted. */
final class IceServer implements AutoCloseable {

    private final Process process;
    private final String endpoint;

    private IceServer(Process process, String endpoint) {
        this.process = process;
        this.endpoint = endpoint;
    }

    static IceServer start() throws IOException {
        // else an answer in two writes waits for the client's delayed acknowledgement, 40 ms
        var options = List.of("-Xmx128m", "-Dsun.net.httpserver.nodelay=true");
        Process process = new Fork(IceServer.class, options, List.of(), Duration.ZERO).start();
        BufferedReader lines = Fork.reader(process);
        String endpoint = lines.readLine();
        if (endpoint == null) {
            throw new IOException("The server did not start");
        }
        return new IceServer(process, endpoint);
    }

    String endpoint() {
        return endpoint;
    }

    @Override
    public void close() {
        process.destroy();
    }

    public static void main(String[] arguments) throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 1_000);
        var number = new AtomicLong();
        server.createContext("/", exchange -> answer(exchange, number.incrementAndGet()));
        server.setExecutor(Executors.newCachedThreadPool());
        server.start();
        System.out.println("http://127.0.0.1:" + server.getAddress().getPort());
        System.out.flush();
    }

    private static void answer(HttpExchange exchange, long number) throws IOException {
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            byte[] body = "{\"RequestId\":\"00000000-0000-4000-8000-%012X\",\"JobId\":\"%032x\"}"
                    .formatted(number, number)
                    .getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json;charset=utf-8");
            exchange.sendResponseHeaders(200, body.length);
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(body);
            }
        }
    }
}
