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

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The manual shows what was measured: page and plots are what the raw numbers make. `./mvnw -Pbenchmarks` writes all three. */
class PageTest {

    private static final Path DOCS = Path.of("../../docs");

    private static Page page() throws IOException {
        return new Page(Results.read(DOCS.resolve(Benchmarks.RAW)), Benchmarks.chapters());
    }

    @Test
    void theNumbersAreThoseOfAWholeRun() throws IOException {
        assertThat(Results.read(DOCS.resolve(Benchmarks.RAW)).quick()).isFalse();
    }

    @Test
    void thePageIsWhatTheNumbersMake() throws IOException {
        assertThat(DOCS.resolve(Benchmarks.PAGE))
                .as("./mvnw -Pbenchmarks -Drender makes it from the numbers that are there")
                .content()
                .isEqualTo(page().text());
    }

    @Test
    void thePlotsAreWhatTheNumbersMakeAndThereIsNoOther() throws IOException {
        Map<String, String> plots = page().plots();
        try (Stream<Path> images = Files.list(DOCS.resolve("images"))) {
            Set<String> names = images.map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith("performance-"))
                    .collect(Collectors.toSet());
            assertThat(names).isEqualTo(plots.keySet());
        }
        for (Map.Entry<String, String> plot : plots.entrySet()) {
            assertThat(DOCS.resolve("images").resolve(plot.getKey())).content().isEqualTo(plot.getValue());
        }
    }

    @Test
    void aMissedFigureIsExplained() throws IOException {
        Results results = Results.read(DOCS.resolve(Benchmarks.RAW));
        for (Chapter chapter : Benchmarks.chapters()) {
            for (Goal goal : chapter.goals()) {
                boolean missed = goal.judge(results.figures(chapter))
                        .map(verdict -> !verdict.isMet())
                        .orElse(false);
                // what a short run misses says nothing
                assertThat(missed && !results.quick() && goal.reason().isBlank())
                        .as("%s: %s is missed, and nobody says why", chapter.title(), goal.text())
                        .isFalse();
            }
        }
    }
}
