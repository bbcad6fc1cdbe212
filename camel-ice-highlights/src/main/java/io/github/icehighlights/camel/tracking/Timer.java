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

/** Runs something later. The task must be short: what takes time hops to an executor. */
public interface Timer {

    /**
     * Runs the task once, after the delay.
     *
     * @return takes the task back if it has not begun
     */
    Cancellable after(Duration delay, Runnable task);

    /** Something that can be taken back. */
    interface Cancellable {

        void cancel();
    }
}
