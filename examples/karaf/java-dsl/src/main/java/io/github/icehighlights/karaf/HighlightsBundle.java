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

import org.apache.camel.CamelContext;
import org.apache.camel.karaf.core.OsgiDefaultCamelContext;
import org.apache.camel.spi.ComponentResolver;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.util.tracker.ServiceTracker;

/**
 * The routes run while the component is there: Karaf starts bundles in any order, after a refresh too. {@link HighlightsSettings}
 * names a class of the component, not only a URI, so that this bundle is refreshed with it: Camel leaves listeners behind for as
 * long as a bundle runs, and with them the classes of the old component.
 */
public final class HighlightsBundle implements BundleActivator {

    // tag::tracker[]
    private static final String ICE_HIGHLIGHTS =
            "(&(objectClass=org.apache.camel.spi.ComponentResolver)(component=ice-highlights))";

    private ServiceTracker<ComponentResolver, CamelContext> tracker;

    @Override
    public void start(BundleContext bundle) throws Exception {
        tracker = new ServiceTracker<>(bundle, bundle.createFilter(ICE_HIGHLIGHTS), null) {
            @Override
            public CamelContext addingService(ServiceReference<ComponentResolver> reference) {
                // during an upgrade there may be two for a moment
                return isEmpty() ? startRoutes(bundle) : null;
            }

            @Override
            public void removedService(ServiceReference<ComponentResolver> reference, CamelContext routes) {
                routes.stop();
            }
        };
        tracker.open();
    }

    @Override
    public void stop(BundleContext bundle) {
        tracker.close();
    }
    // end::tracker[]

    // tag::context[]
    private static CamelContext startRoutes(BundleContext bundle) {
        CamelContext context = new OsgiDefaultCamelContext(bundle);
        try {
            context.getPropertiesComponent()
                    .setLocation("file:" + System.getProperty("karaf.etc") + "/highlights.properties");
            context.build();
            HighlightsSettings.apply(context);
            context.addRoutes(new HighlightRoutes());
            context.start();
            return context;
        } catch (Exception e) {
            context.stop();
            throw new IllegalStateException("The routes do not start", e);
        }
    }
    // end::context[]
}
