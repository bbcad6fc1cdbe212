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
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Stands between a client and a server, and ends connections as servers do that have waited long enough. */
final class Relay implements AutoCloseable {

    /** How a connection ends. */
    enum End {
        /** As a server closes that is content. */
        CLOSE,
        /** As a server closes that has gone: the client's request is answered with a reset. */
        RESET
    }

    private final URI server;
    private final ServerSocket entrance;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicInteger cuts = new AtomicInteger();
    private volatile End cut;

    Relay(String server) {
        this.server = URI.create(server);
        try {
            entrance = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        daemon(this::accept);
    }

    String endpoint() {
        return "http://127.0.0.1:" + entrance.getLocalPort();
    }

    /** How many connections there were. */
    int connections() {
        return connections.get();
    }

    /** How many requests found their connection ended. */
    int cuts() {
        return cuts.get();
    }

    /** From now on, a connection is gone when a second request comes on it; the server never sees that request. */
    void cutWhatIsReused(End end) {
        cut = end;
    }

    private static void daemon(Runnable task) {
        Thread thread = new Thread(task, "relay");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        while (!entrance.isClosed()) {
            try {
                Socket client = entrance.accept();
                sockets.add(client);
                connections.incrementAndGet();
                Socket target = new Socket(server.getHost(), server.getPort());
                client.setTcpNoDelay(true);
                target.setTcpNoDelay(true);
                sockets.add(target);
                var link = new Link(client, target);
                daemon(link::requests);
                daemon(link::answers);
            } catch (IOException e) {
                // the test is over, or the server is away
            }
        }
    }

    private final class Link {

        private final Socket client;
        private final Socket target;
        private volatile boolean answered;

        Link(Socket client, Socket target) {
            this.client = client;
            this.target = target;
        }

        void requests() {
            try (client;
                    target) {
                InputStream in = client.getInputStream();
                OutputStream out = target.getOutputStream();
                byte[] buffer = new byte[16_384];
                for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                    End end = cut;
                    if (answered && end != null) {
                        cuts.incrementAndGet();
                        client.setSoLinger(end == End.RESET, 0);
                        return;
                    }
                    out.write(buffer, 0, read);
                }
            } catch (IOException e) {
                // either side has gone
            }
        }

        void answers() {
            try (client;
                    target) {
                InputStream in = target.getInputStream();
                OutputStream out = client.getOutputStream();
                byte[] buffer = new byte[16_384];
                for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                    answered = true;
                    out.write(buffer, 0, read);
                }
            } catch (IOException e) {
                // either side has gone
            }
        }
    }

    @Override
    public void close() {
        try {
            entrance.close();
            for (Socket socket : sockets) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
