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
package io.github.icehighlights.springboot;

import java.net.URI;

import com.aliyun.credentials.models.CredentialModel;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** The way to OSS over its S3 protocol, with the same credentials as ICE. */
@Configuration(proxyBeanMethods = false)
@Profile("!local")
class OssConfiguration {

    /** Found by the component as well. */
    @Bean
    com.aliyun.credentials.Client credentials() {
        return new com.aliyun.credentials.Client();
    }

    /** The client as OSS wants it: bucket names in the host, no aws-chunked bodies, no trailing checksums. */
    @Bean
    S3Client oss(com.aliyun.credentials.Client credentials, @Value("${oss.endpoint}") String endpoint) {
        return S3Client.builder()
                .endpointOverride(URI.create(endpoint))
                .region(Region.AWS_GLOBAL)
                .credentialsProvider(() -> keys(credentials.getCredential()))
                .forcePathStyle(false)
                .serviceConfiguration(s3 -> s3.chunkedEncodingEnabled(false))
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .build();
    }

    private static AwsCredentials keys(CredentialModel found) {
        String token = found.getSecurityToken();
        return token == null || token.isEmpty()
                ? AwsBasicCredentials.create(found.getAccessKeyId(), found.getAccessKeySecret())
                : AwsSessionCredentials.create(found.getAccessKeyId(), found.getAccessKeySecret(), token);
    }
}
