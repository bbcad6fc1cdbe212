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
package io.github.icehighlights.quickstart;

import java.util.Properties;

import org.apache.camel.main.Main;

import io.github.icehighlights.quickstart.page.PageConfiguration;

/** The Camel application: the same for the quickstart and for the real cloud, apart from its settings. */
final class Application {

    private Application() {}

    /**
     * The application, not started; the bean {@code oss} is still to be added.
     *
     * @param settings lie over {@code application.properties}
     */
    static Main create(Properties settings, Progress progress) {
        Main main = new Main();
        main.setPropertyPlaceholderLocations("classpath:application.properties");
        main.setOverrideProperties(settings);
        main.configure().addConfiguration(PageConfiguration.class);
        main.configure().addRoutesBuilder(new HighlightRoutes());
        main.bind("progress", progress);
        return main;
    }
}
