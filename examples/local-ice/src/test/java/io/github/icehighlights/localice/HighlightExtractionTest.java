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
package io.github.icehighlights.localice;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.icehighlights.localice.IceCaller.Reply;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.mp4parser.muxer.Movie;
import org.mp4parser.muxer.Track;
import org.mp4parser.muxer.container.mp4.MovieCreator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/** Real MP4s in, real clips out. */
class HighlightExtractionTest {

    @RegisterExtension
    static final LocalIceExtension ICE =
            LocalIceExtension.create(builder -> builder.instant().bucket("media").bucket("clips"));

    private final LocalIce ice = ICE.ice();
    private final IceCaller caller = new IceCaller(ice);

    @TempDir
    Path folder;

    @BeforeEach
    void video() {
        ice.s3().put("media", "in/match 1.mp4", LocalIce.sampleVideo());
    }

    @Test
    void findsTheLoudPassage() throws Exception {
        Reply reply = run("{\"MediaArray\":[{\"MediaURL\":\"oss://media/in/match 1.mp4\"}],"
                + "\"Strategy\":{\"Count\":1,\"ClipDuration\":3}}", null);

        assertThat(reply.field("State")).isEqualTo("Finished");
        assertThat(reply.json().path("ErrorCode").textValue()).isEmpty();
        assertThat(reply.json().path("ErrorMessage").textValue()).isEmpty();
        JsonNode result = reply.aiResult().path("HighlightResults");
        assertThat(result).hasSize(1);
        assertThat(result.at("/0/Media").asText()).isEqualTo("oss://media/in/match 1.mp4");
        assertThat(result.at("/0/TimeRanges")).hasSize(1);
        JsonNode range = result.at("/0/TimeRanges/0");
        assertThat(range.path("In").asDouble()).isEqualTo(6);
        assertThat(range.path("Out").asDouble()).isEqualTo(9);
        assertThat(range.has("OutputURL")).isFalse();
        assertThat(range.has("MediaId")).isFalse();
    }

    @Test
    void cutsPlayableClipsAndNumbersThemOverAllMedia() throws Exception {
        String url = "https://media.oss-cn-shanghai.aliyuncs.com/in/match%201.mp4";
        Reply reply = run("{\"MediaArray\":[{\"MediaURL\":\"" + url + "\"},{\"MediaURL\":\"" + url + "\"}],"
                        + "\"Strategy\":{\"Count\":2,\"ClipDuration\":3}}",
                "{\"NeedExport\":true,\"Bucket\":\"clips\",\"ObjectKey\":\"out/{index} ä.mp4\"}");

        List<String> urls = reply.aiResult().findValuesAsText("OutputURL");
        assertThat(urls).containsExactly(
                "http://clips.oss-cn-shanghai.aliyuncs.com/out/0%20%C3%A4.mp4",
                "http://clips.oss-cn-shanghai.aliyuncs.com/out/1%20%C3%A4.mp4",
                "http://clips.oss-cn-shanghai.aliyuncs.com/out/2%20%C3%A4.mp4",
                "http://clips.oss-cn-shanghai.aliyuncs.com/out/3%20%C3%A4.mp4");
        for (int index = 0; index < 4; index++) {
            assertPlayable(ice.s3().get("clips", "out/" + index + " ä.mp4"), 3);
        }
    }

    private Reply run(String input, String output) throws Exception {
        Map<String, String> parameters =
                output == null ? Map.of("InputConfig", input) : Map.of("InputConfig", input, "OutputConfig", output);
        Reply submitted = caller.call(IceCaller.SUBMIT, parameters);
        assertThat(submitted.status()).as(submitted.text()).isEqualTo(200);
        return caller.look(submitted.jobId());
    }

    private void assertPlayable(byte[] clip, double seconds) throws IOException {
        Path file = Files.write(folder.resolve("clip.mp4"), clip);
        Movie movie = MovieCreator.build(file.toString());
        assertThat(movie.getTracks()).extracting(Track::getHandler).containsExactlyInAnyOrder("vide", "soun");
        for (Track track : movie.getTracks()) {
            double length = (double) track.getDuration() / track.getTrackMetaData().getTimescale();
            assertThat(length).isCloseTo(seconds, within(0.1));
            assertThat(track.getSamples()).isNotEmpty();
        }
        Track video = movie.getTracks().stream().filter(track -> track.getHandler().equals("vide")).findFirst().get();
        assertThat(video.getSyncSamples()).startsWith(1L);
    }
}
