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
package io.github.icehighlights.camel;

import java.util.List;
import java.util.Map;

import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.EndpointUriFactory;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Where the generated classes meet Camel: the places at which a jar that was built at one version can fail on another.
 * {@code EndpointUriFactory.multiValuePrefixes()} changed its type between 4.14 and 4.18, which no Java route notices.
 * The build runs this on each Camel of the matrix, and says which one it means.
 */
class CompatibilityTest {

    private static final String NBA = "ice-highlights:nba?operation=listJobs&region=cn-beijing";

    private final CamelContext context = new DefaultCamelContext();

    @BeforeEach
    void start() {
        context.start();
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    @Test
    void runsOnTheCamelThatTheBuildMeans() {
        assertThat(context.getVersion()).isEqualTo(System.getProperty("expected.camel.version"));
        assertThat(IceHighlightsEndpointUriFactory.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .getPath())
                .endsWith(System.getProperty("expected.code.source"));
    }

    @Test
    void buildsAUri() throws Exception {
        EndpointUriFactory factory = context.getCamelContextExtension().getEndpointUriFactory("ice-highlights");

        String uri = factory.buildUri(
                "ice-highlights", Map.of("channel", "nba", "operation", "listJobs", "region", "cn-beijing"));

        assertThat(uri).isEqualTo(NBA);
        assertIsNba(uri);
    }

    @Test
    void buildsAUriWithTemplates() throws Exception {
        EndpointUriFactory factory = context.getCamelContextExtension().getEndpointUriFactory("ice-highlights");

        String uri = factory.buildUri("ice-highlights", Map.of("channel", "nba", "output.Width", "1280"));

        assertThat(uri).isEqualTo("ice-highlights:nba?output.Width=1280");
        assertThat(endpoint(uri).getConfiguration().getOutput()).containsEntry("Width", "1280");
    }

    @Test
    void usesTheGeneratedConfigurers() {
        assertThat(PluginHelper.getConfigurerResolver(context)
                        .resolvePropertyConfigurer("ice-highlights-endpoint", context))
                .isInstanceOf(IceHighlightsEndpointConfigurer.class);
        assertThat(PluginHelper.getConfigurerResolver(context)
                        .resolvePropertyConfigurer("ice-highlights-component", context))
                .isInstanceOf(IceHighlightsComponentConfigurer.class);
    }

    @Test
    void javaRoute() throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:in").to(NBA);
            }
        });

        assertTheRouteListsNothing();
    }

    @Test
    @Tag("not-camel-4.22") // camel-yaml-dsl does not resolve at 4.22.0
    void yamlRouteWithTheChannelInTheUri() throws Exception {
        load("route.yaml", """
                - route:
                    from:
                      uri: direct:in
                      steps:
                        - to:
                            uri: ice-highlights:nba
                            parameters:
                              operation: listJobs
                              region: cn-beijing
                """);

        assertTheRouteListsNothing();
    }

    @Test
    @Tag("not-camel-4.22") // camel-yaml-dsl does not resolve at 4.22.0
    void yamlRouteWithTheChannelAmongTheParameters() throws Exception {
        load("route.yaml", """
                - route:
                    from:
                      uri: direct:in
                      steps:
                        - to:
                            uri: ice-highlights
                            parameters:
                              channel: nba
                              operation: listJobs
                              region: cn-beijing
                """);

        assertTheRouteListsNothing();
    }

    @Test
    @Tag("not-camel-4.22") // camel-xml-io-dsl does not resolve at 4.22.0
    void xmlRoute() throws Exception {
        load("route.xml", """
                <routes xmlns="http://camel.apache.org/schema/spring">
                  <route>
                    <from uri="direct:in"/>
                    <to uri="ice-highlights:nba?operation=listJobs&amp;region=cn-beijing"/>
                  </route>
                </routes>
                """);

        assertTheRouteListsNothing();
    }

    private void load(String name, String text) throws Exception {
        PluginHelper.getRoutesLoader(context).loadRoutes(ResourceHelper.fromString(name, text));
    }

    private void assertTheRouteListsNothing() {
        Object listed = context.createProducerTemplate().requestBody("direct:in", (Object) null);

        assertThat(listed).isEqualTo(List.of());
        assertThat(context.getEndpoints().stream().filter(IceHighlightsEndpoint.class::isInstance))
                .singleElement()
                .satisfies(endpoint -> assertIsNba(endpoint.getEndpointUri()));
    }

    private void assertIsNba(String uri) {
        assertThat(endpoint(uri).getChannel()).isEqualTo("nba");
        assertThat(endpoint(uri).getConfiguration().getOperation()).isEqualTo(IceHighlightsOperation.listJobs);
        assertThat(endpoint(uri).getConfiguration().getRegion()).isEqualTo("cn-beijing");
    }

    private IceHighlightsEndpoint endpoint(String uri) {
        return context.getEndpoint(uri, IceHighlightsEndpoint.class);
    }
}
