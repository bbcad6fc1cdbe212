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
package io.github.icehighlights.camel.crash;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

import com.aliyun.ice20201109.Client;
import com.aliyun.teaopenapi.models.Config;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;

import io.github.icehighlights.camel.IceHighlightsComponent;
import io.github.icehighlights.camel.IceHighlightsConfiguration;
import io.github.icehighlights.camel.ice.SdkIceApi;
import io.github.icehighlights.camel.model.JobType;
import io.github.icehighlights.camel.store.JdbcJobStore;
import io.github.icehighlights.camel.store.JobStore;
import io.github.icehighlights.camel.store.PendingState;

/**
 * One node: a JVM with a Camel context, started to be killed. It talks to its parent over its standard input and output;
 * without a parent it ends. Arguments: those of {@link NodeSettings}.
 */
public final class CrashNode {

    /** Said once the routes run. */
    static final String READY = "@ready";

    /** Begins the answer to {@link #COUNT}. */
    static final String PENDING = "@pending ";

    /** Asks how many submissions are reserved or active in the store. */
    static final String COUNT = "count";

    /** Asks the node to stop as an application does. */
    static final String STOP = "stop";

    static final String ACCESS_KEY = "local-ak";
    static final String SECRET_KEY = "local-sk";

    private CrashNode() {}

    public static void main(String[] arguments) throws Exception {
        var settings = NodeSettings.of(arguments);
        PrintStream parent = System.out;
        var watch = new TrapWatch(settings.trap(), parent);
        try (HikariDataSource dataSource = dataSource(settings.jdbcUrl(), Duration.ofSeconds(4))) {
            JobStore store = new JdbcJobStore(dataSource);
            Client client = new TrappedIceClient(settings.endpoint(), connection(settings.endpoint()), watch);
            // otherwise death by chance would mostly hit the loading of classes, in the first call
            new SdkIceApi(client).list(JobType.HIGHLIGHT_EXTRACTION, null);
            CamelContext context = new DefaultCamelContext();
            context.disableJMX();
            context.addComponent("ice-highlights", component(settings, client, TrappedStore.of(store, watch)));
            context.addRoutes(new NodeRoutes(settings, watch));
            context.start();
            parent.println(READY);
            parent.flush();
            obey(parent, store);
            context.stop();
        }
        System.exit(0);
    }

    /** @param patience how long a call waits for a connection */
    static HikariDataSource dataSource(String jdbcUrl, Duration patience) {
        var config = new HikariConfig();
        config.setJdbcUrl(jdbcUrl);
        config.setMaximumPoolSize(6);
        config.setMinimumIdle(1);
        config.setConnectionTimeout(patience.toMillis());
        // the database may be away when a node starts
        config.setInitializationFailTimeout(-1);
        // else the pool asks its first connection for it, and keeps for ever what one that is being closed answers: -1
        config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
        return new HikariDataSource(config);
    }

    private static IceHighlightsComponent component(NodeSettings settings, Client client, JobStore store) {
        var component = new IceHighlightsComponent();
        component.setJobStore(store);
        component.setLeaseDuration(5_000);
        component.setListLag(2_000);
        component.setRetryTimeout(20_000);
        component.setMaxCallsPerSecond(200);
        IceHighlightsConfiguration defaults = component.getConfiguration();
        defaults.setEndpoint(settings.endpoint());
        defaults.setIceClient(client);
        defaults.setCallTimeout(4_000);
        defaults.setFirstLook(700);
        defaults.setLookInterval(500);
        return component;
    }

    private static Config connection(String endpoint) {
        return new Config()
                .setRegionId("cn-shanghai")
                .setEndpoint(endpoint.substring("http://".length()))
                .setProtocol("http")
                .setAccessKeyId(ACCESS_KEY)
                .setAccessKeySecret(SECRET_KEY)
                .setConnectTimeout(2_000)
                .setReadTimeout(4_000)
                .setCallTimeout(4_000);
    }

    /** Until the parent says stop. */
    private static void obey(PrintStream parent, JobStore store) throws IOException {
        var orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String order = orders.readLine(); !STOP.equals(order); order = orders.readLine()) {
            if (order == null) {
                // the parent is gone
                Runtime.getRuntime().halt(1);
            } else if (order.equals(COUNT)) {
                parent.println(PENDING + pending(store));
                parent.flush();
            }
        }
    }

    private static String pending(JobStore store) {
        try {
            long pending = 0;
            for (Channel channel : Channel.values()) {
                var counts = store.count(channel.channelName());
                pending += counts.getOrDefault(PendingState.RESERVED, 0L);
                pending += counts.getOrDefault(PendingState.ACTIVE, 0L);
            }
            return String.valueOf(pending);
        } catch (RuntimeException e) {
            // the database is away
            return "-1";
        }
    }
}
