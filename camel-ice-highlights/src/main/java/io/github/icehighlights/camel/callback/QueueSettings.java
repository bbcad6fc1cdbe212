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

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import com.aliyun.credentials.Client;

/**
 * Which queue of Alibaba's SMQ (MNS) is read, and how.
 *
 * @param name          of the queue
 * @param endpoint      of the account's queues, such as {@code https://ACCOUNT.mns.cn-shanghai.aliyuncs.com}
 * @param region        of the queue
 * @param accessKey     id of an access key, or null for {@code credentials}
 * @param secretKey     its secret
 * @param securityToken of temporary credentials, or null
 * @param credentials   ready-made credentials, or null for Alibaba's default chain
 * @param maxReceives   how often a message that names no job of ours is received before it is removed
 */
public record QueueSettings(
        String name,
        String endpoint,
        String region,
        String accessKey,
        String secretKey,
        String securityToken,
        Client credentials,
        int maxReceives) {

    /** The names of what these settings have otherwise, and no values. */
    List<String> differencesFrom(QueueSettings other) {
        List<String> names = new ArrayList<>();
        different(names, "callbackQueueEndpoint", endpoint, other.endpoint);
        different(names, "region", region, other.region);
        different(names, "accessKey", accessKey, other.accessKey);
        different(names, "secretKey", secretKey, other.secretKey);
        different(names, "securityToken", securityToken, other.securityToken);
        different(names, "credentialsClient", credentials, other.credentials);
        different(names, "callbackQueueMaxReceives", maxReceives, other.maxReceives);
        return names;
    }

    private static void different(List<String> names, String name, Object one, Object other) {
        if (!Objects.equals(one, other)) {
            names.add(name);
        }
    }

    /** Without the credentials. */
    @Override
    public String toString() {
        return "QueueSettings[name=" + name + ", endpoint=" + endpoint + ", region=" + region + "]";
    }
}
