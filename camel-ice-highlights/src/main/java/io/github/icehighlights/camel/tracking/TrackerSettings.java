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

/**
 * The bounds of the protocol.
 *
 * @param owner             id of this node, random per start
 * @param lease             how long a claim lasts without renewal; longer than {@code longestCall}
 * @param longestCall       how long a call to ICE can take at most
 * @param tokenWindow       how long ICE surely remembers a client token
 * @param listLag           how late a job may show in ICE's lists
 * @param resubmitUncertain whether a submission that is found uncertain is sent once more by itself
 * @param retryTimeout      how long a submission is retried before its exchange fails; at most {@code tokenWindow}
 * @param claimInterval     how often the store is asked for jobs that other nodes have left
 * @param healInterval      how often expired reservations are looked for
 * @param retention         how long acknowledged jobs are kept for de-duplication
 * @param maxCallsPerSecond this node's share of the account's calls, per connection
 * @param concurrentLooks   how many waited-for jobs are looked at at the same time
 */
public record TrackerSettings(
        String owner,
        Duration lease,
        Duration longestCall,
        Duration tokenWindow,
        Duration listLag,
        boolean resubmitUncertain,
        Duration retryTimeout,
        Duration claimInterval,
        Duration healInterval,
        Duration retention,
        double maxCallsPerSecond,
        int concurrentLooks) {}
