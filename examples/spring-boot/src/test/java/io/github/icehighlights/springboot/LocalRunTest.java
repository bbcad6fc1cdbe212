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
package io.github.icehighlights.springboot;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class LocalRunTest {

    private final HttpClient http = HttpClient.newHttpClient();

    @TempDir
    Path folder;

    @Test
    void threeVideosGetTheirHighlights() throws Exception {
        try (LocalRun run = new LocalRun(folder, 60)) {
            run.upload();
            run.awaitResults();

            JsonNode jobs = new ObjectMapper().readTree(get(run, "jobs", null).body());
            assertThat(jobs).hasSize(3).allSatisfy(job -> {
                assertThat(job.get("state").asText()).isEqualTo("FINISHED");
                assertThat(job.get("highlights")).hasSize(3);
                assertThat(job.get("age").asLong()).isBetween(0L, 120L);
                assertThat(job.get("nextLook").isNull()).isTrue();
            });

            String clip = "clips/" + jobs.at("/0/highlights/0/key").asText();
            assertThat(get(run, clip, null).statusCode()).isEqualTo(200);
            HttpResponse<String> part = get(run, clip, "bytes=4-7");
            assertThat(part.statusCode()).isEqualTo(206);
            assertThat(part.body()).isEqualTo("ftyp");
            assertThat(get(run, "clips/none.mp4", null).statusCode()).isEqualTo(404);

            String video = jobs.at("/0/video").asText();
            assertThat(get(run, "videos/" + video, null).statusCode()).isEqualTo(200);
            // both are in the bucket that videos come from
            run.put("media", "secret/plan.mp4");
            assertThat(get(run, "videos/secret/plan.mp4", null).statusCode()).isEqualTo(404);
            assertThat(get(run, "videos/" + jobs.at("/0/highlights/0/key").asText(), null)
                            .statusCode())
                    .isEqualTo(404);
            assertThat(get(run, "actuator/health", null).body()).contains("\"camelHealth\":{\"status\":\"UP\"");
        }
    }

    private HttpResponse<String> get(LocalRun run, String path, String range) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(run.address() + path));
        if (range != null) {
            request.header("Range", range);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
