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

/** What can go wrong in a simulation, and what comes of it. */
enum Incident {

    /** A process has ended between two of its steps. */
    CRASH,
    /** A process was told to end. */
    STOP,
    /** A process stood still for a while. */
    PAUSE,
    /** A process stood still between its check and its call to ICE. */
    PAUSE_BEFORE_SENDING,
    /** A store call failed and had no effect. */
    STORE_AWAY,
    /** A store call had its effect, and its caller did not learn of it. */
    COMMIT_UNKNOWN,
    /** A store call failed, and had its effect later. */
    COMMIT_LATE,
    /** A call to ICE failed. */
    ICE_FAULT,
    /** ICE carried a call out after its caller had given it up. */
    CALL_LATE,
    /** A list has shown jobs that are not finished, or were not a little while ago. */
    LISTED,
    /** Somebody said that a job should be looked at. */
    SIGNAL,
    /** A lease has ended under its holder. */
    LEASE_EXPIRED,
    /** A route has failed. */
    ROUTE_FAILED,
    /** A route has taken something that a route had taken before. */
    TAKEN_AGAIN,
    /** A submission was left uncertain. */
    UNCERTAIN,
    /** Somebody had a parked or uncertain job replayed. */
    REPLAY,
    /** A node began to submit a file. */
    READ,
    /** A file was submitted, and waited for if it had to be. */
    THROUGH,
    /** A route began with a job. */
    DELIVERY
}
