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

import java.time.Duration;
import java.util.Random;

/**
 * What goes wrong in a simulation, and how often in a thousand. Every seed has a mixture of its own: where everything goes
 * wrong at once, one fault hides another.
 *
 * @param crash       a process ends at a call to the world outside
 * @param pause       a process stands still there
 * @param longPauses  whether it may stand still between its check and its call to ICE for longer than a call may last,
 *                    which nothing can fence off
 * @param store       a store call fails
 * @param ice         a call to ICE fails
 * @param route       a route fails
 * @param signal      a signal comes for a new job; how often, and when, is up to chance too
 * @param operator    whether somebody replays jobs while all this goes on
 * @param tokens      whether there are jobs that have a token
 */
record Trouble(
        int crash,
        int pause,
        boolean longPauses,
        int store,
        int ice,
        int route,
        int signal,
        boolean operator,
        boolean tokens) {

    static final Trouble NONE = new Trouble(0, 0, false, 0, 0, 0, 0, false, true);

    /** Jobs without tokens, calls without answers, healers that stand still, and somebody who has jobs replayed. */
    static final Trouble REPLAYS = new Trouble(0, 120, false, 0, 400, 0, 0, true, false);

    /** How long a process stands still at most. */
    static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);

    static Trouble of(Random random) {
        return switch (random.nextInt(50)) {
            case 0 -> NONE;
            case 1, 2, 3, 4 -> REPLAYS;
            default -> mixed(random);
        };
    }

    private static Trouble mixed(Random random) {
        boolean longPauses = random.nextInt(3) == 0;
        return new Trouble(
                one(random, 0, 2, 8, 20),
                one(random, 0, 3, 10, 25),
                longPauses,
                one(random, 0, 5, 15, 60),
                one(random, 0, 50, 150, 350),
                one(random, 0, 100, 300),
                one(random, 0, 300, 900),
                // who replays what a paused node is about to send takes a risk that nothing can fence off
                !longPauses && random.nextBoolean(),
                random.nextInt(4) > 0);
    }

    boolean isNone() {
        return equals(NONE);
    }

    /** What ICE has to remember a token for, that a promise of so much suffices. */
    Duration tokenMemory(Duration promised) {
        return longPauses ? promised.plus(LONGEST_PAUSE) : promised;
    }

    private static int one(Random random, int... rates) {
        return rates[random.nextInt(rates.length)];
    }
}
