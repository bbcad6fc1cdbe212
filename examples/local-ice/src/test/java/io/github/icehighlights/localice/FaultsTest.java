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

import java.io.IOException;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.github.icehighlights.localice.IceCaller.Reply;
import io.github.icehighlights.localice.fault.Faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Every fault, over real HTTP. */
class FaultsTest {

    private static final String INPUT = "{\"MediaArray\":[{\"MediaId\":\"one\"}]}";
    private static final String OTHER = "{\"MediaArray\":[{\"MediaId\":\"two\"}]}";

    @RegisterExtension
    static final LocalIceExtension ICE =
            LocalIceExtension.create(LocalIceBuilder::instant).withFreshJobs();

    private final LocalIce ice = ICE.ice();
    private final Faults faults = ice.faults();
    private final IceCaller caller = new IceCaller(ice);

    @Test
    void throttlesOnceByDefault() throws Exception {
        faults.on(IceCaller.SUBMIT).throttle();
        assertError(caller.submit(INPUT), 400, "Throttling.User");
        assertThat(ice.created()).isZero();
        assertThat(caller.submit(INPUT).status()).isEqualTo(200);
        assertThat(ice.requests(IceCaller.SUBMIT)).isEqualTo(2);
    }

    @Test
    void happensAsOftenAsAsked() throws Exception {
        faults.on(IceCaller.SUBMIT).internalError().times(2);
        assertError(caller.submit(INPUT), 500, "InternalError");
        assertError(caller.submit(INPUT), 500, "InternalError");
        assertThat(caller.submit(INPUT).status()).isEqualTo(200);
        assertThat(faults.pending()).isEmpty();
    }

    @Test
    void happensUntilItIsCleared() throws Exception {
        faults.onAny().unavailable().always();
        for (int i = 0; i < 5; i++) {
            assertError(caller.submit(INPUT), 503, "ServiceUnavailable");
        }
        assertThat(faults.pending()).hasSize(1);
        faults.clear();
        assertThat(caller.submit(INPUT).status()).isEqualTo(200);
    }

    @Test
    void isMeantForOneActionOneMediumOrOneJob() throws Exception {
        faults.on(IceCaller.GET).error(500, "A", "a").always();
        faults.onAny().media("two").error(500, "B", "b").always();
        Reply one = caller.submit(INPUT);
        assertThat(one.status()).isEqualTo(200);
        assertError(caller.submit(OTHER), 500, "B");
        assertError(caller.look(one.jobId()), 500, "A");

        faults.clear();
        faults.on(IceCaller.GET).job(one.jobId()).error(500, "C", "c").always();
        assertThat(caller.look(caller.submit(OTHER).jobId()).status()).isEqualTo(200);
        assertError(caller.look(one.jobId()), 500, "C");
    }

    @Test
    void forbids() throws Exception {
        faults.on(IceCaller.SUBMIT).forbidden();
        assertError(caller.submit(INPUT), 403, "Forbidden");
    }

    @Test
    void answersHtml() throws Exception {
        faults.on(IceCaller.SUBMIT).html(502);
        Reply reply = caller.submit(INPUT);
        assertThat(reply.status()).isEqualTo(502);
        assertThat(reply.headers().get("content-type")).startsWith("text/html");
        assertThat(reply.text()).startsWith("<html>");
        assertThat(ice.created()).isZero();
    }

    @Test
    void redirects() throws Exception {
        faults.on(IceCaller.GET).redirect(307, "http://elsewhere.invalid/");
        Reply reply = caller.look("any");
        assertThat(reply.status()).isEqualTo(307);
        assertThat(reply.headers()).containsEntry("location", "http://elsewhere.invalid/");
    }

    @Test
    void resetsBeforeAnythingIsCreated() throws Exception {
        faults.on(IceCaller.SUBMIT).resetBefore();
        assertThatThrownBy(() -> caller.submit(INPUT)).isInstanceOf(IOException.class);
        assertThat(ice.created()).isZero();
        assertThat(ice.requests(IceCaller.SUBMIT)).isEqualTo(1);
    }

