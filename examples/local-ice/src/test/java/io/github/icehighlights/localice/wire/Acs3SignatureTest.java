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
package io.github.icehighlights.localice.wire;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Against a request that Alibaba's own client signed. */
class Acs3SignatureTest {

    private static final Instant SIGNED_AT = Instant.parse("2026-11-20T08:26:15Z");
    private static final String BODY =
            "InputConfig=%7B%22MediaArray%22%3A%5B%7B%22MediaId%22%3A%22x%2By%26z%22%7D%5D%7D";
    private static final String SIGNED_HEADERS =
            "content-type;host;x-acs-action;x-acs-content-sha256;x-acs-date;x-acs-signature-nonce;x-acs-version";
    private static final String SIGNATURE = "7d6f297a07a6f76e3ca6f60d9ed548abdf5b97e83cb799464695fdc1d575be72";

    private final Map<String, String> headers = new TreeMap<>(Map.of(
            "accept", "application/json",
            "host", "127.0.0.1:33187",
            "content-type", "application/x-www-form-urlencoded",
            "x-acs-action", "SubmitHighlightExtractionJob",
            "x-acs-version", "2020-11-09",
            "x-acs-date", SIGNED_AT.toString(),
            "x-acs-signature-nonce", "5442d79a18f37cdce9473e9d6f021d4c",
            "x-acs-content-sha256", "51099d72fc38c053455ccf815015542a1ff5c41d4fb3711066cba66cd8c626bf",
            "authorization",
                    "ACS3-HMAC-SHA256 Credential=AKID,SignedHeaders=" + SIGNED_HEADERS + ",Signature=" + SIGNATURE));

    @Test
    void acceptsTheRecordedRequest() {
        assertThatCode(() -> verifier("SECRET", SIGNED_AT).verify(request(BODY)))
                .doesNotThrowAnyException();
    }

    @Test
    void refusesAnotherSecret() {
        assertRefused(verifier("SECRE7", SIGNED_AT), request(BODY), "SignatureDoesNotMatch");
    }

    @Test
    void refusesAnotherKey() {
        headers.compute("authorization", (name, value) -> value.replace("AKID", "AKIE"));
        assertRefused(verifier("SECRET", SIGNED_AT), request(BODY), "InvalidAccessKeyId.NotFound");
    }

    @Test
    void refusesAnotherBodyUnderTheOldDigest() {
        assertRefused(verifier("SECRET", SIGNED_AT), request(""), "SignatureDoesNotMatch");
    }

    @Test
    void refusesAnotherQuery() {
        SignedRequest changed = new SignedRequest("POST", "/", "ClientToken=toc", headers, bytes(BODY));
        assertRefused(verifier("SECRET", SIGNED_AT), changed, "SignatureDoesNotMatch");
    }

    @Test
    void refusesAnUnsignedHeaderOfAcs() {
        headers.put("x-acs-security-token", "slipped in");
        assertRefused(verifier("SECRET", SIGNED_AT), request(BODY), "IncompleteSignature");
    }

    @Test
    void refusesARequestWithoutAuthorization() {
        headers.remove("authorization");
        assertRefused(verifier("SECRET", SIGNED_AT), request(BODY), "IncompleteSignature");
    }

    @Test
    void refusesTheSameNonceTwice() {
        Acs3Verifier verifier = verifier("SECRET", SIGNED_AT);
        verifier.verify(request(BODY));
        assertRefused(verifier, request(BODY), "SignatureNonceUsed");
    }

    @Test
    void refusesAnOldRequest() {
        Instant late = SIGNED_AT.plus(Duration.ofMinutes(15)).plusSeconds(1);
        assertRefused(verifier("SECRET", late), request(BODY), "InvalidTimeStamp.Expired");
        assertThatCode(() -> verifier("SECRET", late.minusSeconds(1)).verify(request(BODY)))
                .doesNotThrowAnyException();
    }

    @Test
    void wantsTheTokenOfTemporaryCredentials() {
        Acs3Verifier verifier =
                new Acs3Verifier(new Credentials("AKID", "SECRET", "token"), Clock.fixed(SIGNED_AT, ZoneOffset.UTC));
        assertRefused(verifier, request(BODY), "InvalidSecurityToken.MismatchWithAccessKey");
    }

    private SignedRequest request(String body) {
        // a blank may travel as a plus; it is signed as %20
        String query = "OutputConfig=%7B%22a%22%3A%22%7Bindex%7D+%E4%B8%AD%22%7D&ClientToken=tok";
        return new SignedRequest("POST", "/", query, headers, bytes(body));
    }

    private static Acs3Verifier verifier(String secret, Instant now) {
        return new Acs3Verifier(new Credentials("AKID", secret, null), Clock.fixed(now, ZoneOffset.UTC));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static void assertRefused(Acs3Verifier verifier, SignedRequest request, String code) {
        assertThatThrownBy(() -> verifier.verify(request))
                .isInstanceOfSatisfying(
                        IceError.class, error -> assertThat(error.code()).isEqualTo(code));
    }
}
