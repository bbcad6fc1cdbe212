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

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Picks the loudest passages that do not overlap. Loudness is all it knows: the real service looks for much more.
 */
final class PassageFinder {

    /** Mean square below which a passage counts as silent (-60 dB of full scale, in the decoder's unit). */
    private static final double SILENCE = 1e-6;

    private PassageFinder() {}

    /**
     * The loudest passages, in the order of the medium.
     *
     * @param analysis what is known of the medium
     * @param count    how many at most
     * @param duration wished length in seconds
     */
    static List<Passage> loudest(Analysis analysis, int count, double duration) {
        record Candidate(Passage passage, double power) {}
        List<Candidate> candidates = new ArrayList<>();
        for (Passage passage : windows(analysis, duration)) {
            double power = analysis.powerBetween(passage.in(), passage.out());
            if (power > SILENCE) {
                candidates.add(new Candidate(passage, power));
            }
        }
        candidates.sort(Comparator.comparingDouble(Candidate::power).reversed());
        List<Passage> chosen = new ArrayList<>();
        for (Candidate candidate : candidates) {
            if (chosen.size() < count && chosen.stream().noneMatch(candidate.passage()::overlaps)) {
                chosen.add(candidate.passage());
            }
        }
        chosen.sort(Comparator.comparingDouble(Passage::in));
        return chosen;
    }

    private static List<Passage> windows(Analysis analysis, double duration) {
        List<Passage> windows = new ArrayList<>();
        for (double cut : analysis.cuts()) {
            if (cut + duration <= analysis.seconds() + 0.001) {
                windows.add(new Passage(cut, Math.min(cut + duration, analysis.seconds())));
            }
        }
        if (windows.isEmpty() && analysis.cuts().length > 0) {
            // a medium shorter than a clip is its own highlight
            windows.add(new Passage(analysis.cuts()[0], analysis.seconds()));
        }
        return windows;
    }
}
