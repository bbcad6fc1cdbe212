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

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

import org.apache.camel.main.Main;

/** The quickstart's routes against a real FTP server, OSS and ICE. They run until they are stopped. */
final class RealCloud {

    private RealCloud() {}

    /**
     * Runs until Ctrl-C.
     *
     * @param settings a file of properties that lie over {@code application.properties}
     * @return the exit code
     */
    static int run(Path settings, Console console) throws Exception {
        if (!Files.isReadable(settings)) {
            console.tell("failed      no readable file at %s", settings.toAbsolutePath());
            return 1;
        }
        console.tell("starting    with the settings in %s; stop with Ctrl-C", settings);
        try (Progress progress = new Progress(console)) {
            Main main = Application.create(read(settings), progress);
            main.configure().addConfiguration(OssConfiguration.class);
            main.run();
            return main.getExitCode();
        }
    }

    private static Properties read(Path file) throws IOException {
        Properties settings = new Properties();
        try (Reader in = Files.newBufferedReader(file)) {
            settings.load(in);
        }
        return settings;
    }
}
