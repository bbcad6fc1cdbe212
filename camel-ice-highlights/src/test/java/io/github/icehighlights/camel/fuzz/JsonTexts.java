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
package io.github.icehighlights.camel.fuzz;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Random texts that are JSON, nearly JSON or JSON within JSON, and random Java values of the same kinds. */
public final class JsonTexts {

    private static final Arbitrary<String> ODD_VALUES = Arbitraries.of(
            "null",
            "true",
            "0",
            "-0.0",
            "-1",
            "5",
            "15.5",
            "1e999999999",
            "1e-999999999",
            "1e99999999999",
            "9".repeat(399),
            "9".repeat(1_001),
            "0." + "1".repeat(500),
            "NaN",
            "Infinity",
            "+1",
            "07",
            "\"\"",
            "\" \"",
            "\"\\n\"",
            "\"id1\"",
            "\"oss://films/a.mp4\"",
            "\"http:/films.oss-cn-shanghai.aliyuncs.com/a_{index}.mp4\"",
            "\"https://films.oss-cn-shanghai.aliyuncs.com/{token}_{index}.mp4\"",
            "\"https://films.oss-cn-shanghai.aliyuncs.com/%ff%\"",
            "\"{a=b}\"",
            "\"{\"",
            "\"[[[[\"",
            "\"{\\\"a\\\":1,}\"",
            "\"2026-01-01T00:00:00Z\"",
            "\"+999999999-12-31T23:59:59-18:00\"",
            "\"1e999999999\"",
            "\"Finished\"",
            "\"Success\"",
            "\"basketball\"",
            "\"\\ud800\"",
            "\"\\u0000\"",
            "'single'",
            "// a comment\n1",
            "/* a comment */ 2",
            "/* no end",
            "\"no end",
            "{}",
            "[]",
            "[".repeat(250) + "]".repeat(250),
            "{\"a\":".repeat(150) + "1" + "}".repeat(150),
            "");

    private JsonTexts() {}

    /** JSON, or what somebody took for it, with these names of fields among others. */
    public static Arbitrary<String> any(String... names) {
        return value(names, 3);
    }

    private static Arbitrary<String> value(String[] names, int depth) {
        Arbitrary<String> scalars = Arbitraries.frequencyOf(
                Tuple.of(6, ODD_VALUES),
                Tuple.of(1, Arbitraries.strings().ofMaxLength(20).map(JsonTexts::quoted)),
                Tuple.of(1, Arbitraries.bigDecimals().map(BigDecimal::toString)));
        if (depth == 0) {
            return scalars;
        }
        Arbitrary<String> children = Arbitraries.lazy(() -> value(names, depth - 1));
        Arbitrary<String> tails = Arbitraries.frequency(Tuple.of(6, ""), Tuple.of(1, ","), Tuple.of(1, " // end\n"));
        Arbitrary<String> fields =
                Combinators.combine(Arbitraries.of(names), children).as((name, child) -> quoted(name) + ":" + child);
        Arbitrary<String> objects = Combinators.combine(fields.list().ofMaxSize(5), tails)
                .as((list, tail) -> "{" + String.join(",", list) + tail + "}");
        Arbitrary<String> arrays = Combinators.combine(children.list().ofMaxSize(3), tails)
                .as((list, tail) -> "[" + String.join(",", list) + tail + "]");
        return Arbitraries.frequencyOf(
                Tuple.of(2, scalars),
                Tuple.of(4, objects),
                Tuple.of(1, arrays),
                // JSON in a string, as ICE has it
                Tuple.of(1, objects.map(JsonTexts::quoted)));
    }

    /** Sound texts in which one value was put in another's place, or which were cut off or scratched. */
    public static Arbitrary<String> mutated(List<String> sound, String... names) {
        Arbitrary<String> values = value(names, 2);
        Arbitrary<String> texts = Arbitraries.of(sound);
        Arbitrary<String> swapped = Combinators.combine(
                        texts, Arbitraries.integers().between(0, 1_000), values)
                .as(JsonTexts::swapped);
        return Arbitraries.frequencyOf(
                Tuple.of(5, swapped), Tuple.of(2, damaged(texts)), Tuple.of(1, damaged(swapped)));
    }

