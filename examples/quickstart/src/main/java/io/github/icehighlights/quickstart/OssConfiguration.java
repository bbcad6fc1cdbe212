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
package io.github.icehighlights.quickstart;

import java.net.URI;

import com.aliyun.credentials.models.CredentialModel;
import org.apache.camel.BindToRegistry;
import org.apache.camel.CamelConfiguration;
import org.apache.camel.PropertyInject;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** OSS reached over the S3 protocol, with the keys that Alibaba's default credential chain finds. */
public class OssConfiguration implements CamelConfiguration {

    /** The client as OSS wants it: bucket names in the host, no aws-chunked bodies, no trailing checksums. */
    @BindToRegistry("oss")
    public S3Client oss(@PropertyInject("oss.endpoint") String endpoint) {
        com.aliyun.credentials.Client keys = new com.aliyun.credentials.Client();
        return S3Client.builder()
                .endpointOverride(URI.create(endpoint))
                .region(Region.AWS_GLOBAL)
                .credentialsProvider(() -> credentials(keys.getCredential()))
                .forcePathStyle(false)
                .serviceConfiguration(s3 -> s3.chunkedEncodingEnabled(false))
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .build();
    }

    private static AwsCredentials credentials(CredentialModel found) {
        String token = found.getSecurityToken();
        return token == null || token.isEmpty()
                ? AwsBasicCredentials.create(found.getAccessKeyId(), found.getAccessKeySecret())
                : AwsSessionCredentials.create(found.getAccessKeyId(), found.getAccessKeySecret(), token);
    }
}
