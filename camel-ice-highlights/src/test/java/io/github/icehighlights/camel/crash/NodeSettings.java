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
package io.github.icehighlights.camel.crash;

import java.nio.file.Path;
import java.util.List;

/**
 * What a node has to know.
 *
 * @param name     of the node, which its output is named after
 * @param source   the folder with the files to submit; each channel has one of its own below it
 * @param output   the folder of the routes' output
 * @param endpoint of local-ice
 * @param jdbcUrl  of the database with the jobs
 * @param trap     where it is to stop and wait for its death, or null
 */
record NodeSettings(String name, Path source, Path output, String endpoint, String jdbcUrl, Trap trap) {

    List<String> arguments() {
        return List.of(name, source.toString(), output.toString(), endpoint, jdbcUrl, Trap.argument(trap));
    }

    static NodeSettings of(String... arguments) {
        return new NodeSettings(
                arguments[0],
                Path.of(arguments[1]),
                Path.of(arguments[2]),
                arguments[3],
                arguments[4],
                Trap.of(arguments[5]));
    }

    Path outputFile() {
        return output.resolve(name + ".txt");
    }
}
