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

/** From nothing to the first submission. */
final class Starting implements Scenario {

    static final String COMPONENT = "component";
    static final String HTTP = "http";
    static final String SDK = "sdk";

    static final String STARTED = "started";
    static final String SUBMITTED = "submitted";

    @Override
    public Chapter chapter() {
        return new Chapter(
                "starting",
                "Start of a Camel context, and the first submission",
                """
                A JVM starts a Camel context with one route and sends one message through it: with the component (memory store) to a server that
                takes the job at once, and with `camel-http` as a POST to the same server. Measured in that JVM from before the context is
                made: until it has started, and until the first answer is there. Nothing is warm, and nothing is to be. The third
                column is a route with a processor that makes the same call with the SDK alone.
                """,
                "",
                List.of(
                        new Subject(COMPONENT, "component"),
                        new Subject(HTTP, "camel-http"),
                        new Subject(SDK, "SDK alone")),
                List.of(new Measure(STARTED, "context started", "ms"), new Measure(SUBMITTED, "first answer", "ms")),
                List.of(
                        Goal.atMost(
                                300,
                                "until the first submission is answered, at most 300 ms more than with camel-http",
                                figures -> Figures.difference(
                                        figures.median(COMPONENT, SUBMITTED, 0), figures.median(HTTP, SUBMITTED, 0)),
                                "It is the SDK's first call, cold, as the third column shows: the JVM checks the signature of Bouncy Castle's jar, to"
                                        + " which the SDK's own signing links (two fifths), OkHttp reads the certificates of the JVM (a third), and"
                                        + " the classes of Tea, OkHttp and Kotlin are loaded. The component makes such a call in the background"
                                        + " while the context starts. What is left is CPU time: until the first answer both cores are busy, half"
                                        + " of it with the JVM's own compilers, for which the thousand classes of the SDK are work too.")),
                List.of());
    }

    @Override
    public void measure(Laboratory laboratory) throws Exception {
        try (IceServer server = IceServer.start()) {
            for (int round = 1; round <= laboratory.choose(2, 15); round++) {
                for (Subject subject : chapter().subjects()) {
                    var fork = new Fork(
                            StartingProgram.class,
                            List.of("-Xmx256m"),
                            List.of(subject.id(), server.endpoint()),
                            Duration.ofMinutes(2));
                    laboratory.measure(fork, subject.id(), 0, round);
                }
            }
        }
    }
}
