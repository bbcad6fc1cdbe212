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

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;

import io.github.icehighlights.camel.IceHighlightsComponent;
import io.github.icehighlights.camel.IceHighlightsConfiguration;
import io.github.icehighlights.camel.IceHighlightsConstants;

/** A route with the component. */
final class ComponentSubmitter implements Submitter {

    private final DefaultCamelContext context = new DefaultCamelContext();
    private final ProducerTemplate template;
    private int number;

    /** @param store memory, h2 or postgresql */
    ComponentSubmitter(String endpoint, String store) throws Exception {
        var component = new IceHighlightsComponent();
        IceHighlightsConfiguration defaults = component.getConfiguration();
        defaults.setEndpoint(endpoint);
        defaults.setRegion("cn-shanghai");
        defaults.setAccessKey("ak");
        defaults.setSecretKey("sk");
        component.setMaxCallsPerSecond(1_000_000);
        switch (store) {
            case Submitting.H2 ->
                component.setJobStoreUrl("jdbc:h2:file:" + System.getProperty("bench.directory") + "/jobs");
            case Submitting.POSTGRESQL -> component.setJobStore(pool(System.getProperty("bench.postgres")));
            default -> {
                // in memory, as it is without any setting
            }
        }
        context.addComponent("ice-highlights", component);
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:submit")
                        .to(
                                "ice-highlights:matches?operation=submitHighlightExtractionJob"
                                        + "&output.NeedExport=true&output.Bucket=media&output.ObjectKey=clips/{token}-{index}.mp4");
            }
        });
        context.start();
        template = context.createProducerTemplate();
    }

    static DataSource pool(String url) {
        var pool = new HikariDataSource();
        pool.setJdbcUrl(url);
        return pool;
    }

    @Override
    public String submit() throws Exception {
        String media = "oss://media/matches/2026/match-" + number++ + ".mp4";
        Exchange exchange =
                template.request("direct:submit", e -> e.getMessage().setBody(media));
        if (exchange.getException() != null) {
            throw exchange.getException();
        }
        return exchange.getMessage().getHeader(IceHighlightsConstants.JOB_ID, String.class);
    }

    @Override
    public void close() {
        context.stop();
    }
}
