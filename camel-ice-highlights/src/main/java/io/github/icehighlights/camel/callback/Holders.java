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

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;

/** For whom a way in is open, told apart by identity: as long as there is somebody. Thread-safe. */
final class Holders {

    private final Set<BooleanSupplier> holders = ConcurrentHashMap.newKeySet();

    /** @param awake whether the new holder takes jobs at the moment */
    void add(BooleanSupplier awake) {
        holders.add(awake);
    }

    /**
     * Lets a holder go.
     *
     * @param  awake the same object that was added
     * @return       whether nobody is left
     */
    boolean remove(BooleanSupplier awake) {
        holders.remove(awake);
        return holders.isEmpty();
    }

    /** Whether anybody takes jobs at the moment. */
    boolean isAnyAwake() {
        return holders.stream().anyMatch(BooleanSupplier::getAsBoolean);
    }
}
