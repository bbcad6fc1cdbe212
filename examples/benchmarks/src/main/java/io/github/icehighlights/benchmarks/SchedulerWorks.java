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

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import javax.sql.DataSource;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;

/** db-scheduler with one task a job. */
final class SchedulerWorks implements DeliveringProgram.Works {

    private static final String TABLE = """
            CREATE TABLE scheduled_tasks (
                task_name TEXT NOT NULL, task_instance TEXT NOT NULL, task_data BYTEA,
                execution_time TIMESTAMP WITH TIME ZONE, picked BOOLEAN NOT NULL, picked_by TEXT,
                last_success TIMESTAMP WITH TIME ZONE, last_failure TIMESTAMP WITH TIME ZONE, consecutive_failures INT,
                last_heartbeat TIMESTAMP WITH TIME ZONE, version BIGINT NOT NULL, priority SMALLINT, state TEXT,
                PRIMARY KEY (task_name, task_instance));
            CREATE INDEX scheduled_tasks_execution_time ON scheduled_tasks (execution_time);
            CREATE INDEX scheduled_tasks_last_heartbeat ON scheduled_tasks (last_heartbeat)
            """;

    private final int nodes;
    private final DataSource plain;
    private final List<DataSource> sources = new ArrayList<>();
    private final List<Scheduler> schedulers = new ArrayList<>();
    private final AtomicInteger done = new AtomicInteger();
    private final AtomicInteger takenIn = new AtomicInteger();
    private final OneTimeTask<Void> task =
            Tasks.oneTime("job", Void.class).execute((instance, execution) -> done.incrementAndGet());
    private final SchedulerClient client;

    SchedulerWorks(int nodes, String url, StatementCount statements) throws SQLException {
        this.nodes = nodes;
        this.plain = ComponentSubmitter.pool(url);
        try (Connection connection = plain.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("DROP TABLE IF EXISTS scheduled_tasks");
            statement.execute(TABLE);
        }
        for (int i = 0; i < nodes; i++) {
            sources.add(statements.of(ComponentSubmitter.pool(url)));
        }
        client = SchedulerClient.Builder.create(sources.get(0), task).build();
    }

    @Override
    public void takeIn(String id) {
        client.schedule(task.instance(id), Instant.now());
        takenIn.incrementAndGet();
    }

    @Override
    public void begin() {
        for (int i = 0; i < nodes; i++) {
            Scheduler scheduler = Scheduler.create(sources.get(i), task)
                    .schedulerName(new SchedulerName.Fixed("node-" + i))
                    .threads(10)
                    .pollUsingLockAndFetch(0.5, 3.0)
                    .pollingInterval(Duration.ofSeconds(1))
                    .build();
            schedulers.add(scheduler);
        }
        schedulers.forEach(Scheduler::start);
    }

    /** A task that is done is gone. */
    @Override
    public boolean isDone() {
        if (done.get() < takenIn.get()) {
            return false;
        }
        try (Connection connection = plain.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT COUNT(*) FROM scheduled_tasks")) {
            rows.next();
            return rows.getInt(1) == 0;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void end() {
        schedulers.forEach(Scheduler::stop);
        schedulers.clear();
    }

    @Override
    public void close() {
        end();
    }
}
