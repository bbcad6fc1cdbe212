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
import java.util.List;
import java.util.stream.IntStream;

/** A scenario's numbers in rows: a measure and a size, and beside each other what every subject brought. */
final class Tables {

    private static final String NONE = "-";

    private Tables() {}

    record Row(String measure, String size, List<String> cells) {}

    static List<Row> rows(Chapter chapter, Figures figures) {
        List<Row> rows = new ArrayList<>();
        for (Measure measure : chapter.measures()) {
            for (long size : figures.sizes()) {
                List<String> cells = chapter.subjects().stream()
                        .map(subject -> figures.spread(subject.id(), measure.id(), size)
                                .map(Numbers::text)
                                .orElse(NONE))
                        .toList();
                if (!cells.stream().allMatch(NONE::equals)) {
                    rows.add(new Row(measure.label(), size == 0 ? "" : Numbers.size(size), cells));
                }
            }
        }
        return rows;
    }

    /** For a terminal. */
    static String plain(Chapter chapter, Figures figures) {
        List<List<String>> lines = new ArrayList<>();
        List<String> head = new ArrayList<>(List.of(chapter.title(), chapter.sizeName()));
        chapter.subjects().forEach(subject -> head.add(subject.text()));
        lines.add(head);
        for (Row row : rows(chapter, figures)) {
            List<String> line = new ArrayList<>(List.of(row.measure(), row.size()));
            line.addAll(row.cells());
            lines.add(line);
        }
        int[] widths = IntStream.range(0, head.size())
                .map(column -> lines.stream()
                        .mapToInt(line -> line.get(column).length())
                        .max()
                        .orElse(0))
                .toArray();
        StringBuilder text = new StringBuilder();
        for (List<String> line : lines) {
            for (int column = 0; column < line.size(); column++) {
                String cell = line.get(column);
                String space = " ".repeat(widths[column] - cell.length());
                text.append(column == 0 ? cell + space : "  " + space + cell);
            }
            text.append("\n");
        }
        return text.toString();
    }
}
