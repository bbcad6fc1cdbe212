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

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** The sample video with another time scale in its headers, so that it seems to last longer. */
final class SlowedVideo {

    private static final byte[] MEDIA_HEADER = "mdhd".getBytes(StandardCharsets.US_ASCII);

    private SlowedVideo() {}

    static byte[] by(int factor) {
        byte[] bytes = LocalIce.sampleVideo();
        for (int at = 0; at < bytes.length - MEDIA_HEADER.length; at++) {
            if (startsWith(bytes, at)) {
                // behind the name: version and flags, creation, modification, then the time scale
                ByteBuffer timescale = ByteBuffer.wrap(bytes, at + 16, 4);
                int units = timescale.getInt();
                ByteBuffer.wrap(bytes, at + 16, 4).putInt(units / factor);
            }
        }
        return bytes;
    }

    private static boolean startsWith(byte[] bytes, int at) {
        for (int i = 0; i < MEDIA_HEADER.length; i++) {
            if (bytes[at + i] != MEDIA_HEADER[i]) {
                return false;
            }
        }
        return true;
    }
}
