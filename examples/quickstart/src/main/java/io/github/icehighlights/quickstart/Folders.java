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
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The folders of a run, emptied, so that nothing in them is left from an earlier one. */
record Folders(Path highlights, Path ftp, Path cloud, Path work) {

    /** Empties the folders below {@code target} and lays a video into the one of the FTP server. */
    static Folders prepare(Path target, String video) throws IOException {
        Path scratch = target.resolve("quickstart");
        Folders folders = new Folders(
                target.resolve("highlights"),
                scratch.resolve("ftp"),
                scratch.resolve("cloud"),
                scratch.resolve("work"));
        delete(folders.highlights);
        delete(scratch);
        for (Path folder : List.of(folders.highlights, folders.ftp, folders.cloud, folders.work)) {
            Files.createDirectories(folder);
        }
        try (InputStream content = Folders.class.getResourceAsStream("/video/" + video)) {
            Files.copy(content, folders.ftp.resolve(video));
        }
        return folders;
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            List<Path> deepestFirst;
            try (Stream<Path> all = Files.walk(folder)) {
                deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
            }
            for (Path path : deepestFirst) {
                Files.delete(path);
            }
        }
    }
}
