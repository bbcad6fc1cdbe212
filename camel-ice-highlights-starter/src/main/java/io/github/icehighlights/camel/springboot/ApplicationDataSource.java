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

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.regex.Pattern;

import javax.sql.DataSource;

import org.springframework.beans.BeanWrapper;
import org.springframework.beans.BeanWrapperImpl;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.util.ClassUtils;

/** A DataSource of the application, as the job store wants it. */
record ApplicationDataSource(DataSource dataSource) {

    private static final boolean SPRING_JDBC = ClassUtils.isPresent(
            "org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy",
            ApplicationDataSource.class.getClassLoader());

    /** Also behind a driver that observes another one. */
    private static final Pattern EMBEDDED = Pattern.compile("jdbc:(\\w+:)?h2:(?!tcp:|ssl:).*");

    /** HikariCP, then the rest: Tomcat, DBCP, H2, Oracle. */
    private static final List<String> URL_PROPERTIES = List.of("jdbcUrl", "url", "URL");

    /** What the store writes must not go with the transaction of an exchange. */
    ApplicationDataSource(DataSource dataSource) {
        this.dataSource = SPRING_JDBC ? SpringJdbc.withoutTransactions(dataSource) : dataSource;
    }

    /**
     * The one that an application means without naming it.
     *
     * @throws IllegalStateException when there is none, or more than one and none of them primary
     */
    static DataSource only(ApplicationContext application) {
        DataSource found = application.getBeanProvider(DataSource.class).getIfUnique();
        if (found != null) {
            return found;
        }
        List<String> names = List.of(application.getBeanNamesForType(DataSource.class));
        throw new IllegalStateException("camel.component.ice-highlights.job-store=jdbc "
                + (names.isEmpty()
                        ? "needs a DataSource, and the application has none: set spring.datasource.url, or name an H2 file"
                                + " with camel.component.ice-highlights.job-store-url"
                        : "needs to know which DataSource is meant, of " + String.join(", ", names)
                                + ": make one of them primary, or name it as in job-store=#bean:" + names.get(0)));
    }

    /** Whether the database runs within this process. It need not answer, unless nothing else tells its URL. */
    boolean isEmbedded() {
        String url = configuredUrl();
        if (url == null) {
            url = connectedUrl();
        }
        return url != null && EMBEDDED.matcher(url).matches();
    }

    /** As pools and drivers know it before they have a connection: the file of another process may still be locked. */
    private String configuredUrl() {
        BeanWrapper properties = new BeanWrapperImpl(SPRING_JDBC ? SpringJdbc.innermost(dataSource) : dataSource);
        return URL_PROPERTIES.stream()
                .filter(properties::isReadableProperty)
                .map(properties::getPropertyValue)
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .findFirst()
                .orElse(null);
    }

    private String connectedUrl() {
        try (Connection connection = dataSource.getConnection()) {
            return connection.getMetaData().getURL();
        } catch (SQLException e) {
            return null;
        }
    }

    /** Loaded only where Spring JDBC is. */
    private static final class SpringJdbc {

        static DataSource withoutTransactions(DataSource dataSource) {
            DataSource target = dataSource;
            while (target instanceof TransactionAwareDataSourceProxy proxy && proxy.getTargetDataSource() != null) {
                target = proxy.getTargetDataSource();
            }
            return target;
        }

        static DataSource innermost(DataSource dataSource) {
            DataSource target = dataSource;
            while (target instanceof DelegatingDataSource proxy && proxy.getTargetDataSource() != null) {
                target = proxy.getTargetDataSource();
            }
            return target;
        }
    }
}
