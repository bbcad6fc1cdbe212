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

import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.InflaterInputStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.github.icehighlights.localice.callback.Attempt;
import io.github.icehighlights.localice.fault.CallbackFaultPlan;
import io.github.icehighlights.localice.fault.Faults;
import io.github.icehighlights.localice.fault.Forgery;
import io.github.icehighlights.localice.wire.Json;

import static io.github.icehighlights.localice.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

/** Everything that can go wrong with a callback, over real HTTP. */
class CallbackFaultsTest {

    private static final String KEY = "Secret1";
    private static final String QUEUE = "ice-callback-test";
    private static final String INPUT = "{\"MediaArray\":[{\"MediaId\":\"one\"}]}";
    private static final String OTHER = "{\"MediaArray\":[{\"MediaId\":\"two\"}]}";

    @RegisterExtension
    static final LocalIceExtension ICE = LocalIceExtension.create(
                    builder -> builder.instant().callbackAuthKey(KEY).queue(QUEUE))
            .withFreshJobs();

    private final LocalIce ice = ICE.ice();
    private final Faults faults = ice.faults();
    private final CallbackFaultPlan callback = faults.callback();
    private Receiver receiver;
    private String url;

    @BeforeEach
    void open() throws Exception {
        receiver = new Receiver();
        url = receiver.url("/cb");
    }

    @AfterEach
    void close() {
        receiver.close();
    }

    @Test
    void isLost() throws Exception {
        callback.lost();
        String lost = submit(INPUT);
        String next = submit(INPUT);
        await().until(() -> receiver.about(next).size() == 1);
        assertThat(receiver.about(lost)).isEmpty();
        assertThat(ice.callbacks().attempts(lost)).isEmpty();
    }

    @Test
    void isMeantForOneActionOneMediumOrOneJob() throws Exception {
        faults.on(IceCaller.SPORTS).callback().lost().always();
        faults.onAny().media("two").callback().sent(2).always();
        String one = submit(INPUT);
        String two = submit(OTHER);
        await().until(() -> receiver.about(one).size() == 1);
        await().until(() -> receiver.about(two).size() == 2);
        ice.holdAll(true);
        String held = submit(INPUT);
        String other = submit(INPUT);
        faults.onAny().job(held).callback().sent(3).always();
        ice.holdAll(false);
        await().until(() -> receiver.about(held).size() == 3);
        await().until(() -> receiver.about(other).size() == 1);
    }

    @Test
    void isLate() throws Exception {
        callback.late(Duration.ofMillis(700));
        Instant begin = Instant.now();
        String late = submit(INPUT);
        String next = submit(INPUT);
        await().until(() -> receiver.about(late).size() == 1);
        assertThat(Duration.between(begin, Instant.now())).isGreaterThan(Duration.ofMillis(650));
        assertThat(receiver.about(next)).hasSize(1);
    }

    @Test
    void doesNotOutliveAReset() throws Exception {
        callback.late(Duration.ofSeconds(3));
        callback.late(Duration.ofSeconds(4));
        String forgotten = submit(INPUT);
        await().until(() -> faults.pending().size() == 1);
        ice.callbacks().clear();
        String next = submit(INPUT);
        await().until(() -> receiver.about(next).size() == 1);
        assertThat(receiver.about(forgotten)).isEmpty();
    }

    @Test
    void isEarly() throws Exception {
        callback.early();
        ice.holdAll(true);
        String early = submit(INPUT);
        await().until(() -> receiver.about(early).size() == 1);
        assertThat(receiver.received().get(0).messageBody().path("Status").asText())
                .isEqualTo("Finished");
        assertThat(new IceCaller(ice).look(early).field("State")).isEqualTo("Executing");
        ice.finish(early);
        String next = submit(INPUT);
        ice.finish(next);
        await().until(() -> receiver.about(next).size() == 1);
        assertThat(receiver.about(early)).hasSize(1);
    }

    @Test
    void isDoubled() throws Exception {
        callback.doubled();
        String id = submit(INPUT);
        await().until(() -> receiver.about(id).size() == 2);
        assertThat(receiver.received().get(0).text())
                .isEqualTo(receiver.received().get(1).text());
    }

    @Test
    void isOvertakenByTheNextOne() throws Exception {
        callback.reordered();
        ice.holdAll(true);
        String first = submit(INPUT);
        String second = submit(INPUT);
        ice.finish(first);
        await().until(() -> faults.pending().isEmpty());
        ice.finish(second);
        await().until(() -> receiver.about(first).size() == 1);
        assertThat(receiver.received())
                .extracting(received -> received.messageBody().path("JobId").asText())
                .containsExactly(second, first);
    }

    @Test
    void isNotHeldBackForEver() throws Exception {
        callback.reordered();
        String alone = submit(INPUT);
        await().until(() -> receiver.about(alone).size() == 1);
    }

