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

import java.io.File;
import java.io.UncheckedIOException;
import java.lang.reflect.Constructor;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.UUID;
import java.util.stream.Stream;

import javax.sql.DataSource;

import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ConditionsTest {

    @Test
    void itIsOnByItself() {
        Applications.application()
                .withPropertyValues("camel.component.ice-highlights.region=cn-beijing")
                .run(application -> assertThat(Applications.component(application)
                                .getConfiguration()
                                .getRegion())
                        .isEqualTo("cn-beijing"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "camel.component.enabled=false",
                "camel.component.ice-highlights.enabled=false",
                "camel.component.customizer.enabled=false",
                "camel.component.ice-highlights.customizer.enabled=false"
            })
    void itCanBeTurnedOff(String property) {
        Applications.application()
                .withPropertyValues(property, "camel.component.ice-highlights.region=cn-beijing")
                .run(application -> assertThat(Applications.component(application)
                                .getConfiguration()
                                .getRegion())
                        .isEqualTo("cn-shanghai"));
    }

    @Test
    void theNearerSwitchCounts() {
        Applications.application()
                .withPropertyValues(
                        "camel.component.enabled=false",
                        "camel.component.ice-highlights.enabled=true",
                        "camel.component.ice-highlights.region=cn-beijing")
                .run(application -> assertThat(Applications.component(application)
                                .getConfiguration()
                                .getRegion())
                        .isEqualTo("cn-beijing"));
    }

    @Test
    void withoutCamelThereIsNothingToDo() {
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(
                        IceHighlightsComponentConverter.class, IceHighlightsComponentAutoConfiguration.class))
                .run(application -> assertThat(application)
                        .hasNotFailed()
                        .doesNotHaveBean(IceHighlightsComponentConfiguration.class));
    }

    @Test
    void noActuatorIsNeeded() {
        Applications.application()
                .withConfiguration(AutoConfigurations.of(SecretMasking.class))
                .withClassLoader(new FilteredClassLoader("org.springframework.boot.actuate"))
                .run(application -> {
                    assertThat(application).hasNotFailed().doesNotHaveBean(SecretMasking.class);
                    assertThat(Applications.component(application).isStarted()).isTrue();
                });
    }

    /** The classes themselves come from a loader without it: which ones they refer to shows when they are linked. */
    @Test
    void aDataSourceNeedsNoSpringJdbc() throws Exception {
        URL[] jars = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.contains("spring-jdbc"))
                .map(ConditionsTest::url)
                .toArray(URL[]::new);
        Thread thread = Thread.currentThread();
        ClassLoader own = thread.getContextClassLoader();
        try (var loader = new URLClassLoader(jars, ClassLoader.getPlatformClassLoader())) {
            assertThatThrownBy(() -> loader.loadClass(TransactionAwareDataSourceProxy.class.getName()))
                    .isInstanceOf(ClassNotFoundException.class);
            thread.setContextClassLoader(loader);
            Constructor<?> application =
                    loader.loadClass(WithDataSource.class.getName()).getDeclaredConstructor();
            application.setAccessible(true);
            ((Runnable) application.newInstance()).run();
        } finally {
            thread.setContextClassLoader(own);
        }
    }

    private static URL url(String entry) {
        try {
            return Path.of(entry).toUri().toURL();
        } catch (MalformedURLException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An application with a database and without Spring JDBC. */
    static final class WithDataSource implements Runnable {

        @Override
        public void run() {
            var database = new JdbcDataSource();
            database.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
            Applications.application()
                    .withBean(DataSource.class, () -> database)
                    .withPropertyValues("camel.component.ice-highlights.job-store=jdbc")
                    .run(application -> {
                        assertThat(Applications.component(application).isStarted())
                                .isTrue();
                        assertThat(Applications.component(application).getJobStore())
                                .isSameAs(database);
                    });
        }
    }
}
