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
package io.github.icehighlights.localice.server;

import java.util.List;
import java.util.Map;

/**
 * The switches of the stand-in that the administration can reach.
 */
public interface Controls {

    /** Endpoints and region; no secrets. */
    Map<String, String> settings();

    /** Jobs created, by action, and in all under {@code total}. */
    Map<String, Integer> created();

    /** Requests received, by action. */
    Map<String, Integer> requests();

    /** All jobs, oldest first. */
    List<Map<String, String>> jobs();

    /** The last attempts to bring callbacks to their receivers, oldest first. */
    List<Map<String, Object>> callbacks();

    /** How many messages each queue has. */
    Map<String, Integer> queues();

    /** Makes a queue. */
    void createQueue(String name);

    /** Ends a job with what its work brings. */
    void finish(String jobId);

    /** Ends a job with an error. */
    void fail(String jobId, String code, String message);

    /** Holds new jobs, or lets all held ones go on. */
    void holdAll(boolean hold);

    /** Registers an OSS URL under a media id. */
    void registerMedia(String mediaId, String url);

    /** Forgets jobs, counts, faults, callbacks and messages. */
    void reset();
}
