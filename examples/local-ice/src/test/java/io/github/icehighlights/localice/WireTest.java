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

import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.github.icehighlights.localice.IceCaller.Reply;

import static org.assertj.core.api.Assertions.assertThat;

/** What goes over the wire, whatever the action. */
class WireTest {

    static final String INPUT = "{\"MediaArray\":[{\"MediaId\":\"m\"}]}";

    @RegisterExtension
    static final LocalIceExtension ICE =
            LocalIceExtension.create(LocalIceBuilder::instant).withFreshJobs();

    private final LocalIce ice = ICE.ice();
    private final IceCaller caller = new IceCaller(ice);

    @Test
    void idsEndInANewlineAsPublished() throws Exception {
        Reply reply = caller.submit(INPUT);
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.field("JobId")).matches("[0-9a-f]{32}\n");
        assertThat(reply.field("RequestId")).matches("[0-9A-F-]{36}\n");
        assertThat(caller.look(reply.jobId()).field("JobId")).isEqualTo(reply.field("JobId"));
    }

    @Test
    void anIdWithItsNewlineIsNotKnown() throws Exception {
        Reply reply = caller.submit(INPUT);
        assertThat(caller.look(reply.field("JobId")).status()).isEqualTo(404);
    }

    @Test
    void refusesAWrongSecretAndCreatesNothing() throws Exception {
        Reply reply = caller.signedWith(ice.accessKey(), "wrong").submit(INPUT);
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.field("Code")).isEqualTo("SignatureDoesNotMatch");
        assertThat(ice.created()).isZero();
        assertThat(ice.requests(IceCaller.SUBMIT)).isEqualTo(1);
    }

    @Test
    void errorsHaveTheDocumentedShape() throws Exception {
        Reply reply = caller.look("unknown");
        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.headers().get("content-type")).startsWith("application/json");
        assertThat(reply.json().fieldNames())
                .toIterable()
                .containsExactly("RequestId", "HostId", "Code", "Message", "Recommend");
        assertThat(reply.field("Code")).isEqualTo("JobNotFound");
        assertThat(reply.field("HostId")).isEqualTo("ice.cn-shanghai.aliyuncs.com");
    }

    @Test
    void anUnknownActionIsRefused() throws Exception {
        assertThat(caller.call("SubmitSomethingElse", Map.of()).field("Code")).isEqualTo("InvalidAction.NotFound");
    }

    @Test
    void anotherVersionIsRefused() throws Exception {
        assertThat(caller.with("x-acs-version", "2019-01-01").submit(INPUT).field("Code"))
                .isEqualTo("InvalidAction.NotFound");
    }

    @Test
    void acceptsAnEmptyChunkedBody() throws Exception {
        String jobId = caller.submit(INPUT).jobId();
        HttpRequest signed = caller.request(IceCaller.GET, Map.of("JobId", jobId));
        HttpRequest chunked = HttpRequest.newBuilder(signed, (name, value) -> true)
                .method("POST", BodyPublishers.ofInputStream(InputStream::nullInputStream))
                .build();
        HttpResponse<String> response = HttpClient.newHttpClient().send(chunked, HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    }

    @Test
    void everyCharacterSurvivesTheQuery() throws Exception {
        String userData = "{\"a b\":\"c+d*~&=% 中\"}";
        Reply reply = caller.call(IceCaller.SUBMIT, Map.of("InputConfig", INPUT, "UserData", userData));
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        assertThat(caller.look(reply.jobId()).field("UserData")).isEqualTo(userData);
    }

    @Test
    void oneWithoutSignatureIsRefused() throws Exception {
        HttpResponse<String> response = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(ice.endpoint() + "/?Action=GetSmartHandleJob&Signature=x"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).contains("IncompleteSignature");
    }

    @Test
    void temporaryCredentialsNeedTheirToken() throws Exception {
        try (LocalIce temporary =
                LocalIce.builder().securityToken("sts-token").instant().start()) {
            assertThat(new IceCaller(temporary).submit(INPUT).field("Code"))
                    .isEqualTo("InvalidSecurityToken.MismatchWithAccessKey");
            assertThat(new IceCaller(temporary)
                            .with("x-acs-security-token", "sts-token")
                            .submit(INPUT)
                            .status())
                    .isEqualTo(200);
        }
        assertThat(caller.with("x-acs-security-token", "uncalled for")
                        .submit(INPUT)
                        .status())
                .isEqualTo(400);
    }
}
