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

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static io.github.icehighlights.localice.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

class AdminApiTest {

    private static final String INPUT = "{\"MediaArray\":[{\"MediaId\":\"asset\"}]}";

    @RegisterExtension
    static final LocalIceExtension ICE = LocalIceExtension.create(
                    builder -> builder.instant().bucket("media"))
            .withFreshJobs();

    private final HttpClient http = HttpClient.newHttpClient();
    private final LocalIce ice = ICE.ice();
    private final IceCaller caller = new IceCaller(ice);

    @BeforeEach
    void video() {
        ice.s3().put("media", "a.mp4", LocalIce.sampleVideo());
    }

    @Test
    void tellsTheSettingsButNoSecret() throws Exception {
        JsonNode settings = admin("GET", "", "").path("settings");
        assertThat(settings.path("endpoint").asText()).isEqualTo(ice.endpoint());
        assertThat(settings.path("s3Endpoint").asText()).isEqualTo(ice.s3().endpoint());
        assertThat(settings.toString()).doesNotContain(ice.secretKey());
    }

    @Test
    void countsAndListsJobs() throws Exception {
        String id =
                caller.submit("{\"MediaArray\":[{\"MediaId\":\"nothing\"}]}").jobId();
        caller.look(id);
        caller.look(id);
        assertThat(admin("GET", "/created", "").at("/created/total").asInt()).isEqualTo(1);
        assertThat(admin("GET", "/created", "")
                        .at("/created/" + IceCaller.SUBMIT)
                        .asInt())
                .isEqualTo(1);
        assertThat(admin("GET", "/requests", "")
                        .at("/requests/" + IceCaller.GET)
                        .asInt())
                .isEqualTo(2);
        JsonNode job = admin("GET", "/jobs", "").at("/jobs/0");
        assertThat(job.path("jobId").asText()).isEqualTo(id);
        assertThat(job.path("state").asText()).isEqualTo("Failed");
        admin("POST", "/reset", "");
        assertThat(ice.created()).isZero();
    }

