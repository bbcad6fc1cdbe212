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
package io.github.icehighlights.quickstart;

import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ManualTest {

    @Test
    void theManualShowsTheRoutesAsTheyAre() throws Exception {
        String routes =
                Files.readString(Path.of("src/main/java/io/github/icehighlights/quickstart/HighlightRoutes.java"));
        String body = routes.substring(routes.indexOf("configure() {") + 13, routes.lastIndexOf("    }"));

        assertThat(Files.readString(Path.of("../../docs/quickstart.adoc")))
                .contains(body.stripTrailing().stripIndent().strip());
    }
}
