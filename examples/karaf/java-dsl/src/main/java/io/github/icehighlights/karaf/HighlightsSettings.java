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
package io.github.icehighlights.karaf;

import java.util.HashMap;
import java.util.Map;
import java.util.Properties;

import org.apache.camel.CamelContext;
import org.apache.camel.PropertyBindingException;
import org.apache.camel.support.PropertyBindingSupport;

import io.github.icehighlights.camel.IceHighlightsComponent;

/** Options of the component by the names that Camel Main takes, {@code camel.component.ice-highlights.region} for instance. */
final class HighlightsSettings {

    private static final String PREFIX = "camel.component.ice-highlights.";

    private HighlightsSettings() {}

    /** Takes the options from the properties of the context. */
    static void apply(CamelContext context) {
        Properties settings = context.getPropertiesComponent().loadProperties(name -> name.startsWith(PREFIX));
        Map<String, Object> options = new HashMap<>();
        settings.stringPropertyNames()
                .forEach(name -> options.put(name.substring(PREFIX.length()), settings.getProperty(name)));
        IceHighlightsComponent component = context.getComponent("ice-highlights", IceHighlightsComponent.class);
        try {
            // what is bound is taken out of the map
            PropertyBindingSupport.build()
                    .withCamelContext(context)
                    .withTarget(component)
                    .withConfigurer(component.getComponentPropertyConfigurer())
                    .withIgnoreCase(true)
                    .withProperties(options)
                    .bind();
        } catch (PropertyBindingException e) {
            // without its message and its cause, for they tell the value, which may be a key
            throw new IllegalArgumentException("The value of " + PREFIX + e.getPropertyName() + " does not fit");
        }
        if (!options.isEmpty()) {
            throw new IllegalArgumentException("ice-highlights has no option " + options.keySet());
        }
    }
}
