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
package io.github.icehighlights.camel.crash;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;

import com.aliyun.ice20201109.Client;
import com.aliyun.teaopenapi.models.Config;
import com.aliyun.teaopenapi.models.OpenApiRequest;
import com.aliyun.teaopenapi.models.Params;
import com.aliyun.teautil.models.RuntimeOptions;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.github.icehighlights.camel.ice.CorrelationIds;

/** Alibaba's client with the points that lie between a node and ICE. */
final class TrappedIceClient extends Client {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** By then the node is dead. */
    private static final Duration ANSWER_AFTER = Duration.ofMinutes(1);

    private final String endpoint;
    private final TrapWatch watch;

    TrappedIceClient(String endpoint, Config config, TrapWatch watch) throws Exception {
        super(config);
        this.endpoint = endpoint;
        this.watch = watch;
    }

    @Override
    public Map<String, ?> callApi(Params params, OpenApiRequest request, RuntimeOptions runtime) throws Exception {
        Channel channel = Channel.ofAction(params.action);
        if (channel == null) {
            return super.callApi(params, request, runtime);
        }
        JsonNode userData = JSON.readTree(request.query.get("UserData"));
        String correlationId = userData.path(CorrelationIds.FIELD).asText();
        if (watch.springs(CrashPoint.SENT, channel.channelName())) {
            delayAnswer(params.action, userData.path(Channel.FILE).asText());
            // the parent asks ICE itself whether the request has come to it
            watch.say(correlationId);
        }
        Map<String, ?> answer = super.callApi(params, request, runtime);
        if (watch.springs(CrashPoint.ANSWERED, channel.channelName())) {
            watch.stay(correlationId);
        }
        return answer;
    }

    private void delayAnswer(String action, String media) throws Exception {
        String fault = JSON.createObjectNode()
                .put("kind", "delay")
                .put("action", action)
                .put("media", media)
                .put("millis", ANSWER_AFTER.toMillis())
                .toString();
        HttpRequest request = HttpRequest.newBuilder(URI.create(endpoint + "/admin/faults"))
                .POST(HttpRequest.BodyPublishers.ofString(fault))
                .build();
        HttpResponse<String> response = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() >= 300) {
            throw new IllegalStateException("local-ice takes no fault: " + response.body());
        }
    }
}
