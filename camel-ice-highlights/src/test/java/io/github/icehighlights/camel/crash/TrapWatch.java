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

import java.io.PrintStream;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;

/** The node's side of a {@link Trap}: whoever comes to its point first says so to the parent, and stays there. */
final class TrapWatch {

    /** Begins a line to the parent. */
    static final String AT = "@at ";

    private final Trap trap;
    private final PrintStream parent;
    private final AtomicBoolean sprung = new AtomicBoolean();

    /** @param trap null for none */
    TrapWatch(Trap trap, PrintStream parent) {
        this.trap = trap;
        this.parent = parent;
    }

    /** Whether the trap lies here; then whoever asked has sprung it, and nobody else will. */
    boolean springs(CrashPoint point, String channel, int clip) {
        return trap != null && trap.equals(new Trap(point, channel, clip)) && sprung.compareAndSet(false, true);
    }

    boolean springs(CrashPoint point, String channel) {
        return springs(point, channel, 0);
    }

    /** Says which submission has come to the point. */
    void say(String correlationId) {
        parent.println(AT + correlationId);
        parent.flush();
    }

    /** Says it, and never comes back. */
    void stay(String correlationId) {
        say(correlationId);
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            throw new IllegalStateException("Interrupted before death", e);
        }
    }
}
