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

import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.regex.Pattern;

import javax.management.MBeanAttributeInfo;
import javax.management.MBeanServer;
import javax.management.ObjectName;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxy;
import ch.qos.logback.core.AppenderBase;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.slf4j.LoggerFactory;

import io.github.icehighlights.localice.LocalIceExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Everything that can be written down is, at TRACE, while things go well and while they go wrong: no secret is in it. */
class SecretsTest {

    private static final String ACCESS_KEY = "canary1accesskey";
    private static final String SECRET_KEY = "canary2secretkey";
    private static final String SECURITY_TOKEN = "canary3securitytoken";
    private static final String URI_ACCESS_KEY = "canary4accesskeyinuri";
    private static final String URI_SECRET_KEY = "canary5secretkeyinuri";
    private static final String URI_SECURITY_TOKEN = "canary6tokeninuri";
    private static final String AUTHORIZATION = "canary7authorization";
    private static final String COOKIE = "canary8cookie";
    /** The ninth: what signs a request, whatever its value. */
    private static final Pattern SIGNATURE = Pattern.compile("Signature=[0-9a-f]{64}|ACS3-HMAC-SHA256 Credential");

    private static final String CALLBACK_KEY = "Canary9callbackkey";
    private static final String PREVIOUS_CALLBACK_KEY = "Canary10previouskey";
    private static final String URI_CALLBACK_KEY = "Canary11callbackkeyinuri";
    /** The address of a job's callback, whatever the key. */
    private static final Pattern TOKEN =
            Pattern.compile("ice-hint\\W[0-9A-Za-z]*[0-9a-z]{20}\\W(?:2[eE])?[0-9A-Za-z_-]{22}");

    private static final String QUEUE = "ice-callback-secrets";

    private static final List<String> CANARIES = List.of(
            CALLBACK_KEY,
            PREVIOUS_CALLBACK_KEY,
            URI_CALLBACK_KEY,
            ACCESS_KEY,
            SECRET_KEY,
            SECURITY_TOKEN,
            URI_ACCESS_KEY,
            URI_SECRET_KEY,
            URI_SECURITY_TOKEN,
            AUTHORIZATION,
            COOKIE);

    private static final String SUBMIT =
            "ice-highlights:nba?operation=submitHighlightExtractionJob&carryHeaders=*&media=" + CamelOnIce.MEDIA;
    private static final String ACTION = "SubmitHighlightExtractionJob";

    @RegisterExtension
    static final LocalIceExtension ICE = LocalIceExtension.create(b -> b.instant()
                    .bucket("media")
                    .credentials(ACCESS_KEY, SECRET_KEY)
                    .securityToken(SECURITY_TOKEN))
            .withFreshJobs();

    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final Written written = new Written();
    private Level levelBefore;

    /** All that was logged or thrown, as text, by where it was found. Keeps events and makes text of them at the end. */
    private static final class Written extends AppenderBase<ILoggingEvent> {

        private final ConcurrentLinkedQueue<String> lines = new ConcurrentLinkedQueue<>();

        @Override
        protected void append(ILoggingEvent event) {
            // the stand-in and its server know the keys by right; the S3 client is not ours, nor is the server that
            // writes
            // down the addresses it is called at
            String logger = event.getLoggerName();
            if (logger.startsWith("io.github.icehighlights.localice")
                    || logger.startsWith("org.eclipse.jetty")
                    || logger.startsWith("org.apache.camel.component.jetty")
                    || logger.startsWith("org.apache.camel.http.common")
                    || logger.startsWith("org.gaul")
                    || logger.startsWith("software.amazon")
                    || logger.startsWith("org.apache.http")) {
                return;
            }
            // Camel's core writes the URIs of routes as they are, before any component sees them; at TRACE only
            boolean rawUri = event.getLevel() == Level.TRACE && logger.startsWith("org.apache.camel.");
            String line = event.getLevel() + " " + logger + ": " + event.getFormattedMessage();
            lines.add(rawUri ? withoutUriCanaries(line) : line);
            if (event.getThrowableProxy() instanceof ThrowableProxy proxy) {
                add("logged by " + logger, proxy.getThrowable());
            }
        }

        private static String withoutUriCanaries(String line) {
            return line.replace(URI_ACCESS_KEY, "(in uri)")
                    .replace(URI_SECRET_KEY, "(in uri)")
                    .replace(URI_SECURITY_TOKEN, "(in uri)")
                    .replace(URI_CALLBACK_KEY, "(in uri)");
        }

