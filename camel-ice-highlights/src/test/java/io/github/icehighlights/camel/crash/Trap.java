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

/**
 * Where a node is to stop and wait for its death.
 *
 * @param point   the moment
 * @param channel on which channel
 * @param clip    the number of the clip, from 1; 0 where clips play no part
 */
record Trap(CrashPoint point, String channel, int clip) {

    static final String NONE = "none";

    /** As an argument of a node's command line. */
    static String argument(Trap trap) {
        return trap == null ? NONE : trap.point.name() + ":" + trap.channel + ":" + trap.clip;
    }

    static Trap of(String argument) {
        if (argument.equals(NONE)) {
            return null;
        }
        String[] parts = argument.split(":");
        return new Trap(CrashPoint.valueOf(parts[0]), parts[1], Integer.parseInt(parts[2]));
    }

    @Override
    public String toString() {
        return point + (clip > 0 ? " " + clip : "") + " on " + channel;
    }
}
