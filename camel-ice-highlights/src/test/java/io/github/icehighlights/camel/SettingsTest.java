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

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

import com.aliyun.ice20201109.Client;
import com.aliyun.teaopenapi.models.Config;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import io.github.icehighlights.camel.request.IceRequestException;
import io.github.icehighlights.camel.tracking.DeliveryPolicy;
import io.github.icehighlights.camel.tracking.LookPolicy;
import io.github.icehighlights.camel.tracking.Policies;
import io.github.icehighlights.camel.tracking.TrackerSettings;
import io.github.icehighlights.localice.LocalIceExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Every option reaches the part that it is for. */
class SettingsTest {

    @RegisterExtension
    static final LocalIceExtension ICE =
            LocalIceExtension.create(b -> b.instant().bucket("media")).withFreshJobs();

    @Test
    void theComponentsOptionsAreTheTrackersBounds() {
        var component = new IceHighlightsComponent();
        component.getConfiguration().setCallTimeout(1);
        component.setLeaseDuration(2);
        component.setTokenWindow(30);
        component.setListLag(4);
        assertThat(component.settings().resubmitUncertain()).isFalse();
        component.setUncertain(Uncertain.RESUBMIT);
        component.setRetryTimeout(5);
        component.setRetention(6);
        component.setMaxCallsPerSecond(7);

        TrackerSettings settings = component.settings();

        assertThat(settings.longestCall()).isEqualTo(Duration.ofMillis(1));
        assertThat(settings.lease()).isEqualTo(Duration.ofMillis(2));
        assertThat(settings.tokenWindow()).isEqualTo(Duration.ofMillis(30));
        assertThat(settings.listLag()).isEqualTo(Duration.ofMillis(4));
        assertThat(settings.resubmitUncertain()).isTrue();
        assertThat(settings.retryTimeout()).isEqualTo(Duration.ofMillis(5));
        assertThat(settings.retention()).isEqualTo(Duration.ofMillis(6));
        assertThat(settings.maxCallsPerSecond()).isEqualTo(7);
        assertThat(settings.owner()).isNotEqualTo(component.settings().owner());
    }

    @Test
    void retriesEndBeforeIceForgetsTheToken() {
        var component = new IceHighlightsComponent();
        component.setTokenWindow(10);
        component.setRetryTimeout(20);

        assertThat(component.settings().retryTimeout()).isEqualTo(Duration.ofMillis(10));
    }

    @Test
    void aLeaseOutlastsACall() {
        var component = new IceHighlightsComponent();
        component.setLeaseDuration(30_000);

        assertThatThrownBy(component::settings)
                .hasMessageContaining("leaseDuration")
                .hasMessageContaining("callTimeout");
    }

    @Test
    void callsASecondAreMoreThanNone() {
        var component = new IceHighlightsComponent();
        component.setMaxCallsPerSecond(0);

        assertThatThrownBy(component::settings).hasMessageContaining("maxCallsPerSecond");
    }

    @Test
    void anEndpointsOptionsAreItsPolicies() {
        var configuration = new IceHighlightsConfiguration();
        configuration.setLookInterval(1);
        configuration.setMaxJobAge(2);
        configuration.setNotFoundGrace(3);
        configuration.setConcurrentDeliveries(4);
        configuration.setMaxDeliveries(5);
        configuration.setRedeliveryDelay(6);
        configuration.setMaxProcessingTime(7);

        assertThat(configuration.policies())
                .isEqualTo(new Policies(
                        new LookPolicy(Duration.ofMillis(1), Duration.ofMillis(2), Duration.ofMillis(3)),
                        new DeliveryPolicy(4, 5, Duration.ofMillis(6), Duration.ofMillis(7))));
    }

    @Test
    void anApplicationsOwnClientIsUsed() throws Exception {
        var address = ICE.ice().endpoint().replace("http://", "");
        var client = new Client(new Config()
                .setProtocol("HTTP")
                .setRegionId("cn-shanghai")
                .setEndpoint(address)
                .setAccessKeyId(ICE.ice().accessKey())
                .setAccessKeySecret(ICE.ice().secretKey()));
        try (var camel = new CamelOnIce(ICE.ice())) {
            camel.component().getConfiguration().setAccessKey(null);
            camel.component().getConfiguration().setSecretKey(null);
            camel.context().getRegistry().bind("mine", client);
            camel.start();

            Exchange exchange = camel.submit("ice-highlights:nba?operation=submitHighlightExtractionJob"
                    + "&iceClient=#mine&media=" + CamelOnIce.MEDIA);

            assertThat(exchange.getMessage().getHeader(IceHighlightsConstants.JOB_ID))
                    .isNotNull();
            assertThat(ICE.ice().created()).isEqualTo(1);
        }
    }

    @Test
    void whatAlibabaMayChangeIsAnOption() {
        String sports = "ice-highlights:nba?operation=submitSportsHighlightsJob&dryRun=true&media=" + CamelOnIce.MEDIA
                + "&input.SportsCategory=football";
        String large = "ice-highlights:nba?operation=submitScreenMediaHighlightsJob&dryRun=true&media="
                + CamelOnIce.MEDIA + "&output.Width=64&output.Height=4320";
        try (var camel = new CamelOnIce(ICE.ice()).start()) {
            assertThat(camel.send(sports, null).getException()).isInstanceOf(IceRequestException.class);
            assertThat(camel.send(sports + "&sportsCategories=basketball,football", null)
                            .getException())
                    .isNull();
            assertThat(camel.send(large, null).getException()).isInstanceOf(IceRequestException.class);
            assertThat(camel.send(large + "&checkSizes=false", null).getException())
                    .isNull();
        }
    }

    @Test
    void applicationsWithOneKeyAndTwoNamespacesHaveTwoTokens() {
        assertThat(token("one")).isEqualTo(token("one")).isNotEqualTo(token("two"));
    }

    private static Object token(String namespace) {
        try (var camel = new CamelOnIce(ICE.ice())) {
            camel.component().setStoreNamespace(namespace);
            camel.start();
            return camel.submit("ice-highlights:nba?operation=submitHighlightExtractionJob&dryRun=true"
                            + "&idempotencyKey=k&media=" + CamelOnIce.MEDIA)
                    .getMessage()
                    .getHeader(IceHighlightsConstants.CLIENT_TOKEN);
        }
    }

    @Test
    void theComponentsTemplatesAreDefaultsAndMayBeResources(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("output.json"), "{\"ObjectKey\": \"clips/{index}.mp4\"}");
        try (var camel = new CamelOnIce(ICE.ice())) {
            camel.component().getConfiguration().setOperation(IceHighlightsOperation.submitHighlightExtractionJob);
            camel.component().getConfiguration().setOutput(Map.of("NeedExport", true));
            camel.start();

            assertThatThrownBy(() -> camel.context()
                            .getEndpoint("ice-highlights:nba?outputConfig=file:" + file)
                            .createProducer())
                    .isInstanceOf(IceRequestException.class)
                    .hasMessageContaining("clips/{index}.mp4");
            assertThat(camel.send("ice-highlights:nba?output.ObjectKey={token}-{index}.mp4", CamelOnIce.MEDIA)
                            .getException())
                    .isInstanceOf(IceRequestException.class)
                    .hasMessageContaining("Bucket");
        }
    }
}
