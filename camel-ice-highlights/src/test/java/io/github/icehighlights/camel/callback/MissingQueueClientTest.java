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
package io.github.icehighlights.camel.callback;

import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;

import io.github.icehighlights.camel.IceHighlightsComponent;
import io.github.icehighlights.camel.IceHighlightsConfiguration;

import static org.assertj.core.api.Assertions.assertThat;

/** The client for queues is not among what the component brings. */
class MissingQueueClientTest {

    /** An application without it. Loaded by a class loader of its own. */
    public static final class Application implements Callable<String> {

        @Override
        public String call() {
            try (var context = new DefaultCamelContext()) {
                var component = new IceHighlightsComponent();
                IceHighlightsConfiguration options = component.getConfiguration();
                options.setAccessKey("access");
                options.setSecretKey("secret");
                options.setCallbackQueue("ice-callback-test");
                options.setCallbackQueueEndpoint("http://127.0.0.1:1");
                context.addComponent("ice-highlights", component);
                context.addRoutes(new RouteBuilder() {
                    @Override
                    public void configure() {
                        from("ice-highlights:nba").to("log:results");
                    }
                });
                context.start();
                return "it starts";
            } catch (Exception e) {
                return Stream.iterate((Throwable) e, cause -> cause != null, Throwable::getCause)
                        .map(Throwable::toString)
                        .reduce("", (all, one) -> all + "\n" + one);
            }
        }
    }

    @Test
    void whoReadsAQueueWithoutItIsToldWhatToAdd() throws Exception {
        URL[] urls = Stream.of(System.getProperty("java.class.path").split(Pattern.quote(File.pathSeparator)))
                .filter(entry -> !entry.contains("aliyun-sdk-mns"))
                .map(MissingQueueClientTest::url)
                .toArray(URL[]::new);
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try (var without = new URLClassLoader(urls, ClassLoader.getPlatformClassLoader())) {
            thread.setContextClassLoader(without);
            var application = (Callable<?>) without.loadClass(Application.class.getName())
                    .getDeclaredConstructor()
                    .newInstance();

            assertThat(application.call().toString())
                    .contains("callbackQueue needs Alibaba's client for queues")
                    .contains("com.aliyun.mns:aliyun-sdk-mns:2.0.0");
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private static URL url(String entry) {
        try {
            return new File(entry).toURI().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalStateException(e);
        }
    }
}
