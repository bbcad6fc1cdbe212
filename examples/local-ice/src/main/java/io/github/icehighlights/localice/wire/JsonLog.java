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
package io.github.icehighlights.localice.wire;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What happened, one JSON document a line, in a file that only grows. It survives the end of the process, not a power
 * failure: nothing is forced to the disk.
 */
public final class JsonLog implements AutoCloseable {

    private final Path path;
    // not a channel: that one would be closed for good when the writing thread is interrupted
    private final RandomAccessFile file;

    /** Opens the file or makes it. */
    public JsonLog(Path path) {
        this.path = path;
        try {
            Files.createDirectories(path.getParent());
            file = new RandomAccessFile(path.toFile(), "rw");
            file.seek(file.length());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All lines so far. A last line that was cut off when the process died is dropped. */
    public synchronized List<JsonNode> read() {
        try {
            byte[] bytes = Files.readAllBytes(path);
            int end = bytes.length;
            while (end > 0 && bytes[end - 1] != '\n') {
                end--;
            }
            shorten(end);
            return new String(bytes, 0, end, StandardCharsets.UTF_8)
                    .lines()
                    .map(Json::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Adds a line. */
    public synchronized void append(JsonNode line) {
        try {
            file.write((Json.write(line) + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Forgets everything. */
    public synchronized void clear() {
        try {
            shorten(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void shorten(long length) throws IOException {
        file.setLength(length);
        file.seek(length);
    }

    @Override
    public synchronized void close() {
        try {
            file.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
