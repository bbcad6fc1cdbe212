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
package io.github.icehighlights.camel.crash;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * The numbers of a run.
 *
 * @param jobs             files to submit
 * @param nodes            how many run at a time
 * @param killsAtEachPoint how often a node dies at each {@link CrashPoint}
 * @param killsAtRandom    how often one dies anywhere
 * @param restarts         how often the database is stopped and started
 * @param seed             of everything that is left to chance here
 */
record CrashPlan(int jobs, int nodes, int killsAtEachPoint, int killsAtRandom, int restarts, long seed) {

    /** All deaths, mixed; null for one at random. */
    List<Trap> deaths() {
        List<Trap> deaths = new ArrayList<>(Collections.nCopies(killsAtRandom, null));
        for (CrashPoint point : CrashPoint.values()) {
            for (int i = 0; i < killsAtEachPoint; i++) {
                deaths.add(trap(point, i));
            }
        }
        Collections.shuffle(deaths, random());
        return deaths;
    }

    int kills() {
        return killsAtRandom + killsAtEachPoint * CrashPoint.values().length;
    }

    Random random() {
        return new Random(seed);
    }

    /** The channels in turn, and the clips. */
    private static Trap trap(CrashPoint point, int turn) {
        if (point != CrashPoint.DURING_CLIP) {
            Channel[] all = Channel.values();
            return new Trap(point, all[(turn + point.ordinal()) % all.length].channelName(), 0);
        }
        Channel[] split =
                Arrays.stream(Channel.values()).filter(Channel::isSplit).toArray(Channel[]::new);
        return new Trap(point, split[turn % split.length].channelName(), 1 + turn / split.length % 2);
    }
}
