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

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

import javax.sql.DataSource;

import org.apache.camel.Component;
import org.apache.camel.spi.ComponentCustomizer;
import org.apache.camel.spring.boot.util.CamelPropertiesHelper;
import org.apache.camel.spring.boot.util.HierarchicalPropertiesEvaluator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationContext;

import io.github.icehighlights.camel.IceHighlightsComponent;
import io.github.icehighlights.camel.IceHighlightsConfiguration;

/** Sets on a component what the properties say, and then what only beans can say. */
final class IceHighlightsComponentCustomizer implements ComponentCustomizer {

    private static final Logger LOG = LoggerFactory.getLogger(IceHighlightsComponentCustomizer.class);

    private final ApplicationContext application;
    private final IceHighlightsComponentConfiguration properties;
    private final InitializeSchema initializeSchema;

    IceHighlightsComponentCustomizer(
            ApplicationContext application,
            IceHighlightsComponentConfiguration properties,
            InitializeSchema initializeSchema) {
        this.application = application;
        this.properties = properties;
        this.initializeSchema = initializeSchema;
    }

    @Override
    public boolean isEnabled(String name, Component target) {
        return target instanceof IceHighlightsComponent
                && HierarchicalPropertiesEvaluator.evaluate(
                        application, "camel.component.customizer", "camel.component.ice-highlights.customizer");
    }

    @Override
    public void configure(String name, Component target) {
        var component = (IceHighlightsComponent) target;
        Map<String, Object> options = options(component);
        boolean schemaIsDecided = options.containsKey("jobStoreAutoCreate");
        CamelPropertiesHelper.setCamelProperties(component.getCamelContext(), component, options, true);
        if (component.isAutowiredEnabled()) {
            takeClients(component.getConfiguration());
        }
        preferClient(component.getConfiguration());
        takeDataSource(component, schemaIsDecided);
    }

    /** The configuration comes first: what else is said is said about it. */
    private Map<String, Object> options(Component component) {
        Map<String, Object> set = CamelPropertiesHelper.getNonNullProperties(component.getCamelContext(), properties);
        set.remove("enabled");
        set.remove("customizer");
        Map<String, Object> ordered = new LinkedHashMap<>();
        Object configuration = set.remove("configuration");
        if (configuration != null) {
            ordered.put("configuration", configuration);
        }
        ordered.putAll(set);
        return ordered;
    }

    private void takeClients(IceHighlightsConfiguration configuration) {
        if (configuration.getIceClient() == null) {
            configuration.setIceClient(only(com.aliyun.ice20201109.Client.class));
        }
        if (configuration.getCredentialsClient() == null) {
            configuration.setCredentialsClient(only(com.aliyun.credentials.Client.class));
        }
    }

    /** A client that the application made itself is meant, whatever keys are in its properties. */
    private static void preferClient(IceHighlightsConfiguration configuration) {
        boolean keys = Stream.of(
                        configuration.getAccessKey(), configuration.getSecretKey(), configuration.getSecurityToken())
                .anyMatch(Objects::nonNull);
        if (configuration.getCredentialsClient() != null && keys) {
            LOG.info("The credentials client is used; the keys of camel.component.ice-highlights are not");
            configuration.setAccessKey(null);
            configuration.setSecretKey(null);
            configuration.setSecurityToken(null);
        }
    }

    private <T> T only(Class<T> type) {
        return application.getBeanProvider(type).getIfUnique();
    }

    /** Which DataSource is meant, and what becomes of the table in it: both are Spring Boot's to know. */
    private void takeDataSource(IceHighlightsComponent component, boolean schemaIsDecided) {
        boolean unnamed = "jdbc".equals(component.getJobStore()) && component.getJobStoreUrl() == null;
        Object store = unnamed ? ApplicationDataSource.only(application) : component.getJobStore();
        if (store instanceof DataSource dataSource) {
            var own = new ApplicationDataSource(dataSource);
            component.setJobStore(own.dataSource());
            if (!schemaIsDecided) {
                component.setJobStoreAutoCreate(createsTable(own));
            }
        }
    }

    private boolean createsTable(ApplicationDataSource dataSource) {
        return switch (initializeSchema) {
            case ALWAYS -> true;
            case NEVER -> false;
            case EMBEDDED -> dataSource.isEmbedded();
        };
    }
}
