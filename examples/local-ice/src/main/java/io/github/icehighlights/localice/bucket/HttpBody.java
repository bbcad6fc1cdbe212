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
package io.github.icehighlights.localice.bucket;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * Passes the body of an HTTP/1.1 request on, byte for byte.
 */
final class HttpBody {

    private static final int BUFFER = 64 * 1024;

    private HttpBody() {}

    static void copy(HttpHead head, InputStream in, OutputStream out) throws IOException {
        if (head.isChunked()) {
            copyChunks(in, out);
        } else {
            copyBytes(head.contentLength(), in, out);
        }
        out.flush();
    }

    private static void copyChunks(InputStream in, OutputStream out) throws IOException {
        long size;
        do {
            String line = copyLine(in, out);
            size = Long.parseLong(line.replaceFirst(";.*", "").trim(), 16);
            copyBytes(size, in, out);
            if (size > 0) {
                copyLine(in, out);
            }
        } while (size > 0);
        // trailers, up to an empty line
        while (!copyLine(in, out).isEmpty()) {
            out.flush();
        }
    }

    private static String copyLine(InputStream in, OutputStream out) throws IOException {
        StringBuilder line = new StringBuilder();
        while (true) {
            int octet = in.read();
            if (octet < 0) {
                throw new EOFException();
            }
            out.write(octet);
            if (octet == '\n') {
                return line.toString().stripTrailing();
            }
            line.append((char) octet);
        }
    }

    private static void copyBytes(long count, InputStream in, OutputStream out) throws IOException {
        byte[] buffer = new byte[BUFFER];
        long left = count;
        while (left > 0) {
            int read = in.read(buffer, 0, (int) Math.min(left, buffer.length));
            if (read < 0) {
                throw new EOFException();
            }
            out.write(buffer, 0, read);
            left -= read;
            if (in.available() == 0) {
                out.flush();
            }
        }
    }
}
