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

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import com.aliyun.mns.client.CloudQueue;
import com.aliyun.mns.client.MNSClient;
import com.aliyun.mns.client.MNSClientBuilder;
import com.aliyun.mns.common.ServiceException;
import com.aliyun.mns.common.ServiceHandlingRequiredException;
import com.aliyun.mns.common.auth.SignVersion;
import com.aliyun.mns.common.http.ClientConfiguration;
import com.aliyun.mns.model.Message;
import com.aliyun.mns.model.QueueMeta;
import org.assertj.core.api.ThrowableAssert;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static io.github.icehighlights.localice.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The queues, with the official client. */
class QueueTest {

    private static final String QUEUE = "ice-callback-test";
    private static final String TEXT = "{\"a\":\"<b> & 中 \\u0000\"}";

    private final ManualClock clock = new ManualClock();
    private LocalIce ice;
    private MNSClient client;
    private CloudQueue queue;

    @BeforeEach
    void open() {
        ice = LocalIce.builder().clock(clock).queue(QUEUE).start();
        client = client(ice, SignVersion.V4, ice.secretKey(), ice.region());
        queue = client.getQueueRef(QUEUE);
    }

    @AfterEach
    void close() {
        client.close();
        ice.close();
    }

    @Test
    void anEmptyQueueGivesNothing() throws Exception {
        assertThat(queue.popMessage()).isNull();
        assertThat(queue.batchPopMessage(16)).isNull();
        assertThat(queue.peekMessage()).isNull();
    }

    @Test
    void keepsBodiesAsTheyAre() throws Exception {
        ice.queues().send(QUEUE, TEXT);
        Message raw = queue.popMessage();
        assertThat(raw.getMessageBodyAsRawString()).isEqualTo(TEXT);
        assertThat(raw.getDequeueCount()).isEqualTo(1);
        assertThat(raw.getEnqueueTime()).isEqualTo(Date.from(clock.instant()));
        queue.putMessage(new Message(TEXT));
        Message base64 = queue.popMessage();
        assertThat(base64.getMessageBodyAsRawString()).isNotEqualTo(TEXT);
        assertThat(base64.getMessageBodyAsString()).isEqualTo(TEXT);
    }

    @Test
    void aLongPollEndsWithTheFirstMessage() throws Exception {
        CompletableFuture<Message> polled = CompletableFuture.supplyAsync(() -> pop(20));
        await().until(QueueTest::isSomebodyWaiting);
        ice.queues().send(QUEUE, TEXT);
        assertThat(polled).succeedsWithin(Duration.ofSeconds(15));
        assertThat(polled.join().getMessageBodyAsRawString()).isEqualTo(TEXT);
    }

    @Test
    void aLongPollEndsAfterItsTime() throws Exception {
        long begin = System.nanoTime();
        assertThat(queue.batchPopMessage(16, 1)).isNull();
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThan(Duration.ofMillis(900));
    }

