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
package io.github.icehighlights.camel.store;

import java.time.Duration;

/**
 * Where pending jobs live. Every verb is atomic and durable when it returns, as far as the store is durable at all. Time
 * is the store's own: callers pass durations, never instants. Thread-safe; verbs may block on I/O.
 */
public interface JobStore extends ReservationStore, DeliveryStore, WaiterStore, JobQueries, AutoCloseable {

    /** What the store is, for logs and health: {@code memory}, {@code jdbc}. */
    String name();

    /**
     * Makes the store ready: creates or checks its table, if it has one. May be called again. A store that cannot be reached
     * gets ready by itself, at the first verb that reaches it.
     */
    default void open() {}

    /** Whether its records outlive this process. */
    boolean isDurable();

    /**
     * Removes records that were acknowledged or refused longer ago than that, a small batch at a time.
     *
     * @return how many were removed; less than {@code max} means that none is left
     */
    int purge(Duration retention, int max);

    /**
     * Removes a record, wherever it stands; its key is free again. A holder's further changes are refused.
     *
     * @return false when there is none
     */
    boolean forget(String correlationId);

    @Override
    boolean renew(PendingJob held, Duration lease);

    @Override
    default void close() {}
}
