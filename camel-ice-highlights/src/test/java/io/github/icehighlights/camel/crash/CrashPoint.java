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

/** A moment in the life of a job at which a node can be made to die. */
enum CrashPoint {

    /** The intent is in the store, and nothing is sent. */
    AFTER_RESERVE("after reserve"),

    /** ICE has made the job, and no byte of its answer has left. */
    SENT("sent"),

    /** The node has ICE's answer in hand, and has not read it. */
    ANSWERED("answered"),

    /** The node knows the id of the job, and the store does not. */
    BEFORE_ACTIVATE("before activate"),

    /** The route has a clip; the first one of a job it has not written down yet, another one it has. */
    DURING_CLIP("during clip"),

    /** The route is through with the result, and the store does not know. */
    BEFORE_ACKNOWLEDGE("before acknowledge");

    private final String words;

    CrashPoint(String words) {
        this.words = words;
    }

    @Override
    public String toString() {
        return words;
    }
}
