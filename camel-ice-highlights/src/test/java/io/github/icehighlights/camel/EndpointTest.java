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

import java.io.File;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import com.aliyun.credentials.Client;
import com.aliyun.credentials.models.Config;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.ResolveEndpointFailedException;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.support.PropertyBindingSupport;
import org.apache.camel.util.URISupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.icehighlights.camel.ice.IceException;
import io.github.icehighlights.camel.model.Highlights;
import io.github.icehighlights.camel.store.PendingState;
import io.github.icehighlights.localice.LocalIceExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class EndpointTest {

    private static final String SUBMIT =
            "ice-highlights:nba?operation=submitHighlightExtractionJob&media=" + CamelOnIce.MEDIA;

    @RegisterExtension
    static final LocalIceExtension ICE =
            LocalIceExtension.create(b -> b.instant().bucket("media")).withFreshJobs();

    private CamelOnIce camel;

    @BeforeEach
    void create() {
        camel = new CamelOnIce(ICE.ice());
    }

    @AfterEach
    void stop() {
        camel.close();
    }

    private IceHighlightsEndpoint endpoint(String uri) {
        return camel.context().getEndpoint(uri, IceHighlightsEndpoint.class);
    }

    /** A context that stops forgets its components, not its routes. */
    private void restart() {
        camel.context().stop();
        camel.context().addComponent("ice-highlights", camel.component());
        camel.context().start();
    }

    private void acknowledged(long count) {
        Awaitility.await().atMost(15, TimeUnit.SECONDS).untilAsserted(() -> assertThat(
                        camel.component().store().count("nba"))
                .isEqualTo(Map.of(PendingState.ACKNOWLEDGED, count)));
    }

    /** As from a file of properties. */
    private void bind(Map<String, Object> options) {
        PropertyBindingSupport.build()
                .withCamelContext(camel.context())
                .withTarget(camel.component())
                .withProperties(new HashMap<>(options))
                .bind();
    }

    private static Client credentials(String accessKey, String secretKey) throws Exception {
        Config config = new Config();
        config.setType("access_key");
        config.setAccessKeyId(accessKey);
        config.setAccessKeySecret(secretKey);
        return new Client(config);
    }

    // what is written wrongly

    @ParameterizedTest
    @ValueSource(strings = {"ice-highlights", "ice-highlights:?operation=listJobs"})
    void aChannelIsNeeded(String uri) {
        camel.start();

        assertThatThrownBy(() -> camel.context().getEndpoint(uri)).hasStackTraceContaining("channel");
    }

    @Test
    void anUnknownOptionIsRefused() {
        camel.start();

        assertThatThrownBy(() -> camel.context().getEndpoint("ice-highlights:nba?medium=x"))
                .isInstanceOf(ResolveEndpointFailedException.class)
                .hasMessageContaining("medium");
        assertThatThrownBy(() -> camel.context().getEndpoint("ice-highlights:nba?operation=submitAll"))
                .hasStackTraceContaining("submitAll");
    }

    @ParameterizedTest
    @CsvSource({
        "concurrentDeliveries, 0, 1",
        "concurrentDeliveries, -1, 1",
        "maxDeliveries, 0, 1",
        "maxMedia, 0, 1",
        "userDataLimit, -1, 0",
        "waitTimeout, -1, 0",
        "firstLook, -1, 0",
        "lookInterval, 0, 1",
        "redeliveryDelay, -1, 0",
        "maxProcessingTime, 0, 1",
        "maxJobAge, 0, 1",
        "notFoundGrace, -1, 0",
        "connectTimeout, 0, 1",
        "readTimeout, 0, 1",
        "callTimeout, 0, 1",
    })
    void anIllegalValueIsRefusedWithItsLimit(String option, String value, String limit) {
        camel.start();

        assertThatThrownBy(() -> camel.context().getEndpoint("ice-highlights:nba?" + option + "=" + value))
                .hasStackTraceContaining("The option " + option + " must be " + limit + " or more, but is " + value);
    }

    @ParameterizedTest
    @CsvSource({
        "tokenWindow, -1, 0",
        "listLag, -1, 0",
        "retryTimeout, -1, 0",
        "leaseDuration, 0, 1",
        "retention, -1, 0",
    })
    void anIllegalValueOfTheComponentIsRefusedWithItsLimit(String option, String value, String limit) {
        bind(Map.of(option, value));

        assertThatThrownBy(camel::start)
                .hasStackTraceContaining("The option " + option + " must be " + limit + " or more, but is " + value);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, Double.NaN})
    void aBudgetOfNoCallsIsRefused(double calls) {
        camel.component().setMaxCallsPerSecond(calls);

        assertThatThrownBy(camel::start)
                .hasStackTraceContaining("maxCallsPerSecond must be greater than 0, but is " + calls);
    }

    @Test
    void aLeaseHasToOutlastTheLongestCall() {
        camel.component().setLeaseDuration(30_000);
        assertThatThrownBy(camel::start)
                .hasStackTraceContaining("leaseDuration (30000 ms) must be longer than callTimeout (30000 ms)");

        try (var other = new CamelOnIce(ICE.ice()).start()) {
            assertThatThrownBy(() -> other.context().getEndpoint("ice-highlights:nba?callTimeout=50000"))
                    .hasStackTraceContaining(
                            "callTimeout (50000 ms) must not be longer than the component's (30000 ms)");
            assertThatThrownBy(() -> other.context().getEndpoint("ice-highlights:nba?callTimeout=90000"))
                    .hasStackTraceContaining("leaseDuration (60000 ms) must be longer than callTimeout (90000 ms)");
        }
    }

    @Test
    void durationsMayHaveUnits() {
        camel.start();

        assertThat(endpoint("ice-highlights:nba?maxJobAge=2h")
                        .getConfiguration()
                        .getMaxJobAge())
                .isEqualTo(7_200_000);
    }

    // credentials

    @Test
    void aTokenNeedsItsKeys() {
        camel.start();
        camel.component().getConfiguration().setAccessKey(null);
        camel.component().getConfiguration().setSecretKey(null);

        assertThatThrownBy(() -> camel.context().getEndpoint("ice-highlights:nba?securityToken=t"))
                .hasStackTraceContaining("securityToken")
                .hasStackTraceContaining("accessKey");
    }

    @Test
    void endpointsWithDifferentKeysKeepTheirConnections() {
        camel.start();

        var own = endpoint(SUBMIT);
        var other = endpoint(SUBMIT + "&accessKey=other&secretKey=wrong");
        var third = endpoint("ice-highlights:nba?accessKey=third&secretKey=wrong");

        assertThat(List.of(
                        own.connection().name(),
                        other.connection().name(),
                        third.connection().name()))
                .doesNotHaveDuplicates()
                .allSatisfy(name -> assertThat(name).doesNotContain("other", "third", "wrong"));
        assertThat(camel.send(SUBMIT + "&accessKey=other&secretKey=wrong", null).getException())
                .isInstanceOf(IceException.class);
        assertThat(camel.send(SUBMIT, null).getException()).isNull();
    }

    @Test
    void endpointsOfOneChannelWithDifferentClientsKeepTheirConnections() throws Exception {
        camel.context().getRegistry().bind("wrong", credentials("other", "wrong"));
        camel.context()
                .getRegistry()
                .bind("right", credentials(ICE.ice().accessKey(), ICE.ice().secretKey()));
        camel.component().getConfiguration().setAccessKey(null);
        camel.component().getConfiguration().setSecretKey(null);
        camel.component().setAutowiredEnabled(false);
        camel.start();

        assertThat(camel.send(SUBMIT + "&credentialsClient=#wrong", null).getException())
                .isInstanceOf(IceException.class);
        assertThat(camel.send(SUBMIT + "&credentialsClient=#bean:right", null).getException())
                .isNull();
        assertThat(endpoint(SUBMIT + "&credentialsClient=#right").connection())
                .isEqualTo(endpoint(SUBMIT + "&credentialsClient=#bean:right").connection());
    }

    /** As from a placeholder of Blueprint, which cannot be absent. */
    @Test
    void anEmptyEndpointIsNone() {
        camel.component().getConfiguration().setEndpoint("");
        camel.start();

        assertThat(endpoint(SUBMIT).connection().endpoint())
                .isEqualTo("ice." + ICE.ice().region() + ".aliyuncs.com");
    }

    /** As from another bundle in OSGi, which has an SDK of its own. */
    @Test
    void aClientOfAnotherClassLoaderIsRefusedWithTheReason() throws Exception {
        List<URL> classPath = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            classPath.add(Path.of(entry).toUri().toURL());
        }
        try (var other = new URLClassLoader(classPath.toArray(URL[]::new), ClassLoader.getPlatformClassLoader())) {
            Class<?> config = other.loadClass(Config.class.getName());
            Object keys = config.getConstructor().newInstance();
            config.getMethod("setType", String.class).invoke(keys, "access_key");
            config.getMethod("setAccessKeyId", String.class).invoke(keys, "some");
            config.getMethod("setAccessKeySecret", String.class).invoke(keys, "Hidden1");
            Object client = other.loadClass(Client.class.getName())
                    .getConstructor(config)
                    .newInstance(keys);
            camel.context().getRegistry().bind("foreign", client);
            camel.start();

            assertThatThrownBy(() -> endpoint(SUBMIT + "&credentialsClient=#bean:foreign"))
                    .isInstanceOf(ResolveEndpointFailedException.class)
                    .hasMessageContaining("credentialsClient=#bean:foreign")
                    .hasMessageContaining("another class loader")
                    .hasMessageContaining("default chain")
                    .hasMessageNotContaining("Hidden1");
        }
    }

    @Test
    void keysOfAnEndpointGoBeforeAClientOfTheComponent() throws Exception {
        camel.component().getConfiguration().setCredentialsClient(credentials("other", "wrong"));
        camel.component().getConfiguration().setAccessKey(null);
        camel.component().getConfiguration().setSecretKey(null);
        camel.start();

        Exchange exchange = camel.send(
                SUBMIT + "&accessKey=" + ICE.ice().accessKey() + "&secretKey="
                        + ICE.ice().secretKey(),
                null);

        assertThat(exchange.getException()).isNull();
    }

    @Test
    void aCorrectedSecretIsTakenUpWithoutANewProcess() {
        camel.component().getConfiguration().setSecretKey("mistyped");
        camel.start();
        assertThat(camel.send(SUBMIT, null).getException()).isInstanceOf(IceException.class);

        camel.component().getConfiguration().setSecretKey(ICE.ice().secretKey());
        restart();

        assertThat(camel.send(SUBMIT, null).getException()).isNull();
    }

    @Test
    void secretsAreMaskedWhereverAnEndpointIsNamed() {
        camel.start();
        String uri = SUBMIT + "&accessKey=canaryAk&secretKey=RAW(canary&Sk)&securityToken=canarySt";
        Endpoint endpoint = camel.context().getEndpoint(uri);

        assertThat(List.of(endpoint.toString(), URISupport.sanitizeUri(endpoint.getEndpointUri())))
                .allSatisfy(text -> assertThat(text).contains("nba").doesNotContain("canary"));
        assertThat(camel.send(uri, null).getException()).isNotNull().satisfies(e -> assertThat(stackTrace(e))
                .doesNotContain("canary"));
        for (String wrong : List.of("&medium=x", "&callTimeout=0", "&concurrentDeliveries=many", "&output=x")) {
            assertThatThrownBy(() -> camel.context().getEndpoint(uri + wrong))
                    .as(wrong)
                    .satisfies(e -> assertThat(stackTrace(e)).doesNotContain("canary"));
        }
    }

    private static String stackTrace(Throwable e) {
        var text = new StringWriter();
        e.printStackTrace(new PrintWriter(text));
        return text.toString();
    }

    // defaults of the component

    @Test
    void optionsOfAnEndpointGoOverTheDefaultsAndLeaveThemAlone() {
        Map<String, Object> output = Map.of("Bucket", "media", "Width", "1280");
        camel.component().getConfiguration().setOutput(output);
        camel.component().getConfiguration().setLookInterval(77);
        camel.start();

        IceHighlightsConfiguration own = endpoint(
                        "ice-highlights:nba?output.Width=640&output.Video.Bitrate=3000&firstLook=5")
                .getConfiguration();
        IceHighlightsConfiguration plain = endpoint("ice-highlights:nba").getConfiguration();

        assertThat(own.getOutput()).isEqualTo(Map.of("Bucket", "media", "Width", "640", "Video.Bitrate", "3000"));
        assertThat(own.getLookInterval()).isEqualTo(77);
        assertThat(own.getFirstLook()).isEqualTo(5);
        assertThat(plain.getOutput()).isEqualTo(output);
        assertThat(camel.component().getConfiguration().getOutput()).isSameAs(output);
    }

    @Test
    @Tag("not-camel-4.14") // camel-support 4.14.0 binds no single entries of a component's map
    void theDefaultsOfAGroupAreSetOneByOneOnTheComponentToo() {
        bind(Map.of("output.Bucket", "media", "strategy.Count", "3"));
        camel.start();

        assertThat(endpoint("ice-highlights:nba").getConfiguration().getOutput())
                .containsEntry("Bucket", "media");
        assertThat(endpoint("ice-highlights:nba").getConfiguration().getStrategy())
                .containsEntry("Count", "3");
    }

    // life

    @Test
    void aContextThatIsStoppedAndStartedGoesOn() throws Exception {
        camel.start(results());
        MockEndpoint mock = camel.mock("results");
        mock.expectedMessageCount(1);
        camel.submit(SUBMIT);
        camel.satisfied(mock);
        acknowledged(1);

        restart();

        mock = camel.mock("results");
        mock.reset();
        mock.expectedMessageCount(1);
        camel.submit(SUBMIT);
        camel.satisfied(mock);
        acknowledged(2);
    }

    @Test
    void aRouteThatIsRemovedAndAddedAgainGoesOn() throws Exception {
        camel.start(results());
        camel.context().getRouteController().stopRoute("results");
        camel.context().removeRoute("results");
        camel.submit(SUBMIT);

        camel.context().addRoutes(results());

        camel.mock("results").expectedMessageCount(1);
        camel.satisfied(camel.mock("results"));
        acknowledged(1);
    }

    @Test
    void aRouteThatWasStoppedLetsItsExchangesWaitAgain() throws Exception {
        camel.start(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:in").routeId("waiting").to(SUBMIT + "&waitForCompletion=true");
            }
        });
        for (int i = 0; i < 2; i++) {
            Exchange exchange = camel.submit("direct:in");
            assertThat(exchange.getMessage().getHeader(IceHighlightsConstants.DETACHED))
                    .isEqualTo(false);
            assertThat(exchange.getMessage().getBody()).isInstanceOf(Highlights.class);
            camel.context().getRouteController().stopRoute("waiting");
            camel.context().getRouteController().startRoute("waiting");
        }
        camel.context().getRouteController().suspendRoute("waiting");
        camel.context().getRouteController().resumeRoute("waiting");
        assertThat(camel.submit("direct:in").getMessage().getBody()).isInstanceOf(Highlights.class);
    }

    @Test
    void twoComponentsWithDifferentNamesLiveSideBySide() throws Exception {
        var second = new IceHighlightsComponent();
        second.setConfiguration(camel.component().getConfiguration().copy());
        second.setMaxCallsPerSecond(1_000);
        camel.context().addComponent("ice2", second);
        camel.start(new RouteBuilder() {
            @Override
            public void configure() {
                from("ice-highlights:nba").to("mock:first");
                from("ice2:nba").to("mock:second");
            }
        });
        camel.mock("first").expectedMessageCount(1);
        camel.mock("second").expectedMessageCount(2);

        camel.submit(SUBMIT);
        camel.submit(SUBMIT.replace("ice-highlights:", "ice2:"));
        camel.submit(SUBMIT.replace("ice-highlights:", "ice2:"));

        camel.satisfied(camel.mock("first"), camel.mock("second"));
    }

    @Test
    void aDynamicRecipientSubmits() throws Exception {
        camel.start(results(), new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:in")
                        .toD("ice-highlights:${header.league}?operation=submitHighlightExtractionJob&media="
                                + CamelOnIce.MEDIA + "&output.NeedExport=true&output.Bucket=media"
                                + "&output.ObjectKey=${header.league}/{token}/{index}.mp4");
            }
        });
        camel.mock("results").expectedMessageCount(2);

        camel.submit("direct:in", Map.of("league", "nba"));
        camel.submit("direct:in", Map.of("league", "nba"));
        camel.submit("direct:in", Map.of("league", "cba"));

        camel.satisfied(camel.mock("results"));
        assertThat(camel.pending("cba")).hasSize(1);
    }

    private static RouteBuilder results() {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from("ice-highlights:nba").routeId("results").to("mock:results");
            }
        };
    }
}
