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
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

import org.mp4parser.Container;
import org.mp4parser.muxer.Edit;
import org.mp4parser.muxer.Movie;
import org.mp4parser.muxer.Track;
import org.mp4parser.muxer.tracks.AppendTrack;
import org.mp4parser.muxer.tracks.ClippedTrack;

/**
 * Cuts passages out of MP4s and joins them, without encoding anything anew.
 */
final class ClipCutter {

    private ClipCutter() {}

    /**
     * Makes a video of the pieces.
     *
     * @return              its length in seconds
     * @throws MediaFailure if the pieces do not fit together
     */
    static double cut(List<Piece> pieces, Path target) throws IOException, MediaFailure {
        Movie clip = new Movie();
        Track video = joined(pieces, Mp4::video);
        clip.addTrack(video);
        clip.addTrack(joined(pieces, Mp4::audio));
        keepEdit(pieces.get(0).source().video(), video);
        Container container = new ClipBuilder().build(clip);
        try (FileChannel channel = FileChannel.open(
                target, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            container.writeContainer(channel);
        }
        return TrackTimes.of(video).end();
    }

    private static Track joined(List<Piece> pieces, Function<Mp4, Track> which) throws IOException, MediaFailure {
        Track first = which.apply(pieces.get(0).source());
        List<Track> clips = new ArrayList<>();
        for (Piece piece : pieces) {
            Track track = which.apply(piece.source());
            if (!Encoding.of(track).equals(Encoding.of(first))) {
                throw new MediaFailure(
                        "JobFailed", "The videos are encoded differently, and this stand-in does not transcode.");
            }
            clips.add(clipped(track, piece.passage()));
        }
        return clips.size() == 1 ? clips.get(0) : new AppendTrack(clips.toArray(Track[]::new));
    }

    private static ClippedTrack clipped(Track track, Passage passage) {
        TrackTimes times = TrackTimes.of(track);
        return new ClippedTrack(track, times.firstAtOrAfter(passage.in()), times.firstAtOrAfter(passage.out()));
    }

    /** Keeps the shift between decoding and showing that pictures with B-frames have; a cut drops the edit list. */
    private static void keepEdit(Track original, Track clipped) {
        for (Edit edit : original.getEdits()) {
            if (edit.getMediaTime() > 0) {
                double seconds = TrackTimes.of(clipped).end();
                clipped.getEdits().add(new Edit(edit.getMediaTime(), edit.getTimeScale(), 1.0, seconds));
                return;
            }
        }
    }
}