    /** Texts cut off somewhere, or with a character too many, or with another one. */
    public static Arbitrary<String> damaged(Arbitrary<String> texts) {
        return Combinators.combine(
                        texts,
                        Arbitraries.integers().between(0, 2),
                        Arbitraries.integers().between(0, 10_000),
                        Arbitraries.chars())
                .as((text, kind, at, character) -> {
                    int place = text.isEmpty() ? 0 : at % text.length();
                    return switch (kind) {
                        case 0 -> text.substring(0, place);
                        case 1 -> text.substring(0, place) + character + text.substring(place);
                        default ->
                            text.isEmpty() ? text : text.substring(0, place) + character + text.substring(place + 1);
                    };
                });
    }

    /** The value behind the n-th colon becomes another one. */
    private static String swapped(String text, int n, String value) {
        List<Integer> starts = new ArrayList<>();
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\') {
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == ':' && !quoted) {
                starts.add(i + 1);
            }
        }
        if (starts.isEmpty()) {
            return text;
        }
        int start = starts.get(n % starts.size());
        return text.substring(0, start) + value + text.substring(end(text, start));
    }

    /** Where the value that starts there ends. */
    private static int end(String text, int start) {
        int depth = 0;
        boolean quoted = false;
        for (int i = start; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\') {
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (!quoted && (c == '{' || c == '[')) {
                depth++;
            } else if (!quoted && (c == '}' || c == ']') && --depth < 0 || !quoted && c == ',' && depth == 0) {
                return i;
            }
        }
        return text.length();
    }

    /** A Java value: what JSON has, and what it has not. */
    public static Arbitrary<Object> javaValues(String... names) {
        return javaValues(names, 3);
    }

    private static Arbitrary<Object> javaValues(String[] names, int depth) {
        Arbitrary<Object> scalars = Arbitraries.of(
                "",
                " ",
                "id1",
                "oss://films/a.mp4",
                "https://films.oss-cn-shanghai.aliyuncs.com/{token}_{index}.mp4",
                "{a=b}",
                "{\"Count\": 3}",
                "[\"id1\",]",
                "{\"a\":",
                "\ud800",
                true,
                0,
                -1,
                5,
                (short) 3,
                (byte) 2,
                15.5,
                15.5f,
                Long.MIN_VALUE,
                Double.NaN,
                Double.MAX_VALUE,
                Float.NEGATIVE_INFINITY,
                new BigDecimal("1e999999999"),
                new BigDecimal("1e-999999999"),
                BigInteger.TWO.pow(5_000),
                'c',
                new Object(),
                new StringBuilder("id1"),
                new int[] {1});
        if (depth == 0) {
            return scalars.injectNull(0.1);
        }
        Arbitrary<Object> children = Arbitraries.lazy(() -> javaValues(names, depth - 1));
        Arbitrary<Object> keys = Arbitraries.frequencyOf(
                Tuple.of(30, Arbitraries.of(names).map(name -> (Object) name)),
                Tuple.of(1, Arbitraries.of(1, true, 'k').map(key -> (Object) key)));
        Arbitrary<Object> maps = Combinators.combine(keys, children)
                .as(Tuple::of)
                .list()
                .ofMaxSize(5)
                .map(JsonTexts::map);
        Arbitrary<Object> lists = children.list().ofMaxSize(3).map(list -> (Object) list);
        return Arbitraries.frequencyOf(Tuple.of(2, scalars), Tuple.of(4, maps), Tuple.of(1, lists))
                .injectNull(0.05);
    }

    private static Object map(List<Tuple.Tuple2<Object, Object>> entries) {
        Map<Object, Object> map = new LinkedHashMap<>();
        entries.forEach(entry -> map.put(entry.get1(), entry.get2()));
        return map;
    }

    private static String quoted(String text) {
        StringBuilder out = new StringBuilder("\"");
        for (char c : text.toCharArray()) {
            if (c == '"' || c == '\\') {
                out.append('\\');
            }
            out.append(c < ' ' ? String.format("\\u%04x", (int) c) : String.valueOf(c));
        }
        return out.append('"').toString();
    }
}