    @Test
    void holdsFinishesAndFailsJobs() throws Exception {
        admin("POST", "/media", "{\"MediaId\":\"asset\",\"MediaURL\":\"oss://media/a.mp4\"}");
        admin("POST", "/hold", "{\"hold\":true}");
        String one = caller.submit(INPUT).jobId();
        String two = caller.submit(INPUT).jobId();
        String three = caller.submit(INPUT).jobId();
        assertThat(caller.look(one).field("State")).isEqualTo("Executing");
        admin("POST", "/jobs/" + one + "/finish", "");
        admin("POST", "/jobs/" + two + "/fail", "{\"code\":\"JobFailed\",\"message\":\"so\"}");
        assertThat(caller.look(one).field("State")).isEqualTo("Finished");
        assertThat(caller.look(two).field("ErrorCode")).isEqualTo("JobFailed");
        assertThat(caller.look(three).field("State")).isEqualTo("Executing");
        admin("POST", "/hold", "{\"hold\":false}");
        assertThat(caller.look(three).field("State")).isEqualTo("Finished");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "\"kind\":\"throttle\" | 400",
                "\"kind\":\"forbidden\" | 403",
                "\"kind\":\"internalError\" | 500",
                "\"kind\":\"unavailable\" | 503",
                "\"kind\":\"error\",\"status\":418,\"code\":\"Tea\" | 418",
                "\"kind\":\"html\",\"status\":503 | 503",
                "\"kind\":\"redirect\",\"status\":307,\"location\":\"http://x.invalid/\" | 307",
                "\"kind\":\"delay\",\"millis\":1 | 200",
                "\"kind\":\"drip\",\"millis\":1 | 200"
            })
    void asksForAFault(String fault, int status) throws Exception {
        JsonNode pending = admin("POST", "/faults", "{" + fault + ",\"action\":\"" + IceCaller.SUBMIT + "\"}");
        assertThat(pending.path("faults")).hasSize(1);
        assertThat(caller.look("unknown").status()).isEqualTo(404);
        assertThat(caller.submit(INPUT).status()).isEqualTo(status);
        assertThat(admin("GET", "/faults", "").path("faults")).isEmpty();
        assertThat(caller.submit(INPUT).status()).isEqualTo(200);
    }

    @Test
    void asksForWhatBefallsAJob() throws Exception {
        admin("POST", "/faults", "{\"kind\":\"failed\",\"code\":\"JobFailed\",\"message\":\"so\"}");
        admin("POST", "/faults", "{\"kind\":\"notFound\",\"looks\":1}");
        String failed = caller.submit(INPUT).jobId();
        assertThat(caller.look(failed).status()).isEqualTo(404);
        assertThat(caller.look(failed).field("ErrorCode")).isEqualTo("JobFailed");
        admin("POST", "/faults", "{\"kind\":\"stuck\",\"always\":true}");
        assertThat(caller.look(caller.submit(INPUT).jobId()).field("State")).isEqualTo("Executing");
        assertThat(caller.look(caller.submit(INPUT).jobId()).field("State")).isEqualTo("Executing");
        assertThat(admin("DELETE", "/faults", "").path("faults")).isEmpty();
        assertThat(caller.look(caller.submit(INPUT).jobId()).field("State")).isNotEqualTo("Executing");
    }

    @Test
    void handlesBatches() throws Exception {
        Map<String, String> parameters = Map.of(
                "InputConfig", "{\"MediaArray\":[\"oss://media/a.mp4\"]}",
                "OutputConfig", "{\"MediaURL\":\"oss://media/out/{index}.mp4\",\"Count\":3}");
        admin("POST", "/faults", "{\"kind\":\"partlyFailed\",\"videos\":2,\"code\":\"JobFailed\",\"message\":\"so\"}");
        JsonNode partly =
                caller.batch(caller.call(IceCaller.SCREEN_MEDIA, parameters).jobId());
        assertThat(partly.path("SubJobList").findValuesAsText("Status")).containsExactly("Failed", "Failed", "Success");
        assertThat(partly.at("/SubJobList/0/ErrorMessage").asText()).isEqualTo("so");
        admin("POST", "/hold", "{\"hold\":true}");
        String one = caller.call(IceCaller.SCREEN_MEDIA, parameters).jobId();
        String two = caller.call(IceCaller.SCREEN_MEDIA, parameters).jobId();
        admin("POST", "/jobs/" + one + "/finish", "");
        admin("POST", "/jobs/" + two + "/fail", "{\"code\":\"JobFailed\",\"message\":\"so\"}");
        assertThat(caller.batch(one).path("Status").asText()).isEqualTo("Finished");
        assertThat(caller.batch(two).path("Status").asText()).isEqualTo("Failed");
        assertThat(admin("GET", "/created", "")
                        .at("/created/" + IceCaller.SCREEN_MEDIA)
                        .asInt())
                .isEqualTo(3);
        assertThat(admin("GET", "/jobs", "").at("/jobs/1/action").asText()).isEqualTo(IceCaller.SCREEN_MEDIA);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"kind\":\"callbackLost\"",
                "\"kind\":\"callbackLate\",\"millis\":1",
                "\"kind\":\"callbackEarly\"",
                "\"kind\":\"callbackDoubled\",\"copies\":3",
                "\"kind\":\"callbackReordered\"",
                "\"kind\":\"callbackForged\",\"forgeries\":[\"OTHER_JOB\"]",
                "\"kind\":\"callbackReplayed\",\"millis\":600000",
                "\"kind\":\"callbackUnsigned\"",
                "\"kind\":\"callbackHuge\"",
                "\"kind\":\"callbackDeflated\"",
                "\"kind\":\"callbackNotJson\""
            })
    void asksForAFaultOfCallbacks(String fault) throws Exception {
        admin("POST", "/queues", "{\"name\":\"ice-callback-admin\"}");
        assertThat(admin("POST", "/faults", "{" + fault + "}").path("faults")).hasSize(1);
        caller.call(
                IceCaller.SUBMIT,
                Map.of("InputConfig", INPUT, "UserData", "{\"NotifyAddress\":\"ice-callback-admin\"}"));
        await().until(() -> admin("GET", "/faults", "").path("faults").isEmpty());
    }

    @Test
    void tellsOfCallbacksAndQueues() throws Exception {
        admin("POST", "/queues", "{\"name\":\"ice-callback-admin\"}");
        assertThat(send("POST", "/queues", "{}").statusCode()).isEqualTo(400);
        admin("POST", "/faults", "{\"kind\":\"callbackDoubled\",\"copies\":3}");
        String id = caller.call(
                        IceCaller.SUBMIT,
                        Map.of("InputConfig", INPUT, "UserData", "{\"NotifyAddress\":\"ice-callback-admin\"}"))
                .jobId();
        await().until(() ->
                admin("GET", "/queues", "").at("/queues/ice-callback-admin").asInt() == 3);
        await().until(() -> admin("GET", "/callbacks", "").path("callbacks").size() == 3);
        JsonNode attempt = admin("GET", "/callbacks", "").at("/callbacks/0");
        assertThat(attempt.path("jobId").asText()).isEqualTo(id);
        assertThat(attempt.path("address").asText()).isEqualTo("ice-callback-admin");
        assertThat(attempt.path("status").asInt()).isEqualTo(201);
        admin("POST", "/reset", "");
        assertThat(admin("GET", "/callbacks", "").path("callbacks")).isEmpty();
        assertThat(admin("GET", "/queues", "").at("/queues/ice-callback-admin").asInt())
                .isZero();
    }

    @Test
    void saysWhatIsWrongWithARequest() throws Exception {
        assertThat(send("POST", "/faults", "{\"kind\":\"nonsense\"}").statusCode())
                .isEqualTo(400);
        assertThat(send("POST", "/faults", "{\"kind\":\"nonsense\"}").body()).contains("nonsense");
        assertThat(send("POST", "/faults", "{\"kind\":\"callbackForged\",\"forgeries\":[\"X\"]}")
                        .statusCode())
                .isEqualTo(400);
        assertThat(send("POST", "/faults", "not json").statusCode()).isEqualTo(400);
        assertThat(send("POST", "/media", "{\"MediaId\":\"a\"}").body()).contains("MediaURL");
        assertThat(send("POST", "/jobs/unknown/finish", "").statusCode()).isEqualTo(404);
        assertThat(send("GET", "/nonsense", "").statusCode()).isEqualTo(404);
    }

    private JsonNode admin(String method, String path, String body) throws Exception {
        HttpResponse<String> response = send(method, path, body);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return new ObjectMapper().readTree(response.body());
    }

    private HttpResponse<String> send(String method, String path, String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(ice.adminUrl() + path))
                .method(method, BodyPublishers.ofString(body))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }
}
