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
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * Calls ICE over HTTP with a signature of its own making: query parameters only, except InputConfig and EditingConfig,
 * as Alibaba's client does.
 */
final class IceCaller {

    static final String SUBMIT = "SubmitHighlightExtractionJob";
    static final String GET = "GetSmartHandleJob";
    static final String LIST = "ListSmartJobs";
    static final String DELETE = "DeleteSmartJob";
    static final String SPORTS = "SubmitSportsHighlightsJob";
    static final String SCREEN_MEDIA = "SubmitScreenMediaHighlightsJob";
    static final String GET_BATCH = "GetBatchMediaProducingJob";
    static final String LIST_BATCHES = "ListBatchMediaProducingJobs";

    private static final Set<String> IN_FORM = Set.of("InputConfig", "EditingConfig");
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    private final String endpoint;
    private final Map<String, String> signing = new TreeMap<>();
    private String accessKey;
    private String secretKey;
    private Duration patience = Duration.ofSeconds(20);

    IceCaller(LocalIce ice) {
        endpoint = ice.endpoint();
        accessKey = ice.accessKey();
        secretKey = ice.secretKey();
    }

    IceCaller signedWith(String newAccessKey, String newSecretKey) {
        accessKey = newAccessKey;
        secretKey = newSecretKey;
        return this;
    }

    /** Another value for a signed header. */
    IceCaller with(String header, String value) {
        signing.put(header, value);
        return this;
    }

    IceCaller waiting(Duration newPatience) {
        patience = newPatience;
        return this;
    }

    record Reply(int status, String text, Map<String, String> headers) {

        JsonNode json() {
            try {
                return MAPPER.readTree(text);
            } catch (IOException e) {
                throw new AssertionError("Not JSON: " + text, e);
            }
        }

        String field(String name) {
            return json().path(name).asText();
        }

        String jobId() {
            return field("JobId").trim();
        }

        JsonNode aiResult() {
            try {
                return MAPPER.readTree(json().at("/JobResult/AiResult").textValue());
            } catch (IOException e) {
                throw new AssertionError(text, e);
            }
        }
    }

    Reply submit(String inputConfig) throws Exception {
        return call(SUBMIT, Map.of("InputConfig", inputConfig));
    }

    Reply look(String jobId) throws Exception {
        return call(GET, Map.of("JobId", jobId));
    }

    /** What EditingBatchJob says of a batch. */
    JsonNode batch(String jobId) throws Exception {
        Reply reply = call(GET_BATCH, Map.of("JobId", jobId));
        if (reply.status() != 200) {
            throw new AssertionError(reply.text());
        }
        return reply.json().path("EditingBatchJob");
    }

    Reply call(String action, Map<String, String> parameters) throws Exception {
        HttpResponse<String> response = http.send(request(action, parameters), HttpResponse.BodyHandlers.ofString());
        Map<String, String> headers = response.headers().map().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().get(0)));
        return new Reply(response.statusCode(), response.body(), headers);
    }

    HttpRequest request(String action, Map<String, String> parameters) {
        Map<String, String> query = new TreeMap<>(parameters);
        Map<String, String> form = new TreeMap<>(parameters);
        query.keySet().removeAll(IN_FORM);
        form.keySet().retainAll(IN_FORM);
        String body = encode(form, "+");
        String method = LIST.equals(action) ? "GET" : "POST";
        return build(method, action, query, body);
    }

    private HttpRequest build(String method, String action, Map<String, String> query, String body) {
        Map<String, String> headers = new TreeMap<>();
        headers.put("host", URI.create(endpoint).getAuthority());
        headers.put("x-acs-action", action);
        headers.put("x-acs-version", "2020-11-09");
        headers.put("x-acs-date", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
        headers.put("x-acs-signature-nonce", UUID.randomUUID().toString());
        headers.put("x-acs-content-sha256", sha256(body));
        if (!body.isEmpty()) {
            headers.put("content-type", "application/x-www-form-urlencoded");
        }
        headers.putAll(signing);
        String canonicalHeaders = headers.entrySet().stream()
                .map(header -> header.getKey() + ":" + header.getValue() + "\n")
                .collect(Collectors.joining());
        String signedHeaders = String.join(";", headers.keySet());
        String canonical = String.join(
                "\n",
                method,
                "/",
                encode(query, "%20"),
                canonicalHeaders,
                signedHeaders,
                headers.get("x-acs-content-sha256"));
        String signature = hmac("ACS3-HMAC-SHA256\n" + sha256(canonical));
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(endpoint + "/?" + encode(query, "+")))
                .timeout(patience)
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .header(
                        "Authorization",
                        "ACS3-HMAC-SHA256 Credential=" + accessKey + ",SignedHeaders=" + signedHeaders + ",Signature="
                                + signature);
        headers.remove("host");
        headers.forEach(request::header);
        return request.build();
    }

    private static String encode(Map<String, String> query, String blank) {
        return query.entrySet().stream()
                .map(pair -> pair.getKey() + "="
                        + URLEncoder.encode(pair.getValue(), StandardCharsets.UTF_8)
                                .replace("+", blank)
                                .replace("*", "%2A")
                                .replace("%7E", "~"))
                .collect(Collectors.joining("&"));
    }

    private static String sha256(String text) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private String hmac(String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secretKey.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
