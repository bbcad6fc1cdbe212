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
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The folders of a run.
 *
 * @param highlights where the clips and the page end
 * @param ftp        the FTP server's
 * @param cloud      the stand-in's
 * @param work       where a video lies while it is on its way
 * @param scratch    in which all but the first lie
 */
record Folders(Path highlights, Path ftp, Path cloud, Path work, Path scratch) {

    /**
     * The folders below {@code target}: those of a run with this video that was killed as they are, else empty, with the
     * video in the one of the FTP server.
     */
    static Folders prepare(Path target, String video) throws IOException {
        Path scratch = target.resolve("quickstart");
        Folders folders = new Folders(
                target.resolve("highlights"),
                scratch.resolve("ftp"),
                scratch.resolve("cloud"),
                scratch.resolve("work"),
                scratch);
        if (folders.unfinished().filter(run -> run.video().equals(video)).isEmpty()) {
            delete(folders.highlights);
            delete(scratch);
            for (Path folder : List.of(folders.highlights, folders.ftp, folders.cloud, folders.work)) {
                Files.createDirectories(folder);
            }
            try (InputStream content = Folders.class.getResourceAsStream("/video/" + video)) {
                Files.copy(content, folders.ftp.resolve(video));
            }
        }
        return folders;
    }

    /**
     * A run that is under way, or was killed.
     *
     * @param video what it is about
     * @param port  of the stand-in: whoever goes on with the run needs it at the same address
     */
    record Run(String video, int port) {}

    /** The run in these folders, if it has not come to its end. */
    Optional<Run> unfinished() throws IOException {
        if (!Files.exists(marker())) {
            return Optional.empty();
        }
        List<String> lines = Files.readAllLines(marker());
        return Optional.of(new Run(lines.get(0), Integer.parseInt(lines.get(1))));
    }

    void begun(Run run) throws IOException {
        Path draft = scratch.resolve("unfinished.new");
        Files.write(draft, List.of(run.video(), Integer.toString(run.port())));
        Files.move(draft, marker(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    void ended() throws IOException {
        Files.deleteIfExists(marker());
    }

    private Path marker() {
        return scratch.resolve("unfinished");
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
