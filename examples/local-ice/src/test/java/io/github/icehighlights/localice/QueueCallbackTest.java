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
import java.util.List;
import java.util.Map;

import com.aliyun.mns.client.CloudQueue;
import com.aliyun.mns.client.MNSClient;
import com.aliyun.mns.common.auth.SignVersion;
import com.aliyun.mns.model.Message;
import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

import io.github.icehighlights.localice.callback.Attempt;
import io.github.icehighlights.localice.wire.Json;

import static io.github.icehighlights.localice.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

/** Callbacks to queues, received with the official client. */
class QueueCallbackTest {

    private static final String QUEUE = "ice-callback-test";
    private static final Map<String, String> JOB = Map.of(
            "InputConfig",
            "{\"MediaArray\":[{\"MediaId\":\"one\"}]}",
            "UserData",
            "{\"NotifyAddress\":\"" + QUEUE + "\",\"mine\":\"<中>\"}");

    @Test
    void putsRawEventsIntoTheQueue() throws Exception {
        try (LocalIce ice = LocalIce.builder().instant().queue(QUEUE).start()) {
            String id = submit(ice);
            Message message = receive(ice);
            JsonNode event = Json.read(message.getMessageBodyAsRawString());
            assertThat(event.at("/MessageBody/JobId").asText()).isEqualTo(id);
            assertThat(event.at("/MessageBody/UserData").asText()).isEqualTo(JOB.get("UserData"));
            await().until(() -> ice.callbacks().attempts(id).size() == 1);
            assertThat(ice.callbacks().attempts(id).get(0).isSuccess()).isTrue();
        }
    }

    @Test
    void putsBase64IntoTheQueue() throws Exception {
        try (LocalIce ice =
                LocalIce.builder().instant().queue(QUEUE).base64Messages(true).start()) {
            String id = submit(ice);
            Message message = receive(ice);
            assertThat(message.getMessageBodyAsRawString()).doesNotContain("{");
            JsonNode event = Json.read(message.getMessageBodyAsString());
            assertThat(event.at("/MessageBody/JobId").asText()).isEqualTo(id);
        }
    }

    @Test
    void triesThreeTimesIfThereIsNoQueue() throws Exception {
        try (LocalIce ice = LocalIce.builder()
                .instant()
                .callbackPace(Duration.ofSeconds(1), Duration.ofMillis(20))
                .start()) {
            String id = submit(ice);
            await().until(() -> ice.callbacks().attempts(id).size() == 3);
            List<Attempt> attempts = ice.callbacks().attempts(id);
            assertThat(attempts).allSatisfy(attempt -> {
                assertThat(attempt.isSuccess()).isFalse();
                assertThat(attempt.reply().error()).isEqualTo("QueueNotExist");
            });
        }
    }

    private static String submit(LocalIce ice) throws Exception {
        return new IceCaller(ice).call(IceCaller.SUBMIT, JOB).jobId();
    }

    private static Message receive(LocalIce ice) throws Exception {
        MNSClient client = QueueTest.client(ice, SignVersion.V4, ice.secretKey(), ice.region());
        try {
            CloudQueue queue = client.getQueueRef(QUEUE);
            Message message = queue.popMessage(20);
            queue.deleteMessage(message.getReceiptHandle());
            return message;
        } finally {
            client.close();
        }
    }
}
