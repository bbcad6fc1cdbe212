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
import java.util.Map;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.github.icehighlights.localice.IceCaller.Reply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Time, tokens and the list, at a clock in hand. */
class JobLifeTest {

    private static final String VIDEO = "{\"MediaArray\":[{\"MediaURL\":\"oss://media/a.mp4\"}]}";
    private static final Duration WINDOW = Duration.ofMinutes(5);
    private static final Duration LAG = Duration.ofMinutes(1);

    private final ManualClock clock = new ManualClock();
    private LocalIce ice;
    private IceCaller caller;

    @BeforeEach
    void start() {
        ice = LocalIce.builder()
                .clock(clock)
                .speed(1)
                .tokenWindow(WINDOW)
                .listLag(LAG)
                .bucket("media")
                .start();
        caller = new IceCaller(ice);
        ice.s3().put("media", "a.mp4", LocalIce.sampleVideo());
    }

    @AfterEach
    void stop() {
        ice.close();
    }

    @Test
    void aJobGoesThroughItsStates() throws Exception {
        String id = caller.submit(VIDEO).jobId();
        Reply created = caller.look(id);
        assertThat(created.field("State")).isEqualTo("Created");
        assertThat(created.json().has("JobResult")).isFalse();
        assertThat(created.json().at("/SmartJobInfo/CreateTime").asText()).isEqualTo("2026-01-01T00:00:00Z");

        clock.advance(Duration.ofSeconds(2));
        assertThat(caller.look(id).field("State")).isEqualTo("Executing");

        // 20 s and a quarter of the video's 12 s; by then the work itself is done
        awaitWork(id);
        clock.advance(Duration.ofSeconds(22));
        assertThat(caller.look(id).field("State")).isEqualTo("Executing");
        clock.advance(Duration.ofSeconds(1));
        Reply finished = caller.look(id);
        assertThat(finished.field("State")).isEqualTo("Finished");
        assertThat(finished.field("Output")).isEqualTo("{}");
        assertThat(finished.aiResult().path("HighlightResults")).hasSize(1);
        assertThat(finished.json().at("/SmartJobInfo/ModifiedTime").asText()).isEqualTo("2026-01-01T00:00:25Z");
        assertThat(finished.json().at("/SmartJobInfo/UserId").isTextual()).isTrue();
    }

    @Test
    void aJobOlderThanAYearIsForgotten() throws Exception {
        String id = caller.submit(VIDEO).jobId();
        clock.advance(Duration.ofDays(365).minusSeconds(1));
        assertThat(caller.look(id).status()).isEqualTo(200);
        clock.advance(Duration.ofSeconds(1));
        assertThat(caller.look(id).status()).isEqualTo(404);
    }

    @Test
    void theSameTokenFindsTheFirstJobWithinTheWindow() throws Exception {
        String first = submit("token", VIDEO).jobId();
        clock.advance(WINDOW.minusMillis(1));
        assertThat(submit("token", VIDEO).jobId()).isEqualTo(first);
        assertThat(ice.created()).isEqualTo(1);
        assertThat(ice.created(IceCaller.SUBMIT)).isEqualTo(1);
        assertThat(ice.requests(IceCaller.SUBMIT)).isEqualTo(2);
    }

    @Test
    void theSameTokenMakesANewJobAfterTheWindow() throws Exception {
        String first = submit("token", VIDEO).jobId();
        clock.advance(WINDOW);
        String second = submit("token", VIDEO).jobId();
        assertThat(second).isNotEqualTo(first);
        assertThat(ice.created()).isEqualTo(2);
        // from now on the token stands for the second
        assertThat(submit("token", VIDEO).jobId()).isEqualTo(second);
    }

    @Test
    void theSameTokenWithOtherParametersIsRefused() throws Exception {
        submit("token", VIDEO);
        Reply reply = caller.call(
                IceCaller.SUBMIT, Map.of("ClientToken", "token", "InputConfig", VIDEO, "UserData", "{\"k\":1}"));
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.field("Code")).isEqualTo("IdempotentParameterMismatch");
        assertThat(submit("token", VIDEO + " ").field("Code")).isEqualTo("IdempotentParameterMismatch");
        assertThat(ice.created()).isEqualTo(1);
    }

    @Test
    void tokensAreCaseSensitiveAndJobsWithoutOneAreNew() throws Exception {
        submit("token", VIDEO);
        submit("Token", VIDEO);
        caller.submit(VIDEO);
        caller.submit(VIDEO);
        assertThat(ice.created()).isEqualTo(4);
    }

    @Test
    void theTokenOfADeletedJobStaysTaken() throws Exception {
        String first = submit("token", VIDEO).jobId();
        assertThat(caller.call(IceCaller.DELETE, Map.of("JobId", first)).status())
                .isEqualTo(200);
        assertThat(submit("token", VIDEO).jobId()).isEqualTo(first);
        assertThat(ice.created()).isEqualTo(1);
    }

    @Test
    void aNewJobShowsInTheListAfterTheLag() throws Exception {
        String id = caller.submit(VIDEO).jobId();
        clock.advance(LAG.minusMillis(1));
        assertThat(list().json().path("SmartJobList")).isEmpty();
        assertThat(caller.look(id).status()).isEqualTo(200);
        clock.advance(Duration.ofMillis(1));
        assertThat(list().json().path("SmartJobList")).hasSize(1);
    }

    @Test
    void finishEndsAJobAtOnce() throws Exception {
        String id = caller.submit(VIDEO).jobId();
        ice.finish(id);
        assertThat(caller.look(id).field("State")).isEqualTo("Finished");
        assertThat(caller.look(id).aiResult().findValues("In")).isNotEmpty();
    }

    @Test
    void failEndsAJobAtOnce() throws Exception {
        String id = caller.submit(VIDEO).jobId();
        ice.fail(id, "JobFailed", "because");
        awaitWork(id);
        Reply failed = caller.look(id);
        assertThat(failed.field("State")).isEqualTo("Failed");
        assertThat(failed.field("ErrorCode")).isEqualTo("JobFailed");
        assertThat(failed.field("ErrorMessage")).isEqualTo("because");
        assertThat(failed.json().has("JobResult")).isFalse();
        assertThatThrownBy(() -> ice.fail("unknown", "a", "b")).hasMessageContaining("unknown");
    }

    @Test
    void heldJobsGoOnWhenTheyAreReleased() throws Exception {
        String before = caller.submit(VIDEO).jobId();
        ice.holdAll(true);
        String held = caller.submit(VIDEO).jobId();
        String finished = caller.submit(VIDEO).jobId();
        ice.finish(finished);
        awaitWork(before);
        awaitWork(held);
        clock.advance(Duration.ofHours(1));
        assertThat(caller.look(before).field("State")).isEqualTo("Finished");
        assertThat(caller.look(held).field("State")).isEqualTo("Executing");
        assertThat(caller.look(finished).field("State")).isEqualTo("Finished");
        ice.holdAll(false);
        assertThat(caller.look(held).field("State")).isEqualTo("Finished");
        String after = caller.submit(VIDEO).jobId();
        awaitWork(after);
        clock.advance(Duration.ofHours(1));
        assertThat(caller.look(after).field("State")).isEqualTo("Finished");
    }

    /** The work goes on beside the clock. */
    private void awaitWork(String id) {
        Awaitility.await().until(() -> ice.isWorkDone(id));
    }

    private Reply submit(String token, String input) throws Exception {
        return caller.call(IceCaller.SUBMIT, Map.of("ClientToken", token, "InputConfig", input));
    }

    private Reply list() throws Exception {
        return caller.call(IceCaller.LIST, Map.of());
    }
}
