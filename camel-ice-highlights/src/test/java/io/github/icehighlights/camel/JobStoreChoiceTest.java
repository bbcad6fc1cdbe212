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
package io.github.icehighlights.camel;

import java.nio.file.Path;
import java.time.Clock;

import org.apache.camel.impl.DefaultCamelContext;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.github.icehighlights.camel.store.JdbcJobStore;
import io.github.icehighlights.camel.store.JdbcStoreSettings;
import io.github.icehighlights.camel.store.JobStore;
import io.github.icehighlights.camel.store.MemoryJobStore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Which store the options mean. */
class JobStoreChoiceTest {

    @TempDir
    Path folder;

    private final DefaultCamelContext context = new DefaultCamelContext();

    @Test
    void memoryIsTheDefault() {
        assertThat(choose(null, null)).isInstanceOf(MemoryJobStore.class);
        assertThat(choose("memory", null)).isInstanceOf(MemoryJobStore.class);
    }

    @Test
    void theOneStoreInTheRegistryIsTakenUnlessTheOptionsSayElse() {
        JobStore bean = new MemoryJobStore(Clock.systemUTC());
        context.getRegistry().bind("mine", bean);
        context.getRegistry().bind("alias", bean);

        assertThat(choose(null, null)).isSameAs(bean);
        assertThat(choose("memory", null)).isNotSameAs(bean);
    }

    @Test
    void aBeanIsAStoreOrADataSource() {
        JobStore bean = new MemoryJobStore(Clock.systemUTC());
        context.getRegistry().bind("mine", bean);
        context.getRegistry().bind("jobs", new JdbcDataSource());

        assertThat(choose(bean, null)).isSameAs(bean);
        assertThat(choose("#bean:mine", null)).isSameAs(bean);
        assertThat(choose("#mine", null)).isSameAs(bean);
        assertThat(choose("#bean:jobs", null)).isInstanceOf(JdbcJobStore.class);
    }

    @Test
    void jdbcMeansTheOneDataSource() {
        assertThatThrownBy(() -> choose("jdbc", null))
                .hasMessageContaining("DataSource")
                .hasMessageContaining("jdbc:h2:");

        context.getRegistry().bind("orders", new JdbcDataSource());
        assertThat(choose("jdbc", null)).isInstanceOf(JdbcJobStore.class);

        context.getRegistry().bind("archive", new JdbcDataSource());
        assertThatThrownBy(() -> choose("jdbc", null))
                .hasMessageContaining("archive, orders")
                .hasMessageContaining("#bean:name");
    }

    @Test
    void aUrlMeansAnH2File() throws Exception {
        JobStoreChoice.Chosen chosen =
                choice("jdbc", "jdbc:h2:file:" + folder.resolve("jobs")).choose(context, Clock.systemUTC());
        chosen.store().open();
        chosen.owned().close();

        assertThat(folder.resolve("jobs.mv.db")).exists();
        // closed: another one gets the file
        choose(null, "jdbc:h2:file:" + folder.resolve("jobs")).open();
    }

    @ParameterizedTest
    @CsvSource({
        "jdbc:postgresql://db/jobs, is for H2 only",
        "jdbc:h2:mem:jobs, keeps nothing beyond the process",
        "jdbc:h2:file:./jobs;PASSWORD=s3cret, takes no user and no password",
        "jdbc:h2:mem:jobs;PASSWORD=s3cret, takes no user and no password",
        "jdbc:h2:file:./jobs;user=me, takes no user and no password",
        "jdbc:h2:file:./jobs;WRITE_DELAY=500, WRITE_DELAY=500",
    })
    void aUrlThatWouldLoseJobsOrShowSecretsIsRefused(String url, String reason) {
        assertThatThrownBy(() -> choose(null, url))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("jobStoreUrl")
                .hasMessageContaining(reason)
                .message()
                .doesNotContain("s3cret");
    }

    /** A URL in the place of a store is a likely mistake, and its password would stand in the log. */
    @ParameterizedTest
    @CsvSource({
        "jdbc:postgresql://db/jobs?user=me&password=s3cret, jdbc:postgresql:...",
        "jdbc:oracle:thin:me/s3cret@db:1521:jobs, jdbc:oracle:...",
        "postgres://me:s3cret@db/jobs, postgres:...",
    })
    void ofAUrlThatIsNoStoreOnlyTheSchemeIsTold(String url, String told) {
        for (String storeUrl : new String[] {null, "jdbc:h2:file:./jobs"}) {
            assertThatThrownBy(() -> choose(url, storeUrl))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("jobStore")
                    .hasMessageContaining("'" + told + "'")
                    .message()
                    .doesNotContain("s3cret");
        }
    }

    @Test
    void whatIsUnknownOrContradictoryIsRefused() {
        assertThatThrownBy(() -> choose("memroy", null))
                .hasMessageContaining("'memroy'")
                .hasMessageContaining("memory, jdbc");
        assertThatThrownBy(() -> choose(7, null)).hasMessageContaining("java.lang.Integer");
        assertThatThrownBy(() -> choose("#bean:nobody", null)).hasMessageContaining("nobody");
        assertThatThrownBy(() -> choose("memory", "jdbc:h2:file:./jobs")).hasMessageContaining("jobStoreUrl goes with");
    }

    private JobStore choose(Object store, String url) {
        return choice(store, url).choose(context, Clock.systemUTC()).store();
    }

    private static JobStoreChoice choice(Object store, String url) {
        return new JobStoreChoice(store, url, JdbcStoreSettings.DEFAULT);
    }
}
