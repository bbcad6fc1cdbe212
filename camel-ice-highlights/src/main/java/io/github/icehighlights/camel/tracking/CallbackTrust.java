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
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Learns from jobs that end whether callbacks can be relied on: not any more when several in a row turn out to have ended
 * without one, and again when several in a row were announced. Only what ICE itself reports as ended counts, so that no
 * invented callback keeps up a trust that is not earned. Thread-safe.
 */
final class CallbackTrust {

    /** How many in a row turn the opinion. */
    static final int ENOUGH = 3;

    private static final Logger LOG = LoggerFactory.getLogger(CallbackTrust.class);
    private static final int MOST_LATE = 1_000;

    /** Jobs that ended without a callback: it may still come. */
    private final Set<String> unannounced = new LinkedHashSet<>();

    private boolean lost;
    private int inARow;

    /** Whether jobs may be left alone until a callback comes. */
    synchronized boolean isEarned() {
        return !lost;
    }

    /**
     * A job of which a callback was expected has ended.
     *
     * @param announced whether one came before that was seen
     */
    synchronized void ended(String correlationId, boolean announced) {
        if (!announced) {
            unannounced.add(correlationId);
            forgetOld();
        }
        count(announced);
    }

    /** A callback came for a job, sooner or later. */
    synchronized void heard(String correlationId) {
        if (unannounced.remove(correlationId)) {
            count(true);
        }
    }

    /** What to tell of it, or empty while callbacks come. */
    synchronized Optional<String> notice() {
        return lost
                ? Optional.of(
                        "Callbacks do not come: the last jobs turned out to have ended without one. Jobs are polled"
                                + " until callbacks come again")
                : Optional.empty();
    }

    private void count(boolean came) {
        if (came != lost) {
            inARow = 0;
        } else if (++inARow == ENOUGH) {
            lost = !lost;
            inARow = 0;
            if (lost) {
                LOG.warn("{}", notice().orElseThrow());
            } else {
                LOG.info("Callbacks come again: jobs are looked at when they are announced");
            }
        }
    }

    private void forgetOld() {
        Iterator<String> oldest = unannounced.iterator();
        while (unannounced.size() > MOST_LATE) {
            oldest.next();
            oldest.remove();
        }
    }
}
