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
import java.nio.file.Path;
import java.util.Optional;

/**
 * The buckets as jobs see them.
 */
public interface ObjectStore {

    /** Whether there is such a bucket. */
    boolean bucketExists(String bucket);

    /** What differs when the object's content does; empty when there is no such object. */
    Optional<String> version(ObjectAddress address);

    /** Copies an object into a file. */
    void read(ObjectAddress address, Path target) throws IOException;

    /** Copies a file into an object. */
    void write(ObjectAddress address, Path source, String contentType) throws IOException;
}
