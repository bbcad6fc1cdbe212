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

import java.util.HashMap;
import java.util.Map;

/** Makes a store fail on demand. */
final class StoreFaults implements InterceptedStore.Interceptor {

    private static final int FOR_EVER = Integer.MAX_VALUE;

    private final Map<String, Integer> before = new HashMap<>();
    private final Map<String, Integer> after = new HashMap<>();
    private final Map<String, Integer> errors = new HashMap<>();
    private final Map<String, VirtualTime.Node> pauses = new HashMap<>();
    private final Map<String, Runnable> events = new HashMap<>();
    private boolean away;

    /** The next calls of a verb fail without effect. */
    void failBefore(String verb, int times) {
        before.put(verb, times);
    }

    /** All calls of a verb fail without effect. */
    void failBefore(String verb) {
        before.put(verb, FOR_EVER);
    }

    /** The next calls of a verb have their effect, but nobody learns of it. */
    void failAfter(String verb, int times) {
        after.put(verb, times);
    }

    /** The next calls of a verb end with an error of the JVM. */
    void error(String verb, int times) {
        errors.put(verb, times);
    }

    /** A node stands still after its next call of a verb. */
    void pauseAfter(String verb, VirtualTime.Node node) {
        pauses.put(verb, node);
    }

    /** Something happens between the effect of the next call of a verb and its answer. */
    void meanwhile(String verb, Runnable event) {
        events.put(verb, event);
    }

    /** The whole store is not to be reached. */
    void goAway() {
        away = true;
    }

    void comeBack() {
        away = false;
        before.clear();
        after.clear();
    }

    @Override
    public void before(String verb) {
        if (isDue(errors, verb)) {
            throw new StackOverflowError("in " + verb);
        }
        if (!verb.equals("name") && (away || isDue(before, verb))) {
            throw new IllegalStateException("store away at " + verb);
        }
    }

    @Override
    public void after(String verb) {
        VirtualTime.Node node = pauses.remove(verb);
        if (node != null) {
            node.pause();
        }
        Runnable event = events.remove(verb);
        if (event != null) {
            event.run();
        }
        if (isDue(after, verb)) {
            throw new IllegalStateException("connection lost after " + verb);
        }
    }

    private static boolean isDue(Map<String, Integer> faults, String verb) {
        int left = faults.getOrDefault(verb, 0);
        if (left > 0 && left < FOR_EVER) {
            faults.put(verb, left - 1);
        }
        return left > 0;
    }
}
