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

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.http.apache.ProxyConfiguration;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.model.S3Object;

import io.github.icehighlights.localice.wire.Credentials;

/**
 * The way to the buckets. OSS wants the bucket in the host name, here {@code <bucket>.oss-<region>.localhost}, and not
 * every machine resolves that. The clients that are built here do it themselves.
 */
public final class S3Access implements AutoCloseable {

    private final String serviceHost;
    private final int port;
    private final String region;
    private final Credentials credentials;
    private final Consumer<String> create;
    private final S3Client client;

    S3Access(String serviceHost, int port, String region, Credentials credentials, Consumer<String> create) {
        this.serviceHost = serviceHost;
        this.port = port;
        this.region = region;
        this.credentials = credentials;
        this.create = create;
        this.client = clientBuilder().build();
    }

    /** URL that takes the place of {@code https://s3.oss-<region>.aliyuncs.com}. */
    public String endpoint() {
        return "http://" + serviceHost + ":" + port;
    }

    /**
     * URL of the same as an HTTP proxy, for clients that cannot be given a resolver: they name the bucket's host, and
     * the proxy, which runs here, knows what is meant.
     */
    public String proxyEndpoint() {
        return "http://127.0.0.1:" + port;
    }

    /** A client, set up as OSS needs it. Closed with the stand-in. */
    public S3Client client() {
        return client;
    }

    /**
     * The settings of {@link #client()}, to build another one: endpoint, credentials, resolver, and the two settings
     * without which OSS refuses uploads (checksums only when required, no chunked encoding).
     */
    public S3ClientBuilder clientBuilder() {
        return S3Client.builder()
                .endpointOverride(URI.create(endpoint()))
                .region(Region.of(region))
                .credentialsProvider(StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(credentials.accessKey(), credentials.secretKey())))
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .serviceConfiguration(settings -> settings.chunkedEncodingEnabled(false))
                .httpClientBuilder(httpClientBuilder());
    }

    /** The HTTP client of {@link #clientBuilder()}: it finds every host under {@code .localhost} on this machine. */
    public static ApacheHttpClient.Builder httpClientBuilder() {
        // the machine's proxy, if it has one, knows nothing of this machine's buckets
        ProxyConfiguration noProxy = ProxyConfiguration.builder()
                .useSystemPropertyValues(false)
                .useEnvironmentVariableValues(false)
                .build();
        return ApacheHttpClient.builder().proxyConfiguration(noProxy).dnsResolver(S3Access::resolve);
    }

    /** Makes a bucket, unless it is there. */
    public void createBucket(String bucket) {
        create.accept(bucket);
    }

    /** Stores a file. */
    public void put(String bucket, String key, Path file) {
        client.putObject(request -> request.bucket(bucket).key(key), RequestBody.fromFile(file));
    }

    /** Stores bytes. */
    public void put(String bucket, String key, byte[] bytes) {
        client.putObject(request -> request.bucket(bucket).key(key), RequestBody.fromBytes(bytes));
    }

    /** Fetches an object. */
    public byte[] get(String bucket, String key) {
        return client.getObjectAsBytes(request -> request.bucket(bucket).key(key))
                .asByteArray();
    }

    /** Keys of all objects of a bucket, in their order. */
    public List<String> list(String bucket) {
        return client.listObjectsV2Paginator(request -> request.bucket(bucket)).contents().stream()
                .map(S3Object::key)
                .toList();
    }

    @Override
    public void close() {
        client.close();
    }

    private static InetAddress[] resolve(String host) throws UnknownHostException {
        return host.endsWith(".localhost")
                ? new InetAddress[] {InetAddress.getByAddress(host, new byte[] {127, 0, 0, 1})}
                : InetAddress.getAllByName(host);
    }
}
