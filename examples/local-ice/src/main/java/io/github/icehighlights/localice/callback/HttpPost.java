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
package io.github.icehighlights.localice.callback;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Posts to receivers, so many at a time; the others wait, and their time does not run yet.
 */
final class HttpPost implements AutoCloseable {

    /** Below the 200 idle connections of the JDK's server: it closes more while the client is about to use them again. */
    private static final int AT_A_TIME = 128;

    private record Waiting(HttpRequest request, CompletableFuture<Reply> reply) {}

    private final Queue<Waiting> waiting = new ArrayDeque<>();
    private final Set<CompletableFuture<?>> running = ConcurrentHashMap.newKeySet();
    private final Duration timeout;
    // redirects are no 200, so there is no reason to follow them
    private final HttpClient http;
    private int busy;
    private boolean closed;

    HttpPost(Duration timeout) {
        this.timeout = timeout;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    /** Posts a body. What comes back never completes if this is closed before. */
    CompletableFuture<Reply> post(String url, Map<String, String> headers, byte[] body) {
        HttpRequest.Builder request;
        try {
            request = HttpRequest.newBuilder(URI.create(url)).timeout(timeout).POST(BodyPublishers.ofByteArray(body));
            headers.forEach(request::setHeader);
        } catch (IllegalArgumentException e) {
            return CompletableFuture.completedFuture(Reply.failed(e, Duration.ZERO));
        }
        CompletableFuture<Reply> reply = new CompletableFuture<>();
        synchronized (this) {
            waiting.add(new Waiting(request.build(), reply));
        }
        sendWaiting();
        return reply;
    }

    private void sendWaiting() {
        for (Waiting next = take(); next != null; next = take()) {
            send(next);
        }
    }

    private synchronized Waiting take() {
        if (closed || busy == AT_A_TIME || waiting.isEmpty()) {
            return null;
        }
        busy++;
        return waiting.poll();
    }

    private synchronized boolean giveBack() {
        busy--;
        return !closed;
    }

    private void send(Waiting next) {
        long begin = System.nanoTime();
        CompletableFuture<HttpResponse<Void>> sent = http.sendAsync(next.request(), BodyHandlers.discarding());
        running.add(sent);
        sent.whenComplete((response, failure) -> {
            running.remove(sent);
            if (giveBack()) {
                Duration took = Duration.ofNanos(System.nanoTime() - begin);
                next.reply()
                        .complete(
                                failure == null
                                        ? new Reply(response.statusCode(), null, took)
                                        : Reply.failed(cause(failure), took));
                sendWaiting();
            }
        });
    }

    private static Throwable cause(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }

    /** Breaks off what runs and forgets what waits. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            waiting.clear();
        }
        running.forEach(sent -> sent.cancel(true));
    }
}
