package foreign;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.icehighlights.camel.model.Highlights;
import io.github.icehighlights.camel.springboot.IceHighlightsComponentConfiguration;
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
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.boot.SpringBootVersion;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** The starter as it was built, on this Spring Boot and this Camel, in the application that the manual shows. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ApplicationTest {

    private static final Path DATA = Path.of("data");

    private static final String ACCESS_KEY = "ak-of-a-foreigner";
    private static final String SECRET_KEY = "sk-of-a-foreigner";
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final BlockingQueue<Delivered> DELIVERED = new LinkedBlockingQueue<>();
    private static IceStub ice;
    private static ConfigurableApplicationContext application;

    /** What the route got, and on which thread. */
    private record Delivered(Highlights highlights, Thread thread) {}

    @BeforeAll
    static void start() throws IOException {
        deleteData();
        ice = new IceStub();
        application = new SpringApplicationBuilder(Application.class)
                .initializers(context -> context.getBeanFactory().registerSingleton("listener", new Listener()))
                .run(
                        "--server.port=0",
                        "--spring.config.import=classpath:health.yaml",
                        "--spring.threads.virtual.enabled=true",
                        "--camel.component.ice-highlights.endpoint=" + ice.endpoint(),
                        "--management.endpoints.web.exposure.include=health,env,configprops",
                        "--management.endpoint.env.show-values=always",
                        "--management.endpoint.configprops.show-values=always",
                        "--camel.component.ice-highlights.access-key=" + ACCESS_KEY,
                        "--camel.component.ice-highlights.secret-key=${of.a.file}",
                        "--of.a.file=" + SECRET_KEY,
                        "--camel.component.ice-highlights.first-look=20ms",
                        "--camel.component.ice-highlights.look-interval=50ms",
                        "--camel.component.ice-highlights.max-calls-per-second=1000");
    }

    /** Camel tells it of each exchange. */
    private static final class Listener extends EventNotifierSupport {

        @Override
        public void notify(CamelEvent event) {
            if (event instanceof CamelEvent.ExchangeCreatedEvent created
                    && "highlights".equals(created.getExchange().getFromRouteId())) {
                Message message = created.getExchange().getMessage();
                DELIVERED.add(new Delivered(message.getBody(Highlights.class), Thread.currentThread()));
            }
        }
    }

    @AfterAll
    static void stop() throws IOException {
        application.close();
        ice.close();
        deleteData();
    }

    @Test
    @Order(1)
    void aJobIsSubmittedAndItsHighlightsArrive() throws Exception {
        assertEquals(System.getProperty("expected.boot"), SpringBootVersion.getVersion());
        assertEquals(
                System.getProperty("expected.camel"),
                application.getBean(CamelContext.class).getVersion());

        assertEquals(200, submit("final.mp4").get().statusCode());

        assertEquals(200, submit("final.mp4").get().statusCode());
        assertEquals(1, ice.jobs(), "a client that repeats its request pays once");

        Delivered first = DELIVERED.poll(30, TimeUnit.SECONDS);
        assertNotNull(first, "no highlights within 30 s");
        assertEquals(1, first.highlights().clips().size());
        assertEquals(Runtime.version().feature() >= 21, isVirtual(first.thread()));
        assertTrue(ice.submitted().contains("final.mp4"), ice.submitted());
        assertTrue(Files.exists(DATA.resolve("jobs.mv.db")), "no database of jobs in " + DATA.toAbsolutePath());
    }

    /** The last one: a connection that was forbidden rests. */
    @Test
    @Order(3)
    void itIsReadyAsLongAsIceLetsItLook() throws Exception {
        HttpResponse<String> ready = get("/actuator/health/readiness");
        assertEquals(200, ready.statusCode(), ready.body());
        assertTrue(get("/actuator/health").body().contains("consumer:highlights"));

        ice.forbid();
        submit("forbidden.mp4").get();

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

    /** Although the application shows all values, under whatever name they stand. */
    @Test
    @Order(1)
    void secretsAreMasked() throws Exception {
        var properties = application.getBean(IceHighlightsComponentConfiguration.class);
        assertEquals(SECRET_KEY, properties.getSecretKey());
        for (String endpoint : List.of("env", "env/of.a.file", "configprops")) {
            HttpResponse<String> answer = get("/actuator/" + endpoint);
            assertEquals(200, answer.statusCode());
            assertTrue(answer.body().contains("******"), answer.body());
            assertFalse(answer.body().contains(SECRET_KEY), answer.body());
            assertFalse(answer.body().contains(ACCESS_KEY), answer.body());
        }
    }

    /** Virtual threads cost nothing; connections to ICE and to the database do. */
    @Test
    @Order(2)
    void howManySubmitAtOnceIsBoundedOnWhateverThreads() throws Exception {
        ice.gather(9);
        List<CompletableFuture<HttpResponse<String>>> answers =
                IntStream.range(0, 24).mapToObj(i -> submit("match-" + i + ".mp4")).toList();

        for (CompletableFuture<HttpResponse<String>> answer : answers) {
            assertEquals(200, answer.get().statusCode());
        }
        // on a busy machine fewer of them meet
        assertTrue(ice.mostAtOnce() > 1 && ice.mostAtOnce() <= 8, ice.mostAtOnce() + " at once");
    }

    private static CompletableFuture<HttpResponse<String>> submit(String file) {
        return HTTP.sendAsync(
                HttpRequest.newBuilder(uri("/matches/" + file))
                        .POST(HttpRequest.BodyPublishers.noBody())
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static HttpResponse<String> get(String path) throws Exception {
        return HTTP.send(HttpRequest.newBuilder(uri(path)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private static URI uri(String path) {
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
