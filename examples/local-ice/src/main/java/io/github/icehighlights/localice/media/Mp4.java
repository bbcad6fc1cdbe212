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
package io.github.icehighlights.localice.media;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Properties;

import org.mp4parser.PropertyBoxParserImpl;
import org.mp4parser.muxer.Movie;
import org.mp4parser.muxer.Track;
import org.mp4parser.muxer.container.mp4.MovieCreator;

/**
 * An open MP4 file with one picture and one sound track.
 */
final class Mp4 implements AutoCloseable {

    static {
        preloadBoxTable();
    }

    private final Movie movie;
    private final Track video;
    private final Track audio;

    private Mp4(Movie movie, Track video, Track audio) {
        this.movie = movie;
        this.video = video;
        this.audio = audio;
    }

    static Mp4 open(Path file) throws IOException, UnreadableMediumException {
        BoxCheck.check(file);
        Movie movie;
        try {
            movie = MovieCreator.build(file.toString());
        } catch (IOException | RuntimeException e) {
            // the parser answers a damaged file with whatever exception comes first
            throw new UnreadableMediumException("it is not an MP4 file", e);
        }
        Track video = track(movie, "vide");
        Track audio = track(movie, "soun");
        if (video == null || audio == null) {
            close(movie);
            throw new UnreadableMediumException(
                    video == null ? "it has no pictures" : "it has neither voice nor subtitles");
        }
        return new Mp4(movie, video, audio);
    }

    Track video() {
        return video;
    }

    Track audio() {
        return audio;
    }

    /** Length in seconds: that of the pictures. */
    double seconds() {
        return TrackTimes.of(video).end();
    }

    @Override
    public void close() {
        close(movie);
    }

    private static void close(Movie movie) {
        for (Track track : movie.getTracks()) {
            try {
                track.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static Track track(Movie movie, String handler) {
        return movie.getTracks().stream()
                .filter(track -> handler.equals(track.getHandler())
                        && !track.getSamples().isEmpty())
                .findFirst()
                .orElse(null);
    }

    private static void preloadBoxTable() {
        // left alone, isoparser looks its table up with the system class loader, which does not see it in a fat jar
        if (PropertyBoxParserImpl.BOX_MAP_CACHE == null) {
            try (InputStream table =
                    PropertyBoxParserImpl.class.getClassLoader().getResourceAsStream("isoparser2-default.properties")) {
                Properties properties = new Properties();
                properties.load(table);
                PropertyBoxParserImpl.BOX_MAP_CACHE = properties;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
