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

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import com.fasterxml.jackson.databind.JsonNode;

import io.github.icehighlights.localice.wire.Json;
import io.github.icehighlights.localice.wire.JsonLog;

/**
 * The media assets: which id stands for which object. Kept in a file.
 */
public final class MediaRegistry implements AutoCloseable {

    private final Map<String, ObjectAddress> assets = new ConcurrentHashMap<>();
    private final JsonLog log;

    /** Opens the file or makes it. */
    public MediaRegistry(Path file) {
        log = new JsonLog(file);
        for (JsonNode line : log.read()) {
            assets.put(
                    line.path("id").asText(),
                    new ObjectAddress(
                            line.path("bucket").asText(), line.path("key").asText()));
        }
    }

    /** Registers an object under an id; a second one replaces the first. */
    public void register(String mediaId, ObjectAddress address) {
        log.append(
                Json.object().put("id", mediaId).put("bucket", address.bucket()).put("key", address.key()));
        assets.put(mediaId, address);
    }

    /** The object of an id. */
    public Optional<ObjectAddress> find(String mediaId) {
        return Optional.ofNullable(assets.get(mediaId));
    }

    @Override
    public void close() {
        log.close();
    }
}
