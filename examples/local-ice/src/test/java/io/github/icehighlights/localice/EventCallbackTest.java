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
package io.github.icehighlights.localice;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static io.github.icehighlights.localice.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

/** The account-wide callback: GetEventCallback, SetEventCallback and what follows from them. */
class EventCallbackTest {

    private static final String SET = "SetEventCallback";
    private static final String GET = "GetEventCallback";
    private static final String QUEUE = "ice-callback-account";
    private static final String KEY = "Secret1";
    private static final String INPUT = "{\"MediaArray\":[{\"MediaId\":\"one\"}]}";

    @RegisterExtension
    static final LocalIceExtension ICE =
            LocalIceExtension.create(builder -> builder.instant().queue(QUEUE)).withFreshJobs();

    private final LocalIce ice = ICE.ice();
    private final IceCaller caller = new IceCaller(ice);
    private Receiver receiver;

    @BeforeEach
    void open() throws Exception {
        receiver = new Receiver();
    }

    @AfterEach
    void close() {
        receiver.close();
    }

    @Test
    void tellsWhatIsSet() throws Exception {
        assertThat(get().has("CallbackType")).isFalse();
        set(Map.of(
                "CallbackType", "HTTP",
                "CallbackURL", receiver.url("/a"),
                "EventTypeList", "SmartJobComplete,BatchProduceMediaComplete",
                "AuthSwitch", "on",
                "AuthKey", KEY));
        JsonNode http = get();
        assertThat(http.path("CallbackType").asText()).isEqualTo("HTTP");
        assertThat(http.path("CallbackURL").asText()).isEqualTo(receiver.url("/a"));
        assertThat(http.path("EventTypeList").asText()).isEqualTo("SmartJobComplete,BatchProduceMediaComplete");
        assertThat(http.path("AuthSwitch").asText()).isEqualTo("on");
        assertThat(http.path("AuthKey").asText()).isEqualTo(KEY);
        set(Map.of("CallbackType", "MNS", "CallbackQueueName", QUEUE));
        JsonNode queue = get();
        assertThat(queue.path("CallbackType").asText()).isEqualTo("MNS");
        assertThat(queue.path("CallbackQueueName").asText()).isEqualTo(QUEUE);
        assertThat(queue.has("AuthKey")).isFalse();
    }

    @Test
    void sendsAllJobsToTheAccountsUrlAndToTheirOwn() throws Exception {
        String account = receiver.url("/account");
        set(Map.of("CallbackType", "HTTP", "CallbackURL", account, "AuthSwitch", "on", "AuthKey", KEY));
        String plain = submit(null);
        String own = submit(receiver.url("/own"));
        await().until(() -> receiver.about(plain).size() == 1);
        await().until(() -> receiver.about(own).size() == 2);
        assertThat(receiver.about(plain).get(0).isSigned(account, KEY)).isTrue();
        assertThat(receiver.about(own))
                .extracting(Receiver.Received::path)
                .containsExactlyInAnyOrder("/account", "/own");
        assertThat(receiver.about(own))
                .allSatisfy(callback -> assertThat(callback.isSigned(receiver.url(callback.path()), KEY))
                        .isTrue());
    }

    @Test
    void signsNothingWhileTheSwitchIsOff() throws Exception {
        set(Map.of("CallbackType", "HTTP", "CallbackURL", receiver.url("/a"), "AuthSwitch", "off", "AuthKey", KEY));
        String id = submit(null);
        await().until(() -> receiver.about(id).size() == 1);
        assertThat(receiver.received().get(0).headers()).doesNotContainKey("X-ice-signature");
    }

    @Test
    void sendsOnlyTheWantedEvents() throws Exception {
        set(Map.of(
                "CallbackType", "HTTP",
                "CallbackURL", receiver.url("/account"),
                "EventTypeList", "BatchProduceMediaComplete, Other"));
        String unwanted = submit(receiver.url("/own"));
        await().until(() -> receiver.about(unwanted).size() == 1);
        assertThat(receiver.received().get(0).path()).isEqualTo("/own");
        set(Map.of(
                "CallbackType", "HTTP",
                "CallbackURL", receiver.url("/account"),
                "EventTypeList", "Other,SmartJobComplete"));
        String wanted = submit(null);
        await().until(() -> receiver.about(wanted).size() == 1);
    }

    @Test
    void sendsToTheAccountsQueue() throws Exception {
        set(Map.of("CallbackType", "MNS", "CallbackQueueName", QUEUE));
        String id = submit(null);
        await().until(() -> ice.queues().messages(QUEUE).size() == 1);
        assertThat(ice.queues().messages(QUEUE).get(0).body()).contains(id);
    }

    @ParameterizedTest
    @CsvSource({
        "CallbackType=FTP, InvalidParameter, CallbackType",
        "CallbackURL=http://a/, MissingParameter, CallbackType",
        "CallbackType=HTTP, MissingParameter, CallbackURL",
        "CallbackType=HTTP&CallbackURL=ftp://a/, InvalidParameter, CallbackURL",
        "CallbackType=MNS, MissingParameter, CallbackQueueName",
        "CallbackType=MNS&CallbackQueueName=other, InvalidParameter, ice-callback-",
        "CallbackType=HTTP&CallbackURL=http://a/&AuthSwitch=yes, InvalidParameter, AuthSwitch",
        "CallbackType=HTTP&CallbackURL=http://a/&AuthSwitch=on, MissingParameter, AuthKey",
        "CallbackType=HTTP&CallbackURL=http://a/&AuthSwitch=on&AuthKey=alllower1, InvalidParameter, upper-case",
        "CallbackType=MNS&CallbackQueueName=ice-callback-a&AuthSwitch=on&AuthKey=Secret1, InvalidParameter, AuthSwitch"
    })
    void refusesWhatIsNotDocumented(String parameters, String code, String text) throws Exception {
        Map<String, String> map = Arrays.stream(parameters.split("&"))
                .map(pair -> pair.split("="))
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
        IceCaller.Reply reply = caller.call(SET, map);
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.field("Code")).isEqualTo(code);
        assertThat(reply.field("Message")).contains(text);
        assertThat(get().has("CallbackType")).isFalse();
    }

    @Test
    void limitsTheLengthOfTheUrl() throws Exception {
        String url = "http://a/".concat("x".repeat(247));
        set(Map.of("CallbackType", "HTTP", "CallbackURL", url));
        IceCaller.Reply reply = caller.call(SET, Map.of("CallbackType", "HTTP", "CallbackURL", url + "x"));
        assertThat(reply.field("Message")).contains("256");
    }

    private void set(Map<String, String> parameters) throws Exception {
        IceCaller.Reply reply = caller.call(SET, parameters);
        assertThat(reply.text()).contains("\"Success\":true");
    }

    private JsonNode get() throws Exception {
        IceCaller.Reply reply = caller.call(GET, Map.of());
        assertThat(reply.status()).isEqualTo(200);
        return reply.json();
    }

    private String submit(String notifyAddress) throws Exception {
        Map<String, String> parameters = notifyAddress == null
                ? Map.of("InputConfig", INPUT)
                : Map.of("InputConfig", INPUT, "UserData", "{\"NotifyAddress\":\"" + notifyAddress + "\"}");
        return caller.call(IceCaller.SUBMIT, parameters).jobId();
    }
}
