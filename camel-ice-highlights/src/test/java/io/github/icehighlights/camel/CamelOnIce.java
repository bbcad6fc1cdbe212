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

import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;

import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.health.HealthCheckRegistry;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;

import io.github.icehighlights.camel.store.PendingJob;
import io.github.icehighlights.camel.store.PendingState;
import io.github.icehighlights.localice.LocalIce;

/** A Camel context whose ice-highlights component talks to a local ICE, and looks every few milliseconds. */
final class CamelOnIce implements AutoCloseable {

    static final String MEDIA = "oss://media/match.mp4";

    private final DefaultCamelContext context = new DefaultCamelContext();
    private final IceHighlightsComponent component = new IceHighlightsComponent();

    CamelOnIce(LocalIce ice) {
        this(ice, options -> {
            options.setFirstLook(20);
            options.setLookInterval(50);
        });
    }

    /** With other times of looking. */
    CamelOnIce(LocalIce ice, Consumer<IceHighlightsConfiguration> looks) {
        IceHighlightsConfiguration defaults = component.getConfiguration();
        defaults.setEndpoint(ice.endpoint());
        defaults.setRegion(ice.region());
        defaults.setAccessKey(ice.accessKey());
        defaults.setSecretKey(ice.secretKey());
        looks.accept(defaults);
        defaults.setRedeliveryDelay(20);
        component.setMaxCallsPerSecond(10_000);
        component.setRetryTimeout(20_000);
        context.addComponent("ice-highlights", component);
        HealthCheckRegistry checks = HealthCheckRegistry.get(context);
        checks.register(checks.resolveById("consumers"));
        context.getShutdownStrategy().setTimeout(20);
        ice.s3().put("media", "match.mp4", LocalIce.sampleVideo());
    }

    IceHighlightsComponent component() {
        return component;
    }

    CamelContext context() {
        return context;
    }

    CamelOnIce start(RoutesBuilder... routes) {
        try {
            for (RoutesBuilder builder : routes) {
                context.addRoutes(builder);
            }
            context.start();
            return this;
        } catch (Exception e) {
            close();
            throw e instanceof RuntimeException unchecked ? unchecked : new IllegalStateException(e);
        }
    }

    ProducerTemplate template() {
        return context.createProducerTemplate();
    }

    MockEndpoint mock(String name) {
        return context.getEndpoint("mock:" + name, MockEndpoint.class);
    }

    /** Sends a body and headers, and returns the exchange as it came back. */
    Exchange send(String uri, Object body, Map<String, Object> headers) {
        return template().request(uri, exchange -> {
            exchange.getMessage().setBody(body);
            exchange.getMessage().setHeaders(new HashMap<>(headers));
        });
    }

    /** Sends headers to a producer that must not fail. */
    Exchange submit(String uri, Map<String, Object> headers) {
        Exchange exchange = send(uri, null, headers);
        if (exchange.getException() != null) {
            throw new AssertionError("submission failed", exchange.getException());
        }
        return exchange;
    }

    Exchange submit(String uri) {
        return submit(uri, Map.of());
    }

    Exchange send(String uri, Object body) {
        return send(uri, body, Map.of());
    }

    @SuppressWarnings("unchecked")
    List<JobSummary> pending(String channel) {
        return (List<JobSummary>) send("ice-highlights:" + channel + "?operation=listJobs", null)
                .getMessage()
                .getBody(List.class);
    }

    void satisfied(MockEndpoint... mocks) throws InterruptedException {
        try {
            MockEndpoint.assertIsSatisfied(20, TimeUnit.SECONDS, mocks);
        } catch (AssertionError e) {
            throw new AssertionError(e.getMessage() + "; in the store: " + records() + "; problems: " + problems(), e);
        }
    }

    private List<PendingJob> records() {
        var states = EnumSet.allOf(PendingState.class);
        return Stream.of("nba", "matches", "show")
                .flatMap(channel -> component.store().page(channel, states, null, 20).stream())
                .toList();
    }

    private List<String> problems() {
        return component.tracker() == null ? List.of() : component.tracker().problems();
    }

    Exchange exchange() {
        return new DefaultExchange(context);
    }

    @Override
    public void close() {
        context.stop();
    }
}
