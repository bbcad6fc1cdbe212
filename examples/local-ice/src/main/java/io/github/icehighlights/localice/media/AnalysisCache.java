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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Analyses media, each version of an object once: a thousand jobs on one video listen to it one time.
 */
final class AnalysisCache {

    private record Version(ObjectAddress address, String version) {}

    private final Map<Version, Analysis> analyses = new ConcurrentHashMap<>();
    private final ObjectStore store;
    private final Path workFolder;

    AnalysisCache(ObjectStore store, Path workFolder) {
        this.store = store;
        this.workFolder = workFolder;
    }

    Analysis of(ObjectAddress address, String version) throws IOException, UnreadableMediumException {
        Version key = new Version(address, version);
        Analysis known = analyses.get(key);
        if (known != null) {
            return known;
        }
        // one at a time: the second to ask finds the first one's answer
        synchronized (this) {
            known = analyses.get(key);
            if (known == null) {
                known = analyse(address);
                analyses.put(key, known);
            }
            return known;
        }
    }

    private Analysis analyse(ObjectAddress address) throws IOException, UnreadableMediumException {
        Path file = Files.createTempFile(workFolder, "source", ".mp4");
        try {
            store.read(address, file);
            try (Mp4 mp4 = Mp4.open(file)) {
                return Analyst.analyse(mp4);
            }
        } finally {
            Files.deleteIfExists(file);
        }
    }
}
