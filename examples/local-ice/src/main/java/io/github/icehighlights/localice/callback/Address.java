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

/**
 * Where callbacks go.
 */
public sealed interface Address {

    /** What a queue for callbacks has to be called. */
    String QUEUE_PREFIX = "ice-callback-";

    /** An HTTP receiver. */
    record Http(String url) implements Address {
        @Override
        public String toString() {
            return url;
        }
    }

    /** An SMQ queue. */
    record Queue(String name) implements Address {
        @Override
        public String toString() {
            return name;
        }
    }

    /** Reads a NotifyAddress. */
    static Address of(String text) {
        return text.startsWith("http://") || text.startsWith("https://") ? new Http(text) : new Queue(text);
    }
}
