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

import org.apache.camel.CamelContext;
import org.apache.camel.spring.boot.CamelAutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;

import io.github.icehighlights.camel.IceHighlightsComponent;

/** Applications that have Camel and the starter, and nothing else. */
final class Applications {

    private Applications() {}

    static ApplicationContextRunner application() {
        return new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(
                        CamelAutoConfiguration.class,
                        IceHighlightsComponentConverter.class,
                        IceHighlightsComponentAutoConfiguration.class));
    }

    /** The component as a route of the application would get it. */
    static IceHighlightsComponent component(ApplicationContext application) {
        return application.getBean(CamelContext.class).getComponent("ice-highlights", IceHighlightsComponent.class);
    }
}
