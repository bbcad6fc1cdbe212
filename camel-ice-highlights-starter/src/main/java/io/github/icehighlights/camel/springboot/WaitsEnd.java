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
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ContextClosedEvent;

import io.github.icehighlights.camel.IceHighlightsComponent;

/**
 * Lets requests that wait for their jobs go on when the application begins to close. Camel stops after the web server, and a
 * web server that ends gracefully waits for its requests.
 */
final class WaitsEnd implements ApplicationListener<ContextClosedEvent> {

    private final ApplicationContext application;

    WaitsEnd(ApplicationContext application) {
        this.application = application;
    }

    @Override
    public void onApplicationEvent(ContextClosedEvent event) {
        // events of children come here too
        if (event.getApplicationContext() == application) {
            application.getBeanProvider(CamelContext.class).forEach(WaitsEnd::stopWaiting);
        }
    }

    /** Of all components, however they are named. */
    private static void stopWaiting(CamelContext camel) {
        for (String name : camel.getComponentNames()) {
            if (camel.hasComponent(name) instanceof IceHighlightsComponent component) {
                component.stopWaiting();
            }
        }
    }
}
