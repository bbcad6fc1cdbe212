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

import org.mp4parser.IsoFile;
import org.mp4parser.boxes.iso14496.part12.MovieHeaderBox;
import org.mp4parser.boxes.iso14496.part12.TrackBox;
import org.mp4parser.muxer.Movie;
import org.mp4parser.muxer.Track;
import org.mp4parser.muxer.container.mp4.MovieCreator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/** Looks whether bytes are a video with picture and sound that begins at a key frame and has the length it claims. */
final class PlayableVideo {

    private PlayableVideo() {}

    static void check(byte[] video, double seconds) throws IOException {
        check(video, seconds, 0.1);
    }

    static void check(byte[] video, double seconds, double tolerance) throws IOException {
        Path file = Files.createTempFile("video", ".mp4");
        try {
            Movie movie = MovieCreator.build(Files.write(file, video).toString());
            try (IsoFile boxes = new IsoFile(file.toFile())) {
                MovieHeaderBox header = boxes.getMovieBox().getMovieHeaderBox();
                double units = header.getTimescale();
                assertThat(header.getDuration() / units).isCloseTo(seconds, within(tolerance));
                for (TrackBox track : boxes.getMovieBox().getBoxes(TrackBox.class)) {
                    assertThat(track.getTrackHeaderBox().getDuration() / units).isCloseTo(seconds, within(tolerance));
                }
            }
            assertThat(movie.getTracks()).extracting(Track::getHandler).containsExactlyInAnyOrder("vide", "soun");
            for (Track track : movie.getTracks()) {
                double length =
                        (double) track.getDuration() / track.getTrackMetaData().getTimescale();
                assertThat(length).isCloseTo(seconds, within(tolerance));
                assertThat(track.getSamples()).isNotEmpty();
                if (track.getHandler().equals("vide")) {
                    assertThat(track.getSyncSamples()).startsWith(1L);
                }
            }
        } finally {
            Files.deleteIfExists(file);
        }
    }
}
