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
package io.github.icehighlights.camel.callback;

import java.time.Duration;
import java.util.List;

/** A queue with events, as far as it is needed here. */
interface EventQueue extends AutoCloseable {

    /**
     * A message.
     *
     * @param id       for the log
     * @param body     as it was sent
     * @param receipt  with which it is removed
     * @param received how often it was received, this time included
     */
    record Received(String id, String body, String receipt, int received) {}

    /**
     * Waits for messages. They come again after a while if they are not removed.
     *
     * @return some of them; none when the time is over
     */
    List<Received> receive(Duration wait) throws Exception;

    /** Removes a message. */
    void remove(String receipt) throws Exception;

    /** Also ends a {@link #receive} that waits. */
    @Override
    void close();
}
