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
package io.github.icehighlights.localice.wire;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Remembers the last nonces, so that a request cannot be sent twice. Bounded: more than a client sends within the
 * allowance for its clock, less than would hurt.
 */
final class NonceMemory {

    private static final int SIZE = 100_000;

    private final Map<String, Boolean> seen = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > SIZE;
        }
    };

    synchronized boolean isNew(String nonce) {
        return seen.put(nonce, Boolean.TRUE) == null;
    }
}
