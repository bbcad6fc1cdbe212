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

import java.util.Map;

import org.mp4parser.ParsableBox;
import org.mp4parser.boxes.iso14496.part12.EditBox;
import org.mp4parser.boxes.iso14496.part12.EditListBox;
import org.mp4parser.boxes.iso14496.part12.MovieBox;
import org.mp4parser.boxes.iso14496.part12.TrackBox;
import org.mp4parser.muxer.Movie;
import org.mp4parser.muxer.Track;
import org.mp4parser.muxer.builder.DefaultMp4Builder;

/**
 * Builds MP4s whose headers tell their length. Left alone, isoparser writes the length of a track that has an edit list
 * in one unit and declares another: six seconds become months.
 */
final class ClipBuilder extends DefaultMp4Builder {

    private static final long UNITS_A_SECOND = 1_000;

    @Override
    public long getTimescale(Movie movie) {
        return UNITS_A_SECOND;
    }

    @Override
    protected MovieBox createMovieBox(Movie movie, Map<Track, int[]> chunks) {
        MovieBox box = super.createMovieBox(movie, chunks);
        box.getMovieHeaderBox()
                .setDuration(movie.getTracks().stream()
                        .mapToLong(ClipBuilder::length)
                        .max()
                        .orElse(0));
        return box;
    }

    @Override
    protected TrackBox createTrackBox(Track track, Movie movie, Map<Track, int[]> chunks) {
        TrackBox box = super.createTrackBox(track, movie, chunks);
        box.getTrackHeaderBox().setDuration(length(track));
        return box;
    }

    @Override
    protected ParsableBox createEdts(Track track, Movie movie) {
        ParsableBox edits = super.createEdts(track, movie);
        if (edits instanceof EditBox box) {
            for (EditListBox list : box.getBoxes(EditListBox.class)) {
                list.getEntries().forEach(entry -> entry.setSegmentDuration(length(track)));
            }
        }
        return edits;
    }

    private static long length(Track track) {
        return Math.round(TrackTimes.of(track).end() * UNITS_A_SECOND);
    }
}
