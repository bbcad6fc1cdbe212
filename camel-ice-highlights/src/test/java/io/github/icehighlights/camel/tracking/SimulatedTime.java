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

import java.time.Clock;

/** The clock of the simulation that runs on this thread, for a database to ask. */
public final class SimulatedTime {

    private static final ThreadLocal<Clock> CLOCK = new ThreadLocal<>();

    private SimulatedTime() {}

    static void begin(Clock clock) {
        CLOCK.set(clock);
    }

    static void end() {
        CLOCK.remove();
    }

    /** Milliseconds since 1970; called by H2. */
    public static long now() {
        return CLOCK.get().millis();
    }
}
