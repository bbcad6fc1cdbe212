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
package io.github.icehighlights.localice.media;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Set;

/**
 * Looks at the skeleton of a file before the parser does. That one believes the length a box claims for itself and
 * reserves as much memory, so that a text file costs a gigabyte.
 */
final class BoxCheck {

    private static final Set<String> CONTAINERS = Set.of("moov", "trak", "mdia", "minf", "stbl", "edts", "dinf");
    private static final int HEADER = 8;
    private static final int LONG_HEADER = 16;

    private BoxCheck() {}

    /**
     * Returns if every box lies within the one around it.
     */
    static void check(Path path) throws IOException, UnreadableMediumException {
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
            walk(file, 0, file.length());
        }
    }

    private static void walk(RandomAccessFile file, long from, long to) throws IOException, UnreadableMediumException {
        long at = from;
        while (at < to) {
            if (to - at < HEADER) {
                throw new UnreadableMediumException("it is not an MP4 file, or not a whole one");
            }
            file.seek(at);
            long size = file.readInt() & 0xFFFFFFFFL;
            byte[] name = new byte[4];
            file.readFully(name);
            String type = new String(name, StandardCharsets.ISO_8859_1);
            int header = HEADER;
            if (size == 1 && to - at >= LONG_HEADER) {
                size = file.readLong();
                header = LONG_HEADER;
            } else if (size == 0) {
                size = to - at;
            }
            if (size < header || size > to - at) {
                throw new UnreadableMediumException("it is not an MP4 file, or not a whole one");
            }
            if (CONTAINERS.contains(type)) {
                walk(file, at + header, at + size);
            }
            at += size;
        }
    }
}
