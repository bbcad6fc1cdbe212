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
package io.github.icehighlights.localice.callback;

import java.time.Duration;

/**
 * How patient the sender of callbacks is.
 *
 * @param timeout  how long a receiver has to answer
 * @param gap      pause before the next attempt
 * @param attempts how many there are in all
 */
public record Pace(Duration timeout, Duration gap, int attempts) {

    /** As documented: three attempts a second apart, each of three seconds. */
    public static final Pace DOCUMENTED = new Pace(Duration.ofSeconds(3), Duration.ofSeconds(1), 3);
}
