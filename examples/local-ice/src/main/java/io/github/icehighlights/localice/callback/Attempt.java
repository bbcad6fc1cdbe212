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

import java.time.Instant;

/**
 * One attempt to bring a callback to its receiver.
 *
 * @param jobId   job that it tells of
 * @param what    {@code event}, or what is wrong with it: {@code forged OTHER_JOB}, {@code replayed}
 * @param address URL or queue
 * @param number  which attempt it was, from 1 to 3
 * @param reply   what came back
 * @param at      when it began
 */
public record Attempt(String jobId, String what, String address, int number, Reply reply, Instant at) {

    /** What was answered: an HTTP status; 201 for a queue that took it; 0 when nobody answered. */
    public int status() {
        return reply.status();
    }

    /** Whether the receiver has it: a URL has to answer exactly 200. */
    public boolean isSuccess() {
        return status() == (Address.of(address) instanceof Address.Http ? 200 : 201);
    }
}
