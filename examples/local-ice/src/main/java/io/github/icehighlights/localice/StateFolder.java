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
package io.github.icehighlights.localice;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where the state lies: the user's folder, or a temporary one that is deleted in the end.
 *
 * @param path      the folder
 * @param temporary whether it goes when it is closed
 */
record StateFolder(Path path, boolean temporary) implements AutoCloseable {

    static StateFolder open(Path wanted) {
        try {
            return wanted == null
                    ? new StateFolder(Files.createTempDirectory("local-ice"), true)
                    : new StateFolder(Files.createDirectories(wanted).toAbsolutePath(), false);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        if (!temporary) {
            return;
        }
        try {
            List<Path> content;
            try (Stream<Path> paths = Files.walk(path)) {
                content = paths.sorted(Comparator.reverseOrder()).toList();
            }
            for (Path file : content) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
