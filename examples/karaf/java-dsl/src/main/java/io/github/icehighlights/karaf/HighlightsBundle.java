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
import org.apache.camel.karaf.core.OsgiDefaultCamelContext;
import org.apache.camel.support.PropertyBindingSupport;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

import io.github.icehighlights.camel.IceHighlightsComponent;

/** Starts and stops the routes with their bundle. The settings are in {@code etc/highlights.properties}. */
public final class HighlightsBundle implements BundleActivator {

    private static final String OPTIONS = "camel.component.ice-highlights.";

    private CamelContext context;

    @Override
    public void start(BundleContext bundle) throws Exception {
        context = new OsgiDefaultCamelContext(bundle);
        context.getPropertiesComponent()
                .setLocation("file:" + System.getProperty("karaf.etc") + "/highlights.properties");
        context.build();
        configure(context.getComponent("ice-highlights", IceHighlightsComponent.class));
        context.addRoutes(new HighlightRoutes());
        context.start();
    }

    @Override
    public void stop(BundleContext bundle) {
        context.stop();
    }

    /**
     * As Camel Main does it. The component's class is imported, not only named in a URI: so Karaf starts this bundle anew when
     * it refreshes the component's.
     */
    private void configure(IceHighlightsComponent component) {
        Properties settings = context.getPropertiesComponent().loadProperties(name -> name.startsWith(OPTIONS));
        Map<String, Object> options = new HashMap<>();
        settings.stringPropertyNames()
                .forEach(name -> options.put(name.substring(OPTIONS.length()), settings.getProperty(name)));
        PropertyBindingSupport.build()
                .withCamelContext(context)
                .withTarget(component)
                .withConfigurer(component.getComponentPropertyConfigurer())
                .withIgnoreCase(true)
                .withMandatory(true)
                .withProperties(options)
                .bind();
    }
}
