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

import java.time.Clock;
import java.time.Duration;
import java.util.Map;

/**
 * What signature a callback gets, each time that it is sent.
 *
 * @param authKey key, or null for no signature
 * @param age     how much older than the sending the time is that is signed
 */
record Stamp(String authKey, Duration age) {

    static final Stamp NONE = new Stamp(null, Duration.ZERO);

    static Stamp with(String authKey) {
        return new Stamp(authKey, Duration.ZERO);
    }

    Stamp older(Duration newAge) {
        return new Stamp(authKey, newAge);
    }

    Map<String, String> headers(String url, Clock clock) {
        return authKey == null
                ? Map.of()
                : CallbackSignature.headers(url, clock.instant().minus(age), authKey);
    }

    /** Without the key. */
    @Override
    public String toString() {
        return authKey == null ? "not signed" : "signed";
    }
}
