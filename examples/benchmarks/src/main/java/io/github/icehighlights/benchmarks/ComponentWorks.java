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
package io.github.icehighlights.benchmarks;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import javax.sql.DataSource;

import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;

import io.github.icehighlights.camel.IceHighlightsComponent;
import io.github.icehighlights.camel.IceHighlightsConfiguration;
import io.github.icehighlights.camel.IceHighlightsConstants;

/** The component, with a Camel context a node. */
final class ComponentWorks implements DeliveringProgram.Works {

    private static final String ROUTE = "results";

    private final DataSource plain;
    private final List<DefaultCamelContext> nodes = new ArrayList<>();
    private final AtomicInteger delivered = new AtomicInteger();
    private final AtomicInteger takenIn = new AtomicInteger();
    private final ProducerTemplate template;

    ComponentWorks(int number, String url, StatementCount statements) throws Exception {
        plain = ComponentSubmitter.pool(url);
        try (Connection connection = plain.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("DROP TABLE IF EXISTS ice_highlights_job");
        }
        for (int i = 0; i < number; i++) {
            nodes.add(node(statements.of(ComponentSubmitter.pool(url))));
        }
        template = nodes.get(0).createProducerTemplate();
    }

    private DefaultCamelContext node(DataSource source) throws Exception {
        var context = new DefaultCamelContext();
        var component = new IceHighlightsComponent();
        IceHighlightsConfiguration defaults = component.getConfiguration();
        defaults.setIceClient(new InstantIce().finished());
        defaults.setRegion("cn-shanghai");
        defaults.setFirstLook(0);
        component.setMaxCallsPerSecond(1_000_000);
        component.setJobStore(source);
        context.addComponent("ice-highlights", component);
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:submit")
                        .to(
                                "ice-highlights:matches?operation=submitHighlightExtractionJob"
                                        + "&output.NeedExport=true&output.Bucket=media&output.ObjectKey=clips/{token}-{index}.mp4");
                from("ice-highlights:matches?concurrentDeliveries=10")
                        .routeId(ROUTE)
                        .autoStartup(false)
                        .process(exchange -> delivered.incrementAndGet());
            }
        });
        context.start();
        return context;
    }

    @Override
    public void takeIn(String id) throws Exception {
        Exchange exchange = template.request("direct:submit", e -> {
            e.getMessage().setBody("oss://media/matches/2026/" + id + ".mp4");
            e.getMessage().setHeaders(new HashMap<>(Map.of(IceHighlightsConstants.IDEMPOTENCY_KEY, id)));
        });
        if (exchange.getException() != null) {
            throw exchange.getException();
        }
        takenIn.incrementAndGet();
    }

    @Override
    public void begin() throws Exception {
        for (DefaultCamelContext node : nodes) {
            node.getRouteController().startRoute(ROUTE);
        }
    }

    @Override
    public boolean isDone() {
        if (delivered.get() < takenIn.get()) {
            return false;
        }
        try (Connection connection = plain.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT COUNT(*) FROM ice_highlights_job WHERE state <> 'ACKNOWLEDGED'")) {
            rows.next();
            return rows.getInt(1) == 0;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void end() throws Exception {
        for (DefaultCamelContext node : nodes) {
            node.getRouteController().stopRoute(ROUTE);
        }
    }

    @Override
    public void close() {
        nodes.forEach(DefaultCamelContext::stop);
    }
}
