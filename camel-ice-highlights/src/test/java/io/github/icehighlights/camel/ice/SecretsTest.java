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
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.github.icehighlights.camel.model.JobType;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** No message, cause, suppressed exception, trace or toString holds a key, a token or a signature. */
class SecretsTest {

    private static final String TOKEN = "Canary+Token/0003==abcdef";

    private static final List<String> CANARIES = List.of(
            Connections.KEY,
            Connections.SECRET,
            TOKEN,
            URLEncoder.encode(TOKEN, StandardCharsets.UTF_8),
            "CanaryUrlSig0004");

    /** Ways in which a server makes a call fail; those that can repeat to us what we sent. */
    enum Failure {
        GATEWAY_REPEATS_THE_REQUEST((exchange) -> write(
                exchange,
                400,
                "application/json",
                "{\"RequestId\":\"r\",\"Code\":\"SignatureDoesNotMatch\",\"Message\":\"server string to sign is:POST\\n/\\n"
                        + "x-acs-accesskey-id:" + Connections.KEY + "\\nx-acs-security-token:" + TOKEN
                        + "\\n AUTH\"}")),
        UNKNOWN_KEY((exchange) -> write(
                exchange,
                404,
                "application/json",
                "{\"Code\":\"InvalidAccessKeyId.NotFound\",\"Message\":\"no such key " + Connections.KEY + "\"}")),
        CODE_IS_THE_KEY((exchange) -> write(
                exchange,
                403,
                "application/json",
                "{\"Code\":\"" + Connections.KEY + "\",\"RequestId\":\"" + TOKEN + "\",\"Message\":\"AUTH\"}")),
        PROXY_REPEATS_THE_HEADERS((exchange) -> write(exchange, 502, "text/html", "<pre>AUTH " + TOKEN + "</pre>")),
        PROXY_REPEATS_ENCODED((exchange) -> write(
                exchange,
                200,
                "text/html",
                "/?t=" + URLEncoder.encode(TOKEN, StandardCharsets.UTF_8) + "&k=" + Connections.KEY)),
        SIGNED_URL((exchange) -> write(
                exchange,
                400,
                "application/json",
                "{\"Code\":\"InvalidParameter\",\"Message\":\"cannot read https://b.oss-cn-shanghai.aliyuncs.com/a.mp4?"
                        + "Expires=1&OSSAccessKeyId=" + Connections.KEY + "&Signature=CanaryUrlSig0004\"}")),
        REDIRECT((exchange) -> {
            try {
                exchange.send(302, "text/html", "AUTH", "Location: http://localhost/?token=" + TOKEN);
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }),
        NO_RECEIPT((exchange) -> write(exchange, 200, "application/json", "{\"x\":\"AUTH " + TOKEN + "\"}")),
        RESET((exchange) -> {
            try {
                exchange.reset();
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }),
        BROKEN_OFF((exchange) -> {
            try {
                exchange.raw("HTTP/1.1 200 OK\r\nContent-Length: 999\r\n\r\n" + TOKEN);
                exchange.breakOff();
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }),
        NO_HTTP((exchange) -> {
            try {
                exchange.raw("AUTH " + TOKEN + "\r\n\r\n");
                exchange.breakOff();
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });

        private final Consumer<IceStub.Exchange> answer;

        Failure(Consumer<IceStub.Exchange> answer) {
            this.answer = answer;
        }

        private static void write(IceStub.Exchange exchange, int status, String type, String body) {
            try {
                exchange.send(status, type, body);
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Failure.class)
    void serverFailures(Failure failure) throws Exception {
        try (IceStub ice = new IceStub((request, exchange) -> {
            failure.answer.accept(new IceStub.Exchange(exchange.socket(), new Repeating(exchange.out(), request)));
            exchange.socket().close();
        })) {
            SdkIceApi keys = new SdkIceApi(Connections.to("http://" + ice.host(), TOKEN));
            SdkIceApi client = withCredentialsClient(ice, TOKEN);
            IceException submit =
                    assertClean(ice, keys, () -> keys.submit(JobType.SPORTS_HIGHLIGHTS, Map.of("InputConfig", "{}")));
            IceException list = assertClean(ice, client, () -> client.list(JobType.SPORTS_HIGHLIGHTS, null));
            if (failure != Failure.RESET && failure != Failure.BROKEN_OFF) {
                // what was repeated did reach the message
                assertThat(submit).hasMessageContaining("***");
                assertThat(list).hasMessageContaining("***");
            }
        }
    }

    @Test
    void transportFailures(@TempDir Path folder) throws Exception {
        try (IceStub tls =
                new IceStub((request, exchange) -> exchange.json(200, "{}"), SelfSigned.serverSockets(folder))) {
            for (String endpoint : List.of("http://127.0.0.1:1", "http://nowhere.invalid", "https://" + tls.host())) {
                SdkIceApi api = new SdkIceApi(Connections.to(endpoint, TOKEN));
                assertClean(tls, api, () -> api.report(JobType.SPORTS_HIGHLIGHTS, "j"));
            }
        }
    }

    /** OkHttp names the whole value of a header that it cannot send. */
    @Test
    void aTokenThatIsNoHeader() throws Exception {
        try (IceStub ice = IceStub.json(200, "{}")) {
            SdkIceApi api = withCredentialsClient(ice, TOKEN + "\n" + TOKEN);

            IceException e =
                    assertClean(ice, api, () -> api.submit(JobType.SPORTS_HIGHLIGHTS, Map.of("InputConfig", "{}")));

            assertThat(e.getKind()).isEqualTo(IceException.Kind.NOT_SENT);
            assertThat(ice.connections).hasValue(0);
        }
    }

    @Test
    void settings() {
        IceConnectionSettings settings = new IceConnectionSettings(
                "cn-beijing",
                null,
                Connections.KEY,
                Connections.SECRET,
                TOKEN,
                null,
                null,
                null,
                Duration.ofSeconds(9));
        assertThat(CANARIES).noneMatch(settings.toString()::contains);
        assertThat(settings)
                .hasToString("IceConnectionSettings[region=cn-beijing, endpoint=https://"
                        + "ice.cn-beijing.aliyuncs.com, accessKey=***, secretKey=***, securityToken=***, credentials=null, "
                        + "connectTimeout=PT5S, readTimeout=PT20S, callTimeout=PT9S]");
    }

    /** The keys are then not in our settings: we learn of them only while a call is made. */
    private static SdkIceApi withCredentialsClient(IceStub ice, String token) {
        com.aliyun.credentials.Client credentials =
                new com.aliyun.credentials.Client(new com.aliyun.credentials.models.Config()
                        .setType("sts")
                        .setAccessKeyId(Connections.KEY)
                        .setAccessKeySecret(Connections.SECRET)
                        .setSecurityToken(token));
        return new SdkIceApi(new IceConnectionSettings(
                null, "http://" + ice.host(), null, null, null, credentials, null, null, null));
    }

    private static IceException assertClean(IceStub ice, SdkIceApi api, Runnable call) {
        IceException e = catchThrowableOfType(IceException.class, call::run);
        assertThat(e).isNotNull();
        List<String> secrets = new ArrayList<>(CANARIES);
        ice.requests.forEach(request -> {
            secrets.add(Acs3.part(request, "Signature"));
            secrets.add(request.headers().get("authorization"));
        });
        StringWriter everything = new StringWriter();
        e.printStackTrace(new PrintWriter(everything));
        everything.append(e + e.getMessage() + e.getCode() + e.getRequestId() + e.getAction() + api);
        for (Throwable each = e; each != null; each = each.getCause()) {
            everything.append(each.toString()).append(Arrays.toString(each.getSuppressed()));
            assertThat(each.getClass().getName()).doesNotContain("com.aliyun");
        }
        assertThat(secrets).noneMatch(everything.toString()::contains);
        return e;
    }

    /** Writes the request's Authorization header where an answer says AUTH. */
    private static final class Repeating extends java.io.OutputStream {

        private final java.io.OutputStream out;
        private final IceStub.Request request;

        Repeating(java.io.OutputStream out, IceStub.Request request) {
            this.out = out;
            this.request = request;
        }

        @Override
        public void write(byte[] bytes) throws IOException {
            String text = new String(bytes, StandardCharsets.UTF_8);
            if (text.startsWith("HTTP/1.1") && text.contains("Content-Length")) {
                // what is repeated makes the body longer than the head says
                text = text.replaceFirst("Content-Length: [0-9]+\r\n", "Connection: close\r\n");
            }
            out.write(
                    text.replace("AUTH", request.headers().get("authorization")).getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public void write(int b) throws IOException {
            out.write(b);
        }

        @Override
        public void flush() throws IOException {
            out.flush();
        }
    }
}
