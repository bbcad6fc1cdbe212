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

/** What must hold in every simulation, whatever goes wrong in it. */
enum Invariant {

    /** ICE creates no submission twice. */
    CREATED_ONCE,
    /** No job is lost: it is acknowledged, pending, parked or uncertain, never gone. */
    NOTHING_LOST,
    /** No two nodes are in one job under a valid lease. */
    ONE_NODE,
    /**
     * A job is delivered at least once, and exactly once when during its delivery no node crashed, no lease expired and
     * every store call was answered.
     */
    DELIVERED,
    /** What is free is taken up in time, no more than there are places for, and in the end everything is through. */
    GOOD_ORDER
}
