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
package io.github.icehighlights.camel.springboot;

import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;

import io.github.icehighlights.camel.IceHighlightsComponent;
import io.github.icehighlights.camel.store.MemoryJobStore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Where the pending jobs are kept. */
class JobStoreTest {

    private final JdbcDataSource database = database("jobs");

    private final ApplicationContextRunner application = Applications.application();
    private final ApplicationContextRunner jdbc =
            application.withPropertyValues("camel.component.ice-highlights.job-store=jdbc");

    @Test
    void aDataSourceAloneChangesNothing() {
        application.withBean(DataSource.class, () -> database).run(running -> assertThat(
                        Applications.component(running).getJobStore())
                .isNull());
    }

    @Test
    void jdbcTakesTheOneDataSource() {
        jdbc.withBean(DataSource.class, () -> database).run(running -> {
            assertThat(Applications.component(running).getJobStore()).isSameAs(database);
            assertThat(tables(database)).isEqualTo(1);
        });
    }

    @Test
    void jdbcTakesThePrimaryOne() {
        jdbc.withBean("other", DataSource.class, () -> database("other"))
                .withBean("jobs", DataSource.class, () -> database, bean -> bean.setPrimary(true))
                .run(running -> assertThat(Applications.component(running).getJobStore())
                        .isSameAs(database));
    }

    @Test
    void withoutADataSourceItSaysWhatToDo() {
        jdbc.run(running -> assertThat(failure(running))
                .isEqualTo(
                        "camel.component.ice-highlights.job-store=jdbc needs a DataSource, and the application has none:"
                                + " set spring.datasource.url, or name an H2 file with"
                                + " camel.component.ice-highlights.job-store-url"));
    }

    @Test
    void withTwoItAsksWhich() {
        jdbc.withBean("one", DataSource.class, () -> database("one"))
                .withBean("two", DataSource.class, () -> database("two"))
                .run(
                        running -> assertThat(failure(running))
                                .isEqualTo(
                                        "camel.component.ice-highlights.job-store=jdbc needs to know which DataSource is meant,"
                                                + " of one, two: make one of them primary, or name it as in job-store=#bean:one"));
    }

    @Test
    void aDataSourceCanBeNamed() {
        application
                .withBean("one", DataSource.class, () -> database("one"))
                .withBean("two", DataSource.class, () -> database)
                .withPropertyValues("camel.component.ice-highlights.job-store=#bean:two")
                .run(running -> assertThat(Applications.component(running).getJobStore())
                        .isSameAs(database));
    }

    @Test
    void aStoreCanBeNamed() {
        application
                .withBean("jobs", MemoryJobStore.class, () -> new MemoryJobStore(java.time.Clock.systemUTC()))
                .withPropertyValues("camel.component.ice-highlights.job-store=#bean:jobs")
                .run(running -> assertThat(Applications.component(running).getJobStore())
                        .isSameAs(running.getBean("jobs")));
    }

    @Test
    void aFileNeedsNoDataSource(@TempDir Path folder) {
        application
                .withPropertyValues(
                        "camel.component.ice-highlights.job-store-url=jdbc:h2:file:" + folder.resolve("jobs"))
                .run(running -> {
                    assertThat(Applications.component(running).isStarted()).isTrue();
                    assertThat(folder.resolve("jobs.mv.db")).exists();
                });
    }

    @ParameterizedTest
    @CsvSource({"embedded,true", "always,true", "never,false"})
    void inItsOwnFileTheTableIsMadeUnlessForbidden(String initialize, boolean made, @TempDir Path folder) {
        String url = "jdbc:h2:file:" + folder.resolve("jobs");
        application
                .withPropertyValues(
                        "camel.component.ice-highlights.job-store-url=" + url,
                        "camel.component.ice-highlights.initialize-schema=" + initialize)
                .run(running -> assertStarts(running, made));
        var database = new JdbcDataSource();
        database.setURL(url);
        database.setUser("sa");
        assertThat(tables(database)).isEqualTo(made ? 1 : 0);
    }

    /** The store's changes would be undone with those of the application. */
    @Test
    void itIsNotPartOfTheApplicationsTransactions() {
        jdbc.withBean(DataSource.class, () -> new TransactionAwareDataSourceProxy(database))
                .run(running -> assertThat(Applications.component(running).getJobStore())
                        .isSameAs(database));
    }

    @ParameterizedTest
    @CsvSource({"embedded,true", "always,true", "never,false"})
    void inAnEmbeddedDatabaseTheTableIsMadeUnlessForbidden(String initialize, boolean made) {
        jdbc.withBean(DataSource.class, () -> database)
                .withPropertyValues("camel.component.ice-highlights.initialize-schema=" + initialize)
                .run(running -> assertMade(running, database, made));
    }

    @ParameterizedTest
    @CsvSource({"embedded,false", "always,true", "never,false"})
    void inAnyOtherOnlyWhereWanted(String initialize, boolean made) throws Exception {
        var server = org.h2.tools.Server.createTcpServer("-tcpPort", "0", "-ifNotExists")
                .start();
        try {
            var remote = new JdbcDataSource();
            remote.setURL("jdbc:h2:tcp://127.0.0.1:" + server.getPort() + "/mem:" + initialize + ";DB_CLOSE_DELAY=-1");
            jdbc.withBean(DataSource.class, () -> remote)
                    .withPropertyValues("camel.component.ice-highlights.initialize-schema=" + initialize)
                    .run(running -> assertMade(running, remote, made));
        } finally {
            server.stop();
        }
    }

