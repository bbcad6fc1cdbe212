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

import org.apache.camel.spi.ComponentCustomizer;
import org.apache.camel.spring.boot.CamelAutoConfiguration;
import org.apache.camel.spring.boot.ComponentConfigurationProperties;
import org.apache.camel.spring.boot.util.ConditionalOnCamelContextAndAutoConfigurationBeans;
import org.apache.camel.spring.boot.util.ConditionalOnHierarchicalProperties;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.event.ContextClosedEvent;

/**
 * Gives the component {@code ice-highlights} what the application's properties and beans say. Off with
 * {@code camel.component.ice-highlights.enabled=false}.
 */
@AutoConfiguration(after = {CamelAutoConfiguration.class, IceHighlightsComponentConverter.class})
@Conditional(ConditionalOnCamelContextAndAutoConfigurationBeans.class)
@EnableConfigurationProperties({
    ComponentConfigurationProperties.class,
    IceHighlightsComponentConfiguration.class,
    IceHighlightsStoreProperties.class
})
@ConditionalOnHierarchicalProperties({"camel.component", "camel.component.ice-highlights"})
public class IceHighlightsComponentAutoConfiguration {

    @Bean
    @Lazy
    ComponentCustomizer iceHighlightsComponentCustomizer(
            ApplicationContext application,
            IceHighlightsComponentConfiguration properties,
            IceHighlightsStoreProperties store) {
        return new IceHighlightsComponentCustomizer(application, properties, store.initializeSchema());
    }

    @Bean
    ApplicationListener<ContextClosedEvent> iceHighlightsWaitsEnd(ApplicationContext application) {
        return new WaitsEnd(application);
    }
}