    @Test
    void stopsAtOnceWhileSomebodyWaits() throws Exception {
        CompletableFuture<Void> polled = CompletableFuture.runAsync(() -> pop(30));
        await().until(QueueTest::isSomebodyWaiting);
        long begin = System.nanoTime();
        ice.close();
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(20));
        assertThat(polled).failsWithin(Duration.ofSeconds(20));
    }

    @Test
    void aMessageThatIsNotDeletedComesBack() throws Exception {
        ice.queues().send(QUEUE, TEXT);
        Message first = queue.popMessage();
        assertThat(queue.popMessage()).isNull();
        clock.advance(Duration.ofSeconds(29));
        assertThat(queue.popMessage()).isNull();
        clock.advance(Duration.ofSeconds(1));
        Message second = queue.popMessage();
        assertThat(second.getMessageId()).isEqualTo(first.getMessageId());
        assertThat(second.getDequeueCount()).isEqualTo(2);
        assertThat(second.getFirstDequeueTime()).isEqualTo(first.getFirstDequeueTime());
        assertThat(second.getReceiptHandle()).isNotEqualTo(first.getReceiptHandle());
        assertCode(() -> queue.deleteMessage(first.getReceiptHandle()), "MessageNotExist");
        queue.deleteMessage(second.getReceiptHandle());
        clock.advance(Duration.ofSeconds(31));
        assertThat(queue.popMessage()).isNull();
        assertThat(ice.queues().messages(QUEUE)).isEmpty();
    }

    @Test
    void aHandleEndsWithTheTimeOut() throws Exception {
        ice.queues().send(QUEUE, TEXT);
        Message message = queue.popMessage();
        clock.advance(Duration.ofSeconds(30));
        assertCode(() -> queue.deleteMessage(message.getReceiptHandle()), "MessageNotExist");
        assertCode(() -> queue.deleteMessage("nonsense"), "ReceiptHandleError");
        assertThat(ice.queues().messages(QUEUE)).hasSize(1);
    }

    @Test
    void hidesAMessageForLonger() throws Exception {
        ice.queues().send(QUEUE, TEXT);
        Message message = queue.popMessage();
        String handle = queue.changeMessageVisibilityTimeout(message.getReceiptHandle(), 100);
        assertThat(handle).isNotEqualTo(message.getReceiptHandle());
        clock.advance(Duration.ofSeconds(99));
        assertThat(queue.popMessage()).isNull();
        assertCode(() -> queue.deleteMessage(message.getReceiptHandle()), "MessageNotExist");
        queue.deleteMessage(handle);
        assertThat(ice.queues().messages(QUEUE)).isEmpty();
    }

    @Test
    void takesAndDeletesSixteenAtATime() throws Exception {
        for (int i = 0; i < 20; i++) {
            ice.queues().send(QUEUE, "{\"i\":" + i + "}");
        }
        List<Message> batch = queue.batchPopMessage(16, 1);
        assertThat(batch).hasSize(16);
        assertThat(batch.get(0).getMessageBodyAsRawString()).isEqualTo("{\"i\":0}");
        queue.batchDeleteMessage(batch.stream().map(Message::getReceiptHandle).toList());
        assertThat(ice.queues().messages(QUEUE)).hasSize(4);

        List<String> handles = new ArrayList<>(queue.batchPopMessage(16).stream()
                .map(Message::getReceiptHandle)
                .toList());
        handles.add(batch.get(0).getReceiptHandle());
        assertThatThrownBy(() -> queue.batchDeleteMessage(handles))
                .isInstanceOf(ServiceHandlingRequiredException.class)
                .hasMessageContaining(batch.get(0).getReceiptHandle())
                .hasMessageNotContaining(handles.get(0));
        assertThat(ice.queues().messages(QUEUE)).isEmpty();
        assertCode(() -> queue.batchPopMessage(17), "InvalidArgument");
    }

    @Test
    void saysThatAQueueIsNotThere() {
        CloudQueue nowhere = client.getQueueRef("ice-callback-nowhere");
        assertCode(nowhere::popMessage, "QueueNotExist");
        assertCode(() -> nowhere.batchPopMessage(16, 10), "QueueNotExist");
        assertCode(() -> nowhere.deleteMessage("8-a"), "QueueNotExist");
        assertCode(nowhere::getAttributes, "QueueNotExist");
    }

    @Test
    void makesAndDeletesQueues() throws Exception {
        QueueMeta meta = new QueueMeta();
        meta.setQueueName("ice-callback-new");
        meta.setVisibilityTimeout(5L);
        CloudQueue made = client.createQueue(meta);
        made.putMessage(new Message("a"));
        made.putMessage(new Message("b"));
        made.popMessage();
        QueueMeta attributes = made.getAttributes();
        assertThat(attributes.getQueueName()).isEqualTo("ice-callback-new");
        assertThat(attributes.getVisibilityTimeout()).isEqualTo(5);
        assertThat(attributes.getActiveMessages()).isEqualTo(1);
        assertThat(attributes.getInactiveMessages()).isEqualTo(1);
        client.createQueue(meta);
        made.delete();
        assertCode(made::popMessage, "QueueNotExist");
        assertThat(ice.queues().names()).containsExactly(QUEUE);
    }

    @Test
    void refusesWrongSignatures() {
        assertCode(() -> pop(client(ice, SignVersion.V4, "other", ice.region())), "SignatureDoesNotMatch");
        assertCode(() -> pop(client(ice, SignVersion.V4, ice.secretKey(), "cn-beijing")), "SignatureDoesNotMatch");
        assertCode(() -> pop(client(ice, SignVersion.V2, ice.secretKey(), ice.region())), "AccessDenied");
    }

    @Test
    void wantsTheTokenOfTemporaryCredentials() throws Exception {
        try (LocalIce temporary =
                LocalIce.builder().securityToken("token").queue(QUEUE).start()) {
            MNSClient without = client(temporary, SignVersion.V4, temporary.secretKey(), temporary.region());
            assertCode(() -> pop(without), "InvalidSecurityToken");
            MNSClient with = builder(temporary, SignVersion.V4, temporary.secretKey(), temporary.region())
                    .securityToken("token")
                    .build();
            pop(with);
        }
    }

    @Test
    void refusesAMessageThatIsTooLong() {
        String body = "x".repeat(64 * 1024 + 1);
        assertThatThrownBy(() -> ice.queues().send(QUEUE, body)).hasMessageContaining("65536");
    }

    private static boolean isSomebodyWaiting() {
        return Thread.getAllStackTraces().values().stream()
                .flatMap(Arrays::stream)
                .anyMatch(frame -> frame.getClassName().endsWith("MessageQueue"));
    }

    private Message pop(int waitSeconds) {
        try {
            return queue.popMessage(waitSeconds);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static void pop(MNSClient client) throws Exception {
        try {
            client.getQueueRef(QUEUE).popMessage();
        } finally {
            client.close();
        }
    }

    /** The client has two kinds of exceptions for what the service answers. */
    private static void assertCode(ThrowableAssert.ThrowingCallable call, String code) {
        assertThatThrownBy(call)
                .isInstanceOfAny(ServiceHandlingRequiredException.class, ServiceException.class)
                .extracting("errorCode")
                .isEqualTo(code);
    }

    static MNSClient client(LocalIce ice, SignVersion version, String secretKey, String region) {
        return builder(ice, version, secretKey, region).build();
    }

    private static MNSClientBuilder builder(LocalIce ice, SignVersion version, String secretKey, String region) {
        ClientConfiguration configuration = new ClientConfiguration();
        configuration.setSignatureVersion(version);
        return MNSClientBuilder.create()
                .accountEndpoint(ice.queueEndpoint())
                .accessKeyId(ice.accessKey())
                .accessKeySecret(secretKey)
                .region(region)
                .clientConfiguration(configuration);
    }
}
