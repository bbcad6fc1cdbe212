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
import java.util.HexFormat;
import java.util.Map;

import org.apache.camel.Category;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.spi.EndpointServiceLocation;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;
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

    @UriPath(
            description =
                    "Name of the channel: ties the producers of jobs to the consumer that gets their results, as the name of"
                            + " a queue does.")
    @Metadata(required = true)
    private final String channel;

    @UriParam
    private final IceHighlightsConfiguration configuration;

    private final IceHighlightsComponent component;
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

    private static Map<String, Object> merge(
            Map<String, Object> defaults, Map<String, Object> parameters, String prefix) {
        Map<String, Object> own = PropertiesHelper.extractProperties(parameters, prefix);
        if (defaults == null || defaults.isEmpty()) {
            return own;
        }
        defaults.putAll(own);
        return defaults;
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        requireBothKeys();
        connection = component.connections().register(connectionName(), configuration);
    }

    @Override
    public Producer createProducer() throws Exception {
        IceHighlightsOperation operation = configuration.getOperation();
        if (operation != null && operation.submits() != null && !configuration.isAllowOverwrite()) {
            OutputPathGuard.check(
                    operation.submits(), configuration.getOutput(), text(configuration.getOutputConfig()));
        }
        return new IceHighlightsProducer(this);
    }

    @Override
    public Consumer createConsumer(Processor processor) throws Exception {
        var consumer = new IceHighlightsConsumer(this, processor);
        configureConsumer(consumer);
        return consumer;
    }

    /** The text of an option that may name a resource. */
    String text(String option) throws Exception {
        if (option == null || !ResourceHelper.hasScheme(option) || option.startsWith("{")) {
            return option;
        }
        try (var in = ResourceHelper.resolveMandatoryResourceAsInputStream(getCamelContext(), option)) {
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
    }

    /**
     * Names the credentials of this endpoint, so that a job is looked at with those that submitted it, also after a
     * restart. Of keys in a URI it takes a digest: a key must not reach the store.
     */
    private String connectionName() {
        IceHighlightsConfiguration defaults = component.getConfiguration();
        boolean own = configuration.getIceClient() != defaults.getIceClient()
                || configuration.getCredentialsClient() != defaults.getCredentialsClient();
        if (own) {
            return "channel-" + channel;
        }
        String accessKey = configuration.getAccessKey();
        return accessKey == null || accessKey.equals(defaults.getAccessKey()) ? "default" : "key-" + digest(accessKey);
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
