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
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.http.apache.ProxyConfiguration;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.model.CompletedMultipartUpload;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** OSS's rules, met by the real client of the AWS SDK. */
class GateTest {

    private static final RequestBody TEXT = RequestBody.fromString("text");

    @RegisterExtension
    static final LocalIceExtension ICE = LocalIceExtension.create(builder -> builder.bucket("media"));

    private final LocalIce ice = ICE.ice();

    @TempDir
    Path folder;

    @Test
    void theClientAsTheSdkBuildsItIsRefused() {
        try (S3Client client = plain().build()) {
            assertThatThrownBy(() ->
                            client.putObject(request -> request.bucket("media").key("a"), TEXT))
                    .isInstanceOfSatisfying(S3Exception.class, refused -> {
                        assertThat(refused.statusCode()).isEqualTo(400);
                        assertThat(refused.awsErrorDetails().errorCode()).isEqualTo("InvalidArgument");
                        assertThat(refused.getMessage()).contains("aws-chunked encoding is not supported");
                    });
        }
    }

    @Test
    void checksumsOnlyWhenRequiredIsEnough() {
        try (S3Client client = plain().requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .build()) {
            client.putObject(request -> request.bucket("media").key("required"), TEXT);
        }
        assertThat(ice.s3().get("media", "required")).asString().isEqualTo("text");
    }

    @Test
    void pathStyleIsRefused() {
        try (S3Client client = ice.s3().clientBuilder().forcePathStyle(true).build()) {
            assertThatThrownBy(() ->
                            client.putObject(request -> request.bucket("media").key("a"), TEXT))
                    .isInstanceOfSatisfying(S3Exception.class, refused -> {
                        assertThat(refused.statusCode()).isEqualTo(403);
                        assertThat(refused.awsErrorDetails().errorCode()).isEqualTo("SecondLevelDomainForbidden");
                    });
        }
    }

    @Test
    void pathStylePassesWhereItIsAllowed() {
        try (LocalIce lenient =
                        LocalIce.builder().allowPathStyle(true).bucket("media").start();
                S3Client client = lenient.s3()
                        .clientBuilder()
                        .endpointOverride(URI.create(lenient.s3().proxyEndpoint()))
                        .forcePathStyle(true)
                        .build()) {
            client.putObject(request -> request.bucket("media").key("a"), TEXT);
            assertThat(lenient.s3().get("media", "a")).asString().isEqualTo("text");
        }
    }

    @Test
    void theClientThatIsHandedOutPasses() throws Exception {
        byte[] bytes = new byte[3_000_000];
        new Random(1).nextBytes(bytes);
        Path file = Files.write(folder.resolve("file"), bytes);
        ice.s3().put("media", "dir/file ü+1.bin", file);
        ice.s3().put("media", "dir/small", "x".getBytes(StandardCharsets.UTF_8));
        assertThat(ice.s3().get("media", "dir/file ü+1.bin")).isEqualTo(bytes);
        assertThat(ice.s3().list("media")).contains("dir/file ü+1.bin", "dir/small");
        assertThatThrownBy(() -> ice.s3().get("media", "missing")).isInstanceOf(NoSuchKeyException.class);
    }

    @Test
    void uploadsInParts() {
        S3Client client = ice.s3().client();
        byte[] part = new byte[5 * 1024 * 1024];
        String id = client.createMultipartUpload(
                        request -> request.bucket("media").key("parts"))
                .uploadId();
        CompletedPart[] parts = new CompletedPart[2];
        for (int number = 1; number <= 2; number++) {
            int partNumber = number;
            String eTag = client.uploadPart(
                            request -> request.bucket("media")
                                    .key("parts")
                                    .uploadId(id)
                                    .partNumber(partNumber),
                            RequestBody.fromBytes(part))
                    .eTag();
            parts[number - 1] =
                    CompletedPart.builder().partNumber(number).eTag(eTag).build();
        }
        client.completeMultipartUpload(request -> request.bucket("media")
                .key("parts")
                .uploadId(id)
                .multipartUpload(CompletedMultipartUpload.builder().parts(parts).build()));
        assertThat(client.headObject(request -> request.bucket("media").key("parts"))
                        .contentLength())
                .isEqualTo(2 * part.length);
    }

    @Test
    void anotherSecretIsRefused() {
        try (S3Client client = ice.s3()
                .clientBuilder()
                .credentialsProvider(
                        StaticCredentialsProvider.create(AwsBasicCredentials.create(ice.accessKey(), "wrong")))
                .build()) {
            assertThatThrownBy(() ->
                            client.putObject(request -> request.bucket("media").key("a"), TEXT))
                    .isInstanceOfSatisfying(S3Exception.class, refused -> assertThat(refused.statusCode())
                            .isEqualTo(403));
        }
    }

    @Test
    void answersAsAProxyToo() {
        ProxyConfiguration proxy = ProxyConfiguration.builder()
                .endpoint(URI.create(ice.s3().proxyEndpoint()))
                .useSystemPropertyValues(false)
                .useEnvironmentVariableValues(false)
                .build();
        try (S3Client client = ice.s3()
                .clientBuilder()
                .httpClientBuilder(ApacheHttpClient.builder().proxyConfiguration(proxy))
                .build()) {
            client.putObject(request -> request.bucket("media").key("by proxy"), TEXT);
            assertThat(client.getObjectAsBytes(
                                    request -> request.bucket("media").key("by proxy"))
                            .asUtf8String())
                    .isEqualTo("text");
        }
    }

    /** Endpoint, credentials and resolver only; every other setting is the SDK's. */
    private S3ClientBuilder plain() {
        return S3Client.builder()
                .endpointOverride(URI.create(ice.s3().endpoint()))
                .region(Region.of(ice.region()))
                .credentialsProvider(
                        StaticCredentialsProvider.create(AwsBasicCredentials.create(ice.accessKey(), ice.secretKey())))
                .httpClientBuilder(S3Access.httpClientBuilder());
    }
}
