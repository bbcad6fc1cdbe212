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

import java.nio.file.Files;
import java.nio.file.Path;

/** How loud a video is. */
public final class Loudness {

    private Loudness() {}

    /** Mean square of its sound between two times. */
    public static double of(byte[] video, double from, double to) throws Exception {
        Path file = Files.createTempFile("video", ".mp4");
        try (Mp4 mp4 = Mp4.open(Files.write(file, video))) {
            return Analyst.analyse(mp4).powerBetween(from, to);
        } finally {
            Files.deleteIfExists(file);
        }
    }
}
