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

import java.util.Arrays;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PassageFinderTest {

    @Test
    void takesTheLoudestThatDoNotOverlapInOrderOfTime() {
        Analysis analysis = analysis(60, 2, 1e-3);
        louder(analysis, 40, 45, 0.5);
        louder(analysis, 10, 15, 0.9);
        assertThat(PassageFinder.loudest(analysis, 2, 5)).containsExactly(new Passage(10, 15), new Passage(40, 45));
        assertThat(PassageFinder.loudest(analysis, 1, 5)).containsExactly(new Passage(10, 15));
    }

    @Test
    void beginsAtKeyFrames() {
        Analysis analysis = analysis(60, 10, 1e-3);
        louder(analysis, 27, 35, 0.9);
        // 20 to 28 has one loud second, 30 to 38 has five
        assertThat(PassageFinder.loudest(analysis, 1, 8)).containsExactly(new Passage(30, 38));
    }

    @Test
    void silenceIsNoHighlight() {
        assertThat(PassageFinder.loudest(analysis(60, 2, 0), 5, 5)).isEmpty();
    }

    @Test
    void aVideoThatIsTooShortIsItsOwnHighlight() {
        assertThat(PassageFinder.loudest(analysis(4, 2, 1e-3), 5, 15)).containsExactly(new Passage(0, 4));
    }

    @Test
    void noClipGoesBeyondTheEnd() {
        Analysis analysis = analysis(11, 2, 1e-3);
        louder(analysis, 9, 11, 0.9);
        assertThat(PassageFinder.loudest(analysis, 1, 5)).containsExactly(new Passage(6, 11));
    }

    private static Analysis analysis(int seconds, int secondsBetweenKeyFrames, double power) {
        double[] cuts = IntStream.iterate(0, at -> at < seconds, at -> at + secondsBetweenKeyFrames)
                .asDoubleStream()
                .toArray();
        double[] bins = new double[seconds * 10];
        Arrays.fill(bins, power);
        return new Analysis(seconds, cuts, bins, 0.1);
    }

    private static void louder(Analysis analysis, int from, int to, double power) {
        Arrays.fill(analysis.power(), from * 10, to * 10, power);
    }
}
