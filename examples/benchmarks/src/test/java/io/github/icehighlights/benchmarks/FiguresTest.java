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
package io.github.icehighlights.benchmarks;

import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class FiguresTest {

    private static List<Sample> samples(String subject, double... values) {
        return IntStream.range(0, values.length)
                .mapToObj(i -> new Sample("s", subject, "time", 10, i + 1, values[i]))
                .toList();
    }

    @Test
    void theMedianOfAnEvenNumberLiesBetweenTheMiddleTwo() {
        var figures = new Figures(samples("a", 4, 1, 2, 100));

        assertThat(figures.spread("a", "time", 10)).contains(new Figures.Spread(3, 1, 100, 4));
        assertThat(figures.median("a", "time", 11)).isEmpty();
    }

    @Test
    void aGoalThatIsMissedSaysByHowMuch() {
        Goal goal = Goal.atMost(2, "at most 2", figures -> figures.median("a", "time", 10), "");

        assertThat(goal.judge(new Figures(samples("a", 2)))).get().matches(Goal.Verdict::isMet);
        assertThat(goal.judge(new Figures(samples("a", 3)))).contains(new Goal.Verdict(3, 50));
        assertThat(goal.judge(new Figures(List.of()))).isEmpty();
    }

    @Test
    void aGoalFromBelowIsMissedBelow() {
        Goal goal = Goal.atLeast(10, "at least 10", figures -> OptionalDouble.of(8), "");

        assertThat(goal.judge(new Figures(List.of()))).contains(new Goal.Verdict(8, 20));
    }

    @Test
    void numbersKeepThreeDigits() {
        assertThat(Numbers.text(0.012345)).isEqualTo("0.0123");
        assertThat(Numbers.text(123456)).isEqualTo("123,000");
        assertThat(Numbers.text(9.999)).isEqualTo("10");
        assertThat(Numbers.text(-1.5)).isEqualTo("-1.5");
        assertThat(Numbers.text(new Figures.Spread(2, 1, 3, 5))).isEqualTo("2 (1–3)");
        assertThat(Numbers.text(new Figures.Spread(2, 2, 2, 1))).isEqualTo("2");
    }
}
