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

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * The last attempts.
 */
final class Attempts {

    private static final int SIZE = 100_000;

    private final Deque<Attempt> attempts = new ArrayDeque<>();

    synchronized void add(Attempt attempt) {
        if (attempts.size() == SIZE) {
            attempts.removeFirst();
        }
        attempts.add(attempt);
    }

    synchronized List<Attempt> all() {
        return List.copyOf(attempts);
    }

    synchronized void clear() {
        attempts.clear();
    }
}
