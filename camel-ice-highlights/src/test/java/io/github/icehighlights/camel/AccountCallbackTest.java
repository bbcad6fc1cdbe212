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

import java.util.Map;

import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.github.icehighlights.camel.callback.CallbackAuth;
import io.github.icehighlights.camel.ice.IceException;
import io.github.icehighlights.camel.model.EventCallback;
import io.github.icehighlights.camel.model.EventCallbackChange;
import io.github.icehighlights.camel.model.Highlights;
import io.github.icehighlights.localice.LocalIceExtension;

import static org.assertj.core.api.Assertions.assertThat;

/** The account-wide callback: told and set when a route says so, and at no other time. */
@Tag("not-camel-4.22") // camel-jetty does not resolve at 4.22.0
class AccountCallbackTest {

    private static final String GET = "ice-highlights:nba?operation=getEventCallback";
    private static final String SET = "ice-highlights:nba?operation=setEventCallback";
    private static final String OURS = "https://media.example.com/ice/callback?via=proxy";
    private static final String THEIRS = "https://user:pass@theirs.example.com/hook?token=hidden7";
    private static final String KEY = "Canary-key-2026";

    @RegisterExtension
    static final LocalIceExtension ICE = LocalIceExtension.create(
                    b -> b.instant().bucket("media").queue("ice-callback-account"))
            .withFreshJobs();

    private CamelOnIce camel;
    private IceHighlightsConfiguration options;

    @BeforeEach
    void prepare() {
        camel = new CamelOnIce(ICE.ice());
        options = camel.component().getConfiguration();
        options.setCallbackUrl(OURS);
        options.setCallbackAuthKey(KEY);
    }

    @AfterEach
    void stop() {
        camel.close();
    }

    private EventCallback present() {
        return camel.submit(GET).getMessage().getBody(EventCallback.class);
    }

    private EventCallbackChange set() {
        return camel.submit(SET).getMessage().getBody(EventCallbackChange.class);
    }

    private int sets() {
        return ICE.ice().requests("SetEventCallback");
    }

    @Test
    void itIsSetOnceAndWhatWasSetIsTold() {
        options.setCallbackEventTypes(" SmartJobComplete, BatchProduceMediaComplete");
        camel.start();
        assertThat(present().isEmpty()).isTrue();

        EventCallbackChange first = set();

        assertThat(first.changed()).isTrue();
        assertThat(first.before().isEmpty()).isTrue();
        assertThat(first.after().type()).isEqualTo("HTTP");
        assertThat(first.after().address()).isEqualTo(OURS);
        assertThat(first.after().signed()).isTrue();
        assertThat(first.after().eventTypes())
                .containsExactlyInAnyOrder("SmartJobComplete", "BatchProduceMediaComplete");
        assertThat(present()).isEqualTo(first.after());
        EventCallbackChange second = set();
        assertThat(second.changed()).isFalse();
        assertThat(second.after()).isEqualTo(second.before()).isEqualTo(first.after());
        assertThat(sets()).isEqualTo(1);
        assertThat(first.toString() + second).doesNotContain(KEY);
    }

    @Test
    void whatDiffersIsSetAndTheEventsStay() {
        options.setCallbackEventTypes("SmartJobComplete");
        camel.start();
        set();

        options.setCallbackEventTypes(null);
        options.setCallbackAuthKey("New-key-2027");

        EventCallbackChange change = camel.submit("ice-highlights:other?operation=setEventCallback")
                .getMessage()
                .getBody(EventCallbackChange.class);

        assertThat(change.changed()).isTrue();
        assertThat(change.after().eventTypes()).containsExactly("SmartJobComplete");
        assertThat(sets()).isEqualTo(2);
    }

    @Test
    void aQueueIsSetToo() {
        options.setCallbackQueue("ice-callback-account");
        camel.start();

        EventCallbackChange change = set();

        assertThat(change.after().type()).isEqualTo("MNS");
        assertThat(change.after().address()).isEqualTo("ice-callback-account");
        assertThat(change.after().signed()).isFalse();
        assertThat(set().changed()).isFalse();
    }

