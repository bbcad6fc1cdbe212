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

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** Takes jobs in and gets them done, until that is warm and once more: {@code SUBJECT NODES JOBS URL}. */
final class DeliveringProgram {

    private static final int CALLERS = 8;

    /** With fewer the compiler's threads would still be taking a part of the processors. */
    private static final int WARM_UPS = 2;

    private DeliveringProgram() {}

    /** A way to have jobs in a database and get them done. */
    interface Works extends AutoCloseable {

        /** Puts a job into the database. */
        void takeIn(String id) throws Exception;

        /** Lets all nodes begin. */
        void begin() throws Exception;

        /** Whether nothing is left in the database to be done. */
        boolean isDone();

        /** The nodes pause. */
        void end() throws Exception;
    }

    public static void main(String[] arguments) throws Exception {
        int nodes = Integer.parseInt(arguments[1]);
        int jobs = Integer.parseInt(arguments[2]);
        var statements = new StatementCount();
        try (Works works = arguments[0].equals(Delivering.COMPONENT)
                ? new ComponentWorks(nodes, arguments[3], statements)
                : new SchedulerWorks(nodes, arguments[3], statements)) {
            for (int i = 1; i <= WARM_UPS; i++) {
                turn(works, "warm-" + i + "-", jobs);
            }
            statements.reset();
            double takenIn = takeIn(works, "job-", jobs);
            Fork.report(Delivering.TAKEN_IN, jobs / takenIn);
            Fork.report(Delivering.INSERT_STATEMENTS, statements.reset() / (double) jobs);
            double done = getDone(works);
            Fork.report(Delivering.DONE, jobs / done);
            Fork.report(Delivering.DONE_STATEMENTS, statements.reset() / (double) jobs);
            works.end();
        }
        Runtime.getRuntime().halt(0);
    }

    private static void turn(Works works, String prefix, int jobs) throws Exception {
        takeIn(works, prefix, jobs);
        getDone(works);
        works.end();
    }

    /** Seconds. */
    private static double takeIn(Works works, String prefix, int jobs) throws Exception {
        ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
        long begin = System.nanoTime();
        for (int i = 0; i < jobs; i++) {
            String id = prefix + i;
            callers.submit(() -> {
                works.takeIn(id);
                return null;
            });
        }
        callers.shutdown();
        callers.awaitTermination(5, TimeUnit.MINUTES);
        return (System.nanoTime() - begin) / 1e9;
    }

    /** Seconds. */
    private static double getDone(Works works) throws Exception {
        long begin = System.nanoTime();
        works.begin();
        Patience.until(works::isDone);
        return (System.nanoTime() - begin) / 1e9;
    }
}
