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
package io.github.icehighlights.localice.bucket;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ToIntFunction;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stands before the bucket and lets through what OSS would take. What passes is passed on byte for byte, so that the
 * signature stays good. It also answers as an HTTP proxy, for clients that cannot resolve the bucket's host name.
 */
final class Gate implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Gate.class);
    private static final int MAX_DRAIN = 8 * 1024 * 1024;

    private final AtomicInteger threadNumber = new AtomicInteger();
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "local-ice-gate-" + threadNumber.incrementAndGet());
        thread.setDaemon(true);
        return thread;
    });
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final InetAddress address;
    private final ServerSocket server;
    private final OssRules rules;
    private final ToIntFunction<HttpHead> backend;

    /**
     * @param address where to listen, and where the bucket is
     * @param port    port to listen on, 0 for a free one
     * @param rules   what may pass
     * @param backend port of the server behind the gate, by request
     */
    Gate(InetAddress address, int port, OssRules rules, ToIntFunction<HttpHead> backend) {
        this.address = address;
        this.rules = rules;
        this.backend = backend;
        try {
            server = new ServerSocket(port, 128, address);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads.execute(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                open.add(client);
                threads.execute(() -> serve(client));
            } catch (IOException e) {
                LOG.debug("The gate is closed", e);
            }
        }
    }

    private void serve(Socket client) {
        Socket inner = null;
        int innerPort = 0;
        try (client) {
            client.setTcpNoDelay(true);
            InputStream in = new BufferedInputStream(client.getInputStream());
            HttpHead head = HttpHead.read(in);
            while (head != null) {
                Optional<Refusal> refusal = rules.check(head);
                int port = backend.applyAsInt(head);
                if (refusal.isPresent() || inner != null && port != innerPort) {
                    refuse(client, in, head, refusal);
                    return;
                }
                if (inner == null) {
                    inner = connect(port, client);
                    innerPort = port;
                }
                OutputStream out = new BufferedOutputStream(inner.getOutputStream());
                out.write(head.bytes());
                out.flush();
                HttpBody.copy(head, in, out);
                head = HttpHead.read(in);
            }
            if (inner != null) {
                inner.shutdownOutput();
            }
        } catch (IOException | RuntimeException e) {
            LOG.debug("A connection to the bucket ended", e);
            close(inner);
        } finally {
            open.remove(client);
        }
    }

    private Socket connect(int port, Socket client) throws IOException {
        Socket inner = new Socket(address, port);
        inner.setTcpNoDelay(true);
        open.add(inner);
        threads.execute(() -> {
            try (inner;
                    client) {
                inner.getInputStream().transferTo(client.getOutputStream());
            } catch (IOException e) {
                LOG.debug("A connection from the bucket ended", e);
            } finally {
                open.remove(inner);
            }
        });
        return inner;
    }

    private static void refuse(Socket client, InputStream in, HttpHead head, Optional<Refusal> refusal)
            throws IOException {
        Refusal answer = refusal.orElseGet(
                () -> new Refusal(400, "InvalidRequest", "Use one addressing style on a connection.", null));
        client.getOutputStream().write(answer.toHttp(head.host()));
        client.getOutputStream().flush();
        client.shutdownOutput();
        if (!head.expectsContinue()) {
            // a body that is still under way would reset the connection, and the client would not see the answer
            in.readNBytes(MAX_DRAIN);
        }
    }

    private static void close(Socket socket) {
        if (socket != null) {
            try {
                socket.close();
            } catch (IOException e) {
                LOG.debug("A connection could not be closed", e);
            }
        }
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            LOG.debug("The gate could not be closed", e);
        }
        open.forEach(Gate::close);
        threads.shutdownNow();
    }
}