    @Test
    void whatAnotherApplicationMayNeedIsReplacedOnlyByName() {
        camel.start();
        camel.submit(SET + "&callbackUrl=RAW(" + THEIRS + ")");
        assertThat(sets()).isEqualTo(1);

        Exchange refused = camel.send(SET, "body", Map.of());
        Exchange mistaken = camel.send(SET, "body", Map.of(IceHighlightsConstants.EXPECTED_CALLBACK, "https://old"));

        assertThat(sets()).isEqualTo(1);
        assertThat(refused.getException())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("theirs.example.com")
                .hasMessageContaining(IceHighlightsConstants.EXPECTED_CALLBACK)
                .hasMessageNotContainingAny("pass", "hidden7", KEY);
        assertThat(mistaken.getException()).isInstanceOf(IllegalStateException.class);
        assertThat(mistaken.getMessage().getHeaders()).containsKey(IceHighlightsConstants.EXPECTED_CALLBACK);

        Exchange replaced = camel.submit(
                SET, Map.of(IceHighlightsConstants.EXPECTED_CALLBACK, present().address()));

        EventCallbackChange change = replaced.getMessage().getBody(EventCallbackChange.class);
        assertThat(change.before().address()).isEqualTo(THEIRS);
        assertThat(change.after().address()).isEqualTo(OURS);
        assertThat(change.toString()).doesNotContain("pass", "hidden7");
        assertThat(replaced.getMessage().getHeaders()).doesNotContainKey(IceHighlightsConstants.EXPECTED_CALLBACK);
    }

    @Test
    void nothingIsAskedOrSetByItself() throws Exception {
        HttpServerUnderTest.JETTY.in(camel.context());
        options.setCallbackPath("/ice/callback");
        options.setCallbackEventTypes("SmartJobComplete");
        camel.start(new RouteBuilder() {
            @Override
            public void configure() {
                from("ice-highlights:nba").routeId("results").to("mock:results");
                from("direct:set").to(SET);
            }
        });
        camel.context().getRouteController().stopRoute("results");
        camel.context().getRouteController().startRoute("results");
        camel.close();

        assertThat(sets()).isZero();
        assertThat(ICE.ice().requests("GetEventCallback")).isZero();
    }

    @Test
    void signedEventsOfTheAccountBringTheJobs() throws InterruptedException {
        String address = "http://127.0.0.1:" + HttpServerUnderTest.JETTY.in(camel.context()) + "/ice/callback";
        options.setCallbackPath("/ice/callback");
        options.setCallbackUrl(address);
        options.setCallbackAuth(CallbackAuth.SIGNATURE);
        options.setJobCallback(false);
        options.setFirstLook(3_600_000);
        options.setLookInterval(3_600_000);
        options.setSafetyFirstLook(3_600_000);
        camel.start(new RouteBuilder() {
            @Override
            public void configure() {
                from("ice-highlights:nba").to("mock:results");
            }
        });
        MockEndpoint results = camel.mock("results");
        results.expectedMessageCount(3);
        set();

        for (int i = 0; i < 3; i++) {
            camel.submit("ice-highlights:nba?operation=submitHighlightExtractionJob&media=" + CamelOnIce.MEDIA);
        }

        camel.satisfied(results);
        assertThat(results.getExchanges())
                .extracting(exchange ->
                        exchange.getMessage().getBody(Highlights.class).userData())
                .containsOnlyNulls();
        assertThat(ICE.ice().requests("GetSmartHandleJob")).isEqualTo(3);
        assertThat(ICE.ice().callbacks().attempts()).isNotEmpty().allMatch(attempt -> attempt.address()
                .equals(address));
    }

    @Test
    void theManualsRoutesShowAndSetIt() {
        camel.start(new ManualCallbackRoutes.Account());

        camel.submit("direct:set-callback");
        Exchange shown = camel.submit("direct:show-callback");

        assertThat(shown.getMessage().getBody(EventCallback.class).address()).isEqualTo(OURS);
    }

    @ParameterizedTest
    @CsvSource({
        "callbackAuth=TOKEN, callbackAuth=EITHER",
        "callbackAuthKey=alllower1, upper-case",
        "callbackAuthKey=RAW(Aa1456789012345678901234567890123), 32",
        "callbackUrl=RAW(https://x/%s), 256"
    })
    void whatIceCannotUseIsRefusedBeforeItIsAsked(String option, String message) {
        camel.start();

        Exchange refused = camel.send(SET + "&" + String.format(option, "x".repeat(260)), null);

        assertThat(refused.getException())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
        assertThat(refused.getException()).hasMessageNotContainingAny("alllower1", "Aa14567", KEY);
        assertThat(ICE.ice().requests("GetEventCallback")).isZero();
    }

    @Test
    void withoutAnAddressThereIsNothingToSet() {
        options.setCallbackUrl(null);
        camel.start();

        assertThat(camel.send(SET, null).getException()).hasMessageContaining("callbackUrl");
    }

    @Test
    void aRefusalOfIceShowsNoKey() {
        camel.start();
        ICE.ice().faults().on("SetEventCallback").forbidden();

        Exchange refused = camel.send(SET, null);

        assertThat(refused.getException()).isInstanceOfSatisfying(IceException.class, e -> assertThat(e.getKind())
                .isEqualTo(IceException.Kind.FORBIDDEN));
        assertThat(refused.getException()).hasMessageNotContainingAny(KEY);
    }
}
