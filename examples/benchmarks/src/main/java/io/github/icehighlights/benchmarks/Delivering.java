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

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

/** Jobs through store, tracker and route on PostgreSQL. */
final class Delivering implements Scenario {

    static final String COMPONENT = "component";
    static final String SCHEDULER = "scheduler";

    static final String TAKEN_IN = "takenIn";
    static final String DONE = "done";
    static final String INSERT_STATEMENTS = "statementsIn";
    static final String DONE_STATEMENTS = "statementsDone";

    @Override
    public Chapter chapter() {
        return new Chapter(
                "delivering",
                "Jobs a second on PostgreSQL",
                """
                Jobs are in the database and due; then N nodes with ten deliveries at a time each (`concurrentDeliveries=10`) take
                them: claim, ask ICE (which answers in memory that the job has ended), deliver to a route, acknowledge. Measured is the time from
                the start of the first node until the last job is acknowledged. Beside it stands db-scheduler with ten threads a node and one
                task a job that does nothing, in its faster mode (lock and fetch). Before that, and apart, the jobs come in: eight callers
                submit (reserve, call, activate), or schedule a task. The nodes are Camel contexts, or schedulers, in one JVM, each with a pool of
                ten connections of its own, beside the PostgreSQL server on the same machine; commits wait for the disk. Statements are counted as
                the driver gets them, commits not among them. 10,000 jobs a repetition, after 20,000 to warm up, in a JVM of its own.
                """,
                "nodes",
                List.of(new Subject(COMPONENT, "component"), new Subject(SCHEDULER, "db-scheduler")),
                List.of(
                        new Measure(DONE, "due to done", "jobs/s"),
                        new Measure(DONE_STATEMENTS, "statements a job, due to done", ""),
                        new Measure(TAKEN_IN, "taken in", "jobs/s"),
                        new Measure(INSERT_STATEMENTS, "statements a job, taken in", "")),
                List.of(1, 2, 4).stream()
                        .map(
                                nodes -> Goal.atLeast(
                                        1,
                                        "due to done at least as many jobs a second as db-scheduler, " + nodes
                                                + (nodes == 1 ? " node" : " nodes"),
                                        figures -> figures.ratio(COMPONENT, SCHEDULER, DONE, nodes),
                                        "Processor time decides, for the database runs on the same two processors: warm, a job took about 0.4 ms of"
                                                + " PostgreSQL's and 0.3 ms of the JVM's, a task of db-scheduler 0.1 ms of each. A job is looked at,"
                                                + " which is a call and a report to be read, and its row changes three times: when it is claimed, about four"
                                                + " at a time, when its delivery begins, when it is acknowledged. The first two changes touch no index and cost PostgreSQL"
                                                + " 0.07 ms each, the third takes 0.13 ms, for six indexes hear of it. db-scheduler changes a row once, up to thirty"
                                                + " at a time, and deletes it in 0.04 ms, since a deletion touches no index. Writing together what came at the same"
                                                + " time took fewer statements (2.0 a job), but no less processor time: with ten deliveries at once no more than"
                                                + " four met. What it buys: no node claims"
                                                + " more than it can deliver while others are free; a delivery that has begun is on disk before the route sees"
                                                + " the job, or one that kills its node would be delivered for ever; a finished job stays as a row, by which a"
                                                + " repeated submission is recognised. ICE allows tens of calls a second and account: a small part of this rate."))
                        .toList(),
                List.of(new Curve(DONE, "Jobs a second from due to done, by nodes")));
    }

    @Override
    public void measure(Laboratory laboratory) throws Exception {
        int jobs = laboratory.choose(1_000, 10_000);
        try (EmbeddedPostgres postgres = Postgres.start(laboratory.directory())) {
            String url = postgres.getJdbcUrl("postgres", "postgres");
            for (int round = 1; round <= laboratory.choose(1, 2); round++) {
                for (int nodes : List.of(1, 2, 4)) {
                    for (Subject subject : chapter().subjects()) {
                        var fork = new Fork(
                                DeliveringProgram.class,
                                List.of("-Xmx512m"),
                                List.of(subject.id(), Integer.toString(nodes), Integer.toString(jobs), url),
                                Duration.ofMinutes(5));
                        laboratory.measure(fork, subject.id(), nodes, round);
                    }
                }
            }
        }
    }
}