    @Test
    void isForged() throws Exception {
        callback.forged();
        String id = submit(INPUT);
        await().until(() -> receiver.received().size() == 5);
        await().until(() -> ice.callbacks().attempts(id).size() == 5);
        assertThat(ice.callbacks().attempts(id))
                .extracting(Attempt::what)
                .containsExactlyInAnyOrder(
                        "event",
                        "forged WRONG_SIGNATURE",
                        "forged OTHER_JOB",
                        "forged FALSE_STATE",
                        "forged FOREIGN_URL");
        assertThat(receiver.received().stream().filter(received -> !received.isSigned(url, KEY)))
                .singleElement()
                .satisfies(received ->
                        assertThat(received.text()).isEqualTo(ice.callbacks().event(id)));
        assertThat(receiver.received().stream()
                        .filter(received ->
                                !received.messageBody().path("JobId").asText().equals(id)))
                .singleElement()
                .satisfies(received -> assertThat(
                                received.messageBody().path("UserData").asText())
                        .contains(url));
        assertThat(receiver.about(id))
                .filteredOn(received -> received.text().contains("attacker.invalid"))
                .hasSize(1);
        assertThat(receiver.about(id))
                .filteredOn(received -> received.text().contains("A lie."))
                .hasSize(1);
    }

    @Test
    void isForgedWithoutAGenuineOne() throws Exception {
        callback.lost();
        callback.forged(Forgery.OTHER_JOB);
        String id = submit(INPUT);
        await().until(() -> receiver.received().size() == 1);
        assertThat(receiver.about(id)).isEmpty();
    }

    @Test
    void isReplayed() throws Exception {
        callback.replayed(Duration.ofMinutes(10));
        String id = submit(INPUT);
        await().until(() -> receiver.about(id).size() == 2);
        assertThat(receiver.received())
                .allSatisfy(received -> assertThat(received.isSigned(url, KEY)).isTrue());
        List<Long> times = receiver.received().stream()
                .map(received -> Long.parseLong(received.headers().getFirst("X-ICE-TIMESTAMP")))
                .sorted()
                .toList();
        assertThat(times.get(1) - times.get(0)).isBetween(580L, 660L);
    }

    @Test
    void isUnsigned() throws Exception {
        callback.unsigned();
        String id = submit(INPUT);
        await().until(() -> receiver.about(id).size() == 1);
        assertThat(receiver.received().get(0).headers()).doesNotContainKey("X-ice-signature");
    }

    @Test
    void isHuge() throws Exception {
        callback.huge();
        String id = submit(INPUT);
        await().until(() -> receiver.about(id).size() == 1);
        assertThat(receiver.received().get(0).body()).hasSize(1 << 20);
    }

    @Test
    void isDeflated() throws Exception {
        callback.deflated();
        String id = submit(INPUT);
        await().until(() -> receiver.received().size() == 1);
        Receiver.Received received = receiver.received().get(0);
        assertThat(received.headers().getFirst("Content-Encoding")).isEqualTo("deflate");
        byte[] inflated = new InflaterInputStream(new ByteArrayInputStream(received.body())).readAllBytes();
        assertThat(new String(inflated)).isEqualTo(ice.callbacks().event(id));
    }

    @Test
    void mayBeEarlyAndHugeAndNoJson() throws Exception {
        callback.early();
        callback.notJson();
        callback.huge();
        String id = submit(INPUT);
        await().until(() -> receiver.received().size() == 1);
        assertThat(receiver.received().get(0).text()).startsWith("Tröt");
        assertThat(new IceCaller(ice).look(id).field("State")).as("it ends").isIn("Finished", "Failed");
    }

    @Test
    void isNoJson() throws Exception {
        callback.notJson();
        submit(INPUT);
        await().until(() -> receiver.received().size() == 1);
        Receiver.Received received = receiver.received().get(0);
        assertThat(received.isSigned(url, KEY)).isTrue();
        assertThat(received.text()).startsWith("Tröt");
    }

    @Test
    void isManyThingsAtOnce() throws Exception {
        callback.deflated();
        callback.doubled();
        callback.late(Duration.ofMillis(10));
        callback.forged(Forgery.FALSE_STATE);
        callback.unsigned();
        submit(INPUT);
        await().until(() -> receiver.received().size() == 3);
        assertThat(receiver.received())
                .filteredOn(received -> received.headers().containsKey("Content-encoding"))
                .hasSize(2)
                .allSatisfy(received -> assertThat(received.headers()).doesNotContainKey("X-ice-signature"));
        assertThat(faults.pending()).isEmpty();
    }

    @Test
    void befallsMessagesOfQueuesToo() throws Exception {
        url = QUEUE;
        callback.huge();
        callback.forged(Forgery.OTHER_JOB);
        String id = submit(INPUT);
        await().until(() -> ice.queues().messages(QUEUE).size() == 2);
        List<String> bodies = ice.queues().messages(QUEUE).stream()
                .map(message -> message.body())
                .toList();
        assertThat(bodies).anySatisfy(body -> assertThat(body.length()).isEqualTo(48 * 1024));
        assertThat(bodies)
                .extracting(body -> Json.read(body).at("/MessageBody/JobId").asText())
                .containsOnlyOnce(id);
        callback.notJson();
        submit(INPUT);
        await().until(() -> ice.queues().messages(QUEUE).size() == 3);
    }

    private String submit(String input) throws Exception {
        Map<String, String> parameters = new HashMap<>(Map.of("InputConfig", input));
        parameters.put("UserData", "{\"NotifyAddress\":\"" + url + "\"}");
        return new IceCaller(ice).call(IceCaller.SUBMIT, parameters).jobId();
    }
}
