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
import java.util.Collection;
import java.util.List;

/** What waiting within an exchange needs of a store. A valid waiter lease keeps the channel's consumers away. */
public interface WaiterStore {

    /**
     * Makes an owner the waiter of an active or reserved job. An owner that is it already, be it since it reserved the
     * job, remains it.
     *
     * @return false when another one waits for it, somebody delivers it right now, or it has ended
     */
    boolean attach(String correlationId, String owner, Duration lease);

    /**
     * Prolongs the waiter leases of an owner.
     *
     * @return those of them for which the owner is no waiter any more
     */
    List<String> renewWaiters(Collection<String> correlationIds, String owner, Duration lease);

    /** Ends the wait of an owner: the job belongs to the channel again. */
    void detach(String correlationId, String owner);
}
