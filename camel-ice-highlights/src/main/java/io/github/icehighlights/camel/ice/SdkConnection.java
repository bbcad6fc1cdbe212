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

import java.time.Clock;
import java.time.Duration;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import com.aliyun.credentials.exception.CredentialException;
import com.aliyun.tea.TeaException;
import com.aliyun.tea.TeaUnretryableException;
import com.aliyun.teaopenapi.Client;
import com.aliyun.teaopenapi.models.Config;
import com.aliyun.teaopenapi.models.OpenApiRequest;
import com.aliyun.teaopenapi.models.Params;
import com.aliyun.teautil.models.RuntimeOptions;

/**
 * One request through the SDK's client, and back whatever came back. Every guard on the SDK is here and in
 * {@link GuardedTransport}: ACS3 signatures, our own date, no retries, the status and body of every answer kept.
 */
final class SdkConnection {

    private static final String VERSION = "2020-11-09";

    private final IceConnectionSettings settings;
    private final Clock clock;
    private volatile Client client;
    private volatile Map<Reuse, Way> ways;

    SdkConnection(IceConnectionSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    SdkConnection(Client client, Clock clock) {
        this.settings = null;
        this.clock = clock;
        adopt(client);
    }

    /**
     * How many connections stay open for later calls, and for how long. The server may have closed one meanwhile, which
     * shows only after the request was sent: then nobody can tell whether ICE has carried it out.
     */
    enum Reuse {

        /** What may be asked again. Alibaba's 5 connections are few: bursts would reconnect for every call. */
        FREE(64, Duration.ofSeconds(10)),

        /** What is sent again and ICE carries out once, however often it comes: a burst goes out on what has just been in use. */
        BRIEF(8, Duration.ofSeconds(1)),

        /** What ICE would carry out twice. */
        NONE(0, Duration.ofSeconds(1));

        private final int connections;
        private final Duration idle;

        Reuse(int connections, Duration idle) {
            this.connections = connections;
            this.idle = idle;
        }
    }

    /** How one kind of call goes out. */
    private record Way(RuntimeOptions options, GuardedTransport transport) {}

    /** Parameters that one action takes, and where they go. */
    record Call(String action, String method, Reuse reuse, Map<String, String> query, Map<String, String> form) {
        /** What ICE may repeat in an error and nobody may read there. */
        private String secret() {
            return query.get(EventCallbacks.AUTH_KEY);
        }

        @Override
        public String toString() {
            return "Call[action=" + action + "]";
        }
    }

    /**
     * Sends one request.
     *
     * @throws IceException when no whole answer came back
     */
    Answer send(Call call) {
        try (SendWatch watch = SendWatch.start()) {
            try {
                Client sdk = client();
                Way way = ways.get(call.reuse());
                way.transport().install(server(sdk), transportOptions(sdk, way.options()));
                Map<String, ?> reply = sdk.callApi(params(call), request(call), way.options());
                return answer(call.action(), reply, redactor(watch, call));
            } catch (CredentialException e) {
                throw IceErrors.noCredentials(call.action(), e, redactor(watch, call));
            } catch (TeaUnretryableException e) {
                if (e.getLastRequest() != null) {
                    watch.remember(e.getLastRequest().headers);
                }
                throw IceErrors.noAnswer(call.action(), e, watch, redactor(watch, call));
            } catch (TeaException e) {
                if ("InvalidCredentials".equals(e.getCode())) {
                    throw IceErrors.noCredentials(call.action(), e, redactor(watch, call));
                }
                throw IceErrors.noAnswer(call.action(), e, watch, redactor(watch, call));
            } catch (IceException e) {
                throw e;
            } catch (Exception e) {
                throw IceErrors.noAnswer(call.action(), e, watch, redactor(watch, call));
            }
        }
    }

    private Answer answer(String action, Map<String, ?> reply, Redactor redactor) {
        Map<String, String> headers = new HashMap<>();
        if (reply.get("headers") instanceof Map<?, ?> map) {
            map.forEach((name, value) -> headers.put(String.valueOf(name), String.valueOf(value)));
        }
        String body = reply.get("body") instanceof String text ? text : "";
        int status = reply.get("statusCode") instanceof Number number ? number.intValue() : 0;
        return new Answer(action, status, headers, body, IceJson.read(body), redactor);
    }

    private Params params(Call call) {
        return new Params()
                .setAction(call.action())
                .setVersion(VERSION)
                .setProtocol("HTTPS")
                .setPathname("/")
                .setMethod(call.method())
                .setAuthType("AK")
                .setStyle("RPC")
                .setReqBodyType("formData")
                // as text: the SDK's JSON reader loses the HTTP status and chokes on what ICE documents itself
                .setBodyType("string");
    }

    private OpenApiRequest request(Call call) {
        Map<String, String> headers = new HashMap<>();
        // the SDK formats its own date in the JVM's locale: Thai years, Arabic digits, and every signature is refused
        headers.put(
                "x-acs-date",
                DateTimeFormatter.ISO_INSTANT.format(clock.instant().truncatedTo(ChronoUnit.SECONDS)));
        OpenApiRequest request = new OpenApiRequest().setHeaders(headers).setQuery(new HashMap<>(call.query()));
        if (!call.form().isEmpty()) {
            request.setBody(new HashMap<String, Object>(call.form()));
        }
        return request;
    }

    /**
     * The client is made at the first call: Alibaba's default provider chain reads files and asks metadata services,
     * which a route that merely starts must not wait for. What fails is tried anew at the next call.
     */
    private Client client() throws Exception {
        if (client == null) {
            synchronized (this) {
                if (client == null) {
                    adopt(new Client(config(settings)));
                }
            }
        }
        return client;
    }

    private void adopt(Client sdk) {
        // ICE clients before 6.5.1 force signature V2 here, after their Config was read: HMAC-SHA1, and the access key
        // id and the security token in the URL. Without it the SDK signs with ACS3-HMAC-SHA256
        sdk._signatureAlgorithm = null;
        sdk._signatureVersion = null;
        sdk._connectTimeout = orElse(sdk._connectTimeout, IceConnectionSettings.CONNECT_TIMEOUT.toMillis());
        sdk._readTimeout = orElse(sdk._readTimeout, IceConnectionSettings.READ_TIMEOUT.toMillis());
        sdk._callTimeout = orElse(sdk._callTimeout, IceConnectionSettings.CALL_TIMEOUT.toMillis());
        Map<Reuse, Way> made = new EnumMap<>(Reuse.class);
        for (Reuse reuse : Reuse.values()) {
            made.put(reuse, new Way(options(sdk, reuse.connections), new GuardedTransport(reuse.idle)));
        }
        ways = made;
        client = sdk;
    }

    private static Integer orElse(Integer value, long standard) {
        return value == null || value <= 0 ? Integer.valueOf((int) standard) : value;
    }

    private static Config config(IceConnectionSettings settings) {
        Config config = new Config()
                .setRegionId(settings.region())
                .setEndpoint(settings.host())
                .setProtocol(settings.protocol())
                .setUserAgent("camel-ice-highlights")
                .setConnectTimeout((int) settings.connectTimeout().toMillis())
                .setReadTimeout((int) settings.readTimeout().toMillis())
                .setCallTimeout((int) settings.callTimeout().toMillis());
        if (settings.accessKey() != null) {
            return config.setAccessKeyId(settings.accessKey())
                    .setAccessKeySecret(settings.secretKey())
                    .setSecurityToken(settings.securityToken());
        }
        return config.setCredential(settings.credentials() == null ? CredentialChain.client() : settings.credentials());
    }

    /** Constants for the life of the client: the SDK keeps an HTTP client for ever for each distinct set of them. */
    private static RuntimeOptions options(Client sdk, int idleConnections) {
        RuntimeOptions options = new RuntimeOptions();
        options.autoretry = false;
        options.ignoreSSL = false;
        options.maxIdleConns = idleConnections;
        options.connectTimeout = sdk._connectTimeout;
        options.readTimeout = sdk._readTimeout;
        options.returnErrorResponse = true;
        return options;
    }

    /** What the SDK will make of the client's fields and the options; null means absent, as in the SDK. */
    private static Map<String, Object> transportOptions(Client sdk, RuntimeOptions options) {
        Map<String, Object> map = new HashMap<>();
        map.put("connectTimeout", options.connectTimeout);
        map.put("readTimeout", options.readTimeout);
        map.put("callTimeout", sdk._callTimeout);
        map.put("maxIdleConns", options.maxIdleConns);
        map.put("ignoreSSL", options.ignoreSSL);
        map.put("httpProxy", sdk._httpProxy);
        map.put("httpsProxy", sdk._httpsProxy);
        map.put("socks5Proxy", sdk._socks5Proxy);
        map.put("ca", sdk._ca);
        map.put("cert", sdk._cert);
        map.put("key", sdk._key);
        map.values().removeIf(value -> value == null || "".equals(value));
        return map;
    }

    private static String server(Client sdk) {
        String protocol = sdk._protocol == null || sdk._protocol.isEmpty() ? "HTTPS" : sdk._protocol;
        return protocol + "://" + sdk._endpoint + "/";
    }

    private Redactor redactor(SendWatch watch, Call call) {
        return new Redactor(() -> {
            List<String> secrets = watch.secrets();
            secrets.add(call.secret());
            if (settings != null) {
                secrets.addAll(Arrays.asList(settings.accessKey(), settings.secretKey(), settings.securityToken()));
            }
            return secrets;
        });
    }

    @Override
    public String toString() {
        return "SdkConnection[" + (settings == null ? "client of the application" : settings) + "]";
    }
}
