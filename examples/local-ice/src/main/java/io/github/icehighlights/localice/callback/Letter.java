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
 * One callback on its way.
 *
 * @param jobId    job that it tells of
 * @param what     what it is, in a word, for whoever looks at the attempts
 * @param address  where it goes
 * @param body     what it says
 * @param deflated whether the body is to be compressed
 * @param stamp    its signature
 * @param delay    how long it waits before it is sent
 */
record Letter(String jobId, String what, Address address, byte[] body, boolean deflated, Stamp stamp, Duration delay) {

    static Letter of(String jobId, Address address, Event event, Stamp stamp) {
        return new Letter(jobId, "event", address, event.envelope(), false, stamp, Duration.ZERO);
    }

    Letter as(String newWhat) {
        return new Letter(jobId, newWhat, address, body, deflated, stamp, delay);
    }

    Letter withBody(byte[] newBody) {
        return new Letter(jobId, what, address, newBody, deflated, stamp, delay);
    }

    Letter asDeflated() {
        return new Letter(jobId, what, address, body, true, stamp, delay);
    }

    Letter withStamp(Stamp newStamp) {
        return new Letter(jobId, what, address, body, deflated, newStamp, delay);
    }

    Letter after(Duration newDelay) {
        return new Letter(jobId, what, address, body, deflated, stamp, newDelay);
    }
}
