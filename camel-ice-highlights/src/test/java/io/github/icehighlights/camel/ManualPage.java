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
package io.github.icehighlights.camel;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A page of the manual. What stands between the lines {@code // begin::NAME[]} and {@code // end::NAME[]} is made from
 * something else, and copied in because viewers like GitHub's do not resolve includes.
 */
record ManualPage(Path file, String text) {

    private static final Path ROOT = root();
    private static final Pattern REGION = Pattern.compile("(?ms)^// begin::(\\S+)\\[\\]\n(.*?)^// end::\\1\\[\\]$");

    static Stream<ManualPage> all() {
        try (Stream<Path> files = Files.list(ROOT.resolve("docs"))) {
            return files
                    .filter(file -> file.toString().endsWith(".adoc"))
                    .sorted()
                    .map(file -> new ManualPage(file, read(file)))
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static ManualPage named(String name) {
        Path file = ROOT.resolve("docs").resolve(name);
        return new ManualPage(file, read(file));
    }

    /** A file of the project. */
    static Path projectFile(String path) {
        return ROOT.resolve(path);
    }

    /** A file of the component's tests. */
    static Path testFile(String path) {
        return ROOT.resolve("camel-ice-highlights/src/test").resolve(path);
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The page with each region as {@code maker} makes it from its name. */
    String refreshed(UnaryOperator<String> maker) {
        return REGION.matcher(text)
                .replaceAll(region -> Matcher.quoteReplacement("// begin::" + region.group(1) + "[]\n"
                        + maker.apply(region.group(1)) + "// end::" + region.group(1) + "[]"));
    }

    /** The page without its regions. */
    String byHand() {
        return REGION.matcher(text).replaceAll("");
    }

    Stream<String> regions() {
        return REGION.matcher(text).results().map(region -> region.group(1)).toList().stream();
    }

    private static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("README.md")) || !Files.exists(folder.resolve("docs"))) {
            folder = folder.getParent();
        }
        return folder;
    }

    @Override
    public String toString() {
        return file.getFileName().toString();
    }
}
