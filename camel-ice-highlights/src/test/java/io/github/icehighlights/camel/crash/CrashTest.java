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

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Nothing lost, nothing paid twice, with processes that really die. A run prints its seed; {@code -Dcrash.seed} takes
 * another one. What chance decides is when nodes die that die anywhere, and what the machine does meanwhile: a seed does
 * not repeat that.
 */
@Tag("crash")
class CrashTest {

    private static final boolean SOAK = Boolean.getBoolean("crash.soak");

    private static NodeLauncher launcher;

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path work;

    @BeforeAll
    static void prepareNodes(@TempDir Path shared) throws IOException {
        launcher = new NodeLauncher(shared);
    }

    private static CrashPlan plan(CrashPlan build, CrashPlan soak) {
        return SOAK ? soak : build;
    }

    private static long seed() {
        return Long.getLong("crash.seed", System.nanoTime() % 1_000_000);
    }

    @Test
    void fourNodesOnPostgreSqlLoseNothingAndPayNothingTwice() throws Exception {
        long seed = seed();
        CrashPlan plan = plan(new CrashPlan(500, 4, 5, 20, 2, seed), new CrashPlan(10_000, 4, 10, 40, 4, seed));
        run(plan, new PostgreSql(work.resolve("pg")));
    }

    @Test
    void oneNodeOnH2LosesNothingAndPaysNothingTwice() throws Exception {
        long seed = seed();
        CrashPlan plan = plan(new CrashPlan(60, 1, 1, 4, 0, seed), new CrashPlan(1_000, 1, 5, 20, 0, seed));
        run(plan, new H2File(work.resolve("h2")));
    }

    private void run(CrashPlan plan, CrashDatabase database) throws Exception {
        long began = System.nanoTime();
        try (var run = new CrashRun(plan, database, launcher, work)) {
            List<Books> books = run.run();
            var text = new StringBuilder("\n" + database + ": " + plan + "\n");
            text.append("  killed ").append(kills(run.deaths())).append(", nodes started ");
            text.append(run.nodes().size()).append('\n');
            text.append(books.get(0).summary());
            if (books.size() > 1) {
                text.append("  after replay:\n").append(books.get(1).summary());
            }
            text.append("  ")
                    .append((System.nanoTime() - began) / 1_000_000_000)
                    .append(" s");
            System.out.println(text);

            assertThat(books.get(0).problems(false)).isEmpty();
            assertThat(books.get(books.size() - 1).problems(true)).isEmpty();
            assertThat(kills(run.deaths()).values().stream()
                            .mapToLong(Long::longValue)
                            .sum())
                    .isEqualTo(plan.kills());
        }
    }

    private static Map<String, Long> kills(List<Death> deaths) {
        return deaths.stream()
                .collect(Collectors.groupingBy(
                        death -> death.trap() == null
                                ? "at random"
                                : death.trap().point().toString(),
                        TreeMap::new,
                        Collectors.counting()));
    }
}
