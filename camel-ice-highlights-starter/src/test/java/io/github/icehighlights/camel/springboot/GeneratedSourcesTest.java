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
package io.github.icehighlights.camel.springboot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** {@code src/generated} is what the component's catalog makes; {@code -Dstarter.write=true} brings it up to date. */
class GeneratedSourcesTest {

    static Stream<Map.Entry<Path, String>> files() {
        var sources = new GeneratedSources();
        return Stream.of(
                Map.entry(GeneratedSources.CLASS, sources.configurationClass()),
                Map.entry(GeneratedSources.METADATA, sources.metadata()));
    }

    @ParameterizedTest
    @MethodSource("files")
    void isWhatTheCatalogMakes(Map.Entry<Path, String> file) throws IOException {
        if (Boolean.getBoolean("starter.write")) {
            Files.writeString(file.getKey(), file.getValue());
            return;
        }
        assertThat(file.getKey())
                .as("stale; CONTRIBUTING.md says how to refresh it")
                .hasContent(file.getValue());
    }
}
