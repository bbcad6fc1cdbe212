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
import java.util.Locale;
import java.util.OptionalDouble;

/** A curve as SVG: logarithmic axes, one line a subject, the same numbers always the same picture. */
final class Plot {

    private static final int WIDTH = 720;
    private static final int HEIGHT = 400;
    private static final int LEFT = 80;
    private static final int RIGHT = 20;
    private static final int TOP = 40;
    private static final int BOTTOM = 60;
    private static final int LEGEND_LINE = 16;
    private static final List<String> COLOURS =
            List.of("#0b62a4", "#d1495b", "#3a7d44", "#8a5fbf", "#c98a1b", "#555555", "#1f9e9e", "#a0522d");

    private final Chapter chapter;
    private final Curve curve;
    private final Figures figures;

    Plot(Chapter chapter, Curve curve, Figures figures) {
        this.chapter = chapter;
        this.curve = curve;
        this.figures = figures;
    }

    private record Point(double x, double y) {}

    /** Powers of ten that hold all values. */
    private record Axis(int from, int to, double begin, double end) {

        static Axis of(List<Double> values, double begin, double end) {
            double least = values.stream().mapToDouble(v -> v).min().orElse(1);
            double most = values.stream().mapToDouble(v -> v).max().orElse(10);
            int from = (int) Math.floor(Math.log10(least) + 1e-9);
            int to = Math.max(from + 1, (int) Math.ceil(Math.log10(most) - 1e-9));
            return new Axis(from, to, begin, end);
        }

        double at(double value) {
            return begin + (end - begin) * (Math.log10(value) - from) / (to - from);
        }
    }

    String svg() {
        List<List<Point>> lines = chapter.subjects().stream().map(this::line).toList();
        List<Point> all = lines.stream().flatMap(List::stream).toList();
        Axis x = Axis.of(all.stream().map(Point::x).toList(), LEFT, WIDTH - RIGHT);
        Axis y = Axis.of(all.stream().map(Point::y).toList(), HEIGHT - BOTTOM, TOP);
        int legend = (int) lines.stream().filter(line -> !line.isEmpty()).count() * LEGEND_LINE;
        StringBuilder svg = new StringBuilder();
        svg.append(format(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\" font-size=\"12\">\n",
                WIDTH, HEIGHT + legend));
        svg.append("<rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>\n");
        svg.append(text(WIDTH / 2.0, 22, "middle", curve.title()));
        for (int power = x.from(); power <= x.to(); power++) {
            double at = x.at(Math.pow(10, power));
            svg.append(stroke(at, TOP, at, HEIGHT - BOTTOM, "#dddddd"));
            svg.append(text(at, HEIGHT - BOTTOM + 18, "middle", Numbers.text(Math.pow(10, power))));
        }
        for (int power = y.from(); power <= y.to(); power++) {
            double at = y.at(Math.pow(10, power));
            svg.append(stroke(LEFT, at, WIDTH - RIGHT, at, "#dddddd"));
            svg.append(text(LEFT - 6, at + 4, "end", Numbers.text(Math.pow(10, power))));
        }
        svg.append(text((LEFT + WIDTH - RIGHT) / 2.0, HEIGHT - BOTTOM + 38, "middle", chapter.sizeName()));
        int row = 0;
        for (int i = 0; i < lines.size(); i++) {
            if (!lines.get(i).isEmpty()) {
                String colour = COLOURS.get(i % COLOURS.size());
                svg.append(drawn(lines.get(i), x, y, colour));
                double at = HEIGHT - 8.0 + LEGEND_LINE * row++;
                svg.append(format(
                        "<rect x=\"%d\" y=\"%.1f\" width=\"18\" height=\"4\" fill=\"%s\"/>\n", LEFT, at - 6, colour));
                svg.append(
                        text(LEFT + 26, at, "start", chapter.subjects().get(i).text()));
            }
        }
        return svg.append("</svg>\n").toString();
    }

    /** Zero has no place on a logarithmic axis. */
    private List<Point> line(Subject subject) {
        List<Point> points = new ArrayList<>();
        for (long size : figures.sizes()) {
            OptionalDouble median = figures.median(subject.id(), curve.measure(), size);
            if (size > 0 && median.isPresent() && median.getAsDouble() > 0) {
                points.add(new Point(size, median.getAsDouble()));
            }
        }
        return points;
    }

    private static String drawn(List<Point> points, Axis x, Axis y, String colour) {
        StringBuilder path = new StringBuilder();
        StringBuilder dots = new StringBuilder();
        for (Point point : points) {
            double px = x.at(point.x());
            double py = y.at(point.y());
            path.append(format("%s%.1f,%.1f", path.isEmpty() ? "" : " ", px, py));
            dots.append(format("<circle cx=\"%.1f\" cy=\"%.1f\" r=\"3\" fill=\"%s\"/>\n", px, py, colour));
        }
        return format("<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2\"/>\n", path, colour)
                + dots;
    }

    private static String stroke(double x1, double y1, double x2, double y2, String colour) {
        return format(
                "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"%s\"/>\n", x1, y1, x2, y2, colour);
    }

    private static String text(double x, double y, String anchor, String text) {
        String escaped = text.replace("&", "&amp;").replace("<", "&lt;");
        return format("<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>\n", x, y, anchor, escaped);
    }

    private static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }
}
