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

import org.mp4parser.muxer.Track;

/**
 * When the samples of a track begin.
 */
final class TrackTimes {

    /** Begin of each sample in units of the time scale; one more entry for the end of the track. */
    private final long[] begins;

    private final double timescale;

    private TrackTimes(long[] begins, double timescale) {
        this.begins = begins;
        this.timescale = timescale;
    }

    static TrackTimes of(Track track) {
        long[] durations = track.getSampleDurations();
        long[] begins = new long[durations.length + 1];
        for (int i = 0; i < durations.length; i++) {
            begins[i + 1] = begins[i] + durations[i];
        }
        return new TrackTimes(begins, track.getTrackMetaData().getTimescale());
    }

    /** Begin of a sample in seconds. */
    double at(int sample) {
        return begins[sample] / timescale;
    }

    /** End of the track in seconds. */
    double end() {
        return at(begins.length - 1);
    }

    /** The first sample that begins at or after a time; the number of samples if there is none. */
    int firstAtOrAfter(double seconds) {
        // half a unit of tolerance: times have been through a division
        double units = seconds * timescale - 0.5;
        int low = 0;
        int high = begins.length - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (begins[middle] < units) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
