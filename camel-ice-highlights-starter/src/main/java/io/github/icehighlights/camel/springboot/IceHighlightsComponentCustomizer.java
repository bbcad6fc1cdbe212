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

/**
 * Sets on the component {@code ice-highlights} what the properties say, and then what only beans can say. Components of
 * other names stay as the application made them: the keys and jobs of this one are not theirs.
 */
final class IceHighlightsComponentCustomizer implements ComponentCustomizer {

    private static final Logger LOG = LoggerFactory.getLogger(IceHighlightsComponentCustomizer.class);

    private static final String NAME = "ice-highlights";

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
        if (NAME.equals(name)) {
            configure(component);
        } else if (hasCredentials(component.getConfiguration())) {
            takeNoOthers(component);
        }
    }

    private void configure(IceHighlightsComponent component) {
        Map<String, Object> options = options(component);
        // the configuration comes first: what else is said is said about it
        Object configuration = options.remove("configuration");
        if (configuration != null) {
            set(component, Map.of("configuration", configuration));
        }
        boolean keys = hasKeys(component.getConfiguration());
        boolean credentials = hasCredentials(component.getConfiguration());
        set(component, options);
        if (credentials) {
            takeNoOthers(component);
        }
        if (component.isAutowiredEnabled()) {
            takeClients(component.getConfiguration());
        }
        if (!keys) {
            preferClient(component.getConfiguration());
        }
        takeDataSource(component);
        if (!options.containsKey("jobStoreAutoCreate") && component.isJobStoreAutoCreate()) {
            component.setJobStoreAutoCreate(createsTable(component.getJobStore()));
        }
    }

    /** Beside credentials that were set in Java Camel would find a client, too, and its account would pay. */
    private static void takeNoOthers(IceHighlightsComponent component) {
        component.setAutowiredEnabled(false);
    }

    private static boolean hasCredentials(IceHighlightsConfiguration configuration) {
        return hasKeys(configuration)
                || configuration.getCredentialsClient() != null
                || configuration.getIceClient() != null;
    }

    private static boolean hasKeys(IceHighlightsConfiguration configuration) {
        return configuration.getAccessKey() != null || configuration.getSecretKey() != null;
    }

    private Map<String, Object> options(Component component) {
        Map<String, Object> options =
                CamelPropertiesHelper.getNonNullProperties(component.getCamelContext(), properties);
        options.remove("enabled");
        options.remove("customizer");
        return options;
    }

    private static void set(Component component, Map<String, Object> options) {
        CamelPropertiesHelper.setCamelProperties(
                component.getCamelContext(), component, new LinkedHashMap<>(options), true);
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

    /** Which DataSource is meant, Spring Boot knows. */
    private void takeDataSource(IceHighlightsComponent component) {
        boolean unnamed = "jdbc".equals(component.getJobStore()) && component.getJobStoreUrl() == null;
        Object store = unnamed ? ApplicationDataSource.only(application) : component.getJobStore();
        if (store instanceof DataSource dataSource) {
            component.setJobStore(new ApplicationDataSource(dataSource).dataSource());
        }
    }

    /** Of a store that is no DataSource, such as an H2 file of its own, there is nothing to find out. */
    private boolean createsTable(Object store) {
        return switch (initializeSchema) {
            case ALWAYS -> true;
            case NEVER -> false;
            case EMBEDDED ->
                !(store instanceof DataSource dataSource) || new ApplicationDataSource(dataSource).isEmbedded();
        };
    }
}
