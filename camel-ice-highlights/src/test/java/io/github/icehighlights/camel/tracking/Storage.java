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

import io.github.icehighlights.camel.store.JobStore;
import io.github.icehighlights.camel.store.MemoryJobStore;

/** Where the nodes of a simulation keep their jobs. */
interface Storage extends AutoCloseable {

    /** As it is, whatever goes wrong on the way to it. */
    JobStore plain();

    /** As a node reaches it, if trouble is not made around it. */
    JobStore connect(Simulation simulation);

    /** Whether the way to it fails by itself, so that no trouble has to be made around it. */
    boolean failsByItself();

    @Override
    void close();

    /** A model of a durable store: the memory outlives the nodes. */
    static Storage memory(Clock clock) {
        JobStore store = new MemoryJobStore(clock);
        return new Storage() {
            @Override
            public JobStore plain() {
                return store;
            }

            @Override
            public JobStore connect(Simulation simulation) {
                return store;
            }

            @Override
            public boolean failsByItself() {
                return false;
            }

            @Override
            public void close() {
                // is gone with its simulation
            }
        };
    }
}