    @Test
    void resetsAfterTheJobIsCreated() throws Exception {
        faults.on(IceCaller.SUBMIT).resetAfter();
        Map<String, String> parameters = Map.of("InputConfig", INPUT, "ClientToken", "t");
        assertThatThrownBy(() -> caller.call(IceCaller.SUBMIT, parameters)).isInstanceOf(IOException.class);
        assertThat(ice.created()).isEqualTo(1);
        assertThat(caller.call(IceCaller.SUBMIT, parameters).jobId())
                .isEqualTo(ice.jobs().get(0).jobId());
        assertThat(ice.created()).isEqualTo(1);
    }

    @Test
    void answersLateButCreatesAtOnce() throws Exception {
        faults.on(IceCaller.SUBMIT).delay(Duration.ofMillis(700));
        long begin = System.nanoTime();
        Reply reply = caller.submit(INPUT);
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThanOrEqualTo(Duration.ofMillis(650));
        assertThat(reply.status()).isEqualTo(200);

        faults.on(IceCaller.SUBMIT).delay(Duration.ofSeconds(30));
        IceCaller impatient = caller.waiting(Duration.ofMillis(300));
        assertThatThrownBy(() -> impatient.submit(INPUT)).isInstanceOf(HttpTimeoutException.class);
        assertThat(ice.created()).isEqualTo(2);
    }

    @Test
    void drips() throws Exception {
        faults.on(IceCaller.SUBMIT).drip(Duration.ofMillis(700));
        long begin = System.nanoTime();
        Reply reply = caller.submit(INPUT);
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThanOrEqualTo(Duration.ofMillis(500));
        assertThat(reply.jobId()).isEqualTo(ice.jobs().get(0).jobId());
    }

    @Test
    void keepsAJobStuckUntilItIsFinished() throws Exception {
        faults.stuck();
        String id = caller.submit(INPUT).jobId();
        ice.holdAll(false);
        assertThat(caller.look(id).field("State")).isEqualTo("Executing");
        String next = caller.submit(INPUT).jobId();
        assertThat(caller.look(next).field("State")).isEqualTo("Failed");
        ice.finish(id);
        assertThat(caller.look(id).field("State")).isEqualTo("Failed");
    }

    @Test
    void failsAJobWithACode() throws Exception {
        faults.onAny().media("two").failed("QueryMaterialFailed", "no");
        String one = caller.submit(INPUT).jobId();
        String two = caller.submit(OTHER).jobId();
        assertThat(caller.look(one).field("ErrorCode")).isEqualTo("InvalidMaterial.NotFound");
        Reply failed = caller.look(two);
        assertThat(failed.field("State")).isEqualTo("Failed");
        assertThat(failed.field("ErrorCode")).isEqualTo("QueryMaterialFailed");
        assertThat(failed.field("ErrorMessage")).isEqualTo("no");
    }

    @Test
    void doesNotFindAFreshJobAtFirst() throws Exception {
        faults.notFound(2);
        String id = caller.submit(INPUT).jobId();
        assertError(caller.look(id), 404, "JobNotFound");
        assertError(caller.look(id), 404, "JobNotFound");
        assertThat(caller.look(id).status()).isEqualTo(200);
        assertThat(caller.look(caller.submit(INPUT).jobId()).status()).isEqualTo(200);
    }

    @Test
    void doesNotFindAFreshJobForATime() throws Exception {
        ManualClock clock = new ManualClock();
        try (LocalIce other = LocalIce.builder().instant().clock(clock).start()) {
            other.faults().notFound(Duration.ofSeconds(10));
            IceCaller there = new IceCaller(other);
            String id = there.submit(INPUT).jobId();
            clock.advance(Duration.ofMillis(9_999));
            assertThat(there.look(id).status()).isEqualTo(404);
            clock.advance(Duration.ofMillis(1));
            assertThat(there.look(id).status()).isEqualTo(200);
        }
    }

    @Test
    void aWronglySignedRequestUsesNoFaultUp() throws Exception {
        faults.on(IceCaller.SUBMIT).throttle();
        assertThat(new IceCaller(ice)
                        .signedWith("local-ak", "wrong")
                        .submit(INPUT)
                        .field("Code"))
                .isEqualTo("SignatureDoesNotMatch");
        assertError(caller.submit(INPUT), 400, "Throttling.User");
    }

    private static void assertError(Reply reply, int status, String code) {
        assertThat(reply.status()).as(reply.text()).isEqualTo(status);
        assertThat(reply.field("Code")).isEqualTo(code);
        assertThat(reply.json().has("RequestId")).isTrue();
    }
}
