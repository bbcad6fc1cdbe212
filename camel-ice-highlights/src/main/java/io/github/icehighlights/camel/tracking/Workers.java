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
package io.github.icehighlights.camel.tracking;

import java.time.Clock;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.random.RandomGenerator;

/**
 * Time, chance and threads as the tracker sees them. A test hands in its own and so decides what happens when.
 *
 * @param clock      for durations on this node; never compared with the store's time
 * @param timer      for what is to happen later
 * @param submitting runs reservations and submit calls; may block
 * @param looking    runs claims, report calls and everything after a delivery; may block
 * @param renewing   keeps leases alive; never behind a call to ICE, which may last longer than a lease
 * @param hinting    records hints; never behind a call to ICE, for who gives a hint waits a few seconds at most
 * @param continuing goes on with exchanges whose wait has ended; runs users' routes
 * @param random     for jitter
 */
public record Workers(
        Clock clock,
        Timer timer,
        Executor submitting,
        Executor looking,
        Executor renewing,
        Executor hinting,
        Executor continuing,
        RandomGenerator random) {

    /** Goes on with an exchange; here and now when the threads for it are gone, for an exchange must come to its end. */
    void goOn(Runnable continuation) {
        try {
            continuing.execute(continuation);
        } catch (RejectedExecutionException e) {
            continuation.run();
        }
    }
}