        void add(String where, Throwable thrown) {
            var text = new StringWriter();
            thrown.printStackTrace(new PrintWriter(text));
            lines.add(where + ": " + text);
            for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
                lines.add(where + ": " + cause);
                for (Throwable suppressed : cause.getSuppressed()) {
                    add(where + ", suppressed", suppressed);
                }
            }
        }
    }

    @BeforeEach
    void listen() {
        levelBefore = root.getLevel();
        root.detachAndStopAllAppenders();
        root.setLevel(Level.TRACE);
        written.start();
        root.addAppender(written);
        var okhttp = java.util.logging.Logger.getLogger("okhttp3");
        okhttp.setLevel(java.util.logging.Level.ALL);
        okhttp.addHandler(new Handler() {
            @Override
            public void publish(LogRecord record) {
                written.lines.add("okhttp: " + record.getMessage());
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        });
    }

    @AfterEach
    void restore() {
        root.detachAppender(written);
        root.setLevel(levelBefore);
    }

    @Test
    void noSecretIsWrittenAnywhere() throws Exception {
        List<String> uris = new ArrayList<>();
        try (var camel = new CamelOnIce(ICE.ice())) {
            IceHighlightsConfiguration defaults = camel.component().getConfiguration();
            defaults.setSecurityToken(SECURITY_TOKEN);
            defaults.setReadTimeout(500);
            camel.component().setRetryTimeout(100);
            String inUri = SUBMIT + "&accessKey=" + URI_ACCESS_KEY + "&secretKey=RAW(" + URI_SECRET_KEY
                    + ")&securityToken=" + URI_SECURITY_TOKEN;
            camel.start(new RouteBuilder() {
                @Override
                public void configure() {
                    from("direct:in").to(inUri);
                    from("ice-highlights:nba").process(e -> {
                        throw new IllegalStateException("the route fails");
                    });
                }
            });
            Map<String, Object> headers = Map.of("Authorization", AUTHORIZATION, "Cookie", COOKIE);

            send(camel, SUBMIT, headers);
            send(camel, "direct:in", headers);
            send(camel, inUri, headers);
            ICE.ice().faults().on(ACTION).forbidden();
            send(camel, SUBMIT, headers);
            ICE.ice().faults().on(ACTION).html(503);
            send(camel, SUBMIT, headers);
            ICE.ice().faults().on(ACTION).resetBefore();
            send(camel, SUBMIT, headers);
            ICE.ice().faults().on(ACTION).redirect(307, "http://127.0.0.1:1/elsewhere");
            send(camel, SUBMIT, headers);
            ICE.ice().faults().on(ACTION).delay(Duration.ofSeconds(1));
            send(camel, SUBMIT, headers);
            defaults.setEndpoint("http://127.0.0.1:1");
            send(camel, SUBMIT + "&userData={}", headers);
            send(camel, SUBMIT + "&accessKey=" + URI_ACCESS_KEY + "&unknownOption=1", headers);

            camel.context().getEndpoints().forEach(endpoint -> uris.add(endpoint.toString()));
            uris.addAll(jmxAttributes());
        }

        // what is looked through is what was meant to be: all parties spoke
        assertThat(written.lines)
                .anyMatch(line -> line.contains(" io.github.icehighlights.camel"))
                .anyMatch(line -> line.contains(" org.apache.camel"))
                .anyMatch(line -> line.startsWith("okhttp"))
                .anyMatch(line -> line.startsWith("failed exchange"));
        assertThat(uris).anyMatch(uri -> uri.contains("ice-highlights"));

        assertClean(written.lines);
        assertClean(uris);
    }

    @Test
    @Tag("not-camel-4.14") // the queue's client and this Camel's JAXB exclude each other
    @Tag("not-camel-4.22") // the queue's client and this Camel's JAXB exclude each other
    void noSecretOfAQueueIsWrittenAnywhere() throws Exception {
        List<String> shown = new ArrayList<>();
        ICE.ice().queues().create(QUEUE);
        ICE.ice().queues().send(QUEUE, "no event");
        try (var camel = new CamelOnIce(ICE.ice())) {
            IceHighlightsConfiguration options = camel.component().getConfiguration();
            options.setSecurityToken(SECURITY_TOKEN);
            options.setCallbackQueue(QUEUE);
            options.setCallbackQueueEndpoint(ICE.ice().queueEndpoint());
            options.setFirstLook(3_600_000);
            camel.start(new RouteBuilder() {
                @Override
                public void configure() {
                    from("ice-highlights:nba").to("mock:results");
                }
            });
            MockEndpoint results = camel.mock("results");
            results.expectedMessageCount(1);
            send(camel, SUBMIT, Map.of());
            camel.satisfied(results);

            ICE.ice().queues().delete(QUEUE);
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> !camel.component().notices().isEmpty());
            shown.addAll(camel.component().notices());
            camel.context().getEndpoints().forEach(endpoint -> shown.add(endpoint.toString()));
            shown.addAll(jmxAttributes());
        }

        assertThat(written.lines)
                .anyMatch(line -> line.contains("is no event of ICE"))
                .anyMatch(line -> line.contains("cannot be read"));
        assertClean(written.lines);
        assertClean(shown);
    }

    @Test
    @Tag("not-camel-4.22") // camel-jetty does not resolve at 4.22.0
    void noSecretOfCallbacksIsWrittenAnywhere() throws Exception {
        List<String> shown = new ArrayList<>();
        try (var camel = new CamelOnIce(ICE.ice())) {
            String address = "http://127.0.0.1:" + HttpServerUnderTest.JETTY.in(camel.context()) + "/ice/callback";
            IceHighlightsConfiguration options = camel.component().getConfiguration();
            options.setSecurityToken(SECURITY_TOKEN);
            options.setCallbackPath("/ice/callback");
            options.setCallbackUrl(address);
            options.setCallbackAuthKey(CALLBACK_KEY);
            options.setCallbackPreviousAuthKey(PREVIOUS_CALLBACK_KEY);
            options.setFirstLook(3_600_000);
            camel.start(new RouteBuilder() {
                @Override
                public void configure() {
                    from("ice-highlights:nba").to("mock:results");
                }
            });
            MockEndpoint results = camel.mock("results");
            results.expectedMessageCount(2);
            send(camel, SUBMIT, Map.of());
            send(camel, SUBMIT, Map.of());
            camel.satisfied(results);
            for (Exchange result : results.getExchanges()) {
                shown.add(result.getMessage().getBody(String.class));
                shown.add(result.getMessage().getHeaders().toString());
            }
            assertThat(shown).anyMatch(text -> text.contains("ice-hint"));

            ICE.ice().faults().on(ACTION).forbidden();
            send(camel, SUBMIT, Map.of());
            var post = new CallbackPost(address).body("no event");
            assertThat(post.status()).isEqualTo(401);
            assertThat(post.signed(address, PREVIOUS_CALLBACK_KEY).status()).isEqualTo(400);
            for (String operation : List.of("set", "get")) {
                String uri = "ice-highlights:nba?operation=" + operation + "EventCallback";
                shown.add(camel.submit(uri).getMessage().getBody().toString());
                send(
                        camel,
                        uri + "&callbackUrl=RAW(https://another)&callbackAuthKey=RAW(" + URI_CALLBACK_KEY + ")",
                        Map.of());
                ICE.ice().faults().on("GetEventCallback").html(503);
                send(camel, uri, Map.of());
                ICE.ice().faults().clear();
            }
            options.setCallbackAuthKey("Canary9callbackkey-that-is-far-too-long");
            send(camel, "ice-highlights:nba?operation=setEventCallback&callbackMaxBytes=1", Map.of());
            camel.context().getEndpoints().forEach(endpoint -> shown.add(endpoint.toString()));
            shown.addAll(jmxAttributes());
        }

        assertThat(written.lines)
                .anyMatch(line -> line.startsWith("failed exchange") && line.contains("EventCallback"))
                .anyMatch(line -> line.contains("A callback to /ice/callback"));
        assertClean(written.lines);
        assertClean(shown);
    }

    private void send(CamelOnIce camel, String uri, Map<String, Object> headers) {
        try {
            Exchange exchange = camel.send(uri, null, headers);
            if (exchange.getException() != null) {
                written.add("failed exchange", exchange.getException());
            }
        } catch (RuntimeException e) {
            written.add("failed endpoint", e);
        }
    }

    private static void assertClean(Iterable<String> texts) {
        Map<String, String> leaks = new LinkedHashMap<>();
        for (String text : texts) {
            for (String canary : CANARIES) {
                if (text.contains(canary)) {
                    leaks.putIfAbsent(
                            canary + " in " + text.substring(0, Math.min(90, text.length())),
                            text.substring(0, Math.min(300, text.length())));
                }
            }
            if (SIGNATURE.matcher(text).find()) {
                leaks.putIfAbsent("signature", text);
            }
            if (TOKEN.matcher(text).find()) {
                leaks.putIfAbsent("token in " + text.substring(0, Math.min(90, text.length())), text);
            }
        }
        assertThat(leaks).isEmpty();
    }

    private static List<String> jmxAttributes() throws Exception {
        List<String> attributes = new ArrayList<>();
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        for (ObjectName name : server.queryNames(new ObjectName("org.apache.camel:*"), null)) {
            attributes.add(name.toString());
            for (MBeanAttributeInfo attribute : server.getMBeanInfo(name).getAttributes()) {
                try {
                    attributes.add(
                            name + " " + attribute.getName() + " = " + server.getAttribute(name, attribute.getName()));
                } catch (Exception e) {
                    attributes.add(name + " " + attribute.getName() + " fails: " + e);
                }
            }
        }
        return attributes;
    }
}
