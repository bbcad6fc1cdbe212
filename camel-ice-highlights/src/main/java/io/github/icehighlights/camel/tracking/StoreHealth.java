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

import java.util.Optional;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches what the tracker does with the store of its own accord. A failure is reported once and forgotten with the next
 * success; it never ends the tracker.
 */
final class StoreHealth {

    private static final Logger LOG = LoggerFactory.getLogger(StoreHealth.class);

    private final String storeName;
    private volatile String problem;

    StoreHealth(String storeName) {
        this.storeName = storeName;
    }

    Runnable watch(Runnable task) {
        return () -> {
            try {
                task.run();
                problem = null;
            } catch (RuntimeException e) {
                if (problem == null) {
                    LOG.warn("Job store {} fails, going on with it later", storeName, e);
                }
                problem = e.toString();
            }
        };
    }

    Optional<String> problem() {
        return Optional.ofNullable(problem).map(p -> "Job store " + storeName + ": " + p);
    }
}
