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

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;

import org.apache.camel.Category;
import org.apache.camel.Consumer;
import org.apache.camel.PollingConsumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.spi.EndpointServiceLocation;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;
import org.apache.camel.support.CamelContextHelper;
import org.apache.camel.support.DefaultEndpoint;
import org.apache.camel.support.ResourceHelper;
import org.apache.camel.util.IOHelper;
import org.apache.camel.util.PropertiesHelper;

import io.github.icehighlights.camel.request.OutputPathGuard;
import io.github.icehighlights.camel.store.Connection;

/**
 * Submit highlight jobs to Alibaba Cloud Intelligent Media Services (ICE) and receive their finished clips.
 *
 * <p>A producer submits; a consumer of the same channel gets each finished job, once its route has taken it. No job is
 * lost or paid for twice, whatever fails in between.
 */
@UriEndpoint(
        firstVersion = "0.1.0",
        scheme = "ice-highlights",
        title = "Alibaba Cloud ICE Highlights",
        syntax = "ice-highlights:channel",
        category = {Category.CLOUD, Category.AI},
        headersClass = IceHighlightsConstants.class)
public class IceHighlightsEndpoint extends DefaultEndpoint implements EndpointServiceLocation {

    private static final String RESOURCE = "resource:";
    private static final String BEAN = "#bean:";

    @UriPath(
            description =
                    "Name of the channel: ties the producers of jobs to the consumer that gets their results, as the name of"
                            + " a queue does.")
    @Metadata(required = true)
    private final String channel;

    @UriParam
    private final IceHighlightsConfiguration configuration;

    private final IceHighlightsComponent component;
    private final Map<String, String> clientBeans = new HashMap<>();
    private Connection connection;

    public IceHighlightsEndpoint(
            String uri, String channel, IceHighlightsComponent component, IceHighlightsConfiguration configuration) {
        super(uri, component);
        this.channel = channel;
        this.component = component;
        this.configuration = configuration;
    }

    /** Takes the options with a prefix out of the parameters: what they hold is ICE's business, not Camel's. */
    void takePrefixed(Map<String, Object> parameters) {
        configuration.setInput(merge(configuration.getInput(), parameters, "input."));
        configuration.setStrategy(merge(configuration.getStrategy(), parameters, "strategy."));
        configuration.setEditing(merge(configuration.getEditing(), parameters, "editing."));
        configuration.setOutput(merge(configuration.getOutput(), parameters, "output."));
    }

    private Map<String, Object> merge(Map<String, Object> defaults, Map<String, Object> parameters, String prefix) {
        Map<String, Object> all = defaults == null ? new HashMap<>() : defaults;
        refuseText(parameters, prefix.substring(0, prefix.length() - 1));
        all.putAll(PropertiesHelper.extractProperties(parameters, prefix));
        all.replaceAll((name, value) -> resolved(value));
        return all;
    }

    private static void refuseText(Map<String, Object> parameters, String group) {
        if (parameters.get(group) instanceof String text && !text.startsWith("#")) {
            throw new IllegalArgumentException(
                    "The option " + group + " is a group of options, and no text. Write JSON in"
                            + " quotes for one of its fields, as in " + group
                            + ".Video='{\"Bitrate\": 3000}', or one option for"
                            + " each field, as in " + group + ".Video.Bitrate=3000");
        }
    }

    /** Camel looks up the beans of its own options only. Other values with a hash, as colours are, stay texts. */
    private Object resolved(Object value) {
        return value instanceof String text && text.startsWith(BEAN)
                ? CamelContextHelper.mandatoryLookup(getCamelContext(), text.substring(BEAN.length()))
                : value;
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        configuration.check();
        component.checkLease(configuration);
        requireBothKeys();
        preferOwnKeys();
        connection = component.connections().register(connectionName(), configuration);
    }

    @Override
    public Producer createProducer() throws Exception {
        refuseOneOutputPathForAll();
        return new IceHighlightsProducer(this);
    }

    /** Without an operation that submits, a header may name any: then the path must do for each of them. */
    private void refuseOneOutputPathForAll() throws Exception {
        if (configuration.isAllowOverwrite()) {
            return;
        }
        IceHighlightsOperation own = configuration.getOperation();
        String outputConfig = text(configuration.getOutputConfig());
        for (IceHighlightsOperation operation : IceHighlightsOperation.values()) {
            boolean possible = operation == own || own == null || own.submits() == null;
            if (possible && operation.submits() != null) {
                OutputPathGuard.check(operation.submits(), configuration.getOutput(), outputConfig);
            }
        }
    }

