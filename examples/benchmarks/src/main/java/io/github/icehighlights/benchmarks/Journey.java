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
package io.github.icehighlights.benchmarks;

import java.time.Duration;
import java.util.List;

/** Many jobs from submission to acknowledged delivery. */
final class Journey implements Scenario {

    static final String COMPONENT = "component";
    static final String ROUTE = "route";

    static final String IN_FLIGHT = "inFlight";
    static final String LOST = "lost";
    static final String SUBMITTED = "submitted";
    static final String DELIVERED = "delivered";

    @Override
    public Chapter chapter() {
        return new Chapter(
                "journey",
                "Many jobs, from submission to acknowledged delivery",
                """
                N videos become jobs of local-ice (a JVM of its own), which keeps them running until no more jobs come in; then all of
                them end at once. One node with 64 MB of heap takes them from submission to the route that gets the results: the
                component with a submitting route (16 callers) and `from("ice-highlights:...")`, beside a route that is written by hand: `seda` with 16 consumers,
                submission with the SDK, `loopDoWhile` with `delay(10000)` and a look. Jobs in flight are those that were submitted and whose
                results the route has not got yet. A job is lost when ICE has made it and its result never came. The component may make 1,000 calls a
                second, the route as many as it can. Camel's `delay` keeps 1,000 exchanges, then every further one sleeps on a thread of its consumer.
                """,
                "jobs",
                List.of(new Subject(COMPONENT, "component"), new Subject(ROUTE, "hand-written route")),
                List.of(
                        new Measure(IN_FLIGHT, "most jobs in flight", ""),
                        new Measure(LOST, "lost", ""),
                        new Measure(SUBMITTED, "submitting", "jobs/s"),
                        new Measure(DELIVERED, "from the end of the jobs to the last delivery", "s")),
                List.of(
                        Goal.atLeast(
                                10,
                                "at least 10 × the jobs in flight of the hand-written route, at the same heap",
                                figures -> Figures.quotient(
                                        figures.most(COMPONENT, IN_FLIGHT), figures.most(ROUTE, IN_FLIGHT)),
                                ""),
                        Goal.atMost(0, "nothing lost", figures -> figures.most(COMPONENT, LOST), "")),
                List.of());
    }

    @Override
    public void measure(Laboratory laboratory) throws Exception {
        // more than ten times what the route holds
        long jobs = laboratory.choose(2_000L, 12_000L);
        for (int round = 1; round <= laboratory.choose(1, 2); round++) {
            for (Subject subject : chapter().subjects()) {
                var fork = new Fork(
                        JourneyProgram.class,
                        List.of("-Xmx64m"),
                        List.of(subject.id(), Long.toString(jobs)),
                        Duration.ofMinutes(8));
                laboratory.measure(fork, subject.id(), jobs, round);
            }
        }
    }
}
