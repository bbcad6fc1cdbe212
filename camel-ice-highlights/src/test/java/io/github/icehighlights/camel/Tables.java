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
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/** Tables in the tests' resources: a line a row, the first with the names of the columns, semicolons between. */
final class Tables {

    private Tables() {}

    /** The rows below the names of the columns, each with the same number of cells. */
    static List<List<String>> read(String resource) {
        try (InputStream in = Tables.class.getResourceAsStream("/" + resource)) {
            List<List<String>> lines = new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> List.of(line.split(";(?! )", -1)))
                    .toList();
            assertThat(lines)
                    .allSatisfy(
                            line -> assertThat(line).hasSameSizeAs(lines.get(0)).noneMatch(String::isBlank));
            return lines.subList(1, lines.size());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The repository's folder, from wherever tests run. */
    static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("README.md")) || !Files.exists(folder.resolve("docs"))) {
            folder = folder.getParent();
        }
        return folder;
    }
}
