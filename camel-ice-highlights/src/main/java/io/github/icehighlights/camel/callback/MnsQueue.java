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
package io.github.icehighlights.camel.callback;

import java.time.Duration;
import java.util.List;

import com.aliyun.credentials.Client;
import com.aliyun.credentials.models.CredentialModel;
import com.aliyun.mns.client.CloudQueue;
import com.aliyun.mns.client.MNSClient;
import com.aliyun.mns.client.MNSClientBuilder;
import com.aliyun.mns.common.ServiceHandlingRequiredException;
import com.aliyun.mns.common.auth.SignVersion;
import com.aliyun.mns.common.http.ClientConfiguration;
import com.aliyun.mns.model.Message;
import com.aliyuncs.auth.AlibabaCloudCredentials;
import com.aliyuncs.auth.AlibabaCloudCredentialsProvider;
import com.aliyuncs.auth.BasicCredentials;
import com.aliyuncs.auth.BasicSessionCredentials;

import io.github.icehighlights.camel.ice.CredentialChain;

/** A queue of Alibaba's SMQ through the official client. The only class that knows it: the client is optional. */
final class MnsQueue implements EventQueue {

    /** The most that one call brings. */
    private static final int BATCH = 16;

    private static final int CONNECT_MILLIS = 10_000;
    /** Longer than the longest wait. */
    private static final int SILENCE_MILLIS = 45_000;

    private final MNSClient client;
    private final CloudQueue queue;

    MnsQueue(QueueSettings settings) {
        var http = new ClientConfiguration();
        http.setSignatureVersion(SignVersion.V4);
        http.setConnectionTimeout(CONNECT_MILLIS);
        http.setSocketTimeout(SILENCE_MILLIS);
        // who reads goes on by itself, with growing pauses
        http.setMaxErrorRetry(0);
        // by a provider always: keys that it is given itself the client writes into the log, at DEBUG
        client = MNSClientBuilder.create()
                .accountEndpoint(settings.endpoint())
                .region(settings.region())
                .clientConfiguration(http)
                .credentialsProvider(settings.accessKey() == null ? chain(settings.credentials()) : fixed(settings))
                .build();
        queue = client.getQueueRef(settings.name());
    }

    private static AlibabaCloudCredentialsProvider fixed(QueueSettings settings) {
        AlibabaCloudCredentials keys =
                credentials(settings.accessKey(), settings.secretKey(), settings.securityToken());
        return () -> keys;
    }

    private static AlibabaCloudCredentialsProvider chain(Client given) {
        Client credentials = given == null ? CredentialChain.client() : given;
        return () -> {
            CredentialModel now = credentials.getCredential();
            return credentials(now.getAccessKeyId(), now.getAccessKeySecret(), now.getSecurityToken());
        };
    }

    private static AlibabaCloudCredentials credentials(String accessKey, String secretKey, String securityToken) {
        return securityToken == null
                ? new BasicCredentials(accessKey, secretKey)
                : new BasicSessionCredentials(accessKey, secretKey, securityToken);
    }

    @Override
    public List<Received> receive(Duration wait) throws ServiceHandlingRequiredException {
        List<Message> messages = queue.batchPopMessage(BATCH, (int) wait.toSeconds());
        return messages == null
                ? List.of()
                : messages.stream().map(MnsQueue::received).toList();
    }

    /** A message without a body comes too; each is read for itself. */
    private static Received received(Message message) {
        boolean empty = message.getMessageBodyAsRawBytes() == null;
        Integer count = message.getDequeueCount();
        return new Received(
                message.getMessageId(),
                empty ? "" : message.getMessageBodyAsRawString(),
                message.getReceiptHandle(),
                count == null ? 1 : count);
    }

    @Override
    public void remove(String receipt) throws ServiceHandlingRequiredException {
        queue.deleteMessage(receipt);
    }

    @Override
    public void close() {
        client.close();
    }
}
