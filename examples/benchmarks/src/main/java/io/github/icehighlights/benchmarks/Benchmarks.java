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
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Measures, prints the table, and writes the raw numbers, the page and the plots. */
public final class Benchmarks {

    static final String RAW = "performance.json";
    static final String PAGE = "performance.adoc";

    private static final String USAGE =
            "Options: --quick=true|false --scenarios=ID,ID --render=true|false --docs=FOLDER";

    private Benchmarks() {}

    static List<Scenario> scenarios() {
        return List.of(
                new Submitting(),
                new Waiting(),
                new Pending(),
                new Finding(),
                new Delivering(),
                new Journey(),
                new Starting());
    }

    static List<Chapter> chapters() {
        return scenarios().stream().map(Scenario::chapter).toList();
    }

    public static void main(String[] arguments) throws Exception {
        Map<String, String> options = Arrays.stream(arguments)
                .map(argument -> argument.replaceFirst("^--", "").split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair.length < 2 ? "" : pair[1]));
        if (!options.containsKey("docs")) {
            throw new IllegalArgumentException("Where is the manual? " + USAGE);
        }
        boolean quick = isWanted(options, "quick");
        if (isWanted(options, "render")) {
            Path docs = Path.of(options.get("docs"));
            write(Results.read(docs.resolve(RAW)), docs);
            return;
        }
        List<Scenario> chosen = chosen(options.getOrDefault("scenarios", ""));
        Path work = Files.createDirectories(Path.of("target", "performance")).toAbsolutePath();
        // part of a run, or a short one, is not what the manual shows
        boolean whole = !quick && chosen.size() == scenarios().size();
        Path docs = whole ? Path.of(options.get("docs")).toAbsolutePath() : work;

        var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        Results results = measure(chosen, quick, work, out);
        write(results, docs);
        print(results, chosen, out);
        out.println("Written: " + docs.resolve(PAGE));
    }

    /** An option that is set without a value is wanted. */
    private static boolean isWanted(Map<String, String> options, String name) {
        return !options.getOrDefault(name, "false").equals("false");
    }

    private static List<Scenario> chosen(String ids) {
        Set<String> wanted = Arrays.stream(ids.split(","))
                .map(String::strip)
                .filter(id -> !id.isEmpty())
                .collect(Collectors.toSet());
        Set<String> known = chapters().stream().map(Chapter::id).collect(Collectors.toSet());
        if (!known.containsAll(wanted)) {
            throw new IllegalArgumentException("Scenarios are " + known + ", not " + wanted + ". " + USAGE);
        }
        return scenarios().stream()
                .filter(scenario ->
                        wanted.isEmpty() || wanted.contains(scenario.chapter().id()))
                .toList();
    }

    private static Results measure(List<Scenario> scenarios, boolean quick, Path work, PrintStream out)
            throws Exception {
        Map<String, String> machine = Machine.describe();
        List<Sample> samples = new ArrayList<>();
        for (Scenario scenario : scenarios) {
            long begin = System.nanoTime();
            Chapter chapter = scenario.chapter();
            out.println(chapter.title());
            Path directory = Files.createDirectories(work.resolve(chapter.id()));
            var laboratory = new Laboratory(chapter.id(), quick, directory, out);
            scenario.measure(laboratory);
            samples.addAll(laboratory.samples());
            out.printf("  %d s%n", (System.nanoTime() - begin) / 1_000_000_000);
        }
        String today = LocalDate.now(ZoneOffset.UTC).toString();
        return new Results(today, quick, machine, samples);
    }

    private static void write(Results results, Path docs) throws IOException {
        Path images = Files.createDirectories(docs.resolve("images"));
        results.write(docs.resolve(RAW));
        var page = new Page(results, chapters());
        Files.writeString(docs.resolve(PAGE), page.text());
        for (Map.Entry<String, String> plot : page.plots().entrySet()) {
            Files.writeString(images.resolve(plot.getKey()), plot.getValue());
        }
    }

    private static void print(Results results, List<Scenario> scenarios, PrintStream out) {
        for (Scenario scenario : scenarios) {
            Chapter chapter = scenario.chapter();
            Figures figures = results.figures(chapter);
            out.println();
            out.print(Tables.plain(chapter, figures));
            for (Goal goal : chapter.goals()) {
                goal.judge(figures)
                        .ifPresent(verdict -> out.printf(
                                "%s %s: %s%n",
                                verdict.isMet() ? "reached" : "MISSED ", goal.text(), Numbers.text(verdict.value())));
            }
        }
    }
}
