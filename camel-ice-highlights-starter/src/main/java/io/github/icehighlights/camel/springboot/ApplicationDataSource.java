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

import javax.sql.DataSource;

import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.util.ClassUtils;

/** A DataSource of the application, as the job store wants it. */
record ApplicationDataSource(DataSource dataSource) {

    private static final boolean SPRING_JDBC = ClassUtils.isPresent(
            "org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy",
            ApplicationDataSource.class.getClassLoader());

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

    boolean isEmbedded() {
        try (Connection connection = dataSource.getConnection()) {
            String url = connection.getMetaData().getURL();
            return url != null && url.startsWith("jdbc:h2:") && !url.matches("jdbc:h2:(tcp|ssl):.*");
        } catch (SQLException e) {
            throw new IllegalStateException(
                    "The DataSource of camel.component.ice-highlights.job-store gives no connection", e);
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
    }
}
