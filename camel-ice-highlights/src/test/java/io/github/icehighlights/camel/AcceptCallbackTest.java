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
package io.github.icehighlights.camel;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;

import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.github.icehighlights.camel.ice.IceConnectionSettings;
import io.github.icehighlights.camel.ice.IceEventException;
import io.github.icehighlights.camel.ice.SdkIceApi;
import io.github.icehighlights.camel.model.Highlights;
import io.github.icehighlights.camel.model.JobState;
import io.github.icehighlights.camel.model.JobType;
import io.github.icehighlights.camel.tracking.Heard;
import io.github.icehighlights.localice.LocalIceExtension;

import static org.assertj.core.api.Assertions.assertThat;

/** Events that come by a route of the user's. */
class AcceptCallbackTest {

    private static final String ACCEPT = "ice-highlights:any?operation=acceptCallback";
    private static final String SUBMIT = "ice-highlights:nba?operation=submitHighlightExtractionJob"
            + "&firstLook=3600000&media=" + CamelOnIce.MEDIA;

    @RegisterExtension
    static final LocalIceExtension ICE =
            LocalIceExtension.create(b -> b.instant().bucket("media")).withFreshJobs();

    private CamelOnIce camel;

    @BeforeEach
    void start() {
        camel = new CamelOnIce(ICE.ice()).start(new RouteBuilder() {
            @Override
            public void configure() {
                from("ice-highlights:nba?lookInterval=3600000").to("mock:results");
            }
        });
    }

    @AfterEach
    void stop() {
        camel.close();
    }

    private static Heard heard(Exchange exchange) {
        return exchange.getMessage().getHeader(IceHighlightsConstants.HEARD, Heard.class);
    }

    @Test
    void anEventInWhateverShapeBringsItsJobAndNothingElse() throws InterruptedException {
        MockEndpoint results = camel.mock("results");
        for (int shape = 0; shape < 5; shape++) {
            results.reset();
            results.expectedMessageCount(1);
            Exchange submitted = camel.submit(SUBMIT);
            Object jobId = submitted.getMessage().getHeader(IceHighlightsConstants.JOB_ID);
            Object correlationId = submitted.getMessage().getHeader(IceHighlightsConstants.CORRELATION_ID);
            String event = CallbackPost.event("", "{\"iceHighlights\":\"" + correlationId + "\"}");
            byte[] bytes = event.getBytes(StandardCharsets.UTF_8);
            Object body = List.of(
                            event,
                            bytes,
                            new ByteArrayInputStream(bytes),
                            Base64.getEncoder().encodeToString(bytes),
                            Map.of("EventType", "X", "MessageBody", Map.of("JobId", jobId, "Status", "Fail")))
                    .get(shape);

            Exchange accepted = camel.send(ACCEPT, body);

            assertThat(accepted.getException()).isNull();
            assertThat(heard(accepted)).isEqualTo(Heard.DONE);
            assertThat(accepted.getMessage().getBody()).isSameAs(body);
            camel.satisfied(results);
            assertThat(results.getExchanges()
                            .get(0)
                            .getMessage()
                            .getBody(Highlights.class)
                            .state())
                    .isEqualTo(JobState.FINISHED);
        }
        assertThat(ICE.ice().requests("GetSmartHandleJob")).isEqualTo(5);
    }

    @Test
    void itSaysWhatBecameOfTheEvent() {
        assertThat(heard(camel.send(ACCEPT, CallbackPost.event("unknown", "{}"))))
                .isEqualTo(Heard.REMEMBERED);
        assertThat(heard(camel.send(ACCEPT, "{\"EventType\":\"FileUploadComplete\",\"MessageBody\":{}}")))
                .isEqualTo(Heard.NO_JOB);
        assertThat(ICE.ice().requests("GetSmartHandleJob")).isZero();
    }

    @Test
    void aSportsJobOfAnotherProgramIsTakenInForWhatItIs() throws Exception {
        var other = new SdkIceApi(new IceConnectionSettings(
                ICE.ice().region(),
                ICE.ice().endpoint(),
                ICE.ice().accessKey(),
                ICE.ice().secretKey(),
                null,
                null,
                null,
                null,
                null));
        String jobId = other.submit(
                        JobType.SPORTS_HIGHLIGHTS,
                        Map.of(
                                "InputConfig",
                                "{\"SportsCategory\":\"basketball\",\"InputMedia\":\"oss://media/match.mp4\"}",
                                "OutputConfig",
                                "{\"MediaURL\":\"http://media.oss-cn-shanghai.aliyuncs.com/out_{index}.mp4\",\"Count\":1,"
                                        + "\"Width\":640,\"Height\":360}"))
                .jobId();
        camel.context().addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("ice-highlights:adopted?unknownJobs=ADOPT").to("mock:adopted");
            }
        });
        MockEndpoint adopted = camel.mock("adopted");
        adopted.expectedMessageCount(1);

        assertThat(heard(camel.send(ACCEPT, CallbackPost.event(jobId, "{}")))).isEqualTo(Heard.REMEMBERED);

        camel.satisfied(adopted);
        Highlights highlights = adopted.getExchanges().get(0).getMessage().getBody(Highlights.class);
        assertThat(highlights.jobId()).isEqualTo(jobId);
        assertThat(highlights.jobType()).isEqualTo(JobType.SPORTS_HIGHLIGHTS);
        assertThat(highlights.clips()).hasSize(1);
    }

    @Test
    void whatIsNoEventFailsAndIsNotRepeated() {
        for (Object body : new Object[] {null, "", "secret-42", new byte[] {1, 2, 3}, Map.of("a", "secret-42")}) {
            assertThat(camel.send(ACCEPT, body).getException())
                    .isInstanceOf(IceEventException.class)
                    .message()
                    .contains("an event of ICE")
                    .doesNotContain("secret");
        }
    }
}
