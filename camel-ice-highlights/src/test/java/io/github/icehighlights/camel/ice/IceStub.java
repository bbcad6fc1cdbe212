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
package io.github.icehighlights.camel.ice;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

import javax.net.ServerSocketFactory;

import org.awaitility.Awaitility;

/** An HTTP/1.1 server on 127.0.0.1 that answers as a test wants, down to the bytes, and keeps what it received. */
final class IceStub implements AutoCloseable {

    /** Answers one request; writes nothing and closes the socket to break off. */
    interface Handler {
        void answer(Request request, Exchange exchange) throws IOException;
    }

    record Request(String method, String target, Map<String, String> headers, byte[] body, int connection) {

        String action() {
            return headers.get("x-acs-action");
        }

        Map<String, String> query() {
            int mark = target.indexOf('?');
            return mark < 0 ? Map.of() : decode(target.substring(mark + 1));
        }

        Map<String, String> form() {
            return decode(new String(body, StandardCharsets.UTF_8));
        }

        private static Map<String, String> decode(String text) {
            Map<String, String> values = new LinkedHashMap<>();
            for (String pair : text.isEmpty() ? new String[0] : text.split("&")) {
                String[] parts = pair.split("=", 2);
                values.put(
                        URLDecoder.decode(parts[0], StandardCharsets.UTF_8),
                        parts.length > 1 ? URLDecoder.decode(parts[1], StandardCharsets.UTF_8) : "");
            }
            return values;
        }
    }

    record Exchange(Socket socket, OutputStream out) {

        void json(int status, String body) throws IOException {
            send(status, "application/json;charset=utf-8", body);
        }

        void send(int status, String type, String body, String... headers) throws IOException {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            StringBuilder head = new StringBuilder("HTTP/1.1 " + status + " X\r\nContent-Type: " + type
                    + "\r\nContent-Length: " + bytes.length + "\r\n");
            for (String header : headers) {
                head.append(header).append("\r\n");
            }
            raw(head + "\r\n");
            out.write(bytes);
            out.flush();
        }

        void raw(String text) throws IOException {
            out.write(text.getBytes(StandardCharsets.UTF_8));
            out.flush();
        }

        void breakOff() throws IOException {
            socket.close();
        }

        /** Closes so that the client sees a reset. */
        void reset() throws IOException {
            socket.setSoLinger(true, 0);
            socket.close();
        }
    }

    final List<Request> requests = new CopyOnWriteArrayList<>();
    final AtomicInteger connections = new AtomicInteger();

    private final ServerSocket server;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final ExecutorService workers = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "ice-stub");
        thread.setDaemon(true);
        return thread;
    });
    private volatile Handler handler;

    IceStub(Handler handler) {
        this(handler, ServerSocketFactory.getDefault());
    }

    IceStub(Handler handler, ServerSocketFactory factory) {
        this.handler = handler;
        try {
            this.server = factory.createServerSocket(0, 200, InetAddress.getByName("127.0.0.1"));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        workers.execute(this::accept);
    }

    static IceStub json(int status, String body) {
        return new IceStub((request, exchange) -> exchange.json(status, body));
    }

    void handler(Handler next) {
        this.handler = next;
    }

    int port() {
        return server.getLocalPort();
    }

    String host() {
        return "127.0.0.1:" + port();
    }

    Request last() {
        return requests.get(requests.size() - 1);
    }

    /** Connections that neither side has closed. */
    int open() {
        return sockets.size();
    }

    /** Ends the connections that clients may hold, as a server does that has waited long enough. */
    void dropConnections() throws IOException {
        closeSockets();
        // a socket that a thread still reads from is not closed to the other side yet
        Awaitility.await().pollInterval(Duration.ofMillis(1)).until(sockets::isEmpty);
    }

    private void closeSockets() throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                // else an answer in two writes waits for the client's delayed acknowledgement, 40 ms
                socket.setTcpNoDelay(true);
                sockets.add(socket);
                int number = connections.incrementAndGet();
                workers.execute(() -> serve(socket, number));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket socket, int number) {
        try (socket) {
            InputStream in = new BufferedInputStream(socket.getInputStream());
            OutputStream out = socket.getOutputStream();
            for (Request request = read(in, number); request != null; request = read(in, number)) {
                requests.add(request);
                handler.answer(request, new Exchange(socket, out));
                if (socket.isClosed()
                        || "close".equalsIgnoreCase(request.headers().get("connection"))) {
                    return;
                }
            }
        } catch (IOException e) {
            // the client went away, or the test broke off
        } finally {
            sockets.remove(socket);
        }
    }

    private static Request read(InputStream in, int connection) throws IOException {
        String first = line(in);
        if (first == null || first.isEmpty()) {
            return null;
        }
        String[] words = first.split(" ");
        Map<String, String> headers = new TreeMap<>();
        for (String line = line(in); line != null && !line.isEmpty(); line = line(in)) {
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).trim());
        }
        return new Request(words[0], words[1], headers, body(in, headers), connection);
    }

    private static byte[] body(InputStream in, Map<String, String> headers) throws IOException {
        if (!"chunked".equals(headers.get("transfer-encoding"))) {
            return in.readNBytes(Integer.parseInt(headers.getOrDefault("content-length", "0")));
        }
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (int size = Integer.parseInt(line(in), 16); size > 0; size = Integer.parseInt(line(in), 16)) {
            body.write(in.readNBytes(size));
            line(in);
        }
        line(in);
        return body.toByteArray();
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                return null;
            }
            if (b != '\r') {
                line.write(b);
            }
        }
        return line.toString(StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        server.close();
        closeSockets();
        workers.shutdownNow();
    }
}
