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
package io.github.icehighlights.localice.fault;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Function;

/**
 * The beginning of a fault of callbacks. The last call says what goes wrong, and puts it into force; it takes hold of
 * the callbacks of one job. Several faults can take hold of the same ones, one of each sort.
 */
public final class CallbackFaultPlan {

    private static final Duration HOLD_BACK = Duration.ofSeconds(2);
    private static final int MEGABYTE = 1 << 20;

    private final Function<Effect, Fault> register;

    CallbackFaultPlan(Function<Effect, Fault> register) {
        this.register = register;
    }

    /** Nobody sends it. */
    public Fault lost() {
        return register.apply(new CallbackEffect.Lost());
    }

    /** It is sent this much later. */
    public Fault late(Duration time) {
        return register.apply(new CallbackEffect.Late(time));
    }

    /**
     * It is sent when the job is created, possibly before the answer to the submission, and says that the job is
     * finished. Nothing is sent at the end.
     */
    public Fault early() {
        return register.apply(new CallbackEffect.Early());
    }

    /** It is sent twice. */
    public Fault doubled() {
        return sent(2);
    }

    /** It is sent so many times at once. */
    public Fault sent(int times) {
        return register.apply(new CallbackEffect.Doubled(times));
    }

    /** It waits until the callbacks of the next job are through, at most 2 seconds. */
    public Fault reordered() {
        return register.apply(new CallbackEffect.Reordered(HOLD_BACK));
    }

    /** Forged ones are sent beside it; with none named, one of each kind. */
    public Fault forged(Forgery... forgeries) {
        Set<Forgery> wanted = forgeries.length == 0 ? EnumSet.allOf(Forgery.class) : Set.of(forgeries);
        return register.apply(new CallbackEffect.Forged(wanted));
    }

    /** It is sent, and once more with the time and the signature that it had so long ago. */
    public Fault replayed(Duration age) {
        return register.apply(new CallbackEffect.Replayed(age));
    }

    /** It carries no signature. */
    public Fault unsigned() {
        return register.apply(new CallbackEffect.Unsigned());
    }

    /** It is filled up to a megabyte; on a queue, to what a message can hold. */
    public Fault huge() {
        return register.apply(new CallbackEffect.Huge(MEGABYTE));
    }

    /** Its body is compressed, with {@code Content-Encoding: deflate}. Messages of queues have no such thing. */
    public Fault deflated() {
        return register.apply(new CallbackEffect.Deflated());
    }

    /** Its body is no JSON. */
    public Fault notJson() {
        return register.apply(new CallbackEffect.NotJson());
    }
}
