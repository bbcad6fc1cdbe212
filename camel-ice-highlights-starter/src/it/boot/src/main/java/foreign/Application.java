package foreign;

import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** POST /matches/final.mp4 has the highlights of oss://example-media/final.mp4 made; the route gets them, minutes later. */
@SpringBootApplication
@RestController
public class Application {

    private final ProducerTemplate camel;

    Application(ProducerTemplate camel) {
        this.camel = camel;
    }

    public static void main(String[] args) {
        SpringApplication.run(Application.class, args);
    }

    @PostMapping("/matches/{file}")
    void submit(@PathVariable String file) {
        camel.sendBodyAndHeader("ice-highlights:matches?operation=submitHighlightExtractionJob", null, "file", file);
    }

    @Bean
    static RouteBuilder routes() {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from("ice-highlights:matches")
                        .routeId("highlights")
                        .log("${header.CamelIceHighlightsClipCount} highlights: ${body}");
            }
        };
    }
}