    @Override
    public Consumer createConsumer(Processor processor) throws Exception {
        var consumer = new IceHighlightsConsumer(this, processor);
        configureConsumer(consumer);
        return consumer;
    }

    /** Camel's own would acknowledge a result when it puts it into its queue, before any route has taken it. */
    @Override
    public PollingConsumer createPollingConsumer() {
        throw new UnsupportedOperationException("The results of channel " + channel
                + " cannot be polled (poll, pollEnrich, ConsumerTemplate): a result would count as taken before it is."
                + " Consume them in a route, from(\"ice-highlights:" + channel
                + "\"), or ask for one job with operation=getJob and the header "
                + IceHighlightsConstants.JOB_ID);
    }

    /** The text of an option that may name a resource. */
    String text(String option) throws Exception {
        if (option == null || option.startsWith("{")) {
            return option;
        }
        // Camel 4.14 does not know the word resource: by itself, and XML leaves a blank where a line of a long uri ends
        String location = (option.startsWith(RESOURCE) ? option.substring(RESOURCE.length()) : option).strip();
        if (!ResourceHelper.hasScheme(location)) {
            return option;
        }
        try (var in = ResourceHelper.resolveMandatoryResourceAsInputStream(getCamelContext(), location)) {
            return IOHelper.loadText(in);
        }
    }

    private void requireBothKeys() {
        boolean access = configuration.getAccessKey() != null;
        boolean secret = configuration.getSecretKey() != null;
        if (access != secret) {
            throw new IllegalArgumentException("The options accessKey and secretKey go together: "
                    + (access ? "secretKey" : "accessKey") + " is missing on channel " + channel);
        }
        if (configuration.getSecurityToken() != null && !access) {
            throw new IllegalArgumentException("The option securityToken needs the accessKey and secretKey that it was"
                    + " issued with; they are missing on channel " + channel);
        }
    }

    /** Keys that are given to this endpoint are meant, also where the component has a client for all others. */
    private void preferOwnKeys() {
        IceHighlightsConfiguration defaults = component.getConfiguration();
        String accessKey = configuration.getAccessKey();
        if (accessKey != null
                && !accessKey.equals(defaults.getAccessKey())
                && configuration.getIceClient() == defaults.getIceClient()) {
            configuration.setIceClient(null);
        }
    }

    /**
     * Names the credentials of this endpoint, so that a job is looked at with those that submitted it, also after a
     * restart. Of keys in a URI it takes a digest: a key must not reach the store.
     */
    private String connectionName() {
        IceHighlightsConfiguration defaults = component.getConfiguration();
        if (configuration.getIceClient() != defaults.getIceClient()) {
            return clientName("iceClient");
        }
        String accessKey = configuration.getAccessKey();
        if (accessKey == null && configuration.getCredentialsClient() != defaults.getCredentialsClient()) {
            return clientName("credentialsClient");
        }
        boolean own = accessKey != null
                && !(accessKey.equals(defaults.getAccessKey())
                        && Objects.equals(configuration.getSecretKey(), defaults.getSecretKey())
                        && Objects.equals(configuration.getSecurityToken(), defaults.getSecurityToken()));
        return own ? "key-" + digest(accessKey) : "default";
    }

    /** The name of the bean survives a restart; a client that was set in Java has none but its channel's. */
    private String clientName(String option) {
        String bean = clientBeans.get(option);
        return bean == null ? "channel-" + channel : "client-" + bean;
    }

    /** Remembers under which names the URI has its clients, before Camel puts the beans there. */
    void nameClients(Map<String, Object> parameters) {
        for (String option : ClientOptions.names()) {
            if (parameters.get(option) instanceof String text && text.startsWith("#")) {
                String bean = text.startsWith(BEAN) ? text.substring(BEAN.length()) : text.substring(1);
                ClientOptions.check(getCamelContext(), option, bean);
                clientBeans.put(option, bean);
            }
        }
    }

    private static String digest(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 6);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    Connection connection() {
        return connection;
    }

    @Override
    public IceHighlightsComponent getComponent() {
        return component;
    }

    public String getChannel() {
        return channel;
    }

    public IceHighlightsConfiguration getConfiguration() {
        return configuration;
    }

    @Override
    public String getServiceUrl() {
        return connection == null ? null : connection.endpoint();
    }

    @Override
    public String getServiceProtocol() {
        return "http";
    }
}
