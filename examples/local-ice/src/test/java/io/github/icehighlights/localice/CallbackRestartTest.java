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

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

import com.aliyun.mns.client.CloudQueue;
import com.aliyun.mns.client.MNSClient;
import com.aliyun.mns.common.auth.SignVersion;
import com.aliyun.mns.model.Message;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static io.github.icehighlights.localice.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

/** What of callbacks and queues outlives the program. */
class CallbackRestartTest {

    private static final String QUEUE = "ice-callback-test";
    private static final String INPUT = "{\"MediaArray\":[{\"MediaId\":\"one\"}]}";

    @TempDir
    Path folder;

    private final ManualClock clock = new ManualClock();
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
    void sendsNothingTwice() throws Exception {
        String told;
        try (LocalIce ice = start()) {
            told = submit(ice);
            await().until(() -> ice.callbacks().attempts(told).size() == 1);
        }
        try (LocalIce ice = start()) {
            String next = submit(ice);
            await().until(() -> receiver.about(next).size() == 1);
            assertThat(receiver.about(told)).hasSize(1);
        }
    }

    @Test
    void sendsWhatWasNotSent() throws Exception {
        String held;
        String late;
        String unanswered;
        try (LocalIce ice = start()) {
            ice.holdAll(true);
            held = submit(ice);
            late = submit(ice);
            unanswered = submit(ice);
            ice.faults().callback().late(Duration.ofHours(1));
            ice.finish(late);
            await().until(() -> ice.faults().pending().isEmpty());
            receiver.answering(500);
            ice.finish(unanswered);
            await().until(() -> ice.callbacks().attempts(unanswered).size() == 1);
            assertThat(receiver.about(late)).isEmpty();
        }
        try (LocalIce ice = start()) {
            await().until(() -> receiver.about(late).size() == 1);
            await().until(() -> receiver.about(unanswered).size() == 2);
            assertThat(receiver.about(held)).isEmpty();
            ice.holdAll(false);
            await().until(() -> receiver.about(held).size() == 1);
        }
    }

    @Test
    void keepsTheAccountsCallback() throws Exception {
        Map<String, String> callback = Map.of(
                "CallbackType", "HTTP",
                "CallbackURL", receiver.url("/account"),
                "EventTypeList", "A,B",
                "AuthSwitch", "on",
                "AuthKey", "Secret1");
        String before;
        try (LocalIce ice = start()) {
            new IceCaller(ice).call("SetEventCallback", callback);
            before = new IceCaller(ice).call("GetEventCallback", Map.of()).text();
        }
        try (LocalIce ice = start()) {
            String after = new IceCaller(ice).call("GetEventCallback", Map.of()).text();
            assertThat(withoutRequestId(after))
                    .isEqualTo(withoutRequestId(before))
                    .contains("Secret1");
            ice.reset();
            assertThat(new IceCaller(ice).call("GetEventCallback", Map.of()).text())
                    .doesNotContain("Secret1");
        }
    }

    @Test
    void keepsQueuesAndTheirMessages() throws Exception {
        String handle;
        try (LocalIce ice = start()) {
            ice.queues().create(QUEUE, Duration.ofSeconds(10));
            ice.queues().create("gone");
            ice.queues().send(QUEUE, "deleted");
            ice.queues().send(QUEUE, "received");
            ice.queues().send(QUEUE, "fresh");
            ice.queues().send("gone", "a");
            ice.queues().delete("gone");
            handle = withQueue(ice, queue -> {
                queue.deleteMessage(queue.popMessage().getReceiptHandle());
                return queue.popMessage().getReceiptHandle();
            });
        }
        try (LocalIce ice = start()) {
            assertThat(ice.queues().names()).containsExactly(QUEUE);
            assertThat(ice.queues().messages(QUEUE))
                    .extracting(message -> message.body())
                    .containsExactly("received", "fresh");
            Message fresh = withQueue(ice, CloudQueue::popMessage);
            assertThat(fresh.getMessageBodyAsRawString()).isEqualTo("fresh");
            clock.advance(Duration.ofSeconds(10));
            Message again = withQueue(ice, CloudQueue::popMessage);
            assertThat(again.getMessageBodyAsRawString()).isEqualTo("received");
            assertThat(again.getDequeueCount()).isEqualTo(2);
            assertThat(again.getReceiptHandle()).isNotEqualTo(handle);
        }
    }

    private interface QueueCall<T> {
        T on(CloudQueue queue) throws Exception;
    }

    private static <T> T withQueue(LocalIce ice, QueueCall<T> call) throws Exception {
        MNSClient client = QueueTest.client(ice, SignVersion.V4, ice.secretKey(), ice.region());
        try {
            return call.on(client.getQueueRef(QUEUE));
        } finally {
            client.close();
        }
    }

    private static String withoutRequestId(String answer) {
        return answer.replaceFirst("\"RequestId\":\"[^\"]*\"", "");
    }

    private LocalIce start() {
        return LocalIce.builder().directory(folder).clock(clock).instant().start();
    }

    private String submit(LocalIce ice) throws Exception {
        return new IceCaller(ice)
                .call(
                        IceCaller.SUBMIT,
                        Map.of("InputConfig", INPUT, "UserData", "{\"NotifyAddress\":\"" + receiver.url("/cb") + "\"}"))
                .jobId();
    }
}
