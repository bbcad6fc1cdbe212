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
package io.github.icehighlights.camel.request;

import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static io.github.icehighlights.camel.request.Requests.LIMITS;
import static io.github.icehighlights.camel.request.Requests.extraction;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class UserDataTest {

    private static final Scope SCOPE = new Scope("app", "films", "cn-shanghai");

    private static Requests job(String userData) {
        return extraction().body("id1").userData(userData);
    }

    private static IceRequestException refused(Requests requests) {
        return catchThrowableOfType(IceRequestException.class, requests::merge);
    }

    private static String sent(Requests requests) {
        return Submission.of(requests.merge(), SCOPE, "key", null).parameters().get("UserData");
    }

    /** {"u":""} has 8 bytes, our mark with its comma 39. */
    @ParameterizedTest
    @CsvSource({"x, 465", "斗, 155", "😀, 116", "é, 232"})
    void takes512BytesOfUtf8(String character, int count) {
        String sent = sent(job("{\"u\":\"" + character.repeat(count) + "\"}"));
        assertThat(sent.getBytes(StandardCharsets.UTF_8).length).isBetween(509, 512);
        IceRequestException refusal = refused(job("{\"u\":\"" + character.repeat(count + 1) + "\"}"));
        assertThat(refusal)
                .hasMessageContaining("512")
                .hasMessageContaining("39 of the component's mark")
                .hasMessageMatching(".*has 51[3-6]: 47[4-7] of the user's data.*");
    }

    @Test
    void countsTheTokenAsLongAsItWillBe() {
        String atLimit = "{\"u\":\"{token}" + "x".repeat(465 - 12) + "\"}";
        assertThat(sent(job(atLimit)).getBytes(StandardCharsets.UTF_8)).hasSize(512);
        assertThat(refused(job(atLimit.replace("{token}", "{token}x")))).hasMessageContaining("513");
    }

    @Test
    void theLimitIsALimitOneCanMove() {
        String data = "{\"u\":\"" + "x".repeat(900) + "\"}";
        assertThat(refused(job(data))).isNotNull();
        assertThat(job(data).limits(LIMITS.withUserDataBytes(1024)).merge()).isNotNull();
    }

    @Test
    void ourFieldIsTaken() {
        assertThat(refused(job("{\"iceHighlights\":\"x\"}"))).hasMessageContaining("iceHighlights");
    }

    @Test
    void aCallbackAddressStandsBesideTheUsersDataUnlessTheUserHasOne() {
        Submission plain = Submission.of(job("{\"u\":1}").merge(), SCOPE, "key", null);
        Submission notifying = plain.notifying("https://a/b?x=1", 512);

        assertThat(notifying.parameters().get("UserData"))
                .isEqualTo("{\"NotifyAddress\":\"https://a/b?x=1\",\"iceHighlights\":\"" + plain.correlationId()
                        + "+\",\"u\":1}");
        assertThat(notifying.correlationId()).isEqualTo(plain.correlationId());
        assertThat(notifying.fingerprint()).isEqualTo(plain.fingerprint());
        assertThat(plain.notifying(null, 512)).isSameAs(plain);
        Submission own =
                Submission.of(job("{\"NotifyAddress\":\"ice-callback-mine\"}").merge(), SCOPE, "key", null);
        assertThat(own.notifying("https://a", 512)).isSameAs(own);
    }

    @Test
    void aCallbackAddressThatDoesNotFitIsRefused() {
        Submission submission =
                Submission.of(job("{\"u\":\"" + "x".repeat(400) + "\"}").merge(), SCOPE, "key", null);

        assertThat(submission
                        .notifying("https://" + "a".repeat(37), 512)
                        .parameters()
                        .get("UserData"))
                .hasSize(512);
        assertThat(catchThrowableOfType(
                        IceRequestException.class, () -> submission.notifying("https://" + "s3cret".repeat(7), 512)))
                .hasMessageContaining("at most 512 bytes")
                .hasMessageContaining("callback address of 50 bytes it has 517")
                .hasMessageContaining("jobCallback=false")
                .hasMessageNotContaining("s3cret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://a.b", "https://a.b/c?d", "ice-callback-demo"})
    void takesCallbackAddressesAndQueues(String address) {
        assertThat(job("{\"NotifyAddress\":\"" + address + "\"}").merge()).isNotNull();
        assertThat(job("{\"RegisterMediaNotifyAddress\":\"" + address + "\"}").merge())
                .isNotNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"a.b/s3cret\"", "\"my-queue-s3cret\"", "\"\"", "7", "{\"s3cret\":1}"})
    void refusesOtherAddressesWithoutShowingThem(String address) {
        assertThat(refused(job("{\"NotifyAddress\":" + address + "}")))
                .hasMessageContaining("UserData.NotifyAddress")
                .hasMessageNotContaining("s3cret");
    }

    @Test
    void mustBeAnObjectAndIsNeverShown() {
        assertThat(refused(job("[\"s3cret\"]"))).hasMessageContaining("object").hasMessageNotContaining("s3cret");
        assertThat(refused(job("s3cret"))).hasMessageNotContaining("s3cret");
        assertThat(refused(extraction().body("{\"UserData\": [\"s3cret\"]}"))).hasMessageNotContaining("s3cret");
    }

    @Test
    void withoutTheUsersDataThereIsOnlyOurMark() {
        assertThat(job(" ").merge().userData()).isNull();
        assertThat(sent(job("{}"))).matches("\\{\"iceHighlights\":\"[0-9a-z]{20}\"}");
    }
}
