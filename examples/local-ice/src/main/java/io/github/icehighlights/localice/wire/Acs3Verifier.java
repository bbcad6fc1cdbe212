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
import java.security.MessageDigest;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Refuses every request that is not signed by the one known access key with ACS3-HMAC-SHA256, whose signature covers
 * less than it has to, that is too old, or that was seen before.
 */
public final class Acs3Verifier {

    /** How far the date of a request may be from ours; the usual allowance of Alibaba's gateways. */
    private static final Duration TOLERANCE = Duration.ofMinutes(15);

    private static final Pattern AUTHORIZATION = Pattern.compile(
            Acs3Signature.ALGORITHM + " Credential=([^,]+),\\s*SignedHeaders=([^,]+),\\s*Signature=([0-9a-f]{64})");
    private static final List<String> ALWAYS_SIGNED = List.of(
            "host", "x-acs-action", "x-acs-content-sha256", "x-acs-date", "x-acs-signature-nonce", "x-acs-version");

    private final Credentials credentials;
    private final Clock clock;
    private final NonceMemory nonces = new NonceMemory();

    /**
     * @param credentials whose signature is accepted
     * @param clock       against which the date of a request is checked
     */
    public Acs3Verifier(Credentials credentials, Clock clock) {
        this.credentials = credentials;
        this.clock = clock;
    }

    /**
     * Returns if the request is as its owner signed it.
     *
     * @throws IceError if it is not
     */
    public void verify(SignedRequest request) {
        Matcher authorization = authorization(request);
        if (!credentials.accessKey().equals(authorization.group(1))) {
            throw new IceError(404, "InvalidAccessKeyId.NotFound", "Specified access key is not found.");
        }
        List<String> signedHeaders = List.of(authorization.group(2).split(";"));
        checkCoverage(request, signedHeaders);
        String expected = Acs3Signature.of(request, signedHeaders, credentials.secretKey());
        if (!sameText(expected, authorization.group(3))) {
            throw mismatch();
        }
        checkBody(request);
        checkDate(request.header("x-acs-date"));
        checkToken(request.header("x-acs-security-token"));
        if (!nonces.isNew(request.header("x-acs-signature-nonce"))) {
            throw new IceError(400, "SignatureNonceUsed", "Specified signature nonce was used already.");
        }
    }

    private static Matcher authorization(SignedRequest request) {
        String header = request.header("authorization");
        Matcher matcher = AUTHORIZATION.matcher(header == null ? "" : header.trim());
        if (!matcher.matches()) {
            throw incomplete("an Authorization header with " + Acs3Signature.ALGORITHM + " is needed");
        }
        return matcher;
    }

    private static void checkCoverage(SignedRequest request, List<String> signedHeaders) {
        for (String name : ALWAYS_SIGNED) {
            if (request.header(name) == null || !signedHeaders.contains(name)) {
                throw incomplete("the header " + name + " has to be there and to be signed");
            }
        }
        for (String name : request.headers().keySet()) {
            if (name.startsWith("x-acs-") && !signedHeaders.contains(name)) {
                throw incomplete("the header " + name + " has to be signed");
            }
        }
    }

    private static void checkBody(SignedRequest request) {
        // a re-sent POST whose body was lost still carries the old digest, and has to fail here
        if (!sameText(Acs3Signature.sha256(request.body()), request.header("x-acs-content-sha256"))) {
            throw mismatch();
        }
    }

    private void checkDate(String date) {
        Instant sent;
        try {
            sent = Instant.parse(date.trim());
        } catch (DateTimeException e) {
            throw new IceError(400, "InvalidTimeStamp.Format", "Specified time stamp is not in the required format.");
        }
        if (Duration.between(sent, clock.instant()).abs().compareTo(TOLERANCE) > 0) {
            throw new IceError(400, "InvalidTimeStamp.Expired", "Specified time stamp is expired.");
        }
    }

    private void checkToken(String token) {
        if (!Objects.equals(credentials.securityToken(), token)) {
            throw new IceError(
                    400,
                    "InvalidSecurityToken.MismatchWithAccessKey",
                    "Specified SecurityToken does not match the AccessKey.");
        }
    }

    private static boolean sameText(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }

    private static IceError mismatch() {
        return new IceError(400, "SignatureDoesNotMatch", "Specified signature does not match our calculation.");
    }

    private static IceError incomplete(String why) {
        return new IceError(
                400, "IncompleteSignature", "The request signature does not conform to the standards: " + why);
    }
}