    /** Which process has it, and for how long, nobody knows; an application that begins must not depend on that. */
    @Test
    void aFileThatAnotherProcessHasGetsItsTableWhenItIsFree(@TempDir Path folder) throws Exception {
        DataSource file = file(folder.resolve("jobs"));
        new JdbcTemplate(file).execute("create table other (id int)");

        try (FileChannel channel = FileChannel.open(folder.resolve("jobs.mv.db"), StandardOpenOption.WRITE);
                FileLock lock = channel.lock()) {
            jdbc.withBean(DataSource.class, () -> pooled(file)).run(running -> {
                assertThat(Applications.component(running).isStarted()).isTrue();
                assertThat(Applications.component(running).isJobStoreAutoCreate())
                        .isTrue();
                assertThatThrownBy(() -> jobs(running))
                        .cause()
                        .hasMessageContaining("The job store failed to")
                        .hasMessageContaining("Database may be already in use");

                lock.release();

                assertThat(jobs(running)).isEmpty();
                assertThat(tables(file)).isEqualTo(1);
            });
        }
    }

    @ParameterizedTest
    @CsvSource({"embedded,false", "always,true", "never,false"})
    void whileAServerIsAwayWhatWillBeDoneIsKnown(String initialize, boolean made) throws Exception {
        var server = org.h2.tools.Server.createTcpServer("-tcpPort", "0", "-ifNotExists")
                .start();
        int port = server.getPort();
        server.stop();
        var remote = new JdbcDataSource();
        remote.setURL("jdbc:h2:tcp://127.0.0.1:" + port + "/mem:away-" + initialize + ";DB_CLOSE_DELAY=-1");

        jdbc.withBean(DataSource.class, () -> remote)
                .withPropertyValues("camel.component.ice-highlights.initialize-schema=" + initialize)
                .run(running -> {
                    assertThat(Applications.component(running).isStarted()).isTrue();
                    var back = org.h2.tools.Server.createTcpServer("-tcpPort", "" + port, "-ifNotExists")
                            .start();
                    try {
                        if (made) {
                            assertThat(jobs(running)).isEmpty();
                        } else {
                            assertThatThrownBy(() -> jobs(running))
                                    .cause()
                                    .hasMessageContaining("The table ice_highlights_job of the job store is missing");
                        }
                        assertThat(tables(remote)).isEqualTo(made ? 1 : 0);
                    } finally {
                        back.stop();
                    }
                });
    }

    private static List<?> jobs(ApplicationContext running) {
        return running.getBean(ProducerTemplate.class)
                .requestBody("ice-highlights:matches?operation=listJobs", null, List.class);
    }

    private static DataSource file(Path file) {
        var database = new JdbcDataSource();
        database.setURL("jdbc:h2:file:" + file);
        return database;
    }

    /** As Spring Boot would do it. */
    private static DataSource pooled(DataSource database) {
        var pool = new HikariDataSource();
        pool.setJdbcUrl(((JdbcDataSource) database).getURL());
        pool.setConnectionTimeout(1_000);
        return pool;
    }

    @Test
    void theComponentsOwnOptionCounts() {
        jdbc.withBean(DataSource.class, () -> database)
                .withPropertyValues("camel.component.ice-highlights.job-store-auto-create=false")
                .run(running -> assertMade(running, database, false));
    }

    /** Nobody has said otherwise but a default. */
    @Test
    void whatAComponentForbidsIsNotAllowedAgain() {
        jdbc.withBean(DataSource.class, () -> database)
                .withBean("ice-highlights", IceHighlightsComponent.class, JobStoreTest::withoutTable)
                .run(running -> assertMade(running, database, false));
    }

    @Test
    void aComponentOfAnotherNameKeepsItsOwnStore() {
        jdbc.withBean(DataSource.class, () -> database).run(running -> {
            var other = withoutTable();
            other.setJobStore("memory");
            running.getBean(CamelContext.class).addComponent("ice-eu", other);

            assertThat(other.getJobStore()).isEqualTo("memory");
            assertThat(other.isJobStoreAutoCreate()).isFalse();
        });
    }

    private static IceHighlightsComponent withoutTable() {
        var component = new IceHighlightsComponent();
        component.setJobStoreAutoCreate(false);
        return component;
    }

    private static void assertStarts(ApplicationContext running, boolean made) {
        if (made) {
            assertThat(Applications.component(running).isStarted()).isTrue();
        } else {
            assertThat(failure(running)).contains("ice_highlights_job");
        }
    }

    private static void assertMade(ApplicationContext running, DataSource database, boolean made) {
        assertStarts(running, made);
        assertThat(tables(database)).isEqualTo(made ? 1 : 0);
    }

    private static String failure(ApplicationContext running) {
        try {
            Applications.component(running);
            return "none";
        } catch (RuntimeException e) {
            return org.springframework.core.NestedExceptionUtils.getMostSpecificCause(e)
                    .getMessage();
        }
    }

    private static int tables(DataSource database) {
        return new JdbcTemplate(database)
                .queryForObject(
                        "select count(*) from information_schema.tables where lower(table_name) = 'ice_highlights_job'",
                        Integer.class);
    }

    private static JdbcDataSource database(String name) {
        var database = new JdbcDataSource();
        database.setURL("jdbc:h2:mem:" + name + "-" + java.util.UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        return database;
    }
}
