package held;

import java.util.concurrent.CountDownLatch;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

/** A process: submits the files that it is told of, says each delivery, and keeps it in hand until it is interrupted. */
@SpringBootApplication
public class HeldApplication {

    /** Begins the line that says how often a job was delivered. */
    public static final String DELIVERY = "@delivery ";

    public static void main(String[] args) {
        SpringApplication.run(HeldApplication.class, args);
    }

    @Bean
    static RouteBuilder routes() {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from("ice-highlights:matches").process(exchange -> {
                    System.out.println(DELIVERY + exchange.getMessage().getHeader("CamelIceHighlightsDeliveryCount"));
                    new CountDownLatch(1).await();
                });
            }
        };
    }

    @Bean
    static ApplicationRunner submitting(ProducerTemplate camel) {
        return arguments -> arguments
                .getNonOptionArgs()
                .forEach(file -> camel.sendBodyAndHeader(
                        "ice-highlights:matches?operation=submitHighlightExtractionJob", null, "file", file));
    }
}
