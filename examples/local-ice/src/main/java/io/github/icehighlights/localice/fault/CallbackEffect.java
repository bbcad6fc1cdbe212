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
import java.util.Set;

/**
 * What goes wrong with the callbacks of a job: with the one to its NotifyAddress and the account-wide one alike.
 */
public sealed interface CallbackEffect extends Effect {

    /** Nobody sends it. */
    record Lost() implements CallbackEffect {}

    /** It is sent this much later. */
    record Late(Duration time) implements CallbackEffect {}

    /** It is sent when the job is created, and says that the job is finished; nothing is sent at the end. */
    record Early() implements CallbackEffect {}

    /** It is sent several times at once. */
    record Doubled(int times) implements CallbackEffect {}

    /** It waits until the callbacks of the next job are through, at most this long. */
    record Reordered(Duration atMost) implements CallbackEffect {}

    /** Forged ones are sent beside it. */
    record Forged(Set<Forgery> forgeries) implements CallbackEffect {
        public Forged {
            forgeries = Set.copyOf(forgeries);
        }
    }

    /** It is sent, and once more with the time and the signature that it had so long ago. */
    record Replayed(Duration age) implements CallbackEffect {}

    /** It carries no signature. */
    record Unsigned() implements CallbackEffect {}

    /** It is filled up to this size. */
    record Huge(int bytes) implements CallbackEffect {}

    /** Its body is compressed and says so. */
    record Deflated() implements CallbackEffect {}

    /** Its body is no JSON. */
    record NotJson() implements CallbackEffect {}
}
