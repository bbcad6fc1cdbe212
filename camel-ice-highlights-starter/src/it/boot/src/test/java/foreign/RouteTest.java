package foreign;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import io.github.icehighlights.camel.model.Highlights;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringBootVersion;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.actuate.endpoint.SanitizableData;
import org.springframework.boot.actuate.endpoint.SanitizingFunction;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The starter as it was built, on this Spring Boot and this Camel: a job is submitted, and its highlights arrive. */
class RouteTest {

    private static volatile Thread thread;

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Application {

        @Bean
        BlockingQueue<Highlights> received() {
            return new LinkedBlockingQueue<>();
        }

        @Bean
        RouteBuilder routes(BlockingQueue<Highlights> received) {
            return new RouteBuilder() {
                @Override
                public void configure() {
                    from("ice-highlights:matches")
                            .process(exchange -> {
                                thread = Thread.currentThread();
                                received.add(exchange.getMessage().getBody(Highlights.class));
                            });
                }
            };
        }
    }

    @Test
    void aJobIsSubmittedAndItsHighlightsArrive() throws Exception {
        try (IceStub ice = new IceStub();
                ConfigurableApplicationContext application = start(ice)) {
            assertEquals(System.getProperty("expected.boot"), SpringBootVersion.getVersion());
            assertEquals(
                    System.getProperty("expected.camel"),
                    application.getBean(CamelContext.class).getVersion());

            application
                    .getBean(ProducerTemplate.class)
                    .sendBodyAndHeader(
                            "ice-highlights:matches?operation=submitHighlightExtractionJob", null, "name", "match.mp4");

            BlockingQueue<?> received = application.getBean(BlockingQueue.class);
            Highlights highlights = (Highlights) received.poll(30, TimeUnit.SECONDS);
            assertNotNull(highlights, "no highlights within 30 s");
            assertEquals("job-1", highlights.jobId());
            assertEquals(1, highlights.clips().size());
            assertEquals(Runtime.version().feature() >= 21, isVirtual(thread));

            var secret = new SanitizableData(null, "camel.component.ice-highlights.secret-key", "sk");
            assertEquals(
                    SanitizableData.SANITIZED_VALUE,
                    application.getBean(SanitizingFunction.class).apply(secret).getValue());
        }
    }

    /** Thread.isVirtual() as one can ask on Java 17. */
    private static boolean isVirtual(Thread thread) {
        return thread.getClass().getName().equals("java.lang.VirtualThread");
    }

    private static ConfigurableApplicationContext start(IceStub ice) {
        return new SpringApplicationBuilder(Application.class)
                .web(WebApplicationType.NONE)
                .properties(
                        "spring.threads.virtual.enabled=true",
                        "camel.component.ice-highlights.endpoint=" + ice.endpoint(),
                        "camel.component.ice-highlights.access-key=ak",
                        "camel.component.ice-highlights.secret-key=sk",
                        "camel.component.ice-highlights.first-look=20ms",
                        "camel.component.ice-highlights.media=oss://media/$simple{header.name}")
                .run();
    }
}
