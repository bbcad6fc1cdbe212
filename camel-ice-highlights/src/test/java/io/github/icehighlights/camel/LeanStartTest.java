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
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;

import io.github.icehighlights.camel.ice.Rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

/** What a start and a first submission do without, as it would cost each application time. */
class LeanStartTest {

    @Test
    void noObjectMapperIsMadeBeforeTheFirstAnswer() throws IOException {
        List<String> loaded = classesLoadedBy(Application.class);

        assertThat(loaded).anyMatch(line -> line.contains("com.fasterxml.jackson.databind.node.ObjectNode "));
        assertThat(loaded).noneMatch(line -> line.contains("com.fasterxml.jackson.databind.ObjectMapper "));
    }

    /** The JVM's own lines about the classes that a program loads in a JVM of its own. */
    private static List<String> classesLoadedBy(Class<?> program) throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xlog:class+load",
                        "-cp",
                        System.getProperty("java.class.path"),
                        program.getName())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(output).contains(Application.DONE);
            return output.lines().toList();
        } finally {
            process.destroyForcibly();
        }
    }

    static final class Application {

        private static final String DONE = "everything is said";

        private Application() {}

        public static void main(String[] arguments) throws Exception {
            // whose call in the background would end at any time
            Rehearsal.isDue();
            try (var context = new DefaultCamelContext()) {
                context.addRoutes(new RouteBuilder() {
                    @Override
                    public void configure() {
                        from("direct:submit")
                                .to(
                                        "ice-highlights:matches?operation=submitHighlightExtractionJob&dryRun=true&region=cn-shanghai"
                                                + "&accessKey=ak&secretKey=sk&output.NeedExport=true&output.Bucket=media"
                                                + "&output.ObjectKey=clips/{token}-{index}.mp4");
                    }
                });
                context.start();
                context.createProducerTemplate().requestBody("direct:submit", "oss://media/match.mp4");
                Rehearsal.run();
            }
            System.out.println(DONE);
            System.out.flush();
            Runtime.getRuntime().halt(0);
        }
    }
}
