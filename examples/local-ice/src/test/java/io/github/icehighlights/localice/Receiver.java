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
package io.github.icehighlights.localice;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import io.github.icehighlights.localice.wire.Json;

/** Receives callbacks. */
final class Receiver implements AutoCloseable {

    /** A callback as it arrived. */
    record Received(String path, String method, Headers headers, byte[] body) {

        String text() {
            return new String(body, StandardCharsets.UTF_8);
        }

        JsonNode json() {
            return Json.read(text());
        }

        JsonNode messageBody() {
            return json().path("MessageBody");
        }

        /** Whether it is signed for this URL and key, as the documentation describes it. */
        boolean isSigned(String url, String authKey) {
            String time = headers.getFirst("X-ICE-TIMESTAMP");
            try {
                byte[] digest = MessageDigest.getInstance("MD5")
                        .digest((url + "|" + time + "|" + authKey).getBytes(StandardCharsets.UTF_8));
                return HexFormat.of().formatHex(digest).equals(headers.getFirst("X-ICE-SIGNATURE"));
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final Queue<Integer> statuses = new ConcurrentLinkedDeque<>();
    private final CountDownLatch end = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;
    private volatile boolean stalling;

    Receiver() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1000);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    String url(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    /** What it answers to the next ones; 200 afterwards. */
    Receiver answering(Integer... next) {
        statuses.addAll(List.of(next));
        return this;
    }

    /** It answers nothing until it is closed. */
    Receiver stalling() {
        stalling = true;
        return this;
    }

    List<Received> received() {
        return received;
    }

    List<Received> about(String jobId) {
        return received.stream()
                .filter(callback ->
                        callback.messageBody().path("JobId").asText().equals(jobId))
                .toList();
    }

    private void handle(HttpExchange exchange) throws IOException {
        received.add(new Received(
                exchange.getRequestURI().toString(),
                exchange.getRequestMethod(),
                exchange.getRequestHeaders(),
                exchange.getRequestBody().readAllBytes()));
        if (stalling) {
            await();
        }
        Integer status = statuses.poll();
        exchange.sendResponseHeaders(status == null ? 200 : status, -1);
        exchange.close();
    }

    private void await() {
        try {
            end.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        end.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
