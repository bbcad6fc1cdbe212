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

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The page of the manual, and its plots: nothing in them that is not in the raw numbers or in the chapters. */
final class Page {

    private final Results results;
    private final List<Chapter> chapters;

    Page(Results results, List<Chapter> chapters) {
        this.results = results;
        this.chapters = chapters.stream()
                .filter(chapter -> !results.figures(chapter).isEmpty())
                .toList();
    }

    /** AsciiDoc. */
    String text() {
        List<String> parts = new ArrayList<>();
        parts.add(head());
        parts.add(goals());
        chapters.forEach(chapter -> parts.add(chapter(chapter)));
        return String.join("\n", parts);
    }

    /** The plots by their file names. */
    Map<String, String> plots() {
        Map<String, String> plots = new LinkedHashMap<>();
        for (Chapter chapter : chapters) {
            for (Curve curve : chapter.curves()) {
                plots.put(file(chapter, curve), new Plot(chapter, curve, results.figures(chapter)).svg());
            }
        }
        return plots;
    }

    private static String file(Chapter chapter, Curve curve) {
        return "performance-" + chapter.id() + "-" + curve.measure() + ".svg";
    }

    private String head() {
        String machine = results.machine().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(entry -> "* " + entry.getKey() + ": " + entry.getValue())
                .collect(Collectors.joining("\n"));
        String quick = results.quick()
                ? "\nWARNING: These are the numbers of a short run (`-Dquick`): they show that everything runs, not how fast it is.\n"
                : "";
        return """
                = Performance
                :toc:

                // made by examples/benchmarks from performance.json; `./mvnw -Pbenchmarks` makes both anew

                What the component costs, beside what one would do without it: measured in one run, in turns. `./mvnw -Pbenchmarks` makes the
                numbers, the plots and this page anew; `./mvnw -Pbenchmarks -Dquick` takes about three minutes and writes to
                `examples/benchmarks/target/performance`. The raw numbers are in link:performance.json[]. What matters with ICE is not speed: jobs
                last minutes, are paid, and calls are limited. What counts is that a waiting job costs next to nothing, and that no call is
                wasted.

                A number is the median of all repetitions, with the smallest and the largest behind it. Each repetition is a JVM of its own unless
                a chapter says otherwise, and subjects take turns: all of them once, then all of them again.

                Made on %s, on this machine:

                %s
                %s""".formatted(results.made(), machine, quick);
    }

    private String goals() {
        StringBuilder text = new StringBuilder("""
                == The figures to reach

                [cols="2,5,1,1"]
                |===
                | Chapter | To reach | Measured | Reached

                """);
        StringBuilder missed = new StringBuilder();
        for (Chapter chapter : chapters) {
            Figures figures = results.figures(chapter);
            for (Goal goal : chapter.goals()) {
                Optional<Goal.Verdict> verdict = goal.judge(figures);
                text.append("| <<%s>> | %s | %s | %s\n"
                        .formatted(
                                chapter.id(),
                                goal.text(),
                                verdict.map(v -> Numbers.text(v.value())).orElse("-"),
                                verdict.map(v -> v.isMet() ? "yes" : "no").orElse("not measured")));
                verdict.filter(v -> !v.isMet() && !results.quick())
                        .ifPresent(v -> missed.append("%s -- %s:: Missed by %s %%. %s\n"
                                .formatted(chapter.title(), goal.text(), Numbers.text(v.missedBy()), goal.reason())));
            }
        }
        text.append("|===\n");
        if (!missed.isEmpty()) {
            text.append("\n=== What is missed, and why\n\n").append(missed);
        }
        return text.toString();
    }

    private String chapter(Chapter chapter) {
        Figures figures = results.figures(chapter);
        StringBuilder text =
                new StringBuilder("[#%s]\n== %s\n\n%s\n".formatted(chapter.id(), chapter.title(), chapter.method()));
        List<Subject> subjects = chapter.subjects();
        text.append("[cols=\"2,1%s\"]\n|===\n".formatted(",2".repeat(subjects.size())));
        text.append("| | ").append(chapter.sizeName());
        subjects.forEach(subject -> text.append(" | ").append(subject.text()));
        text.append("\n\n");
        for (Tables.Row row : Tables.rows(chapter, figures)) {
            text.append("| ").append(row.measure()).append(" | ").append(row.size());
            row.cells().forEach(cell -> text.append(" | ").append(cell));
            text.append("\n");
        }
        text.append("|===\n");
        for (Curve curve : chapter.curves()) {
            text.append("\nimage::images/%s[%s]\n".formatted(file(chapter, curve), curve.title()));
        }
        return text.toString();
    }
}
