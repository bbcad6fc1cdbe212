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
package io.github.icehighlights.localice.callback;

import java.util.HashSet;
import java.util.Set;

import io.github.icehighlights.localice.wire.Json;
import io.github.icehighlights.localice.wire.JsonLog;

/**
 * Of which jobs the end is told. It is written when all callbacks of a job are through or dropped, so that those that a
 * stop has broken off are sent again after the next start.
 */
final class Told implements AutoCloseable {

    private final Set<String> jobs = new HashSet<>();
    private final Set<String> through = new HashSet<>();
    private final JsonLog log;
    private boolean closed;

    Told(JsonLog log) {
        this.log = log;
        log.read().forEach(line -> through.add(line.path("told").asText()));
        jobs.addAll(through);
    }

    /** Takes a job, to tell of its end; false if somebody has done that. */
    synchronized boolean take(String jobId) {
        return jobs.add(jobId);
    }

    synchronized boolean isTaken(String jobId) {
        return jobs.contains(jobId);
    }

    /** Whether all is sent. */
    synchronized boolean isDone(String jobId) {
        return through.contains(jobId);
    }

    /** All is sent. */
    synchronized void done(String jobId) {
        if (!closed && jobs.contains(jobId)) {
            through.add(jobId);
            log.append(Json.object().put("told", jobId));
        }
    }

    synchronized void clear() {
        jobs.clear();
        through.clear();
        log.clear();
    }

    @Override
    public synchronized void close() {
        closed = true;
        log.close();
    }
}
