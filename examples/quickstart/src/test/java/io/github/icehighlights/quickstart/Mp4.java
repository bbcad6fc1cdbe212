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
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads the length of an MP4 from its movie header, so that nothing of local-ice vouches for what local-ice cut. */
final class Mp4 {

    private Mp4() {}

    static double seconds(Path file) throws IOException {
        ByteBuffer movie = box(box(ByteBuffer.wrap(Files.readAllBytes(file)), "moov"), "mvhd");
        boolean wide = movie.get(movie.position()) == 1;
        int timescale = movie.getInt(movie.position() + (wide ? 20 : 12));
        long duration = wide
                ? movie.getLong(movie.position() + 24)
                : Integer.toUnsignedLong(movie.getInt(movie.position() + 16));
        return (double) duration / timescale;
    }

    /** The content of the first box of that type. */
    private static ByteBuffer box(ByteBuffer in, String type) throws IOException {
        byte[] name = new byte[4];
        while (in.remaining() >= 8) {
            int start = in.position();
            int size = in.getInt();
            in.get(name);
            if (type.equals(new String(name, StandardCharsets.US_ASCII))) {
                return in.slice(in.position(), size - 8);
            }
            in.position(start + size);
        }
        throw new IOException("No box " + type);
    }
}
