package foreign;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.icehighlights.camel.model.Highlights;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.Message;
import org.apache.camel.spi.CamelEvent;
import org.apache.camel.support.EventNotifierSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringBootVersion;
import org.springframework.boot.actuate.endpoint.SanitizableData;
import org.springframework.boot.actuate.endpoint.SanitizingFunction;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** The starter as it was built, on this Spring Boot and this Camel, in the application that the manual shows. */
class ApplicationTest {

    private static final Path DATA = Path.of("data");

    private final HttpClient http = HttpClient.newHttpClient();
    private final BlockingQueue<Delivered> delivered = new LinkedBlockingQueue<>();
    private IceStub ice;
    private ConfigurableApplicationContext application;

    /** What the route got, and on which thread. */
    private record Delivered(Highlights highlights, Thread thread) {}

    @BeforeEach
    void start() throws IOException {
        deleteData();
        ice = new IceStub();
        application = new SpringApplicationBuilder(Application.class)
                .initializers(context -> context.getBeanFactory().registerSingleton("listener", new Listener()))
                .run(
                        "--server.port=0",
                        "--spring.config.import=classpath:health.yaml",
                        "--spring.threads.virtual.enabled=true",
                        "--camel.component.ice-highlights.endpoint=" + ice.endpoint(),
                        "--camel.component.ice-highlights.access-key=ak",
                        "--camel.component.ice-highlights.secret-key=sk",
                        "--camel.component.ice-highlights.first-look=20ms",
                        "--camel.component.ice-highlights.look-interval=50ms",
                        "--camel.component.ice-highlights.max-calls-per-second=1000");
    }

    /** Camel tells it of each exchange. */
    private final class Listener extends EventNotifierSupport {

        @Override
        public void notify(CamelEvent event) {
            if (event instanceof CamelEvent.ExchangeCreatedEvent created
                    && "highlights".equals(created.getExchange().getFromRouteId())) {
                Message message = created.getExchange().getMessage();
                delivered.add(new Delivered(message.getBody(Highlights.class), Thread.currentThread()));
            }
        }
    }

    @AfterEach
    void stop() throws IOException {
        application.close();
        ice.close();
        deleteData();
    }

    @Test
    void aJobIsSubmittedAndItsHighlightsArrive() throws Exception {
        assertEquals(System.getProperty("expected.boot"), SpringBootVersion.getVersion());
        assertEquals(
                System.getProperty("expected.camel"),
                application.getBean(CamelContext.class).getVersion());

        assertEquals(200, submit("final.mp4").get().statusCode());

        Delivered first = delivered.poll(30, TimeUnit.SECONDS);
        assertNotNull(first, "no highlights within 30 s");
        assertEquals(1, first.highlights().clips().size());
        assertEquals(Runtime.version().feature() >= 21, isVirtual(first.thread()));
        assertTrue(ice.submitted().contains("final.mp4"), ice.submitted());
        assertTrue(Files.exists(DATA.resolve("jobs.mv.db")), "no database of jobs in " + DATA.toAbsolutePath());
    }

    @Test
    void itIsReadyAsLongAsIceLetsItLook() throws Exception {
        HttpResponse<String> ready = get("/actuator/health/readiness");
        assertEquals(200, ready.statusCode(), ready.body());
        assertTrue(get("/actuator/health").body().contains("consumer:highlights"));

        ice.forbid();
        submit("final.mp4").get();

        HttpResponse<String> answer = ready;
        for (long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
                answer.statusCode() != 503 && System.nanoTime() < end; ) {
            answer = get("/actuator/health/readiness");
        }
        assertEquals(503, answer.statusCode(), answer.body());
        String health = get("/actuator/health").body();
        assertTrue(health.contains("403"), health);
        assertEquals(200, get("/actuator/health/liveness").statusCode());
    }

    @Test
    void secretsAreMasked() {
        var secret = new SanitizableData(null, "camel.component.ice-highlights.secret-key", "sk");
        assertEquals(
                SanitizableData.SANITIZED_VALUE,
                application.getBean(SanitizingFunction.class).apply(secret).getValue());
    }

    /** Virtual threads cost nothing; connections to ICE and to the database do. */
    @Test
    void howManySubmitAtOnceIsBoundedOnWhateverThreads() throws Exception {
        ice.gather(9);
        List<CompletableFuture<HttpResponse<String>>> answers =
                IntStream.range(0, 24).mapToObj(i -> submit("match-" + i + ".mp4")).toList();

        for (CompletableFuture<HttpResponse<String>> answer : answers) {
            assertEquals(200, answer.get().statusCode());
        }
        assertEquals(8, ice.mostAtOnce());
    }

    private CompletableFuture<HttpResponse<String>> submit(String file) {
        return http.sendAsync(
                HttpRequest.newBuilder(uri("/matches/" + file))
                        .POST(HttpRequest.BodyPublishers.noBody())
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> get(String path) throws Exception {
        return http.send(HttpRequest.newBuilder(uri(path)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + application.getEnvironment().getProperty("local.server.port") + path);
    }

    /** Thread.isVirtual() as one can ask on Java 17. */
    private static boolean isVirtual(Thread thread) {
        return thread.getClass().getName().equals("java.lang.VirtualThread");
    }

    private static void deleteData() throws IOException {
        if (Files.exists(DATA)) {
            try (Stream<Path> files = Files.walk(DATA)) {
                files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
            }
        }
    }
}
