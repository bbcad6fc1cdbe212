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

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Learns from jobs that end whether the callbacks of a way can be relied on: not any more when several in a row turn out
 * to have ended without one, and (again) when several in a row were announced. Jobs with an address of ours are trusted
 * until then, all others are not. Only what ICE itself reports as ended counts, so that no invented callback keeps up a
 * trust that is not earned. Thread-safe.
 */
final class CallbackTrust {

    /** How many in a row turn the opinion. */
    static final int ENOUGH = 3;

    private static final Logger LOG = LoggerFactory.getLogger(CallbackTrust.class);
    private static final int MOST_LATE = 1_000;
    private static final int MOST_WAYS = 1_000;

    private final Runnable whenLost;
    private final Map<CallbackWay, Opinion> opinions = new LinkedHashMap<>(16, .75f, true);

    /** Jobs that ended without a callback: it may still come. */
    private final Map<String, CallbackWay> unannounced = new LinkedHashMap<>();

    /** @param whenLost runs each time that a trust is lost, on the thread of the look; must be short */
    CallbackTrust(Runnable whenLost) {
        this.whenLost = whenLost;
    }

    /** Whether jobs may be left alone until a callback comes. */
    synchronized boolean isEarned(CallbackWay way) {
        Opinion opinion = opinions.get(way);
        return opinion == null ? way.ours() : opinion.trusted;
    }

    /**
     * A job of which a callback was expected has ended.
     *
     * @param announced whether one came before that was seen
     * @param policy    how such jobs are looked at
     */
    synchronized void ended(CallbackWay way, LookPolicy policy, String correlationId, boolean announced) {
        if (!announced) {
            unannounced.put(correlationId, way);
            forgetEldest(unannounced, MOST_LATE);
        }
        Opinion opinion = opinions.computeIfAbsent(way, w -> new Opinion(w.ours()));
        forgetEldest(opinions, MOST_WAYS);
        opinion.policy = policy;
        count(way, opinion, announced);
    }

    /** A callback came for a job, sooner or later. */
    synchronized void heard(String correlationId) {
        CallbackWay way = unannounced.remove(correlationId);
        Opinion opinion = way == null ? null : opinions.get(way);
        if (opinion != null) {
            count(way, opinion, true);
        }
    }

    /** The ways whose callbacks came once, or should have, and come no more; with how their jobs are looked at. */
    synchronized Map<CallbackWay, LookPolicy> lost() {
        Map<CallbackWay, LookPolicy> lost = new LinkedHashMap<>();
        opinions.forEach((way, opinion) -> {
            if (opinion.lost) {
                lost.put(way, opinion.policy);
            }
        });
        return lost;
    }

    /** What to tell of it, in sentences; empty while all callbacks come that are expected. */
    List<String> notices() {
        return lost().keySet().stream().map(CallbackTrust::notice).toList();
    }

    private static String notice(CallbackWay way) {
        return "Callbacks do not come for " + way + ": the last ones turned out to have ended without one. They are"
                + " polled until callbacks come again";
    }

    private void count(CallbackWay way, Opinion opinion, boolean came) {
        if (!opinion.turnsWith(came)) {
            return;
        }
        if (opinion.lost) {
            LOG.warn("{}", notice(way));
            whenLost.run();
        } else {
            LOG.info("Callbacks come for {}: they are looked at when they are announced", way);
        }
    }

    private static void forgetEldest(Map<?, ?> map, int most) {
        Iterator<?> eldest = map.keySet().iterator();
        while (map.size() > most) {
            eldest.next();
            eldest.remove();
        }
    }

    /** What is thought of a way. */
    private static final class Opinion {

        private boolean trusted;
        private boolean lost;
        private int inARow;
        private LookPolicy policy;

        Opinion(boolean trusted) {
            this.trusted = trusted;
        }

        boolean turnsWith(boolean came) {
            inARow = came == trusted ? 0 : inARow + 1;
            boolean turns = inARow == ENOUGH;
            if (turns) {
                lost = trusted;
                trusted = !trusted;
                inARow = 0;
            }
            return turns;
        }
    }
}
