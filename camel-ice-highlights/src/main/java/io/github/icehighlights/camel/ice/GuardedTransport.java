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

import java.io.IOException;
import java.net.URL;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

import com.aliyun.tea.okhttp.ClientHelper;
import com.aliyun.tea.okhttp.OkHttpClientBuilder;
import okhttp3.ConnectionPool;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;

/**
 * Puts a stricter HTTP client into the SDK's cache of clients, under the key that the SDK will look up. The SDK offers
 * no setting for any of this:
 *
 * <ul>
 *   <li>redirects are not followed: they would carry the security token to another host, and a POST without its body;
 *   <li>a 503 with {@code Retry-After: 0} is not sent again by OkHttp behind our back, again with an empty body;
 *   <li>an answer is bounded in size;
 *   <li>one request has one connection (no HTTP/2), and {@link SendWatch} sees whether it came about;
 *   <li>a client that other code left in the cache under the same key, with other trust, is not used.
 * </ul>
 *
 * <p>The cache is the public static map {@link ClientHelper#clients}. Its key is private; it is found by letting the
 * SDK make a client first and then looking for that one. Thread-safe.
 */
final class GuardedTransport {

    /** Far above any report; below what hurts. */
    static final long MAX_ANSWER_BYTES = 16L * 1024 * 1024;

    /** The SDK's own calls put clients there without a lock. */
    private static final int ATTEMPTS = 10;

    private final Duration idle;
    private volatile Place place;

    /** @param idle how long a connection stays open after a call; how many do, the options say */
    GuardedTransport(Duration idle) {
        this.idle = idle;
    }

    /** Where the guarded client for a server and these options lies in the cache. */
    private record Place(String server, Map<String, Object> options, String key, OkHttpClient client) {

        boolean isFor(String server, Map<String, Object> options) {
            return this.server.equals(server) && this.options.equals(options);
        }

        /** Other code may have taken it away. */
        boolean isHeld() {
            return ClientHelper.clients.get(key) == client;
        }
    }

    /**
     * Makes sure that the SDK's next call with these options runs on a guarded client. Called before every call: it
     * costs a look into a map.
     *
     * @param server  protocol, host and port as the SDK will compose them, as in {@code https://ice.example:443/}
     * @param options the SDK's own runtime options by its names
     */
    void install(String server, Map<String, Object> options) throws Exception {
        Place known = place;
        if (known == null || !known.isFor(server, options) || !known.isHeld()) {
            place = put(server, options);
        }
    }

    private Place put(String server, Map<String, Object> options) throws Exception {
        URL url = new URL(server);
        synchronized (ClientHelper.clients) {
            for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
                OkHttpClient cached = ClientHelper.getOkHttpClient(url.getHost(), url.getPort(), options);
                OkHttpClient guarded = isGuarded(cached, options) ? cached : build(options);
                for (String key : ClientHelper.clients.keySet()) {
                    if (ClientHelper.clients.replace(key, cached, guarded)) {
                        return new Place(server, options, key, guarded);
                    }
                }
            }
        }
        throw new IllegalStateException("The SDK's HTTP client is replaced by other code again and again");
    }

    private static boolean isGuarded(OkHttpClient client, Map<String, Object> options) {
        return client.interceptors().stream()
                .anyMatch(each -> each instanceof Guard guard && guard.options.equals(options));
    }

    private OkHttpClient build(Map<String, Object> options) {
        OkHttpClient.Builder builder = new OkHttpClientBuilder()
                .connectTimeout(options)
                .readTimeout(options)
                .certificate(options)
                .proxy(options)
                .proxyAuthenticator(options)
                .buildOkHttpClient()
                .newBuilder();
        Integer callTimeout = (Integer) options.get("callTimeout");
        Integer connections = (Integer) options.get("maxIdleConns");
        return builder.callTimeout(Objects.requireNonNull(callTimeout, "callTimeout"), TimeUnit.MILLISECONDS)
                .connectionPool(new ConnectionPool(connections, idle.toMillis(), TimeUnit.MILLISECONDS))
                .followRedirects(false)
                .followSslRedirects(false)
                .retryOnConnectionFailure(false)
                .protocols(List.of(Protocol.HTTP_1_1))
                .addInterceptor(new Guard(options))
                .addNetworkInterceptor(new Line())
                .build();
    }

    /** Outermost: sees the call before anything is done for it, and the answer after it was unzipped. */
    private static final class Guard implements Interceptor {

        private final Map<String, Object> options;

        Guard(Map<String, Object> options) {
            this.options = Map.copyOf(options);
        }

        @Override
        public Response intercept(Chain chain) throws IOException {
            SendWatch.enter(chain.request().headers());
            Request request = chain.request();
            Response response = Rehearsal.isMeant(request) ? Rehearsal.answer(request) : chain.proceed(request);
            return response.newBuilder()
                    .body(new BoundedBody(response.body(), MAX_ANSWER_BYTES))
                    .build();
        }
    }

    /** Innermost: is reached when the connection stands. */
    private static final class Line implements Interceptor {

        @Override
        public Response intercept(Chain chain) throws IOException {
            SendWatch.sending();
            Response response = chain.proceed(chain.request());
            // OkHttp sends a request once more, whatever its settings, when a 503 says "Retry-After: 0"
            return response.header("Retry-After") == null
                    ? response
                    : response.newBuilder().removeHeader("Retry-After").build();
        }
    }
}
